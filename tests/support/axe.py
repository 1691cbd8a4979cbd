"""axe-core's judgement of a page as a browser shows it."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[1] / "browser/node_modules/axe-core/axe.min.js"


@cache
def _source() -> str:
    return SOURCE.read_text("utf-8")


def violations(page: Page, without: tuple[str, ...] = ()) -> list[str]:
    """What is wrong, a line for each element; `without` names rules that are left out.

    The context needs JavaScript on: axe is a script, though the page's policy forbids it none
    (the browser's own console runs it). Rules of every level of WCAG 2.2 up to AA, and axe's
    best practices.
    """
    page.evaluate(_source())
    found = page.evaluate(
        """async (without) => {
            const rules = Object.fromEntries(without.map(name => [name, { enabled: false }]));
            const { violations } = await axe.run(document, { rules, resultTypes: ['violations'] });
            return violations.flatMap(v => v.nodes.map(
                n => `${v.id} (${v.impact}): ${v.help}: ${n.target.join(' ')}: ${n.html}`));
        }""",
        list(without),
    )
    return [str(line) for line in found]


def axe(page: Page, without: tuple[str, ...] = ()) -> None:
    """Fail unless the page has no violation."""
    found = violations(page, without)
    assert not found, f"{page.url}\n" + "\n".join(found)

"""Every kind of page of the console that a role can reach, found by following links.

Pages of one kind differ by what they are about: a case of every stage is a page worth looking at,
a second case of the same stage is not.
"""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

# The roles by who sees most, so that what all may see is met once, where it is whole.
ROLES = (
    "planner", "coordinator", "advocate", "facilitator", "screener", "case_manager", "chaplain",
    "superintendent", "auditor", "administrator",
)  # fmt: skip
STARTS = ("/queue",)

# Not pages, or pages that end the walk.
SKIPPED = re.compile(r"^/(static|papers|sign-out|language)\b|\.csv$|/pages/|/calendar$")
EACH_ROLE = ("/queue", "/cases/_", "/letters/_", "/letters", "/reports")  # differs by who looks
OF_A_KIND, OF_A_ROLE = 12, 160  # visits at most

_ID = re.compile(r"(?<=/)(?=[^/]*\d)[0-9a-z]{16,}(?=/|$)")
_STAGE = re.compile(r'</h1>\s*<p><span class="tag[^"]*">([^<]+)')
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]+)"')


@dataclass(frozen=True)
class Stop:
    """A page worth looking at: whose, where, of what kind, at what stage, and its HTML."""

    role: str
    path: str
    kind: str
    stage: str
    html: str

    @property
    def name(self) -> str:
        """A name for files and lists, such as ``planner-cases-received``."""
        one = "one" if self.kind.endswith("/_") and not self.stage else ""
        parts = [self.role, self.kind.replace("/_", ""), one, self.stage]
        return re.sub(r"[^a-z0-9]+", "-", "-".join(parts).lower()).strip("-")


def kind_of(path: str) -> str:
    """The address with its ids left out: ``/cases/_/hold``."""
    return _ID.sub("_", path)


def _links(page: str) -> Iterator[str]:
    for found in _LINK.findall(page):
        link = urlsplit(urldefrag(html.unescape(found)).url)
        if not link.netloc and link.path.startswith("/") and not SKIPPED.search(link.path):
            yield link.path


def walk(
    role: str, get: Callable[[str], str | None], seen: set[tuple[str, str, str]]
) -> Iterator[Stop]:
    """The pages of `role` that no role before it met; `get` gives a page's HTML, or None.

    `seen` is filled, and is given to the walk of the next role.
    """
    waiting, asked, kinds = list(STARTS), set(STARTS), Counter[str]()
    while waiting and kinds.total() < OF_A_ROLE:
        path = waiting.pop(0)
        kind = kind_of(path)
        if kinds[kind] >= OF_A_KIND:
            continue
        kinds[kind] += 1
        page = get(path)
        if page is None:
            continue
        for link in _links(page):
            if link not in asked:
                asked.add(link)
                waiting.append(link)
        found = _STAGE.search(page)
        stage = html.unescape(found[1]).strip() if found else ""
        key = (role if kind in EACH_ROLE else "", kind, stage)
        if key not in seen:
            seen.add(key)
            yield Stop(role, path, kind, stage, page)

"""What stands on a sheet that is printed to be kept."""

import pytest

from shared import policy
from tests.support.shown import showing

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]  # the first to ask crawls the whole site


@pytest.mark.law_6
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("path", ["/ask/sent", "/notice/sent", "/saved"])
def test_sheet_with_a_code_names_no_unit_and_no_hotline(
    world, chromium, public_pages, path, language
):
    start = "/es" if language == "es" else ""
    found = next(f for f in public_pages[language] if f.path == start + path)
    chosen = policy.current()
    with showing(chromium, world.public) as show:
        page = show(found)
        page.emulate_media(media="print")
        said = page.inner_text("body")
        assert page.is_visible(".panel dd")
    assert chosen.contacts.toll_free.display in said
    names = [chosen.agency.section, *(line.name for line in chosen.crisis_lines.values())]
    assert [n.say(language) for n in names if n.say(language) in said] == []

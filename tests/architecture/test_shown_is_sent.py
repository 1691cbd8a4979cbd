"""Law 15: what was shown is what is sent.  A form of the portal that looks answers over has their
digest, and no other; a page sent with another digest sends nothing."""

import pytest

from portal.form.journeys import JOURNEYS
from tests.portal.test_asking import answer, opened
from tests.portal.test_returning import come_in

pytestmark = [pytest.mark.slow, pytest.mark.law_15]

NEEDED = {
    "you": {"standing": "direct"},
    "name": {"name": "Rosa Delgado", "adult": "yes"},
    "ways": {"safe": "phone", "phone": "601 555 0143"},
}


@pytest.mark.parametrize("form", JOURNEYS)
def test_each_form_sends_only_what_its_page_showed(world, form):
    journey = JOURNEYS[form]
    person = come_in(world, world.tick()) if journey.is_holders else world.person()
    waiting = len(opened())
    asked = {q.key: NEEDED[q.key] for q in journey.questions if not q.is_skippable}
    page = answer(person, form, asked)
    first = page.form(action=f"/{form}/send").values["shown"]
    for question in journey.every:
        page_of = person.get(f"/{form}/{question.key}")
        shown = question.layout[0].names if question.layout else page_of.form().names
        told = {e.get("name"): "changed" for e in [*page_of.all("input"), *page_of.all("textarea")]
                if e.get("name") in shown and e.get("type", "text") == "text"}  # fmt: skip
        told |= {"phone": "601 555 0188"} if question.key == "ways" else {}
        if not told:
            continue
        person.submit(page_of, told)
        again = person.get(f"/{form}/check").form(action=f"/{form}/send").values["shown"]
        assert again != first, question.key
        first = again
    person.submit(page, action=f"/{form}/send", expect=422)
    assert len(opened()) == waiting

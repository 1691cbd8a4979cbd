"""Who wants no contact reads news here; who changes how they are reached knows what is checked."""

import pytest

from shared.records.models import ContactWay, Reference, Task
from tests.portal.test_asking import NAME, YOU, answer, shown
from tests.portal.test_returning import come_in

pytestmark = [pytest.mark.slow, pytest.mark.law_16]


@pytest.mark.parametrize("form", ["ask", "notice"])
@pytest.mark.ruling_6
def test_who_wants_no_contact_reads_news_on_the_page(world, form):
    person = world.person()
    check = answer(person, form, {"you": YOU, "name": NAME, "ways": {"safe": "none"}})
    person.submit(check, action=f"/{form}/send")
    reference = shown(person.get(f"/{form}/sent"))[0]
    world.collect()
    assert Reference.get_by_id(reference).read_here


@pytest.mark.ruling_6
def test_who_asks_for_no_contact_later_reads_news_on_the_page_from_then_on(world):
    asked = world.ask()
    world.collect()
    assert not Reference.get_by_id(asked.reference).read_here
    world.drop("contact.changed", asked.reference, {"contact": {"no_contact": True}})
    world.collect()
    assert Reference.get_by_id(asked.reference).read_here
    world.drop("news.chosen", asked.reference, {"news": "call"})
    world.collect()
    assert Reference.get_by_id(asked.reference).read_here


@pytest.mark.parametrize(("start", "said"), [
    ("", "waits until we have checked that it came from you"),
    ("/es", "espera hasta que comprobemos que viene de usted"),
])  # fmt: skip
def test_a_change_says_what_is_checked_and_the_task_leads_to_the_check(world, start, said):
    person = come_in(world, world.tick())
    person.submit(person.get(f"{start}/reach/ways"),
                  {"safe": ["phone"], "phone": "662 555 0199"})  # fmt: skip
    person.submit(person.get(f"{start}/reach/check"), action=f"{start}/reach/send")
    assert said in person.get(f"{start}/reach/sent").text
    world.collect()
    task = Task.get(Task.kind == "contact.confirm")
    desk = world.staff("advocate")
    place = f"/people/{task.subject}/ways"
    assert place in desk.get("/queue").links()
    assert "662 555 0199" in desk.get(place).text
    desk.submit(desk.get(place), {"word": "yes", "how": "call_back"})
    assert Task.get_by_id(task.id).done_at is not None
    assert ContactWay.get(ContactWay.stopped_at.is_null()).waits is False

"""One member of staff alone, through the pages: no way to be two people, or the person."""

from typing import Any

import pytest

from shared.records.models import AuditEntry, CodeRequest, Disclosure, Grant
from tests.support import letters
from tests.support.codes import ask_for_code
from tests.support.world import World

pytestmark = pytest.mark.slow

TELLS = {"tell_requested": "y", "tell_received": "y", "tell_read": "y"}


def events(name: str) -> int:
    return int(AuditEntry.select().where(AuditEntry.event == name).count())


def test_administrator_alone_becomes_neither_two_people_nor_a_colleague(world: World) -> None:
    """They propose what they like, and confirm none of it; every other way is tried as well."""
    boss, grants = world.staff("administrator"), Grant.select().count()
    colleague = f"/accounts/{world.logins['planner'].id}"
    boss.submit(boss.get("/accounts/new"), {
        "username": "new.one", "name": "New One", "role": "planner", "facility": "",
    }, expect=201)  # fmt: skip
    boss.submit(boss.get(colleague), {"role": "coordinator"}, action=f"{colleague}/roles")
    boss.submit(boss.get(colleague), {"known": "y"}, action=f"{colleague}/secrets", expect=201)
    own = f"/accounts/{world.logins['administrator'].id}"
    for path, values in ((f"{own}/roles", {"role": "planner"}), (f"{own}/secrets", {"known": "y"})):
        boss.submit(boss.get(own), values, action=path, expect=422)
    for link in {one for one in boss.get("/accounts").links() if "/proposals/" in one}:
        page = boss.get(link)
        assert "Another administrator must confirm this: you proposed it." in page.text
        token = page.form(action=f"{link}/refuse").values["csrf_token"]
        sent = {
            "csrf_token": token,
            "known": "y",
            "one_time_code": world.next_code("administrator"),
        }
        boss.post(link, sent, expect=422)
    assert Grant.select().count() == grants
    assert events("account.change_confirmed") == 0


@pytest.mark.S40
def test_planner_alone_does_not_answer_as_the_person(world: World) -> None:
    """No code comes into their hands, and of a person nobody verified they allow nothing more."""
    asked = world.tick()
    world.work()
    registration, desk = asked.registration, world.staff("planner")
    path = f"/registrations/{registration.id}"
    request = f"/codes/{ask_for_code(world, path).id}"
    token = desk.get(request).form(action=f"{request}/refuse").values["csrf_token"]
    given = {"csrf_token": token, "one_time_code": world.next_code("planner")}
    assert "you asked for it" in desk.post(request, given, expect=422).text
    assert CodeRequest.get().decision == ""
    choose = f"{path}/acts/choose"
    page = desk.submit(desk.get(choose), TELLS, action=choose, expect=422)
    assert "First record how identity was verified." in page.text
    assert not asked.registration.tell_requested


@pytest.mark.S40
def test_coordinator_alone_does_not_tell_what_they_allowed_themselves(world: World) -> None:
    delivery = letters.on_the_way(world)
    path = f"/registrations/{delivery.registration_id}/acts/choose"
    desk = world.staff("coordinator")
    desk.submit(desk.get(path), TELLS, action=path)
    tell = f"/deliveries/{delivery.id}/acts/disclose"

    def told_by(who: str, expect: int) -> Any:
        teller = world.staff(who)
        return teller.submit(teller.get(tell), {"fact": "requested"}, action=tell, expect=expect)

    assert "you entered what the person allowed" in told_by("coordinator", 422).text
    assert Disclosure.select().count() == 0
    told_by("coordinator2", 303)

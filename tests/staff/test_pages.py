"""Pages of the console that stand by themselves."""

import pytest

from shared.accounts import sign_in
from shared.frontdoor.sessions import StaffSession
from shared.records.models import Account, AuditEntry, Credential, Paper, Person
from tests.support import shortcut
from tests.support.visitor import HTML, words
from tests.support.world import HERE, PASSPHRASE, SAFE_CONTACT

pytestmark = pytest.mark.slow


def test_sign_in_turns_the_session_and_leads_back(world):
    visitor = world.stranger()
    sent = visitor.get("/cases", expect=303)
    assert sent.location.endswith("/sign-in?back=/cases")
    form = visitor.follow()
    before = visitor.client.get_cookie("fs", domain="127.0.0.1")
    page = visitor.submit(form, {"username": "planner", "passphrase": PASSPHRASE,
                                 "code": world.code("planner")})  # fmt: skip
    assert page.location == "/cases"
    after = visitor.client.get_cookie("fs", domain="127.0.0.1")
    assert before.value != after.value
    assert visitor.follow().h1 == "Cases"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_sign_in_leads_nowhere_else(world, back):
    visitor = world.stranger()
    page = visitor.get("/sign-in", query_string={"back": back})
    page = visitor.submit(page, {"username": "planner", "passphrase": PASSPHRASE,
                                 "code": world.code("planner")})  # fmt: skip
    assert page.location == "/queue"


def test_wrong_answers_look_alike_and_give_nothing_back(world):
    seen = set()
    for changed in ({"username": "nobody"}, {"passphrase": "wrong"}, {"code": "000000"}):
        visitor = world.stranger()
        given = {"username": "planner", "passphrase": PASSPHRASE, "code": world.code("planner")}
        page = visitor.submit(visitor.get("/sign-in"), given | changed, expect=422)
        form = page.form(action="/sign-in")
        assert (form.values["passphrase"], form.values["code"]) == ("", "")
        seen.add(tuple(page.errors))
    assert len(seen) == 1


def test_too_many_tries_are_slowed_with_a_time(world):
    visitor = world.stranger()
    given = {"username": "planner", "passphrase": "wrong", "code": "000000"}
    for _ in range(sign_in.TRIES):
        visitor.submit(visitor.get("/sign-in"), given, expect=422)
    page = visitor.submit(visitor.get("/sign-in"), given, expect=429)
    assert int(page.headers["Retry-After"]) > 0
    assert "Try again in" in page.text


def test_sign_out_ends_the_session_everywhere(world):
    visitor = world.sign_in("planner")
    page = visitor.submit(visitor.get("/queue"), action="/sign-out")
    assert page.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert StaffSession.select().where(StaffSession.account.is_null(False)).count() == 0
    visitor.get("/queue", expect=303)
    assert AuditEntry.select().where(AuditEntry.event == "account.signed_out").count() == 1


def test_closing_an_account_ends_its_visits_at_once(world):
    visitor = world.staff("planner")
    boss, who = world.staff("administrator"), world.logins["planner"].id
    refused = boss.submit(boss.get(f"/accounts/{who}"), action=f"/accounts/{who}/close", expect=422)
    assert refused.errors == ["Check the box first: a deactivated account cannot be opened again."]
    assert Account.get_by_id(who).active
    boss.submit(refused, {"leaves": "y"}, action=f"/accounts/{who}/close")
    visitor.get("/queue", expect=303)
    assert not Account.get_by_id(who).active


def test_taking_a_role_away_counts_for_the_next_page(world):
    visitor, who = world.staff("planner"), world.logins["planner"].id
    visitor.get("/cases")
    boss = world.staff("administrator")
    page = boss.get(f"/accounts/{who}")
    boss.submit(page, action=next(
        f.get("action") for f in page.all("form") if f.get("action", "").endswith("/end")
    ))  # fmt: skip
    visitor.get("/cases", expect=403)


def test_language_is_the_accounts(world):
    visitor = world.sign_in("planner")
    page = visitor.get("/queue")
    visitor.submit(page, {"language": "es"}, action="/language", strict=False)
    assert visitor.get("/queue").one("html").get("lang") == "es"
    assert Account.get_by_id(world.logins["planner"].id).language == "es"
    world.clock.move(minutes=1)
    again = world.sign_in("planner")
    assert again.get("/queue").one("html").get("lang") == "es"


def test_idle_session_ends(world):
    visitor = world.staff("planner")
    world.clock.move(minutes=31)
    assert "/sign-in" in visitor.get("/queue", expect=303).location


def test_region_of_an_ended_session_sends_the_whole_page_there(world):
    page = world.stranger().get("/queue", headers={"HX-Request": "true"}, expect=401)
    assert page.headers["HX-Redirect"] == "/sign-in"


def test_people_are_listed_by_reference_and_found_by_name_without_an_address(world):
    asked = shortcut.to(world, "received")
    desk = world.staff("advocate")
    page = desk.get("/people")
    assert "Delgado" not in page.text
    for typed in ("delgado", "Rosa Delgado", "DELGADO"):
        found = desk.submit(page, {"sought": typed}, action="/people", expect=200)
        assert f"/people/{asked.case.person_id}" in found.links(), typed
    nobody = desk.submit(page, {"sought": "Nobody Here"}, action="/people", expect=200)
    assert "No one was found." in nobody.text
    assert AuditEntry.select().where(AuditEntry.event == "search.run").count() == 4


def test_advocate_sees_a_person_and_no_case(world):
    asked = shortcut.to(world, "received")
    page = world.staff("advocate").get(f"/people/{asked.case.person_id}")
    assert "601-555-0143" in page.text
    assert "our street" not in page.text
    assert asked.reference not in page.text
    assert AuditEntry.select().where(AuditEntry.event == "person.read").count() == 1


def test_address_stands_in_its_lines_and_hours_only_where_there_are_any(world):
    post = {"channel": "post", "value": "12 Elm Street\nJackson MS 39201", "safe": True}
    asked = world.ask(contact=SAFE_CONTACT | {"ways": [SAFE_CONTACT["ways"][0], post]})
    world.collect()
    page = world.staff("advocate").get(f"/people/{asked.case.person_id}")
    called, written = [e for e in page.all("li") if e.find(f"{HTML}strong") is not None]
    assert "When: Morning" in words(called)
    assert "When" not in words(written)
    assert len([*written.iter(f"{HTML}br")]) == 1


@pytest.mark.S3
def test_verification_is_recorded_with_who_and_how(world):
    asked = shortcut.to(world, "received")
    path = f"/people/{asked.case.person_id}/verify"
    desk = world.staff("advocate")
    desk.submit(desk.get(path), {"how": "call_back", "standing": "survivor"}, action=path)
    person = Person.get_by_id(asked.case.person_id)
    assert (person.verified_how, person.standing) == ("call_back", "survivor")
    assert person.verified_by_id == world.logins["advocate"].id


@pytest.mark.law_6
@pytest.mark.slow
def test_document_is_asked_for_made_opened_and_printed(world):
    asked = shortcut.to(world, "received")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}"
    wanted = {"name": "case-summary"}
    page = desk.submit(desk.get(path), wanted, action=f"{path}/papers", expect=200)
    desk.submit(page, action=f"{path}/papers")
    world.work()
    paper = Paper.get(Paper.name == "case-summary")
    pdf = desk.get(f"/papers/{paper.id}")
    assert pdf.data.startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"] == 'inline; filename="document.pdf"'
    assert AuditEntry.select().where(AuditEntry.event == "paper.read").count() == 1
    page = desk.get(path)
    desk.submit(page, action=f"/papers/{paper.id}/printed")
    assert Paper.get_by_id(paper.id).printed_by_id == world.logins["planner"].id
    world.staff(f"screener@{HERE}").get(f"/papers/{paper.id}", expect=404)
    world.staff("auditor").get(f"/papers/{paper.id}", expect=403)


def test_unknown_document_is_refused(world):
    asked = shortcut.to(world, "received")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}"
    page = desk.get(path)
    desk.submit(page, {"name": "../../etc/passwd"}, action=f"{path}/papers", expect=400)
    assert Paper.select().where(Paper.name.startswith(".")).count() == 0


@pytest.mark.S6
def test_credential_is_recorded(world):
    boss, who = world.staff("administrator"), world.logins["facilitator"].id
    path = f"/accounts/{who}/credentials"
    given = {"kind": "training", "hours": "40", "issued_on-day": "1", "issued_on-month": "2",
             "issued_on-year": "2026"}  # fmt: skip
    boss.submit(boss.get(f"/accounts/{who}"), given, action=path)
    row = Credential.select().order_by(Credential.made_at.desc()).first()
    assert Credential.select().where(Credential.issued_on == "2026-02-01").count() == 1
    assert row is not None


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_those_who_keep_the_house_see_no_case(world, who):
    asked = shortcut.to(world, "received")
    for path in ("/cases", f"/cases/{asked.case.id}", "/people", f"/people/{asked.case.person_id}"):
        world.staff(who).get(path, expect=403)


def test_ways_through_the_console_stand_in_a_row_and_folded_alike(world):
    page = world.staff("planner").get("/cases")
    row, folded = page.one("nav", class_="nav--row"), page.one("nav", class_="nav--folded")
    places = [[a.get("href") for a in nav.iter(f"{HTML}a")] for nav in (row, folded)]
    assert places[0] == places[1] != []
    here = [a.get("href") for a in row.iter(f"{HTML}a") if a.get("aria-current") == "page"]
    assert here == ["/cases"]
    assert words(next(folded.iter(f"{HTML}summary"))) == "Menu: Cases"


def test_print_room_names_what_each_paper_is_about(world):
    first, second = shortcut.to(world, "assessment"), shortcut.to(world, "received")
    world.deliver()
    page = world.staff("planner").get("/print-room")
    rows = [words(row) for row in page.all("tr")]
    for asked, count in ((first, 2), (second, 1)):  # an acknowledgement each, and the request
        assert sum(asked.reference in row for row in rows) == count
    marks = [str(b.get("aria-label")) for b in page.all("button") if b.get("aria-label")]
    assert len(marks) == len(set(marks))  # no two are called alike
    # An advocate prints too, and is told no more than the reference.
    assert second.reference in world.staff("advocate").get("/print-room").text

"""Browsing the log: in pages, by day, each look recorded."""

import pytest

from shared.records.models import AuditEntry
from tests.support import shortcut


def test_log_is_browsed_in_pages_and_filtered(world):
    shortcut.to(world, "checked")
    auditor = world.staff("auditor")
    page = auditor.get("/audit")
    older = next(link for link in page.links() if "before=" in link)
    first = int("".join(page.all("th", scope="row")[0].itertext()))
    assert int("".join(auditor.get(older).all("th", scope="row")[0].itertext())) == first - 50
    only = auditor.get("/audit?event=case.finding_recorded")
    assert {"".join(td.itertext()) for td in only.all("td")[2::5]} == {
        "Eligibility item recordedcase.finding_recorded"
    }
    days = {"since-day": "1", "since-month": "1", "since-year": "2020", "until-day": "2",
            "until-month": "1", "until-year": "2020"}  # fmt: skip
    none = auditor.submit(auditor.get("/audit"), days, action="/audit", expect=200)
    assert "No entries." in none.text
    assert AuditEntry.select().where(AuditEntry.event == "audit.read").count() == 5


@pytest.mark.parametrize(("typed", "said"), [
    ({"since-day": "31", "since-month": "2", "since-year": "2026"},
     "There is no such date. Check the day and the month."),
    ({"since-day": "1", "since-month": "1", "since-year": "1999"},
     "The date must not be before January 1, 2000."),
    ({"since-month": "3"}, "The date also needs a day and a year."),
    ({"since-day": "3", "since-month": "2", "since-year": "2026", "until-day": "2",
      "until-month": "2", "until-year": "2026"}, "This date is before the date in “From”."),
])  # fmt: skip
def test_impossible_day_in_the_log_is_said_beside_it_and_kept(world, typed, said):
    auditor = world.staff("auditor")
    page = auditor.submit(auditor.get("/audit"), typed, action="/audit", expect=422)
    assert page.errors == [said]
    assert {k: v for k, v in page.form(action="/audit").values.items() if v} == typed
    assert "No entries." not in page.text


def test_facts_of_the_log_are_said_in_words_beside_their_codes(world):
    shortcut.to(world, "assigned")
    auditor = world.staff("auditor")
    text = auditor.get("/audit?event=case.finding_recorded").text
    assert "Item: A facilitator without a conflict of interest is likely to be found" in text
    assert "item=no_conflict" in text or "item=" in text
    assert (
        "Facilitator: Facilitator Person facilitator="
        in auditor.get("/audit?event=case.facilitator_assigned").text
    )


def test_every_fact_of_every_event_has_words():
    from shared.records.events import EVENTS
    from staff.audit import log_words

    for name, event in EVENTS.items():
        for fact in (*event.facts, "opened"):
            label, _say = log_words.say(name, fact)
            assert label, (name, fact)


def test_verification_says_whether_the_log_holds(world):
    from shared.base import db

    auditor = world.staff("auditor")
    page = auditor.submit(auditor.get("/audit"), action="/audit/verify", expect=200)
    assert "entries are intact." in page.text
    db.records.execute_sql("DROP TRIGGER audit_entry_kept")
    db.records.execute_sql("UPDATE audit_entry SET actor = 'x' WHERE seq = 3")
    page = auditor.submit(page, action="/audit/verify", expect=200)
    assert "The log is broken at entry 3." in page.text

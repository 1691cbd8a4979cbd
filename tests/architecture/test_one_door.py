"""The third law: every write of the records has its entry, and the watch that says so has eyes."""

from collections.abc import Callable

import pytest

from shared.accounts import accounts, enrollment, notices, proposals, totp
from shared.base import db
from shared.frontdoor import sessions
from shared.people import contact
from shared.records import audit, jobs, models
from shared.records.models import Account, Facility, Person, Task
from shared.records.permissions import WORKER
from tests.support.doors import UNRECORDED, Watch

pytestmark = pytest.mark.law_3


@pytest.fixture
def watch(one_door: Watch, world) -> Watch:
    """The watch, over an open installation; what it found is forgotten after the test."""
    jobs.ask("nothing", "nothing")
    one_door.unrecorded.clear()
    return one_door


def past_the_door_by_row() -> None:
    Facility.update(active=False).where(Facility.id == "MSP").execute()


def past_the_door_in_a_transaction() -> None:
    with db.write(db.records):
        jobs.ask("publish", "publish:x")
        Task.make(kind="x", noun="case", subject="x", role="planner")


def past_the_door_by_sql() -> None:
    db.records.execute_sql("UPDATE account SET active = 0 WHERE username = 'planner'")


def past_the_door_by_removing() -> None:
    db.records.execute_sql("DELETE FROM credential WHERE kind <> ''")


@pytest.mark.parametrize(
    ("write", "tables"),
    [
        (past_the_door_by_row, {"facility"}),
        (past_the_door_in_a_transaction, {"task"}),
        (past_the_door_by_sql, {"account"}),
        (past_the_door_by_removing, {"credential"}),
    ],
)
def test_watch_sees_what_goes_past_the_door(watch, write: Callable[[], None], tables: set[str]):
    write()
    found = list(watch.unrecorded)
    watch.unrecorded.clear()
    assert found == [frozenset(tables)]


def test_watch_says_nothing_of_what_was_undone_or_recorded(watch):
    def undone() -> None:
        with db.write(db.records):
            past_the_door_by_row()
            raise KeyError

    with pytest.raises(KeyError):
        undone()
    with audit.recorded(WORKER, "account.changed", "account", "x", what="x"):
        past_the_door_by_row()
    assert watch.unrecorded == []


def test_unrecorded_tables_are_a_short_list_and_hold_nothing_of_anybody(watch):
    named = {model._meta.table_name for model in (*models.TABLES, sessions.StaffSession)}
    assert named & UNRECORDED == {"job", "staff_session", "collection"}


def test_accounts_are_made_and_changed_through_the_door(watch, world):
    admin, other = world.actor("administrator"), world.actor("administrator2")
    proposal, first = proposals.propose_account(admin, "newcomer", "New Comer", "screener", "MSP")
    second = proposals.confirm(other, proposal)
    account = Account.get_by_id(proposal.account_id)
    opened = enrollment.opened_by("newcomer", first, second)
    secret = totp.new_secret()
    enrollment.enroll(opened.id, "gravel piano quilt otter", secret, totp.last_code(secret))
    proposals.refuse(other, proposals.propose_role(admin, account, "chaplain", "MSP"))
    proposals.confirm(other, proposals.propose_secrets(admin, account)[0])
    notices.mark_read(accounts.actor_of(account))
    accounts.deactivate(admin, account)
    assert Account.get_by_id(account.id).active is False
    assert watch.unrecorded == []


def test_people_are_verified_through_the_door(watch, world):
    planner = world.actor("planner")
    with audit.recorded(WORKER, "person.made", "person", kind="victim"):
        person = contact.record("victim", {"name": "Rosa Delgado"}, language="en")
        contact.replace_ways(person, {"ways": [{"channel": "phone", "value": "1", "safe": True}]})
    contact.verify(planner, person, "documents", "direct")
    contact.log_attempt(planner, person, "case", person, None, "no_answer")
    assert Person.get_by_id(person.id).verified_by_id == planner.id
    assert watch.unrecorded == []

"""Work that waits: tasks for people, jobs for the worker, services asked for."""

from typing import Self

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField

from shared import policy
from shared.base import clock
from shared.base.db import Moment
from shared.records.models.base import Row
from shared.records.models.facility import Facility
from shared.records.models.person import Person
from shared.records.models.staff import Account


class Task(Row):
    """Something a person must do; it waits on a role, of a facility if that is named.

    `parent`: the subject of a workflow whose table asks for it (`shared.records.awaited`), empty
    for what an effect or the worker raised.  `shown_on`: the day on which it comes into a queue.
    `deputy`: asked of a deputy: the one who should do it is late, or no longer there.
    Each has a day, `due_on`: the policy's for the next step, if no other is set.
    """

    kind = CharField(max_length=60)
    noun = CharField(max_length=40)
    subject = CharField(max_length=40, index=True)
    role = CharField(max_length=40)
    facility = ForeignKeyField(Facility, null=True)
    facility_id: str | None
    account = ForeignKeyField(Account, null=True, backref="tasks")
    account_id: str | None
    parent = CharField(max_length=40, default="")
    due_on = DateField(null=True)
    shown_on = DateField(null=True)
    deputy = BooleanField(default=False)
    done_at = Moment(null=True)
    done_by = ForeignKeyField(Account, null=True, backref="tasks_done")
    done_by_id: str | None

    @classmethod
    def make(cls, **values: object) -> Self:
        """Ask for something.  Nothing is asked for without a day (law 12)."""
        given = policy.current()
        due = given.due("next_step", clock.today(given.zone))
        return super().make(**({"due_on": due} | values))


# Most tasks are done; what waits is asked for on every page.
_WAITING = Task.done_at.is_null()
Task.add_index(Task.role, Task.facility, where=_WAITING)
Task.add_index(Task.kind, Task.subject, where=_WAITING)
Task.add_index(Task.due_on, where=_WAITING)
Task.add_index(Task.parent, where=_WAITING)


class Job(Row):
    """An effect that must happen once; `key` is unique.  `wanted` grows when asked again."""

    kind = CharField(max_length=40)
    key = CharField(max_length=120, unique=True)
    payload = TextField(default="{}")
    wanted = IntegerField(default=1)
    not_before = Moment()
    leased_until = Moment(null=True)
    tries = IntegerField(default=0)
    last_error = CharField(max_length=200, default="")

    class Meta:
        indexes = ((("not_before", "id"), False),)


class ServiceRequest(Row):
    """Another service asked for by name (S42)."""

    person = ForeignKeyField(Person, backref="services")
    person_id: str
    service = CharField(max_length=40)
    answered_at = Moment(null=True)

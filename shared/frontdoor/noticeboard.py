"""The noticeboard: under each reference's digest a coded state and its date, and who may read it.

`notice` is written by staff alone.  `access` is the portal's: the code's hash, and what the
person asked for that staff have not collected yet.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

from peewee import JOIN, BooleanField, CharField, DateField, IntegerField

from shared.base import clock, db
from shared.base.one_look import once
from shared.frontdoor import hashing


class Noticeboard(db.FrontdoorModel):
    """What stands under a reference.  `version` only grows."""

    id = CharField(primary_key=True, max_length=64)
    state = CharField(max_length=40)
    changed_on = DateField()
    version = IntegerField()


class Access(db.FrontdoorModel):
    """The hash of a reference's access code, the last visit, and an errand not yet collected.

    `must_renew` while the code is one that somebody other than its holder has read.  `former` is
    the hash of the person's own code from before staff gave out another one: until they were asked
    again it still opens one thing, to stop.
    """

    id = CharField(primary_key=True, max_length=64)
    kind = CharField(max_length=20)
    code = CharField(max_length=200)
    opened_on = DateField()
    visited_at = db.Moment(null=True)
    errand = CharField(max_length=40, default="")
    errand_at = db.Moment(null=True)
    must_renew = BooleanField(default=False)
    former = CharField(max_length=200, default="")


@dataclass(frozen=True)
class Standing:
    """What a person who came back may read.

    `state` is a code of `shared.frontdoor.wording`; `asked` an errand of theirs that staff have not
    collected yet (or empty); `visited_at` the visit before this one; `must_renew` asks for a new
    code first.  `lock` changes whenever the code does, and tells nothing of it.
    """

    key: str
    kind: str
    state: str
    changed_on: date
    asked: str
    asked_at: datetime | None
    visited_at: datetime | None
    must_renew: bool = False
    lock: str = field(default="", compare=False, repr=False)


def admit(
    key: str, kind: str, hashed: hashing.Hashed, opened_on: date, must_renew: bool = False
) -> None:
    """Let the holder of a code, which is `hashed`, read what stands under `key`.

    `key` is a reference's digest, `kind` is ``dialogue`` or ``letter``.  `must_renew`: staff
    know the code, so that its holder takes a new one at the first visit.
    """
    with db.write(db.frontdoor):
        Access.insert(
            id=key,
            kind=kind,
            code=hashed,
            opened_on=opened_on,
            must_renew=must_renew,
        ).returning().execute()


def enter(key: str, code: str, *, is_guessing: bool = False) -> bool:
    """Whether `code` opens `key`.  An unknown key takes as long as a wrong code.

    `is_guessing` as in `hashing.verify_code`.  Raises lane.Busy.
    """
    row = Access.get_or_none(Access.id == key)
    return hashing.verify_code(row.code if row else None, code, is_guessing=is_guessing)


def may_stop(key: str, code: str, *, is_guessing: bool = False) -> bool:
    """Whether `code` is the person's own from before staff gave out another; as long as `enter`."""
    row = Access.get_or_none(Access.id == key)
    former = row.former if row else ""
    return hashing.verify_code(former or None, code, is_guessing=is_guessing)


def former_lock(key: str) -> str:
    """What changes when the former code stops counting; empty if there is none."""
    row = Access.get_or_none(Access.id == key)
    return hashlib.sha256(row.former.encode()).hexdigest() if row and row.former else ""


def forget_former(key: str) -> None:
    """The person was asked: the code in force is theirs, and the former one opens nothing."""
    with db.write(db.frontdoor):
        Access.update(former="").where(Access.id == key).execute()


def visit(key: str) -> None:
    """Note that the person was here now."""
    with db.write(db.frontdoor):
        Access.update(visited_at=clock.now()).where(Access.id == key).execute()


def renew(key: str, hashed: hashing.Hashed, must_renew: bool = False, lock: str = "") -> bool:
    """Replace the access code by the `hashed` one; whether it was: somebody is admitted to `key`.

    With a `lock` only the code that has it is replaced: of two at once, one comes first.  The
    person's own code, when staff replace it (`must_renew`), keeps the right to stop.
    """
    with db.write(db.frontdoor):
        door = Access.get_or_none(Access.id == key)
        if door is None or lock not in ("", _lock(door)):
            return False
        own = door.code if must_renew and not door.must_renew else ""
        fresh = {"code": hashed, "must_renew": must_renew, "former": door.former or own}
        mine = (Access.id == key) & (Access.code == door.code)
        return bool(Access.update(**fresh).where(mine).execute())


def _lock(door: Access) -> str:
    return hashlib.sha256(door.code.encode()).hexdigest()


def ask(key: str, errand: str) -> None:
    """Remember an errand (``stop``, ``wrote``) so that the page can say it until staff act."""
    with db.write(db.frontdoor):
        Access.update(errand=errand, errand_at=clock.now()).where(Access.id == key).execute()


def collected(key: str, dropped_at: datetime) -> None:
    """Staff have taken in what lay in the letterbox since `dropped_at`: no more need be said of it.

    A stop stands until it has become the state; words dropped since then stay.
    """
    with db.write(db.frontdoor):
        Access.update(errand="", errand_at=None).where(
            (Access.id == key) & (Access.errand == "wrote") & (Access.errand_at <= dropped_at)
        ).execute()


@once
def read(key: str) -> Standing | None:
    """What stands under `key`; None if nobody was admitted to it.

    Without a notice yet it stands as ``received``.
    """
    both = Access.select(Access, Noticeboard.state, Noticeboard.changed_on).join(
        Noticeboard, JOIN.LEFT_OUTER, on=(Noticeboard.id == Access.id), attr="notice"
    )
    door = both.where(Access.id == key).first()
    if door is None:
        return None
    notice = getattr(door, "notice", None)
    state = notice.state if notice else f"{door.kind}_received"
    errand = "" if state in ("stopped", "letter_stopped") else door.errand
    return Standing(
        key, door.kind, state, notice.changed_on if notice else door.opened_on,
        errand, door.errand_at if errand else None, door.visited_at, bool(door.must_renew),
        _lock(door),
    )  # fmt: skip


def publish(key: str, state: str, changed_on: date) -> bool:
    """Put a state under `key`; whether anything changed.

    Only a change of wording moves the date and the version, so that states which share words are
    one state to the one who reads the board.  The caller holds the records' lock, which keeps two
    publishers from overtaking one another.
    """
    with db.write(db.frontdoor):
        row = Noticeboard.get_or_none(Noticeboard.id == key)
        if row is None:
            Noticeboard.insert(id=key, state=state, changed_on=changed_on, version=1).execute()
            return True
        if row.state == state:
            return False
        Noticeboard.update(
            state=state, changed_on=changed_on, version=Noticeboard.version + 1
        ).where(Noticeboard.id == key).execute()
    return True

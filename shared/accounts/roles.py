"""Which roles an account may hold: of a facility or not, and which never together."""

from collections.abc import Iterable

from shared import policy
from shared.accounts.accounts import NEEDS_FACILITY, Impossible
from shared.base.translation import N_
from shared.records.models import Account, Facility, Grant
from shared.records.permissions import FACILITY_ROLES, ROLES

APART = N_("One person cannot hold these roles together.")


class Apart(Impossible):
    """Roles that one person may not hold together; `separation` is the policy's row."""

    def __init__(self, separation: policy.Separation) -> None:
        super().__init__(APART)
        self.separation = separation


def insist_on_place(role: str, place: str) -> Facility | None:
    """The facility of a facility role, None for the others.  Raises Impossible."""
    if role not in ROLES:
        raise Impossible(N_("Choose a role from the list."))
    home = Facility.get_or_none(Facility.id == place) if place else None
    if bool(place) != (home is not None) or (role in FACILITY_ROLES) != (home is not None):
        raise Impossible(NEEDS_FACILITY)
    return home


def held_by(account: Account) -> set[str]:
    """The roles that an account holds now."""
    mine = (Grant.account == account) & Grant.ended_at.is_null()
    return {row.role for row in Grant.select(Grant.role).where(mine)}


def insist_together(roles: Iterable[str]) -> None:
    """Raises Apart if one person may not hold `roles` together."""
    broken = policy.current().apart(roles)
    if broken is not None:
        raise Apart(broken)


def insist_on(account: Account, role: str, place: str) -> Facility | None:
    """The facility of a role that `account` may be given now.  Raises Impossible, Apart."""
    home = insist_on_place(role, place)
    insist_together(held_by(account) | {role})
    return home


def give(account: Account, role: str, place: str) -> None:
    """Let the account hold the role, once.  Called inside a recorded change.  Raises as above."""
    home = insist_on(account, role, place)
    same = (Grant.account == account) & (Grant.role == role) & Grant.ended_at.is_null()
    same &= (Grant.facility == home) if home else Grant.facility.is_null()
    if not Grant.select().where(same).exists():
        Grant.make(account=account, role=role, facility=home)

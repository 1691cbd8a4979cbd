"""Reaching a person: only as they allow, and only after the post was collected (law 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms, papers, policy, web
from shared.accounts.sign_in import current_actor
from shared.base import clock
from shared.base.translation import N_
from shared.console import person_file
from shared.dialogue import case_file, custody, queries
from shared.frontdoor.envelopes import CHANNELS, TIMES
from shared.intake import collecting
from shared.people import contact, offenders
from shared.records import permissions
from staff.acting.act_forms import a_note, said
from staff.queue import is_collected

if TYPE_CHECKING:
    from shared.records.models import Asked, Paper

blueprint = Blueprint("contacts", __name__)

UNREACHABLE = N_("The website inbox cannot be reached, so no one can be contacted now.")


class Attempt(forms.Form):
    """An attempt to reach the person."""

    way = forms.Choice(_("How"), needed=_("Choose a way that the person has said is safe."))
    outcome = forms.Choice(_("Result"), lambda: said(contact.OUTCOMES),
                           needed=_("Choose a result."))  # fmt: skip
    note = a_note()

    def offer(self, ways: list[Any]) -> None:
        """The ways that may be used now."""
        self.way.choices = [(way.row.id, gettext(CHANNELS[way.row.channel])) for way in ways]


def is_hour_to_call() -> bool:
    """Whether people may be called now by the policy's hours."""
    hours = policy.current().contact_hours
    here = clock.local(clock.now(), policy.current().zone)
    return policy.current().is_day_to_call(here.date()) and hours.start <= here.time() <= hours.end


@dataclass(frozen=True)
class Changed:
    """A fact that changed and that the person must hear of first.

    `is_by_letter`: only a letter reaches them; `paper` is the one that was asked for.
    """

    label: str
    is_by_letter: bool
    paper: Paper | None
    is_to_print: bool


def _changed(noun: str, case: Any, reach: person_file.Reach) -> Changed | None:
    if noun != "case" or queries.changed_at(case) is None:
        return None
    paper = custody.notice(case)
    return Changed(
        offenders.CHANGES.get(custody.last_change(case), ""), reach.is_by_letter, paper,
        paper is not None and paper.ready_at is not None and papers.why_not(paper) is None,
    )  # fmt: skip


def _page(
    noun: str, subject: Asked, form: Attempt | None, status: int = 200, refused: str = ""
) -> web.Answer:
    reach = person_file.reach(current_actor(), noun, subject)
    form = form or Attempt(formdata=None)
    form.offer(reach.ways)
    return web.answer(
        "staff/contact.html", status=status, noun=noun, subject=subject, reach=reach, form=form,
        refused=gettext(refused) if refused else "", is_collected=is_collected(),
        is_hour=is_hour_to_call(),
        hours=policy.current().contact_hours, channels=CHANNELS, times=TIMES,
        back=_back(noun, subject), custody_changes=offenders.CHANGES,
        first_words=custody.FIRST_WORDS, changed=_changed(noun, subject, reach),
    )  # fmt: skip


def _shown(noun: str, subject: Asked) -> tuple[str, str]:
    """The page of a case, or of the person of a registration."""
    if noun == "case":
        return "cases.show", str(subject.id)
    return "people.show", str(subject.person_id)


def _back(noun: str, subject: Asked) -> str:
    endpoint, shown = _shown(noun, subject)
    return url_for(endpoint, subject=shown)


def _get(noun: str, subject: str) -> Asked:
    found: Asked = permissions.get_for(current_actor(), noun, subject)
    return found


@blueprint.get("/cases/<subject>/contact", defaults={"noun": "case"})
@blueprint.get("/registrations/<subject>/contact", defaults={"noun": "registration"})
@web.requires("contact.log", "S46")
def show(noun: str, subject: str) -> web.Answer:
    """The ways that may be used, once the post is collected."""
    return _page(noun, _get(noun, subject), None)


@blueprint.post("/cases/<subject>/contact/collect", defaults={"noun": "case"})
@blueprint.post("/registrations/<subject>/contact/collect", defaults={"noun": "registration"})
@web.requires("contact.log", "S46")
def collect(noun: str, subject: str) -> web.Answer:
    """Collect the post before the attempt: a stop may lie there."""
    row = _get(noun, subject)
    try:
        collecting.collect()
    except Exception:  # noqa: BLE001 - whatever the engine says, it cannot be reached
        return web.see_other("contacts.show", noun=noun, subject=row.id, said="nobody")
    return web.see_other("contacts.show", noun=noun, subject=row.id)


@blueprint.post("/cases/<subject>/contact", defaults={"noun": "case"})
@blueprint.post("/registrations/<subject>/contact", defaults={"noun": "registration"})
@web.requires("contact.log", "S46")
@web.reshows
def log(noun: str, subject: str) -> web.Answer:
    """Log an attempt."""
    row, actor, form = _get(noun, subject), current_actor(), Attempt()
    try:
        collecting.collect()
    except Exception:  # noqa: BLE001 - whatever the engine says, it cannot be reached
        return _page(noun, row, form, 422, UNREACHABLE)
    ways = person_file.safe_ways(row.person_id)
    form.way.choices = [(way.id, gettext(CHANNELS[way.channel])) for way in ways.values()]
    if not form.validate_on_submit():
        return _page(noun, row, form, web.form_status())
    person_file.log_attempt(
        actor, noun, row, ways[form.way.data], form.outcome.data, form.note.data
    )
    endpoint, shown = _shown(noun, row)
    return web.see_other(endpoint, subject=shown, said="logged")


@blueprint.post("/cases/<subject>/contact/letter")
@web.requires("paper.read", "S25", "S46")
def write(subject: str) -> web.Answer:
    """Ask for the letter about what changed, where only a letter reaches the person."""
    actor = current_actor()
    case = permissions.get_for(actor, "case", subject)
    try:
        collecting.collect()
    except Exception:  # noqa: BLE001 - whatever the engine says, it cannot be reached
        return web.see_other("contacts.show", noun="case", subject=case.id, said="nobody")
    reach = person_file.reach(actor, "case", case)
    changed = _changed("case", case, reach)
    if changed is None or not changed.is_by_letter:
        return web.see_other("contacts.show", noun="case", subject=case.id)
    if changed.paper is None:
        case_file.ask_paper(actor, case, queries.CHANGE_NOTICE, str(reach.person.row.language))
    return web.see_other("contacts.show", noun="case", subject=case.id, said="letter")

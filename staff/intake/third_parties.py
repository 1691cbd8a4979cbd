"""From outside: the offender's side, requests for records, complaints and views."""

from datetime import date
from typing import Any

from flask import Blueprint, abort
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms, web
from shared.accounts.sign_in import current_actor
from shared.base import ids
from shared.base.translation import Sentence
from shared.base.values import Values
from shared.dialogue import queries
from shared.forms import needed_if
from shared.intake import third_parties
from shared.records import permissions
from shared.records.permissions import Actor
from shared.records.workflow import Refused
from staff import words
from staff.acting.act_forms import said
from staff.acting.step_up import Confirmed, is_confirmed
from staff.print_room import papers

blueprint = Blueprint("outside", __name__)

LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]


class Inquiry(forms.Form):
    """S2: logged, answered with one letter, opens nothing."""

    asked_by = forms.Choice(_("Who is asking"), lambda: said(third_parties.ASKED_BY),
                            needed=_("Choose who is asking."))  # fmt: skip
    came_by = forms.Choice(_("How it came in"), lambda: said(third_parties.CAME_BY),
                           needed=_("Choose how the request came in."))  # fmt: skip
    name = forms.Line(_("Name"), needed=_("Enter the name."))
    address = forms.Words(_("Address for the answer"), rows=3, max_length=400)
    words = forms.Words(_("What was requested"))
    language = forms.Choice(_("Language of the answer"), LANGUAGES, default="en",
                            needed=_("Choose the language."))  # fmt: skip


class Records(forms.Form):
    """A request for records."""

    who = forms.Line(_("Who is asking"), needed=_("Enter who is asking."))
    address = forms.Words(_("Address for the answer"), rows=3, max_length=400)
    what = forms.Words(_("What is requested"), needed=_("Enter what is requested."))
    language = forms.Choice(_("Language of the answer"), LANGUAGES, default="en",
                            needed=_("Choose the language."))  # fmt: skip


def of_release(sentence: Sentence) -> Any:
    """Asked only of a release."""
    return needed_if("what", "release", sentence=sentence)


class Release(Confirmed):
    """Counsel's word; somebody else decides."""

    what = forms.Choice(
        _("Counsel's decision"),
        [("release", _("Some of it can be released")), ("nothing", _("Nothing is released"))],
        needed=_("Choose counsel's decision."),
    )
    counsel = forms.Line(_("Name of counsel"),
                         checks=[of_release(_("Enter the name of counsel."))])  # fmt: skip
    counsel_on = forms.DayMonthYear(_("Date of counsel's decision"), latest=queries.today,
                                    checks=[of_release(_("Enter the date."))])  # fmt: skip
    ground = forms.Choice(_("Basis"), lambda: said(third_parties.GROUNDS),
                          checks=[of_release(_("Choose the basis."))])  # fmt: skip
    grounds = forms.Words(_("The basis in counsel's words: which order, law or agreement"), rows=3,
                          checks=[of_release(_("Enter the basis."))])  # fmt: skip
    reference = forms.Line(_("Reference of the case"), max_length=40,
                           checks=[of_release(_("Enter the reference."))])  # fmt: skip
    names = forms.Choices(
        _("Exactly what can be released"),
        lambda: [(name, papers.title(name)) for name in third_parties.RELEASABLE],
        hint=_("None of these has contact information, the person's story or notes of calls."),
        checks=[of_release(_("Choose exactly what can be released."))],
    )

    def word(self) -> third_parties.Release:
        """What counsel said."""
        return third_parties.Release(
            self.counsel.data, self.counsel_on.data, self.ground.data, self.grounds.data,
            ids.clean_reference(self.reference.data), tuple(self.names.data),
        )  # fmt: skip


class Decide(Confirmed):
    """By a second person."""

    decision = forms.Choice(
        _("Decision"),
        [("released", _("I read each document. Release exactly these")),
         ("refused", _("Release nothing"))],
        needed=_("Choose a decision."),
    )  # fmt: skip


class Spoken(forms.Form):
    """A complaint or a view that came by phone or on paper."""

    kind = forms.Choice(_("What it is"), lambda: said(third_parties.KINDS),
                        needed=_("Choose what it is."))  # fmt: skip
    words = forms.Words(_("In the person's own words"), needed=_("Enter what was said."))
    reference = forms.Line(
        _("Reference of the request it is about, if known"), max_length=40,
        hint=_("The reference of a dialogue request or a notification request. Leave it blank if "
               "it is about neither."),
    )  # fmt: skip
    rating = forms.Choice(
        _("If it is feedback: how it was for the person"), lambda: said(third_parties.RATINGS),
        hint=_("Leave it blank if the person did not say."),
    )  # fmt: skip


class Reply(forms.Form):
    """What was answered."""

    answer = forms.Words(_("What was answered, how and when"),
                         needed=_("Enter what was answered."))  # fmt: skip


# The address of each noun's pages; None of them leads to another noun.
NOUNS = {"inquiries": "inquiry", "records": "records_request", "complaints": "complaint"}
NEW: Values = {"inquiries": Inquiry, "records": Records, "complaints": Spoken}
TITLES = {
    "inquiries": _("Requests from the {offender}'s side"),
    "records": _("Records requests"),
    "complaints": _("Complaints and feedback"),
}
LABELS = {
    "asked_by": third_parties.ASKED_BY, "came_by": third_parties.CAME_BY,
    "decision": third_parties.DECISIONS,
    "kind": third_parties.KINDS, "rating": third_parties.RATINGS, "ground": third_parties.GROUNDS,
}  # fmt: skip
KIND = "/outside/<kind>"


def _permit(kind: str, verb: str) -> None:
    if kind not in NOUNS:
        abort(404)
    if not permissions.may(current_actor(), NOUNS[kind], verb):
        abort(403)


def _row(kind: str, subject: str) -> Any:
    if kind not in NOUNS:
        abort(404)
    return permissions.get_for(current_actor(), NOUNS[kind], subject)


@blueprint.get("/outside")
@web.requires("complaint.log", "S2")
def index() -> web.Answer:
    """What there is, for whom it is open."""
    actor = current_actor()
    lists = [(kind, TITLES[kind], third_parties.listed(actor, noun))
             for kind, noun in NOUNS.items() if permissions.may(actor, noun, "log")]  # fmt: skip
    return web.answer("staff/desk/outside.html", lists=lists, labels=LABELS, name=_name)


def _name(row: Any) -> str:
    return f"{row.id[:4]}-{row.id[4:8]}".upper()


@blueprint.get(f"{KIND}/new")
@web.requires("complaint.log", "S2")
def ask(kind: str) -> web.Answer:
    """The form of one kind."""
    _permit(kind, "log")
    return _new(kind, NEW[kind](formdata=None), 200)


def _new(kind: str, form: forms.Form, status: int, refused: str = "") -> web.Answer:
    return web.answer("staff/desk/outside_new.html", status=status, kind=kind, form=form,
                      title=TITLES[kind], refused=refused, changes=[])  # fmt: skip


@blueprint.post(f"{KIND}/new")
@web.requires("complaint.log", "S2")
@web.reshows
def log(kind: str) -> web.Answer:
    """Log it."""
    _permit(kind, "log")
    actor, form = current_actor(), NEW[kind]()
    if not form.validate_on_submit():
        return _new(kind, form, web.form_status())
    try:
        row = _logged(actor, kind, form)
    except Refused as refused:
        return _new(kind, form, 422, gettext(refused.sentence))
    if not _may_read(actor, kind, row):
        return web.see_other("outside.index", said="recorded")
    return web.see_other("outside.show", kind=kind, subject=row.id, said="recorded")


def _may_read(actor: Actor, kind: str, row: Any) -> bool:
    mine = permissions.scope(actor, NOUNS[kind])
    return bool(mine.where(permissions.MODELS[NOUNS[kind]].id == row.id).exists())


def _logged(actor: Actor, kind: str, form: forms.Form) -> Any:
    if kind == "inquiries":
        values = {"name": form.name.data, "address": form.address.data, "words": form.words.data}
        return third_parties.log_inquiry(actor, form.asked_by.data, form.came_by.data, values,
                                   form.language.data)  # fmt: skip
    if kind == "records":
        values = {"who": form.who.data, "address": form.address.data, "what": form.what.data}
        return third_parties.log_records_request(actor, values, form.language.data)
    rating = form.rating.data or "" if form.kind.data == "evaluation" else ""
    return third_parties.log_words(
        actor, form.kind.data, form.words.data, ids.clean_reference(form.reference.data), rating
    )


@blueprint.get(f"{KIND}/<subject>")
@web.requires("complaint.log", "S2")
def show(kind: str, subject: str) -> web.Answer:
    """One of them, opened and recorded as read."""
    row = _row(kind, subject)
    return _page(kind, row, 200)


def _page(kind: str, row: Any, status: int, **more: object) -> web.Answer:
    actor = current_actor()
    one = third_parties.opened(actor, NOUNS[kind], row)
    by = {getattr(row, f"{name}_id", None) for name in ("by", "proposed_by", "decided_by",
                                                        "answered_by")}  # fmt: skip
    known: Values = {"form": None, "refused": ""} | more
    return web.answer(
        "staff/desk/outside_one.html", status=status, kind=kind, one=one, row=row,
        labels=LABELS, title=TITLES[kind], name=_name(row), names=words.names_in(*by),
        papers=third_parties.papers_of(row), enclosed=third_parties.enclosures(row, one.said),
        form=known["form"] or _next(kind, row), counsel_on=_day(one.said.get("counsel_on", "")),
        refused=known["refused"], changes=[], paper_title=papers.title,
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _next(kind: str, row: Any) -> Any:
    """The form of what may be done next, if anything."""
    if kind == "complaints":
        return None if row.answered_at or row.kind != "complaint" else Reply(formdata=None)
    if kind == "records":
        return {"": Release, "proposed": Decide}.get(row.decision, lambda **_: None)(formdata=None)
    return None if row.answered_at else forms.Form(formdata=None)


@blueprint.post(f"{KIND}/<subject>")
@web.requires("complaint.log", "S2")
@web.reshows
def act(kind: str, subject: str) -> web.Answer:
    """What comes next: answered, proposed, decided."""
    row = _row(kind, subject)
    form = _filled(kind, row)
    if form is None:
        return web.see_other("outside.show", kind=kind, subject=row.id)
    if not form.validate_on_submit():
        return _page(kind, row, web.form_status(), form=form)
    if isinstance(form, Confirmed) and not is_confirmed(form, f"{NOUNS[kind]}.decide {row.id}"):
        return _page(kind, row, 422, form=form)
    try:
        _carry_out(kind, row, form)
    except Refused as refused:
        return _page(kind, row, 422, form=form, refused=gettext(refused.sentence))
    return web.see_other("outside.show", kind=kind, subject=row.id, said="recorded")


def _take_word(actor: Actor, row: Any, form: Release) -> None:
    if form.what.data == "nothing":
        third_parties.decide_release(actor, row, release=False)
    else:
        third_parties.propose_release(actor, row, form.word())


def _filled(kind: str, row: Any) -> Any:
    shown = _next(kind, row)
    return type(shown)() if shown is not None else None


def _carry_out(kind: str, row: Any, form: forms.Form) -> None:
    actor = current_actor()
    if kind == "inquiries":
        third_parties.answer_inquiry(actor, row)
    elif kind == "complaints":
        third_parties.answer_complaint(actor, row, form.answer.data)
    elif isinstance(form, Release):
        _take_word(actor, row, form)
    else:
        third_parties.decide_release(actor, row, form.decision.data == "released")

"""The audit log, for auditors."""

from datetime import date

from flask import Blueprint, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from shared import forms, web
from shared.accounts.sign_in import current_actor
from shared.base.translation import N_
from shared.base.values import Values
from shared.dialogue import queries
from shared.records import audit_log
from shared.records.audit import Verdict
from shared.records.events import EVENTS
from staff import words
from staff.audit import log_words

blueprint = Blueprint("audit", __name__)

PAGE = 50
FIRST = date(2000, 1, 1)  # nothing here is older

# What an entry is about, as its reader calls it; another noun is shown as it was written.
NOUNS = {
    "account": N_("account"),
    "assessment": N_("assessment"),
    "audit": N_("audit log"),
    "case": N_("case"),
    "complaint": N_("complaint"),
    "delivery": N_("delivery"),
    "handout": N_("handout"),
    "inquiry": N_("outside request"),
    "installation": N_("installation"),
    "intercept": N_("letter outside the bank"),
    "keeping": N_("retention of a letter"),
    "letter": N_("letter"),
    "match": N_("match"),
    "offender": N_("{offender}"),
    "paper": N_("document"),
    "person": N_("person"),
    "post": N_("message"),
    "records_request": N_("records request"),
    "registration": N_("notification request"),
    "signature": N_("signature"),
}


def events() -> list[tuple[str, str]]:
    """Every event's name and its words, by words."""
    named = [(name, str(gettext(event.label))) for name, event in EVENTS.items()]
    return sorted(named, key=lambda pair: pair[1].casefold())


class Search(forms.Form):
    """What to look for.  It asks and changes nothing, so it needs no token."""

    class Meta(forms.Form.Meta):
        csrf = False

    subject = forms.Line(_("Subject"), max_length=60, hint=_("The full code of a record."))
    event = forms.Select(_("Event"), events, hint=_("Leave it blank to see every event."))
    since = forms.DayMonthYear(_("From"), earliest=FIRST, latest=queries.today)
    until = forms.DayMonthYear(_("To"), earliest=FIRST, latest=queries.today)

    def validate_until(self, field: forms.Question) -> None:
        """An end after the beginning."""
        if self.since.data and field.data and field.data < self.since.data:
            raise ValidationError(_("This date is before the date in “From”."))

    def wanted(self, before: int = 0) -> audit_log.Wanted:
        """As the log is asked."""
        return audit_log.Wanted(self.subject.data.strip(), self.event.data or "", self.since.data,
                               self.until.data, before)  # fmt: skip

    def typed(self) -> dict[str, str]:
        """What the address of the next page repeats."""
        parts = [*self.since.parts, *self.until.parts]
        given = {"subject": self.subject.data, "event": self.event.data}
        return {k: v for k, v in (given | {p.name: p.shown for p in parts}).items() if v}


def _page(
    form: Search, before: int = 0, verdict: Verdict | None = None, status: int = 200
) -> web.Answer:
    looked = status == 200
    rows = audit_log.entries(current_actor(), form.wanted(before), PAGE) if looked else []
    shown, more = rows[:PAGE], rows[PAGE - 1].seq if len(rows) > PAGE else 0
    names = words.names_in(*log_words.accounts_in(shown))
    return web.answer(
        "staff/audit.html", status=status, rows=shown, form=form, looked=looked, labels=EVENTS,
        nouns=NOUNS, names=names, verdict=verdict,
        older=_older(more, form.typed()),
        facts=lambda row: log_words.facts(row.event, row.facts, names),
    )  # fmt: skip


def _older(before: int, typed: Values) -> str:
    return url_for("audit.index", before=before, **typed) if before else ""


@blueprint.get("/audit")
@web.requires("audit.read")
def index() -> web.Answer:
    """Entries by subject, event and day, the latest first."""
    form, before = Search(formdata=request.args), request.args.get("before", "")
    is_good = form.validate()
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 12 else 0
    return _page(form, number, status=200 if is_good else 422)


@blueprint.post("/audit/verify")
@web.requires("audit.read")
def verify() -> web.Answer:
    """Walk the whole chain and say whether it holds."""
    return _page(Search(formdata=None), verdict=audit_log.verify())

"""Coming back with a reference and a code.

Slowed, never locked out; what is answered does not tell which of the two was wrong, nor whether
the reference exists, and takes as long either way.
"""

from flask import Blueprint, request, session
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from portal.form import draft_answers, reshown
from portal.keys import keys
from portal.messages import status as messages_status
from portal.visit import visit
from shared import forms, web
from shared.base import ids
from shared.frontdoor import hashing, lane, noticeboard, sealing, sessions, throttle

blueprint = Blueprint("returning", __name__)

SECONDS = 600
TRIES_A_REFERENCE, TRIES_A_NETWORK = 8, 40


class Pass(forms.Form):
    """What was shown when the request was sent."""

    reference = forms.Reference(
        _("Your reference"), hint=_("It looks like KT47-RM36-HA94."), needed=True,
        autocapitalize="characters",
    )  # fmt: skip
    code = forms.AccessCode(
        _("Your access code"), hint=_("16 digits, with or without spaces"), needed=True
    )


@blueprint.route("/status", methods=["GET", "POST"])
@web.reshows
@web.requires("public", "S2", "S39")
def enter() -> web.Answer:
    """Who came in sees what stands; everybody else is asked for reference and code."""
    found = visit.current() if request.method == "GET" else None
    if found is not None:
        return web.see_other("returning.renew") if found.must_renew else messages_status.show()
    form = Pass(_each_in_its_place())
    if form.validate_on_submit():
        key = sealing.reference_key_of(keys(), str(form.reference.data))
        counts = _counts(key)
        tried = throttle.hit_all(counts)
        if tried.wait:
            return reshown.slowed(form, _page, tried.wait)
        try:
            code, again = str(form.code.data), tried.is_guessing
            is_right = noticeboard.enter(key, code, is_guessing=again)
            may_stop = not is_right and noticeboard.may_stop(key, code, is_guessing=again)
        except lane.Busy as busy:
            throttle.give_back(counts)  # it was not looked at
            return reshown.slowed(form, _page, busy.seconds)
        if is_right:
            throttle.forget(counts[0].key)
            throttle.give_back(counts[1:])
            _come_in(key, str(form.reference.data))
            return web.see_other("returning.enter")
        if may_stop:
            draft_answers.rotate()
            visit.come_in_to_stop(key, str(form.reference.data))
            return web.see_other("telling.only_stop")
        form.code.errors = (
            gettext("The reference and the code do not match. Please check both, and try again."),
        )
    return _page(reshown.shown(form), reshown.status(form))


def _page(form: Pass, status: int) -> web.Answer:
    return web.answer("portal/enter.html", status=status, form=form, has_form=True)


def _each_in_its_place() -> MultiDict[str, str]:
    """What was sent; a code and a reference written in each other's box change places."""
    sent = MultiDict(request.form)
    reference, code = sent.get("reference", ""), sent.get("code", "")
    if ids.clean_access_code(reference) and not ids.clean_access_code(code):
        sent["reference"], sent["code"] = code, reference
    return sent


@blueprint.get("/status/lost")
@web.requires("public", "S28")
def lost() -> web.Answer:
    """A lost code: the way is through a person."""
    return web.answer("portal/lost.html")


@blueprint.route("/status/new-code", methods=["GET", "POST"])
@web.reshows
@web.requires("holder", "S2")
def renew() -> web.Answer:
    """A code that staff wrote down or said aloud is replaced by one that only its holder knows."""
    here, form, code = visit.here(), forms.Form(), visit.own_code()
    if visit.standing().must_renew:
        if not form.validate_on_submit():
            status = web.form_status() if form.is_submitted() else 200
            return web.answer("portal/renew.html", status=status, form=form, code="", has_form=True)
        hashed = hashing.hash_code(code.replace(" ", ""))
        noticeboard.renew(here.key, hashed, lock=session[visit.LOCK])
    # Pressed twice, the code is shown again; to another visit, which came in by the old one, never.
    if request.method == "POST" and visit.is_ours(visit.standing()):
        return _renewed(form, code)
    return web.see_other("returning.enter")


def _renewed(form: forms.Form, code: str) -> web.Answer:
    reference = visit.here().reference
    return web.answer("portal/renew.html", form=form, code=code, reference=reference)


@blueprint.post("/status/close")
@web.tokenless
@web.requires("public")
def close() -> web.Answer:
    """End the visit, and stay on the site."""
    sessions.end(session)
    return web.see_other("pages.start")


def _counts(key: str) -> tuple[throttle.Count, ...]:
    """What the tries of this network are counted under: for this reference, and for any.

    Never the reference alone, or anyone who knows it could keep its holder out.  A code has
    10**15 values: many networks together guess none.
    """
    secret, address = keys().web_secret, request.remote_addr
    nearest = throttle.networks(address)[0][0]
    return (
        throttle.Count(throttle.key(secret, "enter", key, nearest), TRIES_A_REFERENCE, SECONDS),
        *throttle.counts_of_networks(secret, "enter from", address, TRIES_A_NETWORK, SECONDS),
    )


def _come_in(key: str, reference: str) -> None:
    draft_answers.rotate()
    found = noticeboard.read(key)
    if found is not None:
        visit.come_in(found, reference)
    noticeboard.visit(key)

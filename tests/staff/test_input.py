"""Bad input on every form: a sentence and the same words again, or 4xx; never 500."""

from collections.abc import Callable
from typing import Any

import pytest

from shared.records.models import Assessment as AssessmentRow
from shared.records.models import AuditEntry, Signature
from staff.cases import case_forms
from tests.support import shortcut
from tests.support.visitor import HTML, Page, Visitor
from tests.support.world import HERE, Asked, World

pytestmark = pytest.mark.slow


def kept(world: World, asked: Asked) -> str:
    """After a no the request is kept on file; where the person asks again."""
    shortcut.act(world, asked, "planner", "record_answer", answer="unwilling")
    shortcut.act(world, asked, "planner", "keep_on_file", way=None, came_to_us=True,
                 explained=True, note="")  # fmt: skip
    return f"/cases/{asked.case.id}/ask_again"


FORMS: dict[str, tuple[str, str, Callable[[World, Asked], str]]] = {
    # name: (who, the case's stage, the address)
    **{
        action: (who, stage, lambda w, a, action=action: f"/cases/{a.case.id}/{action}")
        for action, who, stage in (
            ("open", "planner", "received"),
            ("identify", "planner", "eligibility"),
            ("own_wish", "planner", "eligibility"),
            ("find", "planner", "eligibility"),
            ("check_orders", "planner", "eligibility"),
            ("check_visits", "planner", "eligibility"),
            ("ask_assessment", "planner", "checked"),
            ("answer_assessment", "planner", "assessment"),
            ("log_conversation", "planner", "approach"),
            ("agree_approach", "coordinator", "talked"),
            ("refuse_approach", "coordinator", "talked"),
            ("tell_offender", "planner", "agreed"),
            ("record_answer", "planner", "told"),
            ("sign_division", "coordinator", "review"),
            ("sign_superintendent", "planner", "review"),
            ("assign", "planner", "signed"),
            ("hold", "planner", "received"),
            ("close", "coordinator", "received"),
            ("withdraw", "planner", "received"),
            ("add_participant", "planner", "assigned"),
            ("clear_participant", "planner", "assigned"),
            ("sign_agreement", "facilitator", "assigned"),
            ("hand_over", "planner", "assigned"),
            ("accept_assessment", "planner", "assessment"),
            ("ask_signatures", "planner", "told"),
            ("add_second", "planner", "assigned"),
            ("remove_participant", "planner", "assigned"),
            ("offender_stops", "planner", "assigned"),
            ("begin_preparation", "facilitator", "assigned"),
            ("log_session", "facilitator", "preparation"),
            ("find_ready", "facilitator", "preparation"),
            ("recommend", "facilitator", "preparation"),
            ("review_readiness", "coordinator", "readiness"),
            ("prepare_more", "coordinator", "readiness"),
            ("plan_visit", "planner", "readiness"),
            ("close_gate", "planner", "planned"),
            ("arrange", "facilitator", "planned"),
            ("schedule", "planner", "planned"),
            ("sign_visit", "planner", "planned"),
            ("record_dialogue", "facilitator", "scheduled"),
            ("log_follow_up", "facilitator", "follow_up"),
            ("write_message", "facilitator", "planned"),
            ("read_message", "coordinator", "planned"),
            ("carry_message", "facilitator", "scheduled"),
            ("take_back_message", "facilitator", "planned"),
            ("log_recording", "facilitator", "planned"),
            ("move_recording", "coordinator", "planned"),
            ("attest_recording", "coordinator", "planned"),
            ("record_age", "planner", "eligibility"),
            ("keep_on_file", "planner", "approach"),
            ("other_form", "planner", "approach"),
            ("name_substitute", "planner", "approach"),
            ("record_death", "planner", "received"),
        )
    },
    "ask_again": ("planner", "told", kept),
    "custody": ("planner", "received", lambda w, a: "/custody"),
    "change of custody": ("planner", "checked", lambda w, a: f"/custody/{a.case.offender_id}"),
    "inquiry": ("planner", "received", lambda w, a: "/outside/inquiries/new"),
    "records": ("planner", "received", lambda w, a: "/outside/records/new"),
    "complaint": ("advocate", "received", lambda w, a: "/outside/complaints/new"),
    "request by phone": ("advocate", "received", lambda w, a: "/desk/dialogue"),
    "notice by phone": ("advocate", "received", lambda w, a: "/desk/notice"),
    "another offender": ("planner", "received",
                         lambda w, a: f"/cases/{a.case.id}/another-offender"),
    "checklist": ("planner", "eligibility", lambda w, a: f"/cases/{a.case.id}/checklist"),
    "assessment": (f"case_manager@{HERE}", "assessment",
                   lambda w, a: f"/assessments/{AssessmentRow.get().id}"),
    "signature": (f"superintendent@{HERE}", "review", lambda w, a: "/signatures/"
                  + Signature.get(Signature.authority == "superintendent").id),
    "contact": ("planner", "received", lambda w, a: f"/cases/{a.case.id}/contact"),
    "verify": ("planner", "received", lambda w, a: f"/people/{a.case.person_id}/verify"),
    "people": ("planner", "received", lambda w, a: "/people"),
    "account": ("administrator", "received", lambda w, a: "/accounts/new"),
    "roles": ("administrator", "received",
              lambda w, a: f"/accounts/{w.logins['auditor'].id}/roles"),
    "credentials": ("administrator", "received",
                    lambda w, a: f"/accounts/{w.logins['facilitator'].id}/credentials"),
}  # fmt: skip
SHOWN_AT = {"roles": -1, "credentials": -1}

CODE = "one_time_code"
HOSTILE = {
    "control": "a\x00b\x07c\x1b[31m",
    "emoji": "🙂👩‍👧🏳️‍🌈" * 3,
    "right-to-left": "مرحبا \u202etxt\u202c שלום",
    "markup": "<script>alert(1)</script>\"'><b>{{7*7}}{% x %}",
    "long": "x" * 20_000,
    "number": "99999999999999999999999999",
    "negative": "-1",
    "date": "31",
    "spaces": "  \t\u00a0\u2003 ",
    "lines": "one\r\ntwo\u2028three",
    "sql": "'; DROP TABLE person; --",
}


def at(world: World, name: str) -> tuple[Visitor, str, Page]:
    who, stage, address = FORMS[name]
    asked = shortcut.to(world, stage)
    world.collect()
    desk, path = world.staff(who), address(world, asked)
    page = desk.get(path.rsplit("/", 1)[0] if name in SHOWN_AT else path)
    return desk, path, page


def text_fields(page: Page, path: str) -> list[str]:
    form = next(f for f in page.all("form") if (f.get("action") or page.path) == path
                and f.get("method") == "post")  # fmt: skip
    names = []
    for field in form.iter():
        tag = field.tag.removeprefix(HTML) if isinstance(field.tag, str) else ""
        if tag == "textarea" or (tag == "input" and field.get("type", "text") in ("text", "tel")):
            names.append(field.get("name"))
    return [name for name in names if name != CODE]  # which goes back into no page


def entries() -> int:
    ours = ~(AuditEntry.event.endswith(".read") | AuditEntry.event.startswith("search"))
    return AuditEntry.select().where(ours).count()


def is_refused(desk: Visitor, before: int, answer: Page, *statuses: int) -> None:
    assert answer.status in statuses, (answer.path, answer.status, answer.text[:200])
    assert entries() == before, "something was recorded all the same"


def check_forgeries(desk: Visitor, path: str, page: Page) -> None:
    """From another site, without a token, too large, about somebody else's."""
    values, before = page.form(action=path).values, entries()
    answer = desk.post(path, values, expect=None, headers={"Sec-Fetch-Site": "cross-site"})
    is_refused(desk, before, answer, 400)
    answer = desk.post(path, values | {"note": "x" * 10_000_000}, expect=None)
    is_refused(desk, before, answer, 400, 413)
    parts = path.split("/")
    if len(parts) > 2 and parts[2] != "new":
        parts[2] = "0" * 20
        is_refused(desk, before, desk.post("/".join(parts), values, expect=None), 404)


def check_token(desk: Visitor, path: str, page: Page) -> None:
    """Without its token nothing is recorded, and the words stay."""
    before, fields = entries(), text_fields(page, path)
    sent = dict.fromkeys(fields, "kept words") | {"csrf_token": None}
    answer = desk.submit(page, sent, action=path, expect=None, strict=False)
    is_refused(desk, before, answer, 400)
    form = answer.form(action=path)
    for field in fields:  # the part of a date is cut
        assert form.values[field] == "kept words"[: len(form.values[field])] != ""


def check_choices(desk: Visitor, path: str, page: Page) -> None:
    """Answers that were never offered."""
    form, before = page.form(action=path), entries()
    choices = form.names - {"csrf_token", "version", "back", CODE} - set(text_fields(page, path))
    if choices - TICKS:
        answer = desk.submit(page, dict.fromkeys(choices, "not-offered"), action=path, expect=None)
        is_refused(desk, before, answer, 422)
        is_clear(answer, {})


TICKS = {"spoken", "done", "told", "no_conflict", "on_paper", "adult", "asked"}


def check_texts(desk: Visitor, path: str, page: Page) -> None:
    """Hostile text in every field; until the text is fine after all."""
    fields = text_fields(page, path)
    for name, text in HOSTILE.items():
        sent, before = dict.fromkeys(fields, text), entries()
        answer = desk.submit(page, sent, action=path, expect=None)
        if answer.status in (200, 201, 303):
            return
        is_refused(desk, before, answer, 422)
        is_clear(answer, {} if name == "long" else sent)


def is_clear(page: Page, typed: dict[str, Any]) -> None:
    """A refused page says why, and keeps what can be shown of the text."""
    assert page.all("div", class_="govuk-error-summary"), page.text[:400]
    form = page.form(action=page.path)
    for name, text in typed.items():
        if name in form.names and text.isprintable() and text.strip():
            kept = form.values[name]
            assert kept == text or text.startswith(kept) != (kept == ""), name


def test_every_act_with_a_form_is_tried():
    assert set(case_forms.FORMS) - {"resume"} <= set(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_bad_input_is_answered_and_changes_nothing(world, name):
    desk, path, page = at(world, name)
    check_forgeries(desk, path, page)
    check_token(desk, path, page)
    check_choices(desk, path, page)
    check_texts(desk, path, page)


def test_odd_queries_of_lists_are_harmless(world):
    shortcut.to(world, "received")
    desk = world.staff("planner")
    for query in ("state=nowhere", "after=zzz", "reference=%00", "reference=" + "x" * 3000,
                  "state=received&after=%F0%9F%99%82", "reference=%ED%A0%BD"):  # fmt: skip
        desk.get(f"/cases?{query}")
        desk.get(f"/people?{query}")
        desk.get(f"/queue?{query}&seen=%00")
    auditor = world.staff("auditor")
    for query in ("subject=%00", "since=tomorrow", "before=-1", "before=99999999999999999999"):
        auditor.get(f"/audit?{query}")
    for query in ("event=none", "since-day=tomorrow", "since-day=0&since-month=0&since-year=0000",
                  "until-day=31&until-month=12&until-year=9999"):  # fmt: skip
        auditor.get(f"/audit?{query}", expect=422)


def test_reference_is_found_as_people_type_it(world):
    asked = shortcut.to(world, "received")
    typed = asked.reference.lower().replace("-", " ")
    page = world.staff("planner").get("/cases", query_string={"reference": typed}, expect=303)
    assert page.location.endswith(f"/cases/{asked.case.id}")

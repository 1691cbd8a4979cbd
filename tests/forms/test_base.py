"""Whatever is sent, a form answers with a sentence and shows what was typed, and never fails."""

from datetime import date
from io import BytesIO

from hypothesis import example, given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage, MultiDict

from tests.forms.everything import GOOD, Everything, said

NAMES = [*GOOD, "hopes", "scan", "csrf_token", "born", "unknown"]


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from([
    "\x00", "\ud800", "\u202egnp.exe", "\r\n", "1e9", "-1", "٣", "²", "0x1", "NaN", "9" * 5000,
    "😀" * 20, "שלום", "' OR 1=1 --", "{{ 7*7 }}", "<script>", "2026-01-01",
])  # fmt: skip


ANY_FORM = st.dictionaries(st.sampled_from(NAMES), st.lists(ANY_TEXT, max_size=3), max_size=14)


@given(ANY_FORM)
@example({})
@example({name: ["\x00\ud800"] for name in NAMES})
def test_anything_at_all_is_a_sentence_or_an_answer(app, sent):
    with app.test_request_context("/", method="POST"):
        form = Everything(formdata=MultiDict([(k, v) for k in sent for v in sent[k]]))
        valid = form.validate()
        assert valid == (not form.problems)
        for field in form.questions:
            shown = [part.shown for part in field.parts] if field.kind == "date" else [field.shown]
            for text in [*shown, *said(field)]:
                text.encode()  # half a surrogate pair could not be sent
                assert "\x00" not in text
            assert field.say() is not None
        if valid:
            again = Everything(formdata=None, data=form.answers)
            assert again.answers == form.answers


@given(st.binary(max_size=80), st.sampled_from(NAMES))
def test_file_in_the_place_of_text_is_as_if_nothing_came(app, content, name):
    with app.test_request_context("/", method="POST"):
        sent = MultiDict([(name, FileStorage(BytesIO(content), "a.pdf"))])
        assert Everything(formdata=sent).validate() is False


def test_good_answers_are_taken(fill):
    form = fill()
    assert form.is_valid, form.problems
    assert form.answers == {
        "line": "Rosa", "words": "one\ntwo", "way": "phone", "long": "A", "hopes": None,
        "tick": True, "born": "1984-04-07", "phone": "601 555 0143", "mail": "rosa@example.org",
        "reference": "KT47-RM36-HA94", "number": 3,
    }  # fmt: skip
    assert (form.code.data, form.seen.data) == ("7065812447572913", 12)


def test_empty_form_says_what_is_needed_and_where(app):
    with app.test_request_context("/", method="POST"):
        form = Everything(formdata=MultiDict())
        form.validate()
        assert [(problem.id, str(problem.sentence)) for problem in form.problems] == [
            ("line", "Tell us a name."),
            ("way", "Choose one of the answers."),
            ("tick", "Tick it."),
            ("", "This page was out of date. Please look at it again before you go on."),
        ]


def test_empty_body_is_an_empty_form_and_not_the_stored_one(app):
    with app.test_request_context("/", method="POST"):
        form = Everything(data={"line": "stored", "born": date(1984, 4, 7)})
        assert form.validate_on_submit() is False
        assert (form.line.shown, form.born.data) == ("", None)


def test_json_is_not_a_form(app):
    for body in (b'{"line": "x"}', b"[1", b"null"):
        kind = {"content_type": "application/json", "data": body}
        with app.test_request_context("/", method="POST", **kind):
            assert Everything().validate_on_submit() is False


def test_what_was_put_right_is_taken_when_sent_again(fill):
    for typed in ("a\nb", "a\x00b"):
        assert fill(line=fill(line=typed).line.shown).is_valid


def test_question_is_needed_if_another_was_answered_so(fill):
    assert said(fill(way="phone", phone="").phone) == ["Which?"]
    assert fill(way="post", phone="").is_valid

"""Whatever is sent, a form answers with a sentence and shows what was typed, and never fails."""

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import example, given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage, MultiDict

from shared import forms
from shared.base import ids

WAYS = [("post", "By post"), ("phone", "By phone", "We may leave a message")]


class Everything(forms.Form):
    line = forms.Line("Name", max_length=10, needed="Tell us a name.")
    words = forms.Words("Words", max_length=10)
    way = forms.Choice("Way", WAYS, needed=True)
    long = forms.Select("Place", lambda: [("A", "There")])
    hopes = forms.Choices("Hopes", [("a", "A"), ("b", "B"), ("none", "None")], alone="none")
    tick = forms.Tick("Agreed", needed="Tick it.")
    born = forms.DayMonthYear("Born", latest=lambda: date(2020, 12, 31))
    phone = forms.Phone("Phone", checks=[forms.needed_if("way", "phone", sentence="Which?")])
    mail = forms.EmailAddress("E-mail")
    reference = forms.Reference("Reference")
    code = forms.AccessCode("Code")
    number = forms.Number("Number", least=1, most=5)
    scan = forms.Scan("Scan", max_bytes=1024)
    seen = forms.SeenVersion()


GOOD = {
    "line": "Rosa", "words": "one\r\ntwo", "way": "phone", "long": "A", "tick": "y",
    "born-day": "7", "born-month": "4", "born-year": "1984", "phone": "601 555 0143",
    "mail": "rosa@example.org", "reference": "kt47 rm36 ha94", "code": "7065 8124 4757 2913",
    "number": "3", "seen": "12",
}  # fmt: skip
NAMES = [*GOOD, "hopes", "scan", "csrf_token", "born", "unknown"]


@pytest.fixture(scope="module")
def app():
    made = Flask(__name__)
    made.secret_key = "secret"
    made.config["WTF_CSRF_ENABLED"] = False
    Babel(made)
    return made


@pytest.fixture
def fill(app):
    """Fills in `Everything`: GOOD with changes; None leaves a field out."""
    with app.test_request_context("/", method="POST"):

        def filled(form=Everything, **changed):
            values = {k.replace("__", "-"): v for k, v in changed.items()}
            sent = {k: v for k, v in (GOOD | values).items() if v is not None}
            made = form(formdata=MultiDict(sent))
            made.is_valid = made.validate()
            return made

        yield filled


def said(field):
    return [str(sentence) for sentence in field.errors]


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


@pytest.mark.parametrize(("typed", "data", "error"), [
    ("  Rosa  ", "Rosa", None),
    ("שלום", "שלום", None),
    ("👩‍👧 Rosa", "👩‍👧 Rosa", None),
    ("a\u202eb", "ab", None),
    ("\u200fאב", "\u200fאב", None),
    ("e\u0301", "é", None),
    ("a\tb", "a b", None),
    ("x" * 10, "x" * 10, None),
    ("😀" * 5, "😀" * 5, None),
    ("x" * 11, "", "This has 11 characters. There is room for 10."),
    ("😀" * 6, "", "This has 12 characters. There is room for 10."),
    ("a\nb", "", "Use one line only. We have put yours together; please check."),
    ("a\x00b", "", "We took out signs that cannot be printed. Please check the text."),
    ("a\ud800b", "", "We took out signs that cannot be printed. Please check the text."),
    (" \u2029 ", "", "Tell us a name."),
])  # fmt: skip
def test_line_is_tidied_and_nothing_else(fill, typed, data, error):
    form = fill(line=typed)
    assert said(form.line) == ([error] if error else [])
    assert form.line.data == data


def test_too_long_text_is_shown_again_whole(fill):
    assert fill(line="x" * 500, words="y" * 500).line.shown == "x" * 500
    assert fill(words="y" * 500).words.shown == "y" * 500


def test_what_was_put_right_is_taken_when_sent_again(fill):
    for typed in ("a\nb", "a\x00b"):
        assert fill(line=fill(line=typed).line.shown).is_valid


def test_words_count_a_line_break_once_as_browsers_do(fill):
    assert fill(words="12345\r\n789\r\n").is_valid
    assert fill(words="12345\r\n78901").is_valid is False
    assert fill(words="a\u2028b").words.data == "a\nb"


def test_choice_offers_its_answers_and_takes_no_other(fill):
    form = fill(way="pigeon")
    assert said(form.way) == ["Choose one of the answers."]
    options = fill(way="phone").way.options
    assert [(o.id, o.value, o.label, o.hint, o.is_checked) for o in options] == [
        ("way", "post", "By post", "", False),
        ("way-2", "phone", "By phone", "We may leave a message", True),
    ]
    assert fill(way="phone").way.say() == "By phone"
    assert fill().long.kind == "select"


def test_choices_may_be_set_before_the_form_is_validated(app):
    with app.test_request_context("/", method="POST"):
        form = Everything(formdata=MultiDict(GOOD | {"way": "pigeon"}))
        form.way.choices = [("pigeon", "By pigeon")]
        assert form.validate()


@pytest.mark.parametrize(("sent", "data", "error"), [
    (["b", "a", "a"], ["a", "b"], None),
    (["none"], ["none"], None),
    ([], [], None),
    (["a", "none"], ["a", "none"], "Choose either the last answer or the others, not both."),
    (["a", "zz"], ["a"], "Choose from the answers on this page."),
])  # fmt: skip
def test_choices_are_kept_in_the_order_offered(app, sent, data, error):
    with app.test_request_context("/", method="POST"):
        form = Everything(formdata=MultiDict([*GOOD.items(), *(("hopes", v) for v in sent)]))
        form.validate()
        assert (form.hopes.data, said(form.hopes)) == (data, [error] if error else [])


@pytest.mark.parametrize(("sent", "data"), [("y", True), ("", False), ("0", False), (None, False)])
def test_tick_is_ticked_or_not(fill, sent, data):
    form = fill(tick=sent)
    assert form.tick.data is data
    assert said(form.tick) == ([] if data else ["Tick it."])


def test_question_is_needed_if_another_was_answered_so(fill):
    assert said(fill(way="phone", phone="").phone) == ["Which?"]
    assert fill(way="post", phone="").is_valid


DATES = [
    (("7", "4", "1984"), date(1984, 4, 7), None, ""),
    ((" 07 ", "04", "1984"), date(1984, 4, 7), None, ""),
    (("7", "April", "1984"), date(1984, 4, 7), None, ""),
    (("7", "abr.", "1984"), date(1984, 4, 7), None, ""),
    (("7", "de Septiembre", "1984"), date(1984, 9, 7), None, ""),
    (("7", "setiembre", "1984"), date(1984, 9, 7), None, ""),
    (("٧", "٤", "١٩٨٤"), date(1984, 4, 7), None, ""),
    (("29", "2", "2000"), date(2000, 2, 29), None, ""),
    (("", "", ""), None, None, ""),
    (("", "4", "1984"), None, "The date also needs a day.", "d"),
    (("7", "", "1984"), None, "The date also needs a month.", "m"),
    (("7", "4", ""), None, "The date also needs a year.", "y"),
    (("", "", "1984"), None, "The date also needs a day and a month.", "dm"),
    (("", "4", ""), None, "The date also needs a day and a year.", "dy"),
    (("7", "", ""), None, "The date also needs a month and a year.", "my"),
    (("x", "4", "1984"), None, "Write the day as a number, such as 7.", "d"),
    (("32", "4", "1984"), None, "Write the day as a number, such as 7.", "d"),
    (("7", "13", "1984"), None, "Write the month as a number, such as 4.", "m"),
    (("7", "ma", "1984"), None, "Write the month as a number, such as 4.", "m"),
    (("7", "0", "1984"), None, "Write the month as a number, such as 4.", "m"),
    (("7", "4", "84"), None, "Write the year with four digits, such as 1984.", "y"),
    (("7", "4", "19844"), None, "Write the year with four digits, such as 1984.", "y"),
    (("31", "4", "1984"), None, "There is no such date. Check the day and the month.", "dmy"),
    (("29", "2", "1900"), None, "There is no such date. Check the day and the month.", "dmy"),
    (("1", "1", "0000"), None, "There is no such date. Check the day and the month.", "dmy"),
    (("31", "12", "1899"), None, "The date must not be before January 1, 1900.", "dmy"),
    (("1", "1", "2021"), None, "The date must not be after December 31, 2020.", "dmy"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "data", "error", "wrong"), DATES)
def test_date_says_which_part_is_wrong_and_keeps_what_was_typed(fill, typed, data, error, wrong):
    day, month, year = typed
    form = fill(born__day=day, born__month=month, born__year=year)
    assert said(form.born) == ([error] if error else [])
    if not error:
        assert form.born.data == data
    parts = {part.name.removeprefix("born-"): part for part in form.born.parts}
    assert tuple(parts[name].shown for name in ("day", "month", "year")) == tuple(
        text.strip() for text in typed
    )
    assert {name[0] for name, part in parts.items() if part.is_wrong} == set(wrong)
    if wrong:
        first = next(part.id for part in form.born.parts if part.is_wrong)
        assert [problem.id for problem in form.problems] == [first]


def test_date_asks_in_the_order_of_the_language(app):
    for language, order in (("en", ["month", "day", "year"]), ("es", ["day", "month", "year"])):
        made = Flask(__name__)
        made.secret_key = "secret"
        Babel(made, locale_selector=lambda language=language: language)
        with made.test_request_context("/"):
            parts = Everything(data={"born": "1984-04-07"}).born.parts
            assert [part.name.removeprefix("born-") for part in parts] == order
            assert {part.shown for part in parts} == {"4", "7", "1984"}


def test_date_needed_and_missing_says_so(app):
    class Needed(forms.Form):
        day = forms.DayMonthYear("Day", needed="Tell us the day.")

    with app.test_request_context("/", method="POST"):
        form = Needed(formdata=MultiDict())
        assert form.validate() is False
        assert said(form.day) == ["Tell us the day."]


@pytest.mark.parametrize("typed", [
    "601 555 0143", "(601) 555-0143", "+1 601.555.0143", "1-800-555-0142 x12", "5550143",
    "601-555-0143 ext. 7", "601–555–0143",
])  # fmt: skip
def test_phone_is_taken_as_people_write_it(fill, typed):
    form = fill(phone=typed)
    assert form.is_valid
    assert form.phone.data == typed


@pytest.mark.parametrize("typed", ["555", "call me", "1" * 16, "601 555 0143; my mother's"])
def test_phone_that_cannot_be_one_is_refused(fill, typed):
    form = fill(phone=typed)
    assert said(form.phone) == ["Write a phone number with its area code, such as 601 555 0123."]
    assert form.phone.shown == typed


@pytest.mark.parametrize(("typed", "is_taken"), [
    ("rosa@example.org", True), ("r.d+x@mail.example.co", True), ("rosa@münchen.example", True),
    ("rosa", False), ("rosa@localhost", False), ("a@b@example.org", False), ("a b@c.org", False),
    ("a@.org", False), ("a@b..org", False), ("a@b.org,c@d.org", False), ("<a@b.org>", False),
])  # fmt: skip
def test_email_address_is_refused_only_when_it_cannot_be_one(fill, typed, is_taken):
    assert fill(mail=typed).is_valid is is_taken


@pytest.mark.parametrize("typed", ["KT47-RM36-HA94", "kt47rm36ha94", " KT47 RM36 – HA94 "])
def test_reference_is_forgiving(fill, typed):
    assert fill(reference=typed).reference.data == "KT47-RM36-HA94"


@pytest.mark.parametrize("typed", ["KT47", "KT47-RM36-HA94-X", "😀", "1234-5678-9012"])
def test_reference_of_another_shape_is_explained(fill, typed):
    form = fill(reference=typed)
    assert said(form.reference) == [
        "A reference has twelve letters and digits, such as KT47-RM36-HA94."
    ]
    assert form.reference.shown == typed


def test_new_codes_and_references_are_always_taken(fill):
    for _ in range(50):
        code, reference = ids.new_access_code(), ids.new_reference()
        form = fill(code=code, reference=reference.lower())
        assert (form.code.data, form.reference.data) == (code.replace(" ", ""), reference)


@pytest.mark.parametrize("typed", ["7065 8124 4757 2914", "123", "x" * 16, "7065-8124-4757-291"])
def test_code_that_cannot_be_one_is_explained(fill, typed):
    form = fill(code=typed)
    assert said(form.code) == [
        "A code has 16 digits. One of yours may be wrong or missing; please check."
    ]
    assert form.code.data is None


def test_secret_code_is_not_among_the_answers(fill):
    assert "code" not in fill().answers


@pytest.mark.parametrize(("typed", "data"), [("1", 1), (" 5 ", 5), ("٣", 3), ("", None)])
def test_number_is_read(fill, typed, data):
    form = fill(number=typed)
    assert form.is_valid
    assert form.number.data == data


@pytest.mark.parametrize("typed", ["0", "6", "-1", "1.5", "1e0", "x", "²", "9" * 19])
def test_number_outside_the_limits_is_explained(fill, typed):
    assert said(fill(number=typed).number) == ["Write a whole number from 1 to 5."]


@pytest.mark.parametrize("sent", [None, "", "x", "-1", "1.0", "9" * 30, "²"])
def test_version_that_was_not_on_the_page_is_a_page_out_of_date(fill, sent):
    form = fill(seen=sent)
    assert form.is_valid is False
    assert [problem.id for problem in form.problems] == [""]


@pytest.mark.parametrize(("content", "mimetype", "error"), [
    (b"%PDF-1.7\n", "application/pdf", None),
    (b"\xff\xd8\xff\xe0", "image/jpeg", None),
    (b"\x89PNG\r\n\x1a\n", "image/png", None),
    (b"", None, "That file is empty. Choose another."),
    (b"<html>%PDF-", None, "Choose a PDF, JPEG or PNG file."),
    (b"MZ", None, "Choose a PDF, JPEG or PNG file."),
    (b"%PDF-" + bytes(1020), None, "That file is too large. It may have 1 MB."),
])  # fmt: skip
def test_scan_is_known_by_its_first_bytes(fill, content, mimetype, error):
    form = fill(scan=FileStorage(BytesIO(content), "letter to Rosa.pdf", content_type="text/html"))
    assert said(form.scan) == ([error] if error else [])
    if mimetype:
        assert form.scan.data == forms.Upload(mimetype, content)


def test_scan_needed_and_missing_says_so(app):
    class Needed(forms.Form):
        scan = forms.Scan("Scan", needed=True)

    with app.test_request_context("/", method="POST"):
        for sent in ({}, {"scan": "text"}, {"scan": FileStorage(BytesIO(b"x"), "")}):
            form = Needed(formdata=MultiDict(sent))
            assert form.validate() is False
            assert said(form.scan) == ["Choose a file."]

"""Phone numbers, addresses, references, codes and numbers, as people type them."""

import pytest

from shared.base import ids
from tests.forms.everything import said


@pytest.mark.parametrize("typed", [
    "601 555 0143", "(601) 555-0143", "+1 601.555.0143", "1-800-555-0142 x12", "5550143",
    "601-555-0143 ext. 7",
])  # fmt: skip
def test_phone_is_taken_as_people_write_it(fill, typed):
    form = fill(phone=typed)
    assert form.is_valid
    assert form.phone.data == typed


@pytest.mark.parametrize("typed", [
    "601–555–0143", "tel:601-555-0143", "\u202a601\u2011555\u20110143\u202c",
    "601\u00ad-555-0143\u200e",
])  # fmt: skip
def test_phone_copied_from_a_contact_is_mended(fill, typed):
    assert fill(phone=typed).phone.data == "601-555-0143"


@pytest.mark.parametrize(("typed", "kept"), [
    ("mailto:rosa@example.org", "rosa@example.org"),
    ("Rosa <rosa@example.org>", "rosa@example.org"),
    ("rosa@example.org.", "rosa@example.org"),
])  # fmt: skip
def test_email_copied_from_a_contact_is_mended(fill, typed, kept):
    assert fill(mail=typed).mail.data == kept


@pytest.mark.parametrize("typed", ["rósa@example.org", ".rosa@example.org", "ro..sa@example.org"])
def test_email_that_cannot_be_written_to_is_asked_at_its_field(fill, typed):
    assert not fill(mail=typed).is_valid


@pytest.mark.parametrize("typed", ["555", "call me", "1" * 16, "601 555 0143; my mother's"])
def test_phone_that_cannot_be_one_is_refused(fill, typed):
    form = fill(phone=typed)
    assert said(form.phone) == ["Enter a phone number with its area code, such as 601 555 0123."]
    assert form.phone.shown == typed


@pytest.mark.parametrize(("typed", "is_taken"), [
    ("rosa@example.org", True), ("r.d+x@mail.example.co", True), ("rosa@münchen.example", False),
    ("rosa", False), ("rosa@localhost", False), ("a@b@example.org", False), ("a b@c.org", False),
    ("a@.org", False), ("a@b..org", False), ("a@b.org,c@d.org", False), ("<a@b.org>", True),
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
        "A reference has 12 letters and numbers, such as KT47-RM36-HA94."
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
        "A code has 16 digits. One of yours may be wrong or missing. Please check."
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
    assert said(fill(number=typed).number) == ["Enter a whole number from 1 to 5."]


@pytest.mark.parametrize("sent", [None, "", "x", "-1", "1.0", "9" * 30, "²"])
def test_version_that_was_not_on_the_page_is_a_page_out_of_date(fill, sent):
    form = fill(seen=sent)
    assert form.is_valid is False
    assert [problem.id for problem in form.problems] == [""]

"""Answers offered: one, several in their order, a box; and no other is taken."""

import pytest
from werkzeug.datastructures import MultiDict

from tests.forms.everything import GOOD, Everything, said


def test_choice_offers_its_answers_and_takes_no_other(fill):
    form = fill(way="pigeon")
    assert said(form.way) == ["Choose one of the answers."]
    options = fill(way="phone").way.options
    assert [(o.id, o.value, o.label, o.hint, o.is_checked) for o in options] == [
        ("way", "post", "By post", "", False),
        ("way-2", "phone", "By phone", "OK to leave a voicemail", True),
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

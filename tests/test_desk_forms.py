"""Every act of a case has its form, and every form its act."""

import pytest

from shared import dialogue
from shared.dialogue import exchange, meeting
from shared.policy import current
from staff import desk_forms
from staff.case_forms import FORMS


@pytest.mark.S12
def test_every_act_that_is_a_button_has_a_form():
    shown = {row.action for row in dialogue.FLOW.transitions if not row.hidden}
    assert set(FORMS) == shown


@pytest.mark.S8
def test_every_form_of_dialogue_has_its_own_checklist(world):
    for form in current().dialogue.forms:
        needed = meeting.arrangements_for(form)
        assert needed
        assert "after" in needed
    assert meeting.arrangements_for("face_to_face") == set(meeting.ARRANGEMENTS)
    assert set(exchange.LEFT_OUT) <= set(current().dialogue.forms)


@pytest.mark.S3
@pytest.mark.S29
def test_every_question_of_the_public_form_is_on_the_script():
    shown = [name for part in desk_forms.DIALOGUE for name in part.names]
    assert len(shown) == len(set(shown))
    from flask import Flask

    app = Flask("x")
    app.secret_key = "x"
    with app.test_request_context():
        form = desk_forms.TakenDialogue(formdata=None, meta={"csrf": False})
        asked = {f.short_name for f in form.questions if f.kind != "hidden"}
        assert asked == set(shown)
        form = desk_forms.TakenNotice(formdata=None, meta={"csrf": False})
        asked = {f.short_name for f in form.questions if f.kind != "hidden"}
        assert asked == {name for part in desk_forms.NOTICE for name in part.names}

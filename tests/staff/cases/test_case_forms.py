"""Every act of a case has its form, and every form its act."""

import pytest

from shared import dialogue
from shared.dialogue import exchange, meeting
from shared.policy import current
from staff.cases.case_forms import FORMS
from staff.intake import by_phone_forms


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
def test_every_question_of_the_public_form_is_on_the_script(world):
    shown = [name for part in by_phone_forms.DIALOGUE for name in part.names]
    assert len(shown) == len(set(shown))
    with world.console.test_request_context():
        form = by_phone_forms.TakenDialogue(formdata=None, meta={"csrf": False})
        asked = {f.short_name for f in form.questions if f.kind != "hidden"}
        assert asked == set(shown)
        form = by_phone_forms.TakenNotice(formdata=None, meta={"csrf": False})
        asked = {f.short_name for f in form.questions if f.kind != "hidden"}
        assert asked == {name for part in by_phone_forms.NOTICE for name in part.names}


# Questions of the public form that have another name on the script.
CALLED = {("responsible", "name"): "responsible_name", ("meeting", "talk"): "form"}


def _public() -> dict[str, list[str]]:
    """What the public form says for each field: its label, and the title of its page."""
    from portal.form import questions

    pages = [
        questions.YOU, questions.NAME, questions.WAYS, questions.CARE, questions.RESPONSIBLE,
        questions.HAPPENED, questions.RULES, questions.HOPES, questions.MEETING,
        questions.SUPPORT, questions.TELLING,
    ]  # fmt: skip
    said = {}
    for page in pages:
        for field in page.form(formdata=None, meta={"csrf": False}).questions:
            name = CALLED.get((page.key, field.short_name), field.short_name)
            said[name] = [str(field.label.text), str(page.title)]
    return said


@pytest.mark.S12
@pytest.mark.S29
@pytest.mark.parametrize("language", ["en", "es"])
def test_script_is_read_out_in_the_words_of_the_public_form(world, language):
    from flask import g
    from flask_babel import force_locale

    with world.public.test_request_context(), force_locale(language):
        g.pop("language", None)
        public = _public()
    with world.console.test_request_context(), force_locale(language):
        script = {name: str(words) for name, words in by_phone_forms.ALOUD.items()}
        shown = {
            f.short_name: str(f.hint or f.label.text).strip("“”«»")
            for form in (by_phone_forms.TakenDialogue, by_phone_forms.TakenNotice)
            for f in form(formdata=None, meta={"csrf": False}).questions
        }
    assert set(script) == set(public)
    for name, words in script.items():
        assert words in public[name], (name, words, public[name])
        assert shown[name] == words


@pytest.mark.S3
@pytest.mark.parametrize(("typed", "said"), [
    ({"safe": ["phone", "text"], "phone": "601 555 0199"},
     "This way is marked safe. Enter it here, or uncheck it below."),
    ({"safe": ["phone", "none"], "phone": "601 555 0199"},
     "Check the safe ways, or only the last line."),
    ({"safe": []}, "Ask which ways are safe. A way that is not checked is never used."),
])  # fmt: skip
def test_safe_ways_are_asked_as_strictly_as_on_the_public_form(world, typed, said):
    from shared.records.models import DialogueCase

    desk = world.staff("advocate")
    given = {"source": "phone", "standing": "direct", "name": "Elena Ruiz", "adult": "yes"}
    page = desk.submit(desk.get("/desk/dialogue"), given | typed, expect=422)
    assert page.errors == [said]
    assert page.form(action="/desk/dialogue").values["name"] == "Elena Ruiz"
    assert DialogueCase.select().count() == 0

"""Terms: each department speaks its own words."""

from shared import policy
from shared.policy import fill
from tests.policy.spoiling import HARMED, texts


def test_the_second_policy_never_says_the_words_of_the_first():
    for where, text in texts(HARMED):
        for word in ("victim", "offender", "víctima", "ofensor", "mississippi"):
            assert word not in f"{text.en} {text.es}".lower(), where


def test_sentence_gets_the_words_of_the_policy_in_its_language():
    def said(chosen, language):
        return fill("{Offender}, {a_victim}, {victims} {unknown}", chosen, language)

    chosen = policy.load("mississippi")
    assert said(chosen, "en") == "Offender, a victim, victims {unknown}"
    assert said(chosen, "es") == "Persona ofensora, una víctima, víctimas {unknown}"
    assert said(HARMED, "en") == "Responsible person, a harmed person, harmed people {unknown}"
    assert (
        said(HARMED, "es")
        == "Persona responsable, una persona afectada, personas afectadas {unknown}"
    )


def test_sentence_without_places_stays_as_it_is():
    assert fill("100 % of it", HARMED, "en") == "100 % of it"

"""What happened, as staff read it: facts in words, never as codes."""

import json

import pytest
from flask import session

from staff.audit import timeline


@pytest.mark.parametrize(
    ("event", "facts", "english", "spanish"),
    [
        ("case.visits_checked", {"found": "none"},
         "Finding: No visit restriction applies",
         "Resultado: No se aplica ninguna restricción de visitas"),
        ("case.orders_checked", {"found": "none"},
         "Finding: No order found", "Resultado: No se encontró ninguna orden"),
        ("case.eligibility_found", {"finding": "met"},
         "Finding: Meets the rule", "Resultado: Cumple la regla"),
        ("case.readiness_found", {"finding": "met"}, "Finding: Ready", "Resultado: Logrado"),
        ("case.readiness_reviewed", {"decision": "ready"},
         "Decision: Everyone is ready", "Decisión: Todas las personas están listas"),
        ("case.signed", {"decision": "approve"}, "Decision: Approve", "Decisión: Aprobar"),
        ("case.followed_up", {"outcome": "needs_help"},
         "Outcome: Asked for more help", "Resultado: Pidió más ayuda"),
        ("contact.logged", {"outcome": "no_answer"},
         "Outcome: No answer", "Resultado: Nadie respondió"),
        ("delivery.accepted", {"answer": "now"},
         "Answer: Send it to me now", "Respuesta: Envíenmela ahora"),
        ("case.offender_answered", {"answer": "willing"},
         "Answer: Agrees to take part", "Respuesta: Acepta participar"),
    ],
)  # fmt: skip
def test_facts_are_said_in_words_of_both_languages(world, event, facts, english, spanish):
    with world.console.test_request_context():
        assert timeline._facts(event, json.dumps(facts)) == [english]
    with world.console.test_request_context():
        session["language"] = "es"
        assert timeline._facts(event, json.dumps(facts)) == [spanish]

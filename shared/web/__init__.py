"""How both sites speak HTTP: one way to build an app, and the few verbs its views use.

A view declares who may ask for it and which requirements it serves::

    @pages.get("/safety")
    @web.requires("public", "S28")
    def safety() -> web.Answer:
        return web.answer("portal/safety.html")
"""

from shared.web.answers import (
    Answer,
    answer,
    back_to,
    csrf_failed,
    form_status,
    pardon_token,
    region,
    see_other,
    slow_down,
)
from shared.web.app import HEALTH, build_app, routes
from shared.web.errors import UNREACHABLE, note_unreachable, try_again_in
from shared.web.languages import language
from shared.web.marks import indexable, requires, reshows, tokenless

__all__ = [
    "HEALTH",
    "UNREACHABLE",
    "Answer",
    "answer",
    "back_to",
    "build_app",
    "csrf_failed",
    "form_status",
    "indexable",
    "language",
    "note_unreachable",
    "pardon_token",
    "region",
    "requires",
    "reshows",
    "routes",
    "see_other",
    "slow_down",
    "tokenless",
    "try_again_in",
]

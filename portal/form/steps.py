"""One step of a form: a page, or, in one-page mode, a region that is swapped in place."""

from flask import session

from shared import web
from shared.base.translation import Sentence

ONE_PAGE = "one_page"  # the session's word that steps swap in place, so that Back holds none


def step(
    region: str, title: Sentence, status: int = 200, *, has_form: bool = False, **context: object
) -> web.Answer:
    """The step drawn by `region` (a template of portal/).  `title` stays neutral (law 6)."""
    one_page = ONE_PAGE in session
    return web.answer(
        "portal/step.html",
        f"portal/{region}.html",
        status,
        region=f"portal/{region}.html",
        title=title,
        one_page=one_page,
        is_swapped=web.region(),
        # All steps lie in one page then, and some of them hold what was typed.
        has_form=has_form or one_page,
        **context,
    )

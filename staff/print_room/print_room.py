"""The print room: papers to print, envelopes to check, post to hand over.  No word of a letter."""

from flask import Blueprint

from shared import letters, web
from shared import papers as shared_papers
from shared.accounts.sign_in import current_actor
from shared.letters import files
from staff.print_room import papers

blueprint = Blueprint("print_room", __name__)


@blueprint.get("/print-room")
@web.requires("print_room.read", "S47")
def show() -> web.Answer:
    """What is ready to print, and what is ready to leave."""
    actor = current_actor()
    ready = files.papers_to_print(actor)
    stay = [paper for paper in ready if shared_papers.why_stale(paper)]
    return web.answer(
        "staff/print_room/index.html", papers=[one for one in ready if one not in stay],
        stay=stay, is_by_hand=shared_papers.is_by_hand,
        about=shared_papers.named(ready), title=papers.title,
        to_print=files.deliveries_in(actor, "confirmed"),
        to_send=files.deliveries_in(actor, "printed"), flow=letters.DELIVERY,
    )  # fmt: skip

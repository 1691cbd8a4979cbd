"""The print room: papers to print, envelopes to check, post to hand over.  No word of a letter."""

from flask import Blueprint

from shared import letters, web
from shared import papers as shared_papers
from shared.accounts.sign_in import current_actor
from shared.letters import lists
from staff import listing
from staff.print_room import papers

blueprint = Blueprint("print_room", __name__)


@blueprint.get("/print-room")
@web.requires("print_room.read", "S47")
def show() -> web.Answer:
    """What is ready to print, and what is ready to leave."""
    actor = current_actor()
    page = lists.papers_to_print(actor, listing.place())
    ready = page.rows
    about = shared_papers.look_up(ready)
    stay = [paper for paper in ready if shared_papers.why_stale(paper)]
    return web.answer(
        "staff/print_room/index.html", papers=[one for one in ready if one not in stay],
        stay=stay, page=page, is_by_hand=shared_papers.is_by_hand,
        about=about, title=papers.title,
        to_print=lists.deliveries_in(actor, listing.place("covers_"), "confirmed"),
        to_send=lists.deliveries_in(actor, listing.place("post_"), "printed"),
        flow=letters.DELIVERY,
    )  # fmt: skip

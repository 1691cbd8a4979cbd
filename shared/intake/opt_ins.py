"""Registrations that staff take in from a file."""

from shared.base import clock, ids
from shared.base.values import Values
from shared.intake import collecting
from shared.intake.imports.opt_in_file import Plan
from shared.letters import REGISTRATION
from shared.people import contact
from shared.records import audit, vault
from shared.records.models import Post, Reference, Registration
from shared.records.permissions import Actor, may
from shared.records.workflow import NotPermitted, perform


def _open(reference: str, language: str, answers: Values, source: str) -> Registration:
    key = collecting.open_registration(reference, language, answers, source)
    post = Post.fresh()
    Post.create(
        **post, dropped_at=clock.now(), key=key, kind="notice.asked", reference=reference,
        sealed=vault.seal(key, "post", post["id"], answers), language=language,
    )  # fmt: skip
    return Registration.get_by_id(Reference.get_by_id(reference).subject)


def take_in(actor: Actor, plan: Plan) -> int:
    """Import the rows of a plan, all or none; how many were taken.

    Registrations whose box is no longer ticked are cancelled, and a person is told to look.  A row
    that was imported before (same person, same offender) is left out.  Raises NotPermitted.
    """
    if not may(actor, "registration", "import"):
        raise NotPermitted("import registrations")
    taken = 0
    with audit.recorded(actor, "registration.imported", "registration") as entry:
        for row in plan.rows:
            if vault.found("import", row["same"], "registration"):
                continue
            made = _open(ids.new_reference(), row["language"], row["answers"], "choice")
            vault.index("import", row["marks"], "registration", made.id)
            taken += 1
        for ended in plan.ended:
            perform(REGISTRATION, ended.registration, "cancel", actor, None)
        for near in {one for left in plan.left for one in left.about}:
            contact.ask_task("import.near", "registration", near, "coordinator")
        entry.note(taken=taken, left_out=len(plan.left) + len(plan.rows) - taken)
    return taken

"""What an exchange goes through before anything is shown."""

from datetime import UTC, timedelta
from typing import Any

from shared.dialogue import queries
from shared.records.models import (
    Person,
)
from tests.journeys import test_letter_both_sites as box
from tests.journeys import test_letter_pages as desk_pages
from tests.support import letters as bank
from tests.support import whole
from tests.support.world import Asked, World


def ready(world: World, form: str) -> Asked:
    """A case whose date is agreed in a form without meeting; she has ticked the box too."""
    asked = whole.recommended_here(world)
    ticked = box.tick_the_box(world)
    box.settle(world)
    box.verify(world, ticked)
    same(world, asked.case.person_id, ticked.registration.person_id)
    whole.plan(world, asked, form=form, days=3)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    return asked


def same(world: World, kept: str, joined: str) -> None:
    """The planner finds that it is one person."""
    desk, path = world.staff("planner"), f"/people/{kept}/same"
    desk.submit(desk.get(path), {"join": joined}, action=path)
    assert Person.get_by_id(joined).merged_into == kept


def letter_given(world: World) -> None:
    """His letter, from the deposit to her hands, by her second yes."""
    letter = desk_pages.deposit(world.staff("screener@MSP"))
    desk_pages.banked(world, letter)
    delivery = box.confirmed_match(world)
    advocate = world.staff("advocate")
    desk_pages.act(advocate, delivery, "log_attempt", way=bank.way_of(delivery, "phone").id,
                   outcome="spoke")  # fmt: skip
    desk_pages.act(advocate, delivery, "accept", manner="post")
    box.to_the_post(world, delivery)


def hold(world: World, asked: Asked, expect: int = 303) -> Any:
    visit = queries.visit(asked.case)
    over = visit.starts_at + timedelta(hours=4)
    world.clock.at = max(over.replace(tzinfo=UTC), world.clock.at.replace(tzinfo=UTC))
    world.clock.move(minutes=2)
    world._visitors.clear()
    there = [row.id for row in queries.participants(asked.case)]
    return whole.act(world.staff("facilitator"), asked, "record_dialogue", expect=expect,
                     present=there, facilitator_present="y", place_as_approved="y",
                     ended="completed")  # fmt: skip

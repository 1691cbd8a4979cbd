"""What a case's page offers: what may be done now, and, apart from it, what waits and for what."""

import pytest

from tests.support import carry, shortcut
from tests.support.visitor import Page, words
from tests.support.world import Asked, World

pytestmark = pytest.mark.slow


def offered(page: Page) -> dict[str, str]:
    """Acts that are open now: their words, and how the button looks."""
    here = [a for a in page.all("a", class_="button") if "/cases/" in (a.get("href") or "")]
    looks = {words(a): str(a.get("class")) for a in here}
    return {act: look.removeprefix("button").strip() for act, look in looks.items()}


def waiting(page: Page) -> dict[str, str]:
    """Acts that wait: their words, and the sentence beneath."""
    items = [li for li in page.all("li") if li.find("{http://www.w3.org/1999/xhtml}br") is not None]
    found = {}
    for item in items:
        link = item.find("{http://www.w3.org/1999/xhtml}a")
        if link is not None and "/cases/" in str(link.get("href")):
            found[words(link)] = words(item).removeprefix(words(link)).strip()
    return found


def case_page(world: World, asked: Asked, who: str = "planner") -> Page:
    return world.staff(who).get(f"/cases/{asked.case.id}")


@pytest.mark.S16
@pytest.mark.S30
def test_facilitator_is_assigned_only_once_both_have_signed(world):
    asked = shortcut.to(world, "review")
    page = case_page(world, asked)
    assert "Assign a facilitator" not in offered(page)
    assert waiting(page)["Assign a facilitator"].startswith("First, both")
    carry.act(world.staff("coordinator"), asked, "sign_division", decision="approve")
    carry.sign(world, asked)
    page = case_page(world, asked)
    assert offered(page)["Assign a facilitator"] == ""
    assert "Assign a facilitator" not in waiting(page)


@pytest.mark.S13
def test_assessment_waits_for_what_is_missing_and_then_stands_out(world):
    asked = shortcut.to(world, "eligibility")
    page = case_page(world, asked)
    assert waiting(page)["Ask for the staff assessment"] == (
        "First record how the person's identity and relationship to the case were verified."
    )
    assert "" not in offered(page).values()
    page = case_page(world, shortcut.to(world, "checked"))
    assert offered(page)["Ask for the staff assessment"] == ""


@pytest.mark.S14
def test_what_ends_a_request_looks_grave_wherever_it_is_offered(world):
    asked = shortcut.to(world, "told")
    for who, action, label in (
        ("planner", "withdraw", "Record that the person withdraws"),
        ("coordinator", "close", "Close the case"),
        ("planner", "record_death", "Record the death of the person who made the request"),
    ):
        assert offered(case_page(world, asked, who))[label] == "button--grave", action
        form = world.staff(who).get(f"/cases/{asked.case.id}/{action}")
        assert form.all("button", class_="button--grave"), action


def test_acts_never_stand_in_both_lists(world):
    for stage in ("received", "checked", "agreed", "told", "assigned"):
        asked = shortcut.to(world, stage)
        for who in ("planner", "coordinator"):
            page = case_page(world, asked, who)
            assert not set(offered(page)) & set(waiting(page))


@pytest.mark.S21
@pytest.mark.parametrize("stage", ["readiness", "scheduled"])
def test_going_back_is_never_what_stands_out(world, stage):
    asked = shortcut.to(world, stage)
    for who in ("planner", "coordinator", "facilitator"):
        found = offered(case_page(world, asked, who))
        back = {"Go back to preparation", "Record a change that needs a new approval",
                "After a no: keep the request on file, as the person wishes"}  # fmt: skip
        assert not {label for label, look in found.items() if look == ""} & back, who

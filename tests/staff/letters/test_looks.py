"""How the pages of letters look where it matters: what is grave, and how long a review is."""

from typing import Any

import pytest

from tests.support import letters as bank
from tests.support.world import World

MARKED = "I did this. I was drunk and I did not know what I was doing. Please forgive me."


def grave(page: Any) -> set[str]:
    """The words of the buttons that look as what cannot be taken back."""
    return {"".join(one.itertext()) for one in page.all("a", class_="button--grave")}


def test_what_cannot_be_taken_back_looks_grave(world: World) -> None:
    letter = bank.deposit(world, addressee="Ana Ruiz")
    page = world.staff("screener@MSP").get(f"/letters/{letter.id}")
    assert grave(page) == {"Withdraw the letter"}
    bank.review(world, letter, "escalate", checklist=bank.clean(1, threat="yes"))
    page = world.staff("coordinator").get(f"/letters/{letter.id}")
    # Whether to warn is decided first: until then it is listed as not open, with the reason.
    assert "Reject" not in grave(page)
    assert "Not available yet" in page.text
    delivery = bank.on_the_way(world)
    bank.printed(world, delivery)
    bank.act(world, delivery, "check", **bank.tokens(delivery))
    page = world.staff("advocate2").get(f"/deliveries/{delivery.id}")
    assert "Mark as mailed" in grave(page)


@pytest.mark.S37
@pytest.mark.S41
def test_a_passage_stands_at_the_line_it_may_speak_against(world: World) -> None:
    letter = bank.deposit(world, words=MARKED)
    page = world.staff("screener@MSP").get(f"/letters/{letter.id}/review")
    lines = {
        next(one.get("name") for one in line.iter() if (one.get("name") or "").startswith("a_")):
        ["".join(q.itertext()) for q in line.iter() if q.tag.endswith("}q")]
        for line in page.all("div", class_="check")
    }  # fmt: skip
    assert lines["a_excuses"] == ["I was drunk and I did not know what I was doing."]
    assert lines["a_forgiveness"] == ["Please forgive me."]
    assert [name for name, quotes in lines.items() if quotes] == ["a_excuses", "a_forgiveness"]


def test_review_is_short_on_a_phone_and_asks_for_a_quote_only_where_it_is_due(
    world: World, chromium: Any, project: Any
) -> None:
    letter = bank.deposit(world, words=MARKED)
    staff = world.staff("screener@MSP")
    page = staff.get(f"/letters/{letter.id}/review")
    css = next((project / "static" / "dist").glob("staff.*.css")).read_text()
    one = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    shown = one.new_page()
    shown.set_content(page.data.decode().replace("</head>", f"<style>{css}</style></head>"))
    assert shown.locator("body").bounding_box()["height"] < 4500
    excuses = shown.locator(".check:has(select[name=a_excuses])")
    assert not excuses.locator("details").is_visible()
    excuses.locator("select").select_option("yes")
    assert excuses.locator("details").is_visible()
    excuses.locator("select").select_option("no")
    assert not excuses.locator("details").is_visible()
    harm = shown.locator(".check:has(select[name=a_harm])")
    harm.locator("select").select_option("unsure")
    assert harm.locator("details").is_visible()
    one.close()

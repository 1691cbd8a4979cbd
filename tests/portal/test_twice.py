"""A button pressed twice at the same moment: one envelope, one reference, one code.

Two requests of one browser are answered by two threads, each with its own connections, as two
processes of the site would.
"""

import threading

import pytest

from shared.base import db, ids
from shared.frontdoor import hashing, noticeboard
from tests.portal.test_asking import ASKED, answer, opened, shown
from tests.portal.test_returning import come_in, key_of
from tests.support.visitor import Page

pytestmark = pytest.mark.slow

AT_ONCE = 4
ROUNDS = 3
FORMS = {
    "news": {"news": "page"},
    "choices": {"tell_read": "y"},
    "help": {"services": ["referral"]},
    "someone-wrote": {"words": "A card came."},
    "complaint": {"words": "Nobody called."},
    "stop": {},
}


def press_at_once(world, person, path, values):
    """The pages that `AT_ONCE` presses of one button get."""
    start, got, failed = threading.Barrier(AT_ONCE), [], []
    token = person.client.get_cookie("fw", domain="127.0.0.1").value

    def press():
        client = world.public.test_client()
        client.set_cookie("fw", token, domain="127.0.0.1")
        try:
            start.wait()
            got.append(client.post(path, data=values, base_url=person.origin,
                                   headers={"Sec-Fetch-Site": "same-origin"}))  # fmt: skip
        except BaseException as error:  # noqa: BLE001 - said by the test
            failed.append(error)
        finally:
            db.frontdoor.close()

    threads = [threading.Thread(target=press) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    return [Page(one, path) for one in got]


def filled(page, values, action=None):
    form = page.form(action=action)
    return form.action, form.values | values


@pytest.mark.parametrize("name", FORMS)
def test_what_a_holder_tells_is_dropped_once(either_world, name):
    world = either_world
    person = come_in(world, world.tick())
    for turn in range(1 if name == "stop" else ROUNDS):
        path, values = filled(person.get(f"/status/{name}"), FORMS[name])
        pages = press_at_once(world, person, path, values)
        assert {page.status for page in pages} == {303}
        # Stopped already: that is said where things stand.
        assert {page.location for page in pages} <= {f"/status/{name}/done", "/status"}
        assert len(opened()) == turn + 2


def test_pressed_again_after_the_post_was_collected_it_is_taken_in_once(either_world):
    world = either_world
    person = come_in(world, world.ask())
    page = person.get("/status/complaint")
    person.submit(page, {"words": "Nobody called."})
    assert world.collect() == (2, 0)
    person.submit(page, {"words": "Nobody called."})
    world.collect()
    from shared.records.models import Complaint, Post

    assert (Post.select().where(Post.kind == "complaint").count(), Complaint.select().count()) == (
        1, 1,
    )  # fmt: skip


def test_words_changed_before_they_are_sent_again_are_not_lost(world):
    person = come_in(world, world.ask())
    page = person.get("/status/complaint")
    for words in ("Nobody called.", "Nobody called, or wrote."):
        person.submit(page, {"words": words})
    said = [e["answers"]["words"] for e in opened() if e["kind"] == "complaint"]
    assert sorted(said) == ["Nobody called, or wrote.", "Nobody called."]


@pytest.mark.parametrize("journey", ["ask", "notice"])
def test_request_is_dropped_once_and_has_one_reference(either_world, journey):
    world = either_world
    for turn in range(ROUNDS):
        person = world.person()
        known = {k: v for k, v in ASKED.items() if journey == "ask" or k in ("you", "name", "ways")}
        path, values = filled(answer(person, journey, known), {}, f"/{journey}/send")
        pages = press_at_once(world, person, path, values)
        assert {page.location for page in pages} == {f"/{journey}/sent"}
        found = opened()
        assert len(found) == turn + 1
        reference, code = shown(person.get(f"/{journey}/sent"))
        [mine] = [e for e in found if e["reference"] == reference]
        assert mine["answers"]["name"] == "Rosa Delgado"
        assert noticeboard.enter(_key(reference), ids.clean_access_code(code))


def _key(reference):
    from types import SimpleNamespace

    return key_of(SimpleNamespace(reference=reference))


def test_new_ways_of_contact_are_dropped_once(either_world):
    world = either_world
    person = come_in(world, world.ask())
    person.submit(person.get("/reach/ways"), {"safe": "email", "email": "new@example.org"})
    path, values = filled(person.get("/reach/check"), {}, "/reach/send")
    pages = press_at_once(world, person, path, values)
    assert {page.location for page in pages} == {"/reach/sent"}
    assert [e["kind"] for e in opened()] == ["dialogue.asked", "contact.changed"]


def test_saved_form_has_one_code_that_opens_it(either_world):
    world = either_world
    person = world.person()
    answer(person, "ask", {k: ASKED[k] for k in ("you", "name")})
    path, values = filled(person.get("/ask/stop"), {}, "/ask/save")
    pages = press_at_once(world, person, path, values)
    assert {page.location for page in pages} == {"/saved"}
    [code] = ["".join(e.itertext()) for e in person.get("/saved").all("dd")]
    later = world.person()
    later.submit(later.get("/back"), {"code": code})
    assert "Rosa Delgado" in later.get("/ask/check").text


def test_new_code_is_the_same_on_every_page_and_opens_the_request(either_world):
    world = either_world
    asked = world.ask()
    noticeboard.renew(
        key_of(asked), hashing.hash_code(ids.clean_access_code(asked.code)), must_renew=True
    )
    person = come_in(world, asked)
    path, values = filled(person.get("/status/new-code"), {})
    pages = press_at_once(world, person, path, values)
    assert {page.status for page in pages} == {200}
    codes = {shown(page)[1] for page in pages}
    assert len(codes) == 1
    assert noticeboard.enter(key_of(asked), ids.clean_access_code(codes.pop()))
    assert not noticeboard.enter(key_of(asked), ids.clean_access_code(asked.code))
    come_in(world, asked, code=shown(pages[0])[1])


def test_what_was_sent_is_said_to_lie_in_the_letterbox_until_it_is_collected(either_world):
    world = either_world
    asked = world.ask()
    person = come_in(world, asked)
    person.submit(person.get("/status/complaint"), {"words": "Nobody called."})
    assert "We received what you sent" in person.get("/status").text
    world.clock.move(seconds=30)
    person.submit(person.get("/status/complaint"), {"words": "And nobody wrote."})
    world.collect()
    assert "We received what you sent" not in person.get("/status").text

"""What a first visit of any public page costs: bytes on the wire with headers, and requests."""

import re

import pytest

pytestmark = pytest.mark.timeout(600)  # the first to ask crawls the whole site

FIRST_VISIT, ONE_PAGE_VISIT, REQUESTS = 14_000, 26_000, 4
STYLES, SCRIPT = 9_000, 1_500
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}


def size(status, headers, body):
    """Bytes of an answer in HTTP/1.1, its status line and headers included."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
    return sum(len(line) + 2 for line in lines) + 2 + len(body)


def assets_of(page):
    """What a browser asks for besides the page."""
    found = [e.get("href") for e in page.all("link") if e.get("rel") in ("stylesheet", "icon")]
    return [
        *found,
        *(e.get("src") for e in page.all("script")),
        *(e.get("src") for e in page.all("img")),
    ]


@pytest.fixture
def weights(world):
    client = world.public.test_client()
    kept = {}

    def weigh(path):
        if path not in kept:
            answer = client.get(path, base_url="http://127.0.0.1:8000", headers=BROWSER)
            kept[path] = (
                size(answer.status, answer.headers, answer.get_data()),
                len(answer.get_data()),
            )
            assert answer.status_code == 200, path
        return kept[path]

    return weigh


def test_first_visit_of_every_page_is_light(public_pages, weights):
    heaviest, over = ("", 0), []
    for found in [*public_pages["en"], *public_pages["es"]]:
        own = size("200 OK", found.page.headers, found.page.data)
        paths = assets_of(found.page)
        # What comes after an answer was sent is nobody's first page: only the page is new then.
        is_first = found.moment == "stranger" and found.page.status == 200
        total = own + (sum(weights(path)[0] for path in paths) if is_first else 0)
        over = [*over, f"{found.name}: {total}"] if total > FIRST_VISIT else over
        assert 1 + len(paths) <= REQUESTS, found.name
        heaviest = max(heaviest, (found.name, total), key=lambda row: row[1])
    assert over == []
    print(f"\nheaviest first visit: {heaviest[0]}, {heaviest[1]} bytes")


def test_styles_and_script_are_small_and_nothing_else_is_fetched(public_pages, weights):
    for found in public_pages["en"]:
        for path in assets_of(found.page):
            assert re.fullmatch(r"/static/[\w.]+\.(css|js|svg)", path)
            limit = STYLES if path.endswith(".css") else SCRIPT
            assert weights(path)[1] <= limit, path
        assert found.page.all("style") == []
        assert all(e.get("src") for e in found.page.all("script"))


def test_one_page_mode_costs_what_it_may(world, weights):
    person = world.person()
    person.submit(person.get("/safety"), action="/one-page")
    page = person.get("/ask")
    paths = assets_of(page)
    assert any("htmx" in path for path in paths)
    total = size("200 OK", page.headers, page.data) + sum(weights(path)[0] for path in paths)
    print(f"\none-page mode: {total} bytes")
    assert total <= ONE_PAGE_VISIT


def test_pages_with_a_secret_are_not_compressed(world):
    person = world.person()
    page = person.get("/ask/name", headers=BROWSER)
    assert "Content-Encoding" not in page.headers

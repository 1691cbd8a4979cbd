"""What a first visit of any public page costs: bytes on the wire with headers, and requests."""

import re

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]  # the first to ask crawls the whole site

# A first visit may cost 14,000 bytes; the difference is for longer words.
FIRST_VISIT, ONE_PAGE_VISIT, REQUESTS = 13_700, 26_000, 4
STYLES, SCRIPT = 9_000, 1_500
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
# What the server adds to every answer, and the cookie of somebody who has none yet.
SERVER = ("Server", "granian"), ("Date", "Sat, 21 Nov 2026 04:58:43 GMT")
COOKIE = "Set-Cookie", f"__Host-fw={'0' * 64}; Secure; HttpOnly; Path=/; SameSite=Strict"


def size(status, headers, body):
    """Bytes of an answer in HTTP/1.1, its status line and headers included."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in [*headers, *SERVER])]
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


def whole(found, weights):
    """Bytes of a page opened with an empty cache and without a cookie, all that it asks for too."""
    headers = [*found.page.headers]
    if "Set-Cookie" not in found.page.headers and found.page.all("form"):
        headers.append(COOKIE)
    own = size("200 OK", headers, found.page.data)
    return own + sum(weights(path)[0] for path in assets_of(found.page))


def test_every_page_is_light_as_a_first_visit(public_pages, weights):
    """People in every place: the pages with somebody's answers and the refused ones as well."""
    pages = [*public_pages["en"], *public_pages["es"]]
    costs = {found.name: whole(found, weights) for found in pages}
    heaviest = sorted(costs, key=costs.__getitem__)[-3:]
    print(
        "\nheaviest first visits:",
        *(f"{name}, {costs[name]} bytes" for name in heaviest),
        sep="\n  ",
    )
    assert {name: cost for name, cost in costs.items() if cost > FIRST_VISIT} == {}
    assert all(1 + len(assets_of(found.page)) <= REQUESTS for found in pages)


def test_every_class_that_a_page_wears_has_a_rule(world, public_pages):
    [sheet] = public_pages["en"][0].page.all("link", rel="stylesheet")
    answer = world.public.test_client().get(sheet.get("href"), base_url="http://127.0.0.1:8000")
    styled = set(re.findall(r"\.([a-z][\w-]*)", answer.get_data(as_text=True)))
    worn = {
        name
        for found in [*public_pages["en"], *public_pages["es"]]
        for element in found.page.tree.iter()
        for name in (element.get("class") or "").split()
    }
    # Names that need no rule of their own: blocks, and what a part is shown by once it is chosen.
    assert worn - styled <= {"govuk-label-wrapper", "govuk-checkboxes", "govuk-radios"}


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

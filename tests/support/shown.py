"""Pages that were found by `crawl`, shown in Chromium exactly as the server answered them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.support.crawl import Found

ORIGIN = "http://127.0.0.1:8000"


@contextmanager
def showing(browser: Any, app: Any, **context: Any) -> Iterator[Any]:
    """`show(found)` gives the page; styles and scripts come from the app itself."""
    opened = browser.new_context(**context)
    page = opened.new_page()
    answers: dict[str, Found] = {}
    client = app.test_client()

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        found = answers.get(path)
        if found is not None:
            route.fulfill(status=200, body=found.page.data, content_type="text/html; charset=utf-8")
            return
        response = client.get(path, base_url=ORIGIN)
        route.fulfill(status=response.status_code, body=response.data,
                      content_type=response.content_type)  # fmt: skip

    opened.route("**/*", answer)

    def show(found: Found) -> Any:
        answers.clear()
        answers[found.path] = found
        page.goto(ORIGIN + found.path)
        return page

    try:
        yield show
    finally:
        opened.close()

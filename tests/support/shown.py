"""Pages that were found by `crawl`, shown in a browser exactly as the server answered them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.serving import make_server

from tests.support.crawl import Found
from tests.support.site import Quiet

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


@contextmanager
def served(app: Any) -> Iterator[Callable[[Found], str]]:
    """`serve(found)` gives the address of a page, for a browser that is not ours to steer.

    It is answered with 200, headers and all; what it asks for comes from the app itself.
    """
    answers: dict[str, Found] = {}

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        found = answers.get(environ["PATH_INFO"])
        if found is None:
            return app(environ | {"HTTP_HOST": ORIGIN.removeprefix("http://")}, start)
        start("200 OK", [*found.page.headers])
        return [found.page.data]

    server = make_server("127.0.0.1", 0, answer, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def serve(found: Found) -> str:
        answers.clear()
        answers[found.path.partition("?")[0]] = found
        return f"http://127.0.0.1:{server.server_port}{found.path}"

    try:
        yield serve
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

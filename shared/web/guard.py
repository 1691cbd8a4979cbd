"""What is asked of every request before its view is called: host, origin, token, requirement."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect

from shared.frontdoor.sessions import SAFE_METHODS
from shared.web.headers import INDEXABLE
from shared.web.marks import mark_of

Authorise = Callable[[str], ResponseReturnValue | None]

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Guard:
    """The questions, in this order; the first that fails ends the request."""

    def __init__(self, origin: str, *, takes_loopback: bool, authorise: Authorise) -> None:
        self.origin = origin
        self.scheme, self.host = urlsplit(origin)[:2]
        self.takes_loopback = takes_loopback
        self.authorise = authorise
        self.csrf = CSRFProtect()

    def add_to(self, app: Flask) -> None:
        """Ask these questions of every request to `app`."""
        # The session's own end ends its tokens.  Flask-WTF's referrer check is replaced by
        # `is_ours`, which lets browsers through that hide the referrer.
        app.config |= {
            "WTF_CSRF_CHECK_DEFAULT": False,
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_SSL_STRICT": False,
        }
        self.csrf.init_app(app)
        app.before_request(self.check)
        app.after_request(_let_index)

    def check(self) -> ResponseReturnValue | None:
        """None to go on, or what to answer instead of the view."""
        view = current_app.view_functions.get(request.endpoint or "")
        if not self._is_host(request.host):
            abort(400)
        if view is None:
            return None  # 404 and 405 follow
        if request.method not in SAFE_METHODS:
            self._check_unsafe(view)
        return self.authorise(mark_of(view, "requirement"))

    def _check_unsafe(self, view: object) -> None:
        if not self.is_ours():
            abort(400)
        if request.mimetype != "multipart/form-data":
            # Werkzeug holds only multipart forms to it, and this one is all in memory.
            request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
        if mark_of(view, "is_tokenless"):
            return
        try:
            self.csrf.protect()
        except CSRFError:
            if not mark_of(view, "does_reshow"):
                raise
            g.has_csrf_failed = True

    def is_ours(self) -> bool:
        """Whether our own page sent this unsafe request.

        Browsers say so by Sec-Fetch-Site, older ones by Origin, text browsers only by Referer.
        No page of another site can forge any of them, and a request with none is refused.
        """
        site = request.headers.get("Sec-Fetch-Site")
        if site is not None:
            return site == "same-origin"
        origin = request.headers.get("Origin")
        if origin is None and request.referrer:
            parts = urlsplit(request.referrer)
            origin = f"{parts.scheme}://{parts.netloc}"
        return origin is not None and origin in self._origins()

    def _origins(self) -> set[str]:
        if self._is_loopback(request.host):
            return {self.origin, f"{self.scheme}://{request.host}"}
        return {self.origin}

    def _is_host(self, host: str) -> bool:
        return host == self.host or self._is_loopback(host)

    def _is_loopback(self, host: str) -> bool:
        try:
            return self.takes_loopback and urlsplit(f"//{host}").hostname in _LOOPBACK
        except ValueError:
            return False


def _let_index(response: Response) -> Response:
    view = current_app.view_functions.get(request.endpoint or "")
    if response.status_code == 200 and mark_of(view, "is_indexable"):
        request.environ[INDEXABLE] = True
    return response

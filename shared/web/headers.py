"""The headers of every answer, whatever made it: a page, a file, an error, a 304."""

from collections.abc import Callable, Iterable

from werkzeug.datastructures import Headers

from shared.base.values import Values

StartResponse = Callable[..., Callable[[bytes], object]]
WsgiApp = Callable[[Values, StartResponse], Iterable[bytes]]

# In the WSGI environment
INDEXABLE = "firstword.indexable"  # leave X-Robots-Tag out
BUILT = "firstword.built"  # a built file: a style sheet, a script, the icon

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_NO_SENSORS = "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()"

COMMON = {
    "Content-Security-Policy": _POLICY,
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # no-referrer would make browsers send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# A built file is no document: it asks for nothing and is shown in nothing.  What is said to
# documents alone would be a thousand bytes of a first visit.
FILES = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    **{
        name: COMMON[name]
        for name in (
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "Cross-Origin-Resource-Policy",
        )
    },
}
NO_ROBOTS = "noindex, nofollow, noarchive"
PERMISSIONS = {
    "portal": _NO_SENSORS,
    "staff": f"{_NO_SENSORS}, publickey-credentials-get=(self)",
}


class SetHeaders:
    """Outermost, so that nothing leaves without them, not even what Flask could not handle."""

    def __init__(self, app: WsgiApp, site: str) -> None:
        self.app = app
        self.fixed = COMMON | {"Permissions-Policy": PERMISSIONS[site]}

    def __call__(self, environ: Values, start_response: StartResponse) -> Iterable[bytes]:
        def start(
            status: str, given: list[tuple[str, str]], *rest: object
        ) -> Callable[[bytes], object]:
            headers = Headers(given)
            is_built = environ.get(BUILT, False)
            for name, value in (FILES if is_built else self.fixed).items():
                headers.set(name, value)
            headers.setdefault("Cache-Control", "no-store")
            if not environ.get(INDEXABLE) and not is_built:
                headers.set("X-Robots-Tag", NO_ROBOTS)
            return start_response(status, headers.to_wsgi_list(), *rest)

        return self.app(environ, start)

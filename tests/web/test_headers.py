"""Nothing leaves without the headers; built files are kept for ever."""

import gzip

import pytest

from tests.web.tiny import Browser

COMMON = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store",
}
SENSORS = "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()"
EXACT = {
    "portal": COMMON | {"Permissions-Policy": SENSORS},
    "staff": COMMON | {"Permissions-Policy": f"{SENSORS}, publickey-credentials-get=(self)"},
}

# -- headers -----------------------------------------------------------------------------------

ANSWERS = [
    ("GET", "/page", 200), ("HEAD", "/page", 200), ("GET", "/nowhere", 404), ("GET", "/es", 308),
    ("GET", "/?lang=es", 302), ("POST", "/plain", 400), ("PUT", "/page", 405),
    ("OPTIONS", "/page", 405), ("TRACE", "/page", 405), ("GET", "/fault", 500),
    ("GET", "/unreachable", 503), ("GET", "/slow?seconds=5", 429), ("GET", "/forbidden", 403),
    ("GET", "/media", 415), ("GET", "/healthz", 200), ("GET", "/static/nothing.css", 404),
    ("GET", "/%00", 404), ("GET", "/%ff", 404),
]  # fmt: skip


@pytest.mark.parametrize("site", ["portal", "staff"])
def test_every_answer_has_the_exact_headers(make, site):
    browser = Browser(make(site))
    for method, path, status in ANSWERS:
        if site == "staff" and status in (302, 308):
            continue
        response = browser(path, method)
        assert response.status_code == status, path
        exact = EXACT[site]
        assert {name: response.headers.getlist(name) for name in exact} == {
            name: [value] for name, value in exact.items()
        }, path


def test_start_page_alone_may_be_indexed(browser):
    headers = dict(browser("/").headers)
    assert {k: headers.get(k) for k in EXACT["portal"]} == EXACT["portal"] | {"X-Robots-Tag": None}
    assert "X-Robots-Tag" not in browser("/es/").headers
    assert "X-Robots-Tag" in browser("/page").headers


FILE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "public, max-age=31536000, immutable",
}


def test_built_file_has_a_stricter_policy_and_none_of_what_is_said_to_documents(browser):
    first = browser("/static/site.0a1b2c.css")
    second = browser("/static/site.0a1b2c.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, second.data) == (304, b"")
    for response in (first, second):
        given = dict(response.headers)
        assert {name: given[name] for name in FILE} == FILE
        assert not given.keys() & (EXACT["portal"].keys() - FILE.keys())


# -- built files -------------------------------------------------------------------------------


@pytest.mark.parametrize(("accepted", "sent", "encoding"), [
    ("", b"p{margin:0}", None),
    ("gzip", gzip.compress(b"p{margin:0}", mtime=0), "gzip"),
    ("gzip, br", b"as brotli", "br"),
    ("br;q=0, gzip", gzip.compress(b"p{margin:0}", mtime=0), "gzip"),
    ("identity", b"p{margin:0}", None),
])  # fmt: skip
def test_built_file_is_sent_as_the_browser_takes_it(browser, accepted, sent, encoding):
    response = browser("/static/site.0a1b2c.css", headers={"Accept-Encoding": accepted})
    assert response.data == sent
    assert response.headers.get("Content-Encoding") == encoding
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.mimetype == "text/css"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("name", [
    "site.css", "unlisted.css", "manifest.json", "site.0a1b2c.css.gz", "../templates/page.html",
    "%2e%2e/templates/page.html", "site.0a1b2c.css%00", "",
])  # fmt: skip
def test_nothing_but_the_built_files_is_served(browser, name):
    assert browser(f"/static/{name}").status_code == 404

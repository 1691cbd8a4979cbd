"""A text browser asks: no script, no style, only links and forms."""

import os
import re
import shutil
import subprocess
from urllib.parse import urlencode

import pytest

from tests.portal.test_asking import opened

pytestmark = pytest.mark.slow

W3M = shutil.which("w3m")
HIDDEN = r'<input[^>]*\bname="(csrf_token|shown|once|journey)"[^>]*\bvalue="([^"]*)"'


class TextBrowser:
    """w3m, called once for each page; it keeps no session cookie between calls, so this does."""

    def __init__(self, site, folder):
        self.site, self.folder, self.cookie = site, folder, ""

    def open(self, path, post=None):
        """What w3m gets for a page, after the redirects it follows."""
        command = [W3M, "-dump_both", "-header", f"Referer: {self.site}/"]
        if self.cookie:
            command += ["-header", f"Cookie: {self.cookie}"]
        if post is not None:
            (self.folder / "post").write_text(urlencode(post))
            command += ["-post", str(self.folder / "post")]
        got = subprocess.run(
            [*command, f"{self.site}{path}"], capture_output=True, text=True, timeout=60,
            check=False, env=os.environ | {"HOME": str(self.folder)},
        ).stdout  # fmt: skip
        given = re.search(r"Set-Cookie: (fw=\w+)", got)
        # A redirect is followed without the header, and is given a cookie that is not ours.
        self.cookie = self.cookie or (given[1] if given else "")
        return got

    def fill(self, path, action=None, **values):
        """Fill in the form of a page; what it carries unseen goes with it."""
        unseen = dict(re.findall(HIDDEN, self.open(path)))
        return self.open(action or path, {**unseen, **values})


@pytest.mark.skipif(W3M is None, reason="w3m is not installed")
def test_text_browser_completes_a_request(site, tmp_path):
    w3m = TextBrowser(site, tmp_path)
    assert "Ask for a dialogue" in w3m.open("/")
    w3m.fill("/ask/you", standing="direct")
    w3m.fill("/ask/name", name="Rosa Delgado", adult="yes")
    w3m.fill("/ask/ways", safe="none")
    w3m.fill("/ask/check", action="/ask/send", own_wish="y")
    assert "We have it. Thank you." in w3m.open("/ask/sent")
    assert [e["answers"]["name"] for e in opened()] == ["Rosa Delgado"]

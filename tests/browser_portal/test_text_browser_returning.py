"""A text browser comes back, answers about a letter, and stops a request."""

import os
import re
import shutil
import subprocess
from urllib.parse import urlencode

import pytest

from tests.portal.test_returning import last, put

W3M = shutil.which("w3m")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(W3M is None, reason="w3m is not installed")]


class TextBrowser:
    """w3m, called once for each answer; it keeps no cookie between calls, so this does."""

    def __init__(self, site, folder):
        self.site, self.folder, self.cookie = site, folder, ""

    def ask(self, path, post=None):
        """One answer with its headers, redirects not followed."""
        command = [W3M, "-o", "follow_redirection=0", "-header", f"Referer: {self.site}/"]
        if self.cookie:
            command += ["-header", f"Cookie: {self.cookie}"]
        if post is not None:
            (self.folder / "post").write_text(urlencode(post))
            command += ["-post", str(self.folder / "post")]
        got = subprocess.run(
            [*command, "-dump_both", f"{self.site}{path}"], capture_output=True, text=True,
            timeout=60, check=False, env=os.environ | {"HOME": str(self.folder)},
        ).stdout  # fmt: skip
        given = re.search(r"Set-Cookie: (fw=\w+)", got)
        self.cookie = given[1] if given else self.cookie
        return got

    def open(self, path, post=None):
        """The page that an answer leads to."""
        got = self.ask(path, post)
        onward = re.search(r"(?m)^Location: (\S+)", got)
        return self.open(onward[1].removeprefix(self.site)) if onward else got

    def fill(self, path, **values):
        """Fill in the form of a page."""
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.open(path)))
        return self.open(path, hidden | values)


@pytest.fixture
def w3m(site, tmp_path):
    return TextBrowser(site, tmp_path)


@pytest.mark.S39
def test_letter_is_answered_without_script_or_style(world, w3m):
    asked = world.tick()
    put(asked, "letter_waiting")
    world.clock.move(seconds=1)
    page = w3m.fill("/es/status", reference=asked.reference, code=asked.code)
    assert "Hay una carta para usted." in page
    page = w3m.fill("/es/status/letter", answer="later")
    assert "Recibimos su respuesta." in page
    assert last("letter.answered")["answers"]["answer"] == "later"


@pytest.mark.ruling_9
def test_request_is_stopped_without_script_or_style(world, w3m):
    asked = world.ask()
    world.clock.move(seconds=1)
    assert "We have your request." in w3m.fill(
        "/status", reference=asked.reference, code=asked.code
    )
    assert "Your request is stopped." in w3m.fill("/status/stop")
    assert "You asked us to stop." in w3m.open("/status")
    assert last("stopped")["reference"] == asked.reference

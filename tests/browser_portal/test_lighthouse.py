"""Lighthouse: full marks for access, practice and speed, on three pages; on all in a campaign."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from portal.pages import PAGES
from tests.support.campaign import is_soak

LIGHTHOUSE = Path(__file__).parents[1] / "browser/node_modules/.bin/lighthouse"
CATEGORIES = ("accessibility", "best-practices", "performance")
THREE = ("/", "/es/dialogue", "/ask/ways")
ALL = ("/", "/ask", "/notice", "/status", "/back", *THREE[1:], *(p.path for p in PAGES))


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("path", ALL if is_soak() else THREE)
def test_page_has_full_marks(site, tmp_path, path):
    report = tmp_path / "report.json"
    subprocess.run(
        [LIGHTHOUSE, f"{site}{path}", "--quiet", "--output=json", f"--output-path={report}",
         f"--only-categories={','.join(CATEGORIES)}", "--no-enable-error-reporting",
         "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-dev-shm-usage"],
        check=True, capture_output=True, timeout=240,
        env=os.environ | {"CHROME_PATH": str(shutil.which("chromium"))},
    )  # fmt: skip
    found = json.loads(report.read_text())
    marks = {name: found["categories"][name]["score"] for name in CATEGORIES}
    failed = [a["id"] for a in found["audits"].values() if a.get("score") not in (None, 1)]
    assert marks == dict.fromkeys(CATEGORIES, 1), failed

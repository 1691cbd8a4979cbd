"""A scanned paper: known by its first bytes, asked for where it is missing."""

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage, MultiDict

from shared import forms
from tests.forms.everything import said


@pytest.mark.parametrize(("content", "mimetype", "error"), [
    (b"%PDF-1.7\n", "application/pdf", None),
    (b"\xff\xd8\xff\xe0", "image/jpeg", None),
    (b"\x89PNG\r\n\x1a\n", "image/png", None),
    (b"", None, "That file is empty. Choose another."),
    (b"<html>%PDF-", None, "Choose a PDF, JPEG or PNG file."),
    (b"MZ", None, "Choose a PDF, JPEG or PNG file."),
    (b"%PDF-" + bytes(1020), None, "That file is too large. The limit is 1 MB."),
])  # fmt: skip
def test_scan_is_known_by_its_first_bytes(fill, content, mimetype, error):
    form = fill(scan=FileStorage(BytesIO(content), "letter to Rosa.pdf", content_type="text/html"))
    assert said(form.scan) == ([error] if error else [])
    if mimetype:
        assert form.scan.data == forms.Upload(mimetype, content)


def test_scan_needed_and_missing_says_so(app):
    class Needed(forms.Form):
        scan = forms.Scan("Scan", needed=True)

    with app.test_request_context("/", method="POST"):
        for sent in ({}, {"scan": "text"}, {"scan": FileStorage(BytesIO(b"x"), "")}):
            form = Needed(formdata=MultiDict(sent))
            assert form.validate() is False
            assert said(form.scan) == ["Choose a file."]

"""A scanned page as it is uploaded."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage

from shared.base.translation import Sentence
from shared.base.values import Values
from shared.forms.base import Question

_MIB = 1024 * 1024

# By its first bytes, whatever its name says.
_KINDS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


@dataclass(frozen=True)
class Upload:
    """A file; its name stays behind, since people write what is inside into it."""

    mimetype: str
    content: bytes


class Scan(Question):
    """A PDF, JPEG or PNG of at most `max_bytes`.  `data` is an `Upload` or None."""

    kind = "file"
    is_stored = False
    empty = None
    unanswered = _("Choose a file.")
    defaults: Values = {"accept": "application/pdf,image/jpeg,image/png"}  # noqa: RUF012

    def __init__(self, label: Sentence = "", *, max_bytes: int = 10 * _MIB, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.max_bytes = max_bytes
        self.is_sent = False

    def process_data(self, _value: object) -> None:
        """A file cannot be put into a page."""
        self.data = None

    def process_formdata(self, valuelist: list[object]) -> None:
        """Take the first file.  Raises ValueError if it is not one that can be taken."""
        self.data = None
        files = [value for value in valuelist if isinstance(value, FileStorage) and value.filename]
        self.is_sent = bool(files)
        if files:
            self.data = self._read(files[0])

    def _read(self, file: FileStorage) -> Any:
        content = file.stream.read(self.max_bytes + 1)
        if not content:
            raise ValueError(_("That file is empty. Choose another."))
        if len(content) > self.max_bytes:
            most = max(1, self.max_bytes // _MIB)
            raise ValueError(_("That file is too large. The limit is %(most)s MB.", most=most))
        for start, mimetype in _KINDS.items():
            if content.startswith(start):
                return Upload(mimetype, content)
        raise ValueError(_("Choose a PDF, JPEG or PNG file."))

    @property
    def is_blank(self) -> bool:
        """Whether no file was sent."""
        return not self.is_sent

    def say(self) -> Sentence:
        """What kind of file it is."""
        return self.data.mimetype if self.data else ""

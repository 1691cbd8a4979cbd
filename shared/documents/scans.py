"""Making a scan again from its pixels, so that nothing active in the file ever reaches anyone.

The file is read by `scan_reader` in a process of its own, with limits on memory and time: what
can be wrong with a file from outside goes wrong there.
"""

import signal
import subprocess
import sys
from pathlib import Path

from shared.base.translation import N_

SECONDS = 20  # by the clock; the reader has fewer of the processor's, and a good scan needs five
READER = Path(__file__).with_name("scan_reader.py")
KINDS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")

TOO_BIG = N_("The file is too large. Scan at a lower resolution, or scan fewer pages.")
UNREADABLE = N_("The file cannot be read. Use a PDF, JPEG or PNG with no password.")
TOO_MANY = N_("The scan has more pages than the policy allows.")
TOO_SMALL = N_("The image is too small to read. Scan the whole page at a higher resolution.")
BLANK = N_(
    "The scan shows an empty page. Text typed into a PDF form is not read: print the page, scan "
    "it, and use that scan."
)
# By the reader's exit status; the last is its end when the processor's time is used up.
_SAID = {3: TOO_MANY, 4: TOO_SMALL, 5: BLANK, 6: TOO_BIG, -signal.SIGXCPU: TOO_BIG}


class Unacceptable(Exception):
    """The file cannot be taken; `sentence` says why and what would help."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def remake(content: bytes, most_pages: int, most_bytes: int) -> tuple[bytes, ...]:
    """The pages of a PDF, JPEG or PNG as fresh grey JPEG images.

    `most_bytes` is the allowed size of the file as it came.  Raises Unacceptable.
    """
    if len(content) > most_bytes:
        raise Unacceptable(TOO_BIG)
    if not content.startswith(KINDS):
        raise Unacceptable(UNREADABLE)
    command = [sys.executable, "-I", str(READER), str(most_pages)]
    try:
        done = subprocess.run(  # noqa: S603  # our own file, by our own Python
            command, input=content, capture_output=True, timeout=SECONDS, check=False, env={}
        )
    except subprocess.TimeoutExpired as slow:
        raise Unacceptable(TOO_BIG) from slow
    if done.returncode in _SAID:
        raise Unacceptable(_SAID[done.returncode])
    if done.returncode != 0 or not done.stdout:
        raise Unacceptable(UNREADABLE)
    return unpack(done.stdout)


def pack(pages: tuple[bytes, ...]) -> bytes:
    """Pages as one value: each with its length (eight bytes) before it."""
    return b"".join(len(page).to_bytes(8, "big") + page for page in pages)


def unpack(packed: bytes) -> tuple[bytes, ...]:
    """What `pack` packed."""
    pages: list[bytes] = []
    at = 0
    while at < len(packed):
        size = int.from_bytes(packed[at : at + 8], "big")
        pages.append(packed[at + 8 : at + 8 + size])
        at += 8 + size
    return tuple(pages)

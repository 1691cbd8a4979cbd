"""What the suite spares itself: work whose result is known, and that no test is about.

- A code is stretched as little as Argon2id allows.  What the sites spend is tested where it belongs
  (tests/frontdoor/test_hashing.py, tests/frontdoor/test_noticeboard.py), with what they spend.
- A template is compiled once for all the apps that tests build, not once for each.
- A page that was pressed before, sign for sign, is the PDF that came of it then: the same page
  gives the same bytes (tests/documents/test_press.py, which goes past this).  All processes of a
  run share them.
- An app is built once for each kind of installation: it holds settings and keys, and finds its
  databases where they are bound.
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from shared import policy
from shared.base.config import StaffConfig
from shared.frontdoor.hashing import Costs, Work

_LEAST = Work(passes=1, memory_kib=8)
LITTLE_WORK = Costs(code=_LEAST, passphrase=_LEAST, draft=_LEAST)


class Compiled(BytecodeCache):
    """Templates as compiled before, for as long as this process runs; a changed one is another."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is known of a template."""
        if (found := self.known.get((bucket.key, bucket.checksum))) is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


Given = dict[str, tuple[str, bytes]]


class Pressed:
    """`shared.documents.press.pdf`, which keeps in `folder` what it has made."""

    def __init__(self, press: Callable[[str, Given | None], bytes], folder: Path) -> None:
        self.press = press
        self.folder = folder

    def __call__(self, html: str, given: Given | None = None) -> bytes:
        """The PDF of a page and its images."""
        asked = hashlib.sha256(html.encode("utf-8", "surrogatepass"))
        for name, (media, body) in sorted((given or {}).items()):
            asked.update(f"\0{name}\0{media}\0{len(body)}\0".encode() + body)
        kept = self.folder / asked.hexdigest()
        if kept.exists():
            return kept.read_bytes()
        made = self.press(html, given)
        new = kept.with_suffix(f".{os.getpid()}")
        new.write_bytes(made)
        new.replace(kept)  # whole or not at all: another process may read it at once
        return made


_apps: dict[Any, Any] = {}


def built(build: Callable[..., Any], settings: Any, keys: Any) -> Any:
    """What `staff.build` or `portal.build` makes; where it lies makes no difference to it."""
    chosen = policy.use(settings.policy)
    nowhere = {"root": Path(), "frontdoor_url": ""}
    if isinstance(settings, StaffConfig):
        nowhere["records_url"] = ""
    # The letterbox's key is drawn by the library, so two kinds may differ in nothing else.
    numbers = getattr(keys, "portal", keys).letterbox_public.public_numbers()
    letterbox = (numbers.x, numbers.y)
    known = (build, replace(settings, **nowhere), keys.web_secret, chosen.version, letterbox)
    if known not in _apps:
        _apps[known] = build(settings, keys)
        _apps[known].testing = True
    return _apps[known]

"""What the suite spares itself: work whose result is known, and that no test is about.

- A code is stretched as little as Argon2id allows.  What the sites spend is tested where it belongs
  (tests/frontdoor/test_hashing.py, tests/frontdoor/test_noticeboard.py), with what they spend.
- A template is compiled once for all the apps that tests build, not once for each.
"""

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

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

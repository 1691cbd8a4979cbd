"""How long a campaign is, and where its chance begins.

A campaign repeats one cruelty many times: kills, races, hostile input. The default suite runs a
fixed twentieth of it from a fixed seed, so that it is the same in every run; `script/test --soak`
runs the whole from a new seed, which it prints so that a failure can be had again:

    FIRSTWORD_SEED=1234 script/test --soak NAME

What looks at pages (axe, Lighthouse) is a campaign too: every page at every width when it is whole,
a few or one by turns when not.
"""

import math
import os
import time

FIXED_SEED = 20260302


def is_soak() -> bool:
    """Whether campaigns run whole."""
    return os.environ.get("FIRSTWORD_SOAK") == "1"


def size(full: int) -> int:
    """How often to repeat: `full` times under --soak, else a twentieth of it, at least once."""
    count = full if is_soak() else math.ceil(full / 20)
    print(f"campaign: {count} of {full}")
    return count


def seed() -> int:
    """Where chance begins: FIRSTWORD_SEED if set, new under --soak, else always the same."""
    unasked = time.time_ns() % 2**32 if is_soak() else FIXED_SEED
    chosen = int(os.environ.get("FIRSTWORD_SEED") or unasked)
    print(f"campaign: FIRSTWORD_SEED={chosen}")
    return chosen

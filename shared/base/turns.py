"""Taking turns: a lock on a file that processes queue for, given up after a deadline.

The system's own queue for `flock` is fair and knows no deadline; looking again and again knows
one and is not fair (with five writers on two cores the slowest in a hundred waited 0.15 s in the
queue and 0.7 to 1.5 s looking).  So a thread waits in the queue, and is left behind there if it
takes too long.
"""

import fcntl
import os
import threading
import time
from pathlib import Path

_LOOK_EVERY = 0.005  # seconds

# Those left behind, by path.  While there is one, its process looks instead of queueing: a lock
# that is held for an hour leaves one thread waiting and not thousands.
_behind: dict[str, threading.Thread] = {}


class Gate:
    """An open file to lock, of one thread of one process; closed when the thread is gone."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.handle = -1
        self.handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o660)
        self.process = os.getpid()
        self.is_left = False

    def __del__(self) -> None:
        if self.handle >= 0:  # it could not be opened
            os.close(self.handle)

    def is_mine(self) -> bool:
        """Whether it can still be used: a fork would share the lock itself."""
        return not self.is_left and self.process == os.getpid()

    def is_taken(self, within: float) -> bool:
        """Take the lock, waiting at most so many seconds; False if it was not to be had.

        After False the gate is spent: a thread may still stand in the queue with it.
        """
        if self._is_free():
            return True
        if within <= 0:
            return False
        left = _behind.get(self.path)
        if left is not None and left.is_alive():
            return self._is_found_free(within)
        return self._is_reached(within)

    def give_back(self) -> None:
        """End the turn."""
        fcntl.flock(self.handle, fcntl.LOCK_UN)

    def _is_free(self) -> bool:
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _is_found_free(self, within: float) -> bool:
        end = time.monotonic() + within
        while time.monotonic() < end:
            time.sleep(_LOOK_EVERY)
            if self._is_free():
                return True
        return False

    def _is_reached(self, within: float) -> bool:
        reached, deciding = threading.Event(), threading.Lock()

        def queue() -> None:
            fcntl.flock(self.handle, fcntl.LOCK_EX)
            with deciding:
                if self.is_left:
                    self.give_back()
                else:
                    reached.set()

        waiting = threading.Thread(target=queue, name="turn", daemon=True)
        waiting.start()
        if reached.wait(within):
            return True
        with deciding:
            if reached.is_set():
                return True
            self.is_left = True
        _behind[self.path] = waiting
        return False


def is_held(path: Path) -> bool:
    """Whether someone has the turn at this moment."""
    gate = Gate(str(path))
    if gate.is_taken(0):
        gate.give_back()
        return False
    return True

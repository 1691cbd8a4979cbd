"""Processes that are killed with signal 9 while they work, and what they run."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

# Each says when it has opened the installation, and then works until it is killed.
COLLECT = """
import sys, time
from pathlib import Path
from shared.records import installation
from shared.intake import collecting
installation.open_staff(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    try:
        collecting.collect()
    except Exception as error:
        print("again", type(error).__name__, file=sys.stderr, flush=True)
    time.sleep(0.01)
"""
PUBLISH = """
import sys, time
from pathlib import Path
from shared.records import installation, jobs
from shared.intake import publishing
installation.open_staff(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    jobs.deliver({"publish": publishing.publish, "render": lambda _payload: None})
    time.sleep(0.01)
"""


class Workers:
    """Some processes that run one of the programs above on an installation."""

    def __init__(self, program: str, root: Path, count: int, chance: random.Random) -> None:
        self.command = [sys.executable, "-c", program, str(root)]
        self.chance = chance
        self.running = [self._start() for _ in range(count)]
        self.killed = 0

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def wait_until_ready(self) -> None:
        """Wait for the programs to begin their work."""
        for child in self.running:
            assert child.stdout is not None
            if not child.stdout.closed:
                assert child.stdout.readline() == "ready\n"
                child.stdout.close()

    def kill_one(self, within: float) -> None:
        """Let them work for a moment, kill one of them in the middle, and start another."""
        self.wait_until_ready()
        time.sleep(self.chance.uniform(0, within))
        place = self.chance.randrange(len(self.running))
        victim = self.running[place]
        assert victim.poll() is None
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        self.killed += 1
        self.running[place] = self._start()

    def end(self) -> None:
        """Kill them all."""
        for child in self.running:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()

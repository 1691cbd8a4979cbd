"""A PostgreSQL server of the tests' own: started when first asked for, gone with the process.

It listens on loopback only, on a free port, and lies in a temporary folder. PostgreSQL refuses to
run as root, so root hands it to the user that Debian's package made for it.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

OWNER = "firstword"
SCHEMAS = ("frontdoor", "records")
# Nothing here has to survive a power cut.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "50",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class Database:
    """An empty database with the two schemas, `frontdoor` and `records`."""

    name: str
    port: int

    def url(self, schema: str = "", role: str = OWNER) -> str:
        """The address for `role`, with `schema` as its search path if one is named."""
        base = f"postgresql://{role}@127.0.0.1:{self.port}/{self.name}"
        return f"{base}?schema={schema}" if schema else base

    @property
    def frontdoor(self) -> str:
        return self.url("frontdoor")

    @property
    def records(self) -> str:
        return self.url("records")

    def connect(self, role: str = OWNER) -> psycopg.Connection:
        """A connection past the project's own code, committing by itself."""
        return psycopg.connect(self.url(role=role), autocommit=True)

    def role(self, name: str) -> str:
        """Make a login role that may do nothing yet; its name.

        Roles belong to the server, not to the database: `name` is made its own for this test.
        """
        own = f"{self.name}_{name}"
        with self.connect() as connection:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(own)))
        return own


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]
    _numbers: Iterator[int]

    def database(self) -> Database:
        """Make a new empty database."""
        database = Database(f"test_{next(self._numbers)}", self.port)
        with psycopg.connect(Database("postgres", self.port).url(), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database.name)))
        with database.connect() as connection:
            for schema in SCHEMAS:
                connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        return database

    def drop(self, database: Database) -> None:
        """Remove it, no matter who is still connected."""
        with psycopg.connect(Database("postgres", self.port).url(), autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database.name))
            )


def programs() -> Path:
    """Where the server's programs are: Debian keeps them off the path, by version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if found:
        return found[-1]
    initdb = shutil.which("initdb")
    if initdb is None:
        raise FileNotFoundError("PostgreSQL is not installed: run script/setup --test")
    return Path(initdb).parent


def _as_user(*, dies_with_us: bool = False) -> list[str]:
    """What goes before a command so that root does not run it."""
    command = []
    if os.geteuid() == 0:
        command = ["--reuid=postgres", "--regid=postgres", "--init-groups"]
    if dies_with_us:
        # A test run that is killed takes its server along: INT makes it stop at once.
        command.append("--pdeathsig=INT")
    return ["setpriv", *command] if command else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        psycopg.connect(Database("postgres", port).url(), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [*_as_user(dies_with_us=True), programs() / "postgres", "-D", folder / "data",
             f"-p{port}", "-clisten_addresses=127.0.0.1", f"-cunix_socket_directories={folder}",
             *settings],
            stdout=log, stderr=log, start_new_session=True, cwd="/",
        )  # fmt: skip


@contextmanager
def cluster(*, patience: float = 60) -> Iterator[Cluster]:
    """A server for as long as the block lasts.

    Raises RuntimeError with the server's log if it does not answer within `patience` seconds.
    """
    # Not below pytest's own folders: those are closed to the server's user.
    folder = Path(tempfile.mkdtemp(prefix="firstword-postgres-"))
    process = None
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        subprocess.run(
            [*_as_user(), programs() / "initdb", "-D", folder / "data", "-U", OWNER,
             "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
             "--no-instructions"],
            check=True, capture_output=True, cwd="/",
        )  # fmt: skip
        port = _free_port()
        process = _start(folder, port)
        end = time.monotonic() + patience
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError((folder / "log").read_text("utf-8", "replace"))
            time.sleep(0.05)
        yield Cluster(port, process, count(1))
    finally:
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        shutil.rmtree(folder, ignore_errors=True)

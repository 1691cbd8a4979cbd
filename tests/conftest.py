"""The fixtures every test may ask for. They stand on real parts; none pretends."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.support import no_network
from tests.support.campaign import is_soak

pytest_plugins = [
    "tests.support.world",
    "tests.support.both",
    "tests.support.doors",
    "tests.support.crawl",
    "tests.support.sample_data",
    "tests.support.site",
    "tests.support.twins",
    "tests.support.visits",
]

# What a fixture costs, so that --fast can leave out every test that asks for it.
COSTS = {
    "chromium": "browser",
    "postgres": "postgres",
    "postgres_server": "postgres",
    "nu": "slow",  # both start Java
    "pdfua": "slow",
}
MARKS = {"S": 52, "edge_": 10, "law_": 17, "ruling_": 10}

# The same examples in every run of the default suite: what is red stays red until it is mended.
settings.register_profile("default", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("soak", deadline=None, print_blob=True)
settings.load_profile("soak" if is_soak() else "default")


def pytest_configure(config: pytest.Config) -> None:
    """Register a mark for each requirement, hard case, law and ruling, and shut the network."""
    for prefix, last in MARKS.items():
        for number in range(1, last + 1):
            config.addinivalue_line("markers", f"{prefix}{number}: a proof of it")
    no_network.forbid()
    # Neither UTC nor the policy's zone: a test where the two are mixed up fails everywhere.
    os.environ["TZ"] = "Pacific/Auckland"
    time.tzset()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it costs, so that no one has to remember to."""
    for item in items:
        for name in COSTS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(COSTS[name])


def shared_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder that all processes of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """The apps that tests build share what was compiled of their templates."""
    from shared.web.app import App
    from tests.support.spared import Compiled

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(App.jinja_options, "bytecode_cache", Compiled())
        yield


@pytest.fixture(scope="session", autouse=True)
def papers_pressed_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The same page is not pressed twice in a run."""
    from shared.documents import press
    from tests.support.spared import Pressed

    with pytest.MonkeyPatch.context() as patch:
        folder = shared_folder(tmp_path_factory, "pressed")
        patch.setattr(press, "pdf", Pressed(press.pdf, folder))
        yield


@pytest.fixture(scope="session", autouse=True)
def walks_walked_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A case is not carried twice in a run from the same beginning to the same stage."""
    from tests.support import beginnings

    beginnings.FOLDER[:] = [shared_folder(tmp_path_factory, "walked")]
    yield
    beginnings.FOLDER.clear()


@pytest.fixture(autouse=True)
def no_turns_kept() -> None:
    """A site that an earlier test built does not leave its folder of turns behind."""
    from shared.frontdoor import lane

    lane.folder = None


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """One PostgreSQL server for this process, started when first asked for."""
    from tests.support.postgres import cluster

    with cluster() as running:
        yield running


@pytest.fixture
def postgres(postgres_server: Any) -> Iterator[Any]:
    """A database of the test's own: `.frontdoor` and `.records` are its two addresses."""
    database = postgres_server.database()
    yield database
    postgres_server.drop(database)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser; `chromium.new_context()` is a person who was never here before."""
    from tests.support.chromium import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture
def smtp() -> Iterator[Any]:
    """A mail server on loopback: `.host`, `.port`, and what came in `.delivered`."""
    from tests.support.post_office import post_office

    with post_office() as office:
        yield office


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """`axe(page)` fails unless axe-core finds nothing wrong with a page of `chromium`."""
    from tests.support.axe import axe

    return axe


@pytest.fixture(scope="session")
def nu() -> Callable[..., None]:
    """`nu(paths)` or `nu({name: html})` fails unless the HTML is valid."""
    from tests.support.nu import nu

    return nu


@pytest.fixture(scope="session")
def pdfua() -> Callable[..., None]:
    """`pdfua(paths)` fails unless every PDF conforms to PDF/UA-1."""
    from tests.support.pdfua import pdfua

    return pdfua


@pytest.fixture(scope="session")
def strict_client() -> Callable[..., Any]:
    """`strict_client(app, origin)` is a visitor who demands valid pages and expected statuses."""
    from tests.support.visitor import Visitor

    return Visitor


@pytest.fixture
def project() -> Path:
    """The checkout."""
    return Path(__file__).parent.parent

"""Settings and fixtures of all tests."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings

from servanda.app.recording import Ledger
from strategies import Clock, in_memory

if TYPE_CHECKING:
    from postgres_server import TestServer

# The same examples on every run, so that a change of the code is what a new failure comes from, and
# a failure as it was found; `pytest --hypothesis-profile=thorough` looks for new ones and shrinks them.
settings.register_profile(
    "quick",
    deadline=None,
    derandomize=True,
    max_examples=40,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough", settings.get_profile("quick"), derandomize=False, max_examples=2000, phases=list(Phase)
)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def postgres() -> Iterator["TestServer"]:
    """A PostgreSQL server."""
    from postgres_server import running  # noqa: PLC0415  costs what most tests need not pay

    with running() as server:
        yield server


@pytest.fixture(autouse=True)
def _own_databases(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing of a test is kept on the server, but what a whole module asks."""
    if "postgres" in request.fixturenames:
        with request.getfixturevalue("postgres").own():
            yield
    else:
        yield


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until it is set."""
    return Clock()


@pytest.fixture
def ledger(clock: Clock) -> Iterator[Ledger]:
    """An empty ledger in memory."""
    with closing(in_memory(clock)) as ledger:
        yield ledger


@pytest.fixture
def ledger_path(tmp_path: Path, clock: Clock) -> Path:
    """The file of an empty ledger."""
    path = tmp_path / "servanda.db"
    Ledger.create(path, "test", clock).close()
    return path

"""A small record whose history is asked about: a promise that changed, and what we got wrong about it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from given import (
    SOURCE,
    adopted,
    corrected,
    established,
    held,
    made,
    moved,
    published,
    reaffirmed,
    renamed,
    scheduled,
    voided,
)
from servanda.app.recording import Ledger
from servanda.log.ledger_file import CREATE
from servanda.log.rows import Rows
from strategies import RECORDER, Clock, grown, in_memory

LATER_SOURCE = "eu-2025"
PASSAGE = {"source": SOURCE, "start": 10, "end": 30, "sha256": 64 * "a", "locator": "Results"}

STORY = {
    datetime(2024, 1, 10, 9, tzinfo=UTC): (
        published("2023-11-14", dialogues=["jp-fr-ict"]),
        established(titles={"en": "ICT Consultations", "ja": "日仏ICT政策協議"}),
        held(22, "2023-11-09", place="Paris", citations=[SOURCE]),
        made(
            "2023-11-09",
            "Hold the 23rd round",
            "next-meeting",
            ["JP", "FR"],
            round=22,
            due="2024",
            citations=[PASSAGE],
        ),
        made("2023-11-09", "Share results of trials", "cooperate", ["JP"], round=22),
        adopted(round=22, signatories=["JP", "FR"]),
    ),
    datetime(2024, 6, 1, 9, tzinfo=UTC): (
        reaffirmed(1, "2024-03-01", strength="soft", text="Aim at holding the 23rd round"),
        moved(1, "2024-05-20", "2025-02", reason="Elections"),
        corrected("#4", due="2024-12", citations=[{"source": SOURCE, "locator": "Next round"}]),
        voided(entry="#8"),
    ),
    datetime(2025, 5, 2, 9, tzinfo=UTC): (
        voided(entry="#10", reason="recorded once only"),
        published("2025-04-15", subject=LATER_SOURCE, dialogues=["jp-fr-ict"]),
        corrected("#8", due="2025-04", reason="another month"),
        scheduled(23, "2025-01-10", "2025-03", place="Tokyo"),
        held(23, "2025-04-10", citations=[LATER_SOURCE]),
        renamed("2025-04-10"),
    ),
}
"""Entries #1 to #6, #7 to #10, #11 to #16: jp-fr-ict/1 was made, reaffirmed as something soft,
rescheduled, and fulfilled by a held round; we corrected two of these, and voided one by mistake."""


def _with_lines(ledger: Ledger) -> Rows:
    """The read model of a ledger in memory and, beside it as in a ledger's file, the stored entries."""
    rows = ledger.log.rows()
    rows.execute("DROP TABLE IF EXISTS stored_events")
    rows.execute(CREATE[0])
    rows.executemany("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?)", ledger.log.read())
    return rows


@pytest.fixture(scope="module")
def rows() -> Iterator[Rows]:
    """The story, to be asked about."""
    clock = Clock()
    with closing(in_memory(clock)) as ledger:
        for moment, drafts in STORY.items():
            clock.now = moment
            for draft in drafts:
                ledger.record([draft], RECORDER)
                clock.now += timedelta(milliseconds=20)
        yield _with_lines(ledger)


@pytest.fixture
def recorded(ledger):
    """Record drafts one by one, the first as #1 of an empty ledger, to ask about them."""

    def rows_of(*drafts):
        for draft in drafts:
            ledger.record([draft], RECORDER)
        return _with_lines(ledger)

    return rows_of


@pytest.fixture(scope="session")
def audited():
    """Whatever a ledger accepts of what is offered, to ask about it."""

    @contextmanager
    def rows_of(offered):
        with grown(offered) as ledger:
            yield _with_lines(ledger)

    return rows_of


@pytest.fixture
def asked(ledger):
    """The rows of the ledger in memory, once something is recorded in it."""
    return lambda: _with_lines(ledger)

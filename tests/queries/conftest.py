"""A small record about which the questions are asked: two dialogues, recorded on three days."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from given import (
    SOURCE,
    adopted,
    corrected,
    established,
    fulfilled,
    held,
    looked,
    made,
    membership,
    moved,
    published,
    renamed,
    scheduled,
)
from servanda.log.rows import Rows
from strategies import Clock, in_memory

JP_EU = "jp-eu-ict"
STORY = {
    datetime(2024, 1, 10, 9, tzinfo=UTC): (
        published("2023-11-14", dialogues=["jp-fr-ict"], publisher="MIC"),
        established(titles={"en": "Japan-France ICT Consultations", "ja": "日仏ICT政策協議"}),
        held(21, "2022-10", format="online"),
        held(
            22,
            "2023-11-09",
            place="Paris",
            hosts=["FR"],
            topics=["Submarine cables", "AI"],
            level="directors",
            citations=[SOURCE],
        ),
        made("2023-11-09", "Hold the 23rd round", kind="next-meeting", by=["JP", "FR"], round=22, due="2024"),
        made("2023-11-09", "Share results of trials", "cooperate", ["JP"], round=22, topic="Beyond 5G"),
        made("2023-11-09", "Publish a joint report", "deliver", ["MIC"], due="2024-03-31"),
        adopted(signatories=["JP", "FR"], round=22, topics=["AI"]),
    ),
    datetime(2024, 6, 1, 23, 30, tzinfo=UTC): (
        established(
            "2015", subject=JP_EU, parties=["JP", "EU"], leads=[], bodies=["DG CONNECT"], kind="forum"
        ),
        held(30, "2024-04-22", subject=JP_EU),
        made(
            "2024-04-22",
            "光海底ケーブルを整備する",
            "deliver",
            ["EU"],
            subject=JP_EU,
            to=["JP"],
            due="2025-08",
        ),
        fulfilled(3, "2024-04-20"),
    ),
    datetime(2025, 2, 3, 9, tzinfo=UTC): (
        renamed("2024-05-01", titles={"en": "Japan-France Digital Dialogue"}),
        membership("2024-05-01", joined=["METI"]),
        scheduled(23, "2024-12-01", "2025-09-10"),
        moved(1, "2024-12-01", "2025-09"),
        looked("2025-02-01", "2025-02-03"),
        corrected("#4", place="Lyon"),
        published("2025-01-20", subject="eu-2025", dialogues=[JP_EU, "jp-fr-ict"], kind="news"),
        made("2024-04-22", "Hold the 31st round", "next-meeting", subject=JP_EU, round=30, due="2024"),
    ),
}


@pytest.fixture(scope="module")
def rows() -> Iterator[Rows]:
    """The read model of the record; entries are #1 to #20."""
    clock = Clock()
    with closing(in_memory(clock)) as ledger:
        for moment, drafts in STORY.items():
            clock.now = moment
            for draft in drafts:
                ledger.record([draft], "a recorder")
        yield ledger.log.rows()

"""Writes an invented ledger of any size, as `servanda publish` would: a file per year of recording.

    python benchmarks/generate.py --entries 20000 --seed 5 OUTFOLDER

The same size and seed give the same bytes. Whatever the size, a ledger tells of the same twenty
years; a smaller one has fewer dialogues. Everything in it is invented.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count, groupby
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from invented.lives import Life, Stage
from invented.sessions import go_on, open_dialogue
from invented.vague import day
from invented.vocabulary import TOPICS, common, even

LEDGER = "invented"
BEGIN, END = date(2006, 1, 2).toordinal(), date(2025, 12, 19).toordinal()
GROWTH = 1.6
"""The log grows with this power of time: there are more and more dialogues."""
A_SURVEY_IN = 1_500
LEFT_LYING = 0.04
"""The share of documents that are recorded up to a year after the others."""
DAY = 86_400 * 10**6  # microseconds
OFFICE = range(8 * 3600 * 10**6, 18 * 3600 * 10**6)
EPOCH = date(1970, 1, 1).toordinal()

encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
"""Equal to RFC 8785 for these data: keys in ASCII, no fractions, no control characters."""


def lines(entries: int, seed: int) -> Iterator[tuple[str, str]]:
    """The entries of a ledger as (time of recording, canonical line), in order."""
    pen = _Pen(Random(seed))  # noqa: S311  the same for the same seed
    for _ in _sessions(pen, entries):
        surplus = max(pen.written - entries, 0)
        yield from pen.lines[: len(pen.lines) - surplus]
        pen.lines.clear()


class _Pen:
    """Writes entries down, each a microsecond after the one before in its session."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.lines: list[tuple[str, str]] = []
        self.written = self.moment = 0
        self.desk = ""

    def begin(self, moment: int, desk: str) -> None:
        """Begin a session at a moment, in microseconds since 1970, or right after the last one."""
        self.moment = max(self.moment, moment)
        self.desk = desk

    def write(self, subject: str, version: int, type_: str, data: dict[str, Any]) -> str:
        """Seal an entry; its id, a UUIDv7 (RFC 9562, 5.7)."""
        self.moment += 1
        self.written += 1
        entry = self._id()
        seconds, fraction = divmod(self.moment, 10**6)
        time = f"{_second(seconds)}.{fraction:06}Z"
        self.lines.append(
            (
                time,
                f'{{"data":{encode(data)},"datacontenttype":"application/json",'
                f'"dataschema":"urn:servanda:schema/{type_}/1","id":"{entry}","recordedby":"{self.desk}",'
                f'"source":"urn:servanda:{LEDGER}","specversion":"1.0","streamversion":{version},'
                f'"subject":"{subject}","time":"{time}","type":"servanda.{type_}"}}',
            )
        )
        return entry

    def _id(self) -> str:
        bits = self.random.getrandbits(74)
        value = (
            (self.moment // 1000) << 80 | 0x7 << 76 | (bits >> 62) << 64 | 0b10 << 62 | bits & (1 << 62) - 1
        )
        digits = f"{value:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


@lru_cache(maxsize=1)
def _second(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"


def _sessions(pen: _Pen, entries: int) -> Iterator[None]:
    """Record one session after the other, of all dialogues in the order of time."""
    random = pen.random
    stage = Stage(random, pen.write)
    waiting: list[tuple[int, int, Life]] = []
    numbers = count()
    surveyed = 0
    while pen.written < entries:
        due = _moment_of_share(pen.written / entries)
        if not waiting or due <= waiting[0][0]:
            # Fewer entries than there should be by now: one more dialogue begins.
            life = Life(stage, due // DAY + EPOCH)
            pen.begin(due, life.desk)
            if pen.written >= surveyed:
                _survey(stage, due // DAY + EPOCH, surveyed // A_SURVEY_IN + 1)
                surveyed += A_SURVEY_IN
            open_dialogue(life)
        else:
            moment, _, life = heappop(waiting)
            pen.begin(moment, life.desk)
            go_on(life)
        yield
        if life.sessions > 0:
            heappush(waiting, (_next_moment(pen, life), next(numbers), life))


def _survey(stage: Stage, today: int, number: int) -> None:
    """A document that many dialogues cite."""
    topic = common(stage.random, TOPICS)
    slug = f"survey-{number}-{topic.slug}"
    data: dict[str, Any] = {
        "occurred": {"edtf": f"{day(today - 60)}/{day(today - 20)}", "words": "not stated"},
        "titles": {"en": f"Survey {number}: {topic.en} between Governments"},
        "publisher": even(stage.random, ("OECD Secretariat", "Observatory of Agreements")),
        "language": "en",
        "kind": "white-paper",
    }
    if stage.dialogues:
        data["dialogues"] = sorted({*stage.dialogues})[:40]
    stage.write(slug, 1, "source-published", data)
    stage.surveys.append(slug)


def _moment_of_share(share: float) -> int:
    """When so large a share of the log is due to be written, in office hours from Monday to Friday."""
    days, part = divmod(share ** (1 / GROWTH) * (END - BEGIN) / 7 * 5, 1)
    weeks, weekday = divmod(int(days), 5)
    return _at(BEGIN + weeks * 7 + weekday, part)


def _next_moment(pen: _Pen, life: Life) -> int:
    """When the next session of a dialogue is recorded: some weeks after what it tells, or much later."""
    random = pen.random
    lag = 10 + int(random.expovariate(1 / 15))
    if random.random() < LEFT_LYING:
        lag += int(random.random() * 400)
    at = life.day + lag
    at += (1, 0, 0, 0, 0, 0, 2)[at % 7]  # on a weekend: the Monday after
    return max(pen.moment + 3600 * 10**6, _at(at, random.random()))


def _at(ordinal: int, part: float) -> int:
    """A moment of a day in microseconds since 1970, some part of the office hours in."""
    return (ordinal - EPOCH) * DAY + OFFICE.start + int(part * len(OFFICE))


def write(folder: Path, entries: int, seed: int) -> int:
    """Write a ledger into a folder; the bytes written.

    Raises:
        SystemExit: the folder holds such files already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if there := sorted(folder.glob("*.jsonl")):
        sys.exit(f"{there[0]} is there already; give an empty folder")
    written = 0
    for year, group in groupby(lines(entries, seed), key=lambda entry: entry[0][:4]):
        with (folder / f"{year}.jsonl").open("wb") as file:
            for _, line in group:
                written += file.write(line.encode() + b"\n")
    return written


def main() -> None:
    """Write the ledger that the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="empty or new folder to write to")
    parser.add_argument("--entries", type=int, required=True, help="size of the ledger")
    parser.add_argument("--seed", type=int, default=5, help="another one, another ledger (5)")
    given = parser.parse_args()
    began = perf_counter()
    written = write(given.folder, given.entries, given.seed)
    seconds = perf_counter() - began
    print(
        f"{given.entries:,} entries, {written / 1e6:,.1f} MB, {given.entries / seconds:,.0f} entries/s",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()

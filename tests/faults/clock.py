"""The clock moved back and forward while recording: the order is kept, times increase, and it is said.

Every move is followed by an entry or a batch through the command line, some of which mend an entry
of before the move. A moved clock is a clock that this process gives to the ledger.
"""

import json
import random
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import servanda.cli.keeping
import servanda.cli.recording  # noqa: F401  imported before the fork
from faults.children import Say, fork, last_words
from faults.gate import Fault, Outcome
from faults.log_check import Followed, Line
from servanda.app import recording
from servanda.app.recording import NOTICED
from servanda.audit.clock import stood_behind
from servanda.cli.main import main
from servanda.log import ledger_file
from servanda.log.envelope import moment_of
from servanda.projections.tables import STILL

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
EARLIEST = datetime(2024, 1, 1, tzinfo=UTC)  # after what the entries say happened
ESTABLISHED = {
    "occurred": "2010",
    "titles": {"en": "Consultations"},
    "kind": "consultations",
    "parties": ["JP", "FR"],
}
MADE = {"occurred": "2023-11-09", "text": "Share results of trials", "kind": "cooperate", "by": ["JP"]}
WARNED = "warning: the clock of this machine is behind"


class Moved:
    """A clock that jumps when told to, and otherwise goes on by a tenth of a second a look."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.now = self._furthest = START

    def __call__(self) -> datetime:
        """The moment it shows."""
        self.now += timedelta(milliseconds=100)
        return self.now

    def jump(self) -> None:
        """Back by anything from microseconds to years, or beyond the furthest it ever showed."""
        self._furthest = max(self._furthest, self.now)
        if self._chance.random() < 1 / 2:
            self.now = self._furthest + timedelta(microseconds=10 ** self._chance.uniform(0, 11))
        else:
            back = timedelta(microseconds=10 ** self._chance.uniform(0, 14))
            self.now = max(self.now - back, EARLIEST)


def _recording(path: Path, moves: int) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        chance = random.Random(moves)
        clock = Moved(chance)
        recording.system_clock = clock
        _opening_with(clock)
        file = path.with_name("drafts.jsonl")
        _command(path, file, [("dialogue-established", "dialogue-0", ESTABLISHED)], "a recorder")
        for move in range(1, moves + 1):
            clock.jump()
            say(f"clock {clock.now.isoformat()}")
            _command(path, file, _drafts(move, chance), f"recorder {move % 3}")

    return work


def _opening_with(clock: Moved) -> None:
    """The command opens the ledger with the machine's clock, bound when it was defined."""
    recording.Ledger.open.__func__.__defaults__ = (clock,)  # type: ignore[attr-defined]


def _drafts(move: int, chance: random.Random) -> list[tuple[str, str, dict[str, Any]]]:
    stream = f"dialogue-{move}"
    if chance.random() < 1 / 4:
        changes = {"entry": "#1", "reason": "misread", "changes": {"note": f"move {move}"}}
        return [("entry-corrected", "dialogue-0", changes)]
    size = chance.choice((0, 0, 3))
    return [("dialogue-established", stream, ESTABLISHED), *[("commitment-made", stream, MADE)] * size]


def _command(path: Path, file: Path, drafts: list[tuple[str, str, dict[str, Any]]], recorder: str) -> None:
    lines = (dict(zip(("type", "subject", "data"), draft, strict=True)) for draft in drafts)
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    main(["append", str(file), "--ledger", str(path), "--recorded-by", recorder], standalone_mode=False)


def _run(folder: Path, moves: int, mutation: str) -> Outcome:
    path = folder / "servanda.db"
    made = fork(lambda _: recording.Ledger.create(path, "clock").close(), mutation)
    failures = [f"creating it said {line!r}" for line in last_words(made)]
    said = last_words(fork(_recording(path, moves), mutation))
    log = Followed(path)
    lines, wrong = log.new()
    failures += wrong
    times = [line.time for line in lines]
    failures += [
        f"#{line.position} was recorded {line.time}, not after the one before it"
        for before, line in zip(times, lines[1:], strict=False)
        if line.time <= before
    ]
    due, told, unsaid = _reported(said, lines)
    failures += unsaid + log.whole()
    with closing(ledger_file.connect(path)) as rows:
        found = sum(len(finding.entries) - 1 for finding in stood_behind(rows, STILL))
    if due and not found:
        failures.append("no finding of the check clock, though the clock stood behind")
    figures = (
        f"{len(lines):,} entries; {due:,} recorded with the clock over a minute behind, "
        f"{told:,} of them with a warning; the check clock shows {found:,} from the log alone"
    )
    return Outcome(sum(line.startswith("clock ") for line in said), failures, figures)


def _reported(said: list[str], lines: list[Line]) -> tuple[int, int, list[str]]:
    """How many moves were due a warning, how many had one, and where it was otherwise."""
    moves: list[tuple[datetime, int, bool]] = []
    wrong, last = [], 0
    for line in said:
        if line.startswith("clock "):
            moves.append((datetime.fromisoformat(line.split()[1]), last, False))
        elif WARNED in line and moves:
            moves[-1] = (*moves[-1][:2], True)
        elif line.startswith("#"):
            position = int(line.split()[0][1:])
            if position != last + 1:
                wrong.append(f"#{position} was acknowledged after #{last}")
            last = position
        elif line.startswith(("raised ", "servanda: ")):
            wrong.append(f"the command said {line!r}")
    due = 0
    for now, position, warned in moves:
        behind = moment_of(lines[position - 1].time) - now
        if abs(behind - NOTICED) < timedelta(seconds=1):
            continue  # either is right: the clock goes on meanwhile
        due += behind > NOTICED
        if warned != (behind > NOTICED):
            wrong.append(
                f"the clock was {behind} behind #{position}, and it was {'' if warned else 'not '}said"
            )
    return due, sum(warned for _, _, warned in moves), wrong


FAULT = Fault(
    name="clock moved back and forward while recording",
    gate="order kept, time strictly increasing, finding reported",
    unit="moves",
    run=_run,
    full=500,
    short=30,
    mutations=("the clock taken at its word", "a clock behind is not noticed"),
)

"""Hostile files through the commands that read them, and a million changed lines through every check.

Whatever comes in, the program answers or refuses in its own words, a refusal leaves the ledger as it
was, what is accepted is there line for line and in the one form in which lines are stored, and
questions about it are answered.
"""

import json
import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from functools import cache
from itertools import islice
from multiprocessing import get_context
from os import getpid
from pathlib import Path
from random import Random
from shutil import copyfile
from typing import NamedTuple

import rfc8785
from click.testing import CliRunner, Result

from faults.gate import Fault, Outcome
from faults.hostile_files import Hostile, files
from faults.mutating import changed
from servanda.app import loading
from servanda.app.recording import Ledger
from servanda.cli.main import main
from servanda.errors import ServandaError
from servanda.events.registry import make
from servanda.log import drafts, envelope

PUBLISHED = Path(__file__).parents[2] / "events"
ENVIRONMENT = {"SERVANDA_RECORDED_BY": "a recorder", "SERVANDA_TODAY": "2025-02-03"}
BASE, LEDGER = "base.db", "servanda.db"
PROCESSES = 2
EVERY = 4  # in short, one hostile file of so many
CHUNK = 2_000
WHOLE = 500  # one changed line of so many goes through the whole of `load` or of recording
OF_A_TYPE = 8  # lines that are changed, the shortest ones: most of a longer one is citations
LARGEST_ANSWER = 4_096  # bytes of a refusal
MEMORY = 200  # MB
QUESTIONS = (
    "status",
    "dialogues",
    "meetings",
    "commitments",
    "commitments --overdue",
    "sources",
    "log",
    "check",
)


class Tally(NamedTuple):
    """What one piece of work came to."""

    tried: int
    accepted: int
    failures: list[str]
    memory: int  # peak of the process, in MB


def run(folder: Path, count: int, mutation: str) -> Outcome:
    """Every hostile file, and so many changed lines."""
    _prepare(folder)
    try:
        with ProcessPoolExecutor(PROCESSES, get_context("spawn"), _begin, (folder, mutation)) as pool:
            every = 1 if count == FAULT.full else EVERY
            parts = [(number * every, PROCESSES * every) for number in range(PROCESSES)]
            of_files = [pool.submit(_files, *part) for part in parts]
            seeds = range(0, count, CHUNK)
            tallies = list(pool.map(_lines, seeds, [min(CHUNK, count - seed) for seed in seeds]))
            tallies += [part.result() for part in of_files]
    except BrokenProcessPool:
        return Outcome(0, ["a process died"], "")
    of_lines, from_files = tallies[:-PROCESSES], tallies[-PROCESSES:]
    memory = max(tally.memory for tally in tallies)
    failures = [failure for tally in tallies for failure in tally.failures]
    if memory > MEMORY:
        failures.append(f"a process took {memory} MB")
    accepted = sum(tally.accepted for tally in of_lines)
    given = sum(tally.tried for tally in from_files)
    figures = f"{given} files, {accepted:,} changed lines accepted, {memory} MB at most"
    return Outcome(sum(tally.tried for tally in of_lines), failures, figures)


@cache
def log_lines() -> tuple[list[bytes], list[bytes]]:
    """A part of the published log that stands by itself: what a ledger begins with, and what follows."""
    lines = [line for file in sorted(PUBLISHED.glob("*.jsonl")) for line in file.read_bytes().splitlines()]
    wanted, entries = {"jp-kr-ict", "jp-fr-ict"}, [(json.loads(line), line) for line in lines]
    streams = {entry["subject"] for entry, _ in entries}
    while True:
        named = set(wanted)
        for entry, line in entries:
            if entry["subject"] in wanted and not entry["data"].get("dialogues"):
                named |= set(re.findall(r'"([a-z0-9-]+)[/"]', line.decode())) & streams
        if named == wanted:
            break
        wanted = named
    small = [_without_others(entry, wanted) for entry, _ in entries if entry["subject"] in wanted]
    half = len(small) // 2
    return small[:half], small[half:]


def _without_others(entry: dict, wanted: set[str]) -> bytes:
    covered = entry["data"].get("dialogues")
    if covered and not (kept := [slug for slug in covered if slug in wanted]):
        del entry["data"]["dialogues"]
    elif covered:
        entry["data"]["dialogues"] = kept
    return rfc8785.dumps(entry)


def _prepare(folder: Path) -> None:
    before, _ = log_lines()
    file = folder / "base.jsonl"
    file.write_bytes(b"".join(line + b"\n" for line in before))
    with closing(Ledger.create(folder / BASE, "japan-ict")) as ledger:
        loading.load(ledger, file)


def _begin(folder: Path, mutation: str) -> None:
    global _folder  # noqa: PLW0603  how a pool tells its processes
    _folder = folder
    if mutation:
        MUTATIONS[mutation]()


_folder = Path()


def _peak() -> int:
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) >> 10


# Files


def _files(first: int, step: int) -> Tally:
    """Give one file of so many to the commands, from the first one on."""
    base, real = log_lines()
    failures, tried, accepted = [], 0, 0
    for hostile in islice(files(real), first, None, step):
        path = _own("hostile.jsonl")
        with path.open("wb") as file:
            file.writelines(hostile.blocks())
        for command in hostile.commands:
            tried += 1
            was_accepted, wrong = _given(hostile, command, path, base)
            accepted += was_accepted
            failures += [f"{hostile.name}, {command}: {what}" for what in wrong]
        path.unlink()
    return Tally(tried, accepted, failures, _peak())


def _given(hostile: Hostile, command: str, path: Path, before: list[bytes]) -> tuple[bool, list[str]]:
    """Give a file to a command: whether it was accepted, and what was wrong with how it went."""
    ledger = _own(LEDGER)
    copyfile(_folder / BASE, ledger)
    result = _servanda(f"{command} {path}", ledger)
    wrong = _manners(result)
    stored = _stored(ledger)
    if result.exit_code:
        return False, wrong + ["refused, and yet in part imported"] * (stored != before)
    given = [line.strip() for block in hostile.blocks() for line in block.split(b"\n") if line.strip()]
    if stored[: len(before)] != before:
        wrong.append("entries from before were changed")
    new = stored[len(before) :]
    if command == "load":
        given = list(dict.fromkeys(given))  # a line that is there already is passed over
    if (new != given) if command == "load" else (len(new) != len(given)):
        wrong.append(f"accepted, but {len(new)} of {len(given)} lines are there")
    wrong += [f"then `{it}`: {what}" for it in QUESTIONS for what in _answers(_servanda(it, ledger))]
    return True, wrong


def _servanda(command: str, ledger: Path) -> Result:
    environment = ENVIRONMENT | {"SERVANDA_LEDGER": str(ledger)}
    return CliRunner().invoke(main, command.split(), env=environment, prog_name="servanda")


def _manners(result: Result) -> Iterator[str]:
    """How the answer falls short of a refusal in the program's own words."""
    wrong = _answers(result)
    if result.exit_code and not result.stderr.startswith("servanda: "):
        wrong.append(f"says {result.stderr[:100]!r}")
    if len(result.output) > LARGEST_ANSWER:
        wrong.append(f"answers in {len(result.output):,} characters")
    if not all(character.isprintable() or character == "\n" for character in result.stderr):
        wrong.append("answers with control characters")
    return wrong


def _answers(result: Result) -> list[str]:
    if result.exception and not isinstance(result.exception, SystemExit):
        return [f"raised {result.exception!r:.200}, {_where(result.exception)}"]
    return [] if result.exit_code in {0, 1, 2} else [f"exit code {result.exit_code}"]


def _where(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name} line {last.lineno}"


def _stored(path: Path) -> list[bytes]:
    with closing(Ledger.open(path)) as ledger:
        return [entry.line for entry in ledger.log.read()]


# Lines


@cache
def _real() -> tuple[list[bytes], list[bytes]]:
    """Lines worth changing, and drafts made of them."""
    everything = [
        line for file in sorted(PUBLISHED.glob("*.jsonl")) for line in file.read_bytes().splitlines()
    ]
    of_type: dict[str, list[bytes]] = {}
    for line in sorted(everything, key=len):
        of_type.setdefault(json.loads(line)["type"], []).append(line)
    lines = [line for its in of_type.values() for line in its[:OF_A_TYPE]]
    entries = [json.loads(line) for line in lines]
    made = [
        {"type": it["type"].removeprefix(envelope.TYPE_PREFIX), "subject": it["subject"], "data": it["data"]}
        for it in entries
    ]
    return lines, [rfc8785.dumps(draft) for draft in made]


def _lines(seed: int, count: int) -> Tally:
    random = Random(seed)
    lines, drafts_ = _real()
    half = count // 2
    failures, accepted = [], 0
    for kind, check, given, number in (
        ("line", _as_line, lines, count - half),
        ("draft", _as_draft, drafts_, half),
    ):
        for at, line in enumerate(islice(changed(given, random), number)):
            try:
                accepted += check(line)
            except Exception as error:  # noqa: BLE001  whatever it is, it is a failure
                failures.append(f"{kind} {seed}+{at}: {error!r:.200}, {_where(error)}: {line[:300]!r}")
    for at in range(max(1, count // WHOLE)):
        try:
            (_as_part_of_a_log if at % 2 else _as_part_of_a_batch)(random)
        except Exception as error:  # noqa: BLE001
            failures.append(f"whole {seed}+{at}: {error!r:.200}, {_where(error)}")
    return Tally(count, accepted, failures, _peak())


class NotHeldError(AssertionError):
    """What was accepted is not what it should be."""


def _as_line(line: bytes) -> bool:
    try:
        sealed = envelope.unseal(line).envelope
        entry = sealed.entry(1)
    except ServandaError as error:
        _short(error)
        return False
    plain = json.loads(line)
    if rfc8785.dumps(plain) != line or rfc8785.dumps(sealed.model_dump()) != line:
        msg = "accepted, and not the canonical bytes of what was read"
        raise NotHeldError(msg)
    if entry.event.data() != plain["data"]:
        msg = "accepted, and not stored as it is understood"
        raise NotHeldError(msg)
    return True


def _as_draft(line: bytes) -> bool:
    try:
        draft = drafts.draft_from(line)
        event = make(draft.type, draft.data)
    except ServandaError as error:
        _short(error)
        return False
    stored = event.data()
    if make(draft.type, json.loads(rfc8785.dumps(stored))).data() != stored:
        msg = "accepted, and another event when read again"
        raise NotHeldError(msg)
    return True


def _short(error: ServandaError) -> None:
    if len(str(error)) > LARGEST_ANSWER:
        msg = f"refused in {len(str(error)):,} characters"
        raise NotHeldError(msg)


def _as_part_of_a_log(random: Random) -> None:
    """Load the rest of a log with a line changed, left out, or moved to another place."""
    before, after = log_lines()
    at = random.randrange(len(after))
    given = [*after[:at], *after[at + 1 :]]
    match random.randrange(4):
        case 0 | 1:
            given.insert(at, next(changed([after[at]], random)))
        case 2:
            given.insert(random.randint(0, len(given)), after[at])
    path = _own("changed.jsonl")
    path.write_bytes(b"".join(line + b"\n" for line in given))
    expected = b"".join(line + b"\n" for line in given).split(b"\n")[:-1]
    _all_or_nothing(lambda ledger: loading.load(ledger, path), before, lambda new: new == expected)


def _as_part_of_a_batch(random: Random) -> None:
    """Record drafts of the rest of a log with one of them changed."""
    before, after = log_lines()
    given = [_draft_line(line) for line in after]
    at = random.randrange(len(given))
    given[at] = next(changed([given[at]], random))

    def record(ledger: Ledger) -> object:
        return ledger.record([drafts.draft_from(line) for line in given], "a recorder")

    _all_or_nothing(record, before, lambda new: len(new) == len(given))


def _draft_line(line: bytes) -> bytes:
    entry = json.loads(line)
    type_ = entry["type"].removeprefix(envelope.TYPE_PREFIX)
    return rfc8785.dumps({"type": type_, "subject": entry["subject"], "data": entry["data"]})


def _all_or_nothing(
    do: Callable[[Ledger], object], before: list[bytes], expected: Callable[[list[bytes]], bool]
) -> None:
    path = _own(LEDGER)
    copyfile(_folder / BASE, path)
    with closing(Ledger.open(path)) as ledger:
        try:
            do(ledger)
            refused = False
        except ServandaError:
            refused = True
        stored = [entry.line for entry in ledger.log.read()]
        behind = ledger.log.projected() != len(stored)
    if refused and stored != before:
        msg = f"refused, and yet {len(stored) - len(before)} lines are in"
        raise NotHeldError(msg)
    if not refused and (stored[: len(before)] != before or not expected(stored[len(before) :])):
        msg = "accepted, but not line for line"
        raise NotHeldError(msg)
    if behind:
        msg = "the read model is not at the end of the log"
        raise NotHeldError(msg)


def _own(name: str) -> Path:
    """A file of this process alone."""
    return _folder / f"{getpid()}-{name}"


# The program with one safeguard taken out


def _line_by_line() -> None:
    """Load appends each line in a transaction of its own."""
    append = loading._append

    def one_by_one(ledger: Ledger, new: Sequence, *, dry_run: bool) -> None:
        for line in new:
            append(ledger, [line], dry_run=dry_run)

    loading._append = one_by_one


def _errors_let_out() -> None:
    """Whatever the JSON reader raises comes out as it is."""
    for module in (envelope, drafts):
        module.loads = json.loads


def _not_canonical() -> None:
    """A line is taken in whatever form it is written."""
    envelope.rfc8785 = type("AsItIs", (), {"dumps": staticmethod(lambda _: _Whatever())})


class _Whatever:
    def __ne__(self, _: object) -> bool:
        return False

    __hash__ = None

    def __eq__(self, _: object) -> bool:
        return True


MUTATIONS: dict[str, Callable[[], None]] = {
    "load line by line": _line_by_line,
    "errors let out": _errors_let_out,
    "any form of a line": _not_canonical,
}

FAULT = Fault(
    name="hostile import corpus and generated mutations",
    gate="0 crashes, 0 partial imports, memory under 200 MB",
    unit="mutations",
    run=run,
    full=1_000_000,
    short=4_000,
    mutations=tuple(MUTATIONS),
)

"""Lines in: a published log, byte for byte."""

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from servanda import queries
from servanda.app.published_lines import ENTRIES, Held, Line, log_lines
from servanda.app.reading import line as stored_line
from servanda.app.recording import Ledger
from servanda.app.snapshot import Snapshot
from servanda.domain.decide import Draft, decide
from servanda.errors import BrokenRuleError, InvalidInputError, ServandaError
from servanda.log.envelope import Envelope, moment_of, unseal
from servanda.log.rows import Rows
from servanda.log.store import Head, New, Stored
from servanda.projections import projector


class Loaded(NamedTuple):
    """How many lines were new, and how many the ledger had."""

    loaded: int
    skipped: int


def load(
    ledger: Ledger, path: Path, progress: Callable[[int], None] = lambda _: None, *, dry_run: bool = False
) -> Loaded:
    """Append the lines of a published log that the ledger does not have yet, all or none.

    Every line is decided anew, by the rules that held when it was recorded.

    Raises:
        InvalidInputError: a line that is not an entry, or that differs from the entry of its id, or
            more new lines than are held at once.
        BrokenRuleError: lines that do not continue this ledger, or contradict it.
        LedgerError: the ledger cannot be written, or a line is of a newer program.
    """
    ledger.catch_up()
    rows = ledger.log.rows()
    seen: dict[str, bytes] = {}
    new: list[tuple[Line, Envelope]] = []
    held = Held(ENTRIES)
    skipped = last = 0
    end = ledger.log.head().position
    for line in log_lines(path):
        progress(len(line.bytes) + 1)
        try:
            envelope = unseal(line.bytes)
            if envelope.id in seen:
                _same(seen[envelope.id], line.bytes, envelope)
                skipped += 1
                continue
            known = queries.position_of(rows, envelope.id)
            if not (seen or skipped) and end and known != 1 and path.is_dir():
                raise _forked(1)  # a folder is a whole log, from its first entry on
            if known is not None:
                _same(stored_line(rows, known), line.bytes, envelope)
                if known > last and (new or last) and (new or known != last + 1):
                    raise _forked(last + 1)
                last = max(last, known)
                skipped += 1
                continue
            if last and last < end:
                raise _forked(last + 1)
        except ServandaError as error:
            raise error.at(line.place) from None
        held.add(line)
        seen[envelope.id] = line.bytes
        new.append((line, envelope))
    if last and not new and last < end:
        msg = (
            f"{path} ends at #{last}, and this ledger goes on to #{end}: the first difference is #{last + 1}"
        )
        raise BrokenRuleError(
            msg, "There is nothing to load. If the log should be the newer one, its end was cut off."
        )
    if new:
        _append(ledger, new, dry_run=dry_run)
    return Loaded(len(new), skipped)


def _append(ledger: Ledger, new: Sequence[tuple[Line, Envelope]], *, dry_run: bool) -> None:
    known = Snapshot(ledger.log)
    entries = [
        New(envelope.subject, envelope.streamversion, envelope.slug, line.bytes) for line, envelope in new
    ]
    before = {entry.subject: known.stored(entry.subject) for entry in entries}
    _continues(ledger.log.head(), before, entries)
    _stand(known, new)
    if dry_run:
        return

    def seal(head: Head) -> Sequence[New]:
        _continues(head, before, entries)
        return entries

    def project(rows: Rows, stored: Sequence[Stored]) -> None:
        by_stream: dict[str, list[Stored]] = {slug: list(old) for slug, old in before.items()}
        for entry in stored:
            by_stream[entry.subject].append(entry)
        projector.project(rows, stored, by_stream.__getitem__)

    ledger.log.append(seal, project, known.versions())


def _stand(known: Snapshot, new: Sequence[tuple[Line, Envelope]]) -> None:
    """Raise unless the lines could have been recorded, one after the other."""
    drafts = [_draft(line.place, envelope) for line, envelope in new]
    for (line, envelope), decided in zip(new, decide(known, drafts, date.max), strict=True):
        if decided.event != envelope.event():
            msg = f"{line.place}: data of {envelope.slug} are not in the form in which they are stored"
            raise InvalidInputError(msg, "The line was written or changed by something else than servanda.")


def _draft(place: str, envelope: Envelope) -> Draft:
    # The recorder's day may be ahead of UTC by some hours.
    latest = moment_of(envelope.time).date() + timedelta(days=1)
    event = envelope.event()
    return Draft(event.type, envelope.subject, event.data(), place, envelope.id, latest)


def _continues(head: Head, before: dict[str, list[Stored]], new: Sequence[New]) -> None:
    """Raise unless times increase over the log and versions count up in each stream."""
    versions = {slug: len(entries) for slug, entries in before.items()}
    last = head.time
    for entry in new:
        time = json.loads(entry.line)["time"]
        if time <= last:
            msg = f"the entry recorded {time} does not follow the one recorded {last}"
            raise BrokenRuleError(msg, "Load a log into an empty ledger, or only what continues this one.")
        last = time
        versions[entry.subject] += 1
        if entry.version != versions[entry.subject]:
            due = versions[entry.subject]
            msg = f"{entry.subject} continues with its entry {due}, but the line is its entry {entry.version}"
            raise BrokenRuleError(msg, "Lines are missing, or this ledger has taken another way.")


def _forked(position: int) -> BrokenRuleError:
    msg = f"the log and this ledger differ from #{position} on"
    return BrokenRuleError(
        msg, "One of the two was rewritten, or they went different ways: load it into a ledger of its own."
    )


def _same(known: bytes, line: bytes, envelope: Envelope) -> None:
    if known != line:
        msg = f"the entry {envelope.id} is known with other bytes"
        raise InvalidInputError(msg, "One of the two was changed after it was recorded; nothing was loaded.")

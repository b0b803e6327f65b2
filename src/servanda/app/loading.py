"""Lines in: a published log, byte for byte, in batches of which each is stored whole or not at all."""

import gc
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from servanda import queries
from servanda.app.published_lines import DRY_RUN, ENTRIES, Held, Line, log_lines
from servanda.app.reading import line as stored_line
from servanda.app.recording import Ledger
from servanda.app.snapshot import Snapshot
from servanda.domain.decide import Draft, decide
from servanda.domain.entry import Entry
from servanda.errors import BrokenRuleError, ConflictError, InvalidInputError, ServandaError
from servanda.events.base import Event
from servanda.log.envelope import Envelope, moment_of, unseal
from servanda.log.rows import Rows
from servanda.log.store import Head, New, Stored
from servanda.projections import projector


class Loaded(NamedTuple):
    """How many lines were new, and how many the ledger had."""

    loaded: int
    skipped: int


class _New(NamedTuple):
    line: Line
    envelope: Envelope
    event: Event


def load(
    ledger: Ledger,
    path: Path,
    progress: Callable[[int], None] = lambda _: None,
    stored: Callable[[int], None] = lambda _: None,
    *,
    dry_run: bool = False,
) -> Loaded:
    """Append the lines of a published log that the ledger does not have yet.

    Every line is decided anew, by the rules that held when it was recorded. Lines are stored in
    batches as they are read, so that a log of any size takes the same memory; a load that was cut
    off goes on where it stopped when it is called again.

    Args:
        ledger: the ledger.
        path: a file of lines, or a folder of them.
        progress: called with how many more bytes have been read.
        stored: called with how many more entries are stored.
        dry_run: only say what would be loaded.

    Raises:
        InvalidInputError: a line that is not an entry, or that differs from the entry of its id.
        BrokenRuleError: lines that do not continue this ledger, or contradict it.
        LedgerError: the ledger cannot be written, or a line is of a newer program.
    """
    ledger.catch_up()
    loading = _Loading(ledger, path, stored, dry_run=dry_run)
    gc.disable()  # hardly any object is in a cycle here, and looking for them takes a seventh of the time
    try:
        for line in log_lines(path):
            loading.take(line)
            progress(len(line.bytes) + 1)
        loading.end()
    except ServandaError as error:
        raise _with_what_stays(error, loading) from None
    finally:
        ledger.folds.clear()  # they may have taken in what was not stored
        gc.enable()
    return Loaded(loading.stored, loading.skipped)


class _Loading:
    """Lines on their way into a ledger.

    Attributes:
        stored: how many were new and are stored.
        skipped: how many the ledger had.
    """

    def __init__(self, ledger: Ledger, path: Path, told: Callable[[int], None], *, dry_run: bool) -> None:
        self._ledger = ledger
        self._path = path
        self._told = told
        self._dry_run = dry_run
        self._rows = ledger.log.rows()
        self._end = ledger.log.head().position
        """Where the log ended before."""
        self._last = 0
        """The last of its entries that a line was."""
        self.stored = self.skipped = 0
        self._begin()

    def _begin(self) -> None:
        self._batch: list[_New] = []
        self._seen: dict[str, bytes] = {}
        self._held = Held(DRY_RUN if self._dry_run else ENTRIES)

    def take(self, line: Line) -> None:
        try:
            envelope, event = unseal(line.bytes)
            if self._is_known(line, envelope):
                self.skipped += 1
                return
            if self._last and self._last < self._end:
                raise _forked(self._last + 1)
        except ServandaError as error:
            raise error.at(line.place) from None
        if self._held.full() and not self._dry_run:
            self._store()
        self._held.add(line)
        self._seen[envelope.id] = line.bytes
        self._batch.append(_New(line, envelope, event))

    def _is_known(self, line: Line, envelope: Envelope) -> bool:
        if envelope.id in self._seen:
            _same(self._seen[envelope.id], line.bytes, envelope)
            return True
        known = queries.position_of(self._rows, envelope.id)
        anything = bool(self.stored or self._batch)
        if not (anything or self.skipped) and self._end and known != 1 and self._path.is_dir():
            raise _forked(1)  # a folder is a whole log, from its first entry on
        if known is None:
            return False
        _same(stored_line(self._rows, known), line.bytes, envelope)
        if known <= self._end:
            if known > self._last and (anything or (self._last and known != self._last + 1)):
                raise _forked(self._last + 1)
            self._last = max(self._last, known)
        return True

    def end(self) -> None:
        if self._batch:
            self._store()
        elif self._last and not self.stored and self._last < self._end:
            end = f"{self._path} ends at #{self._last}, and this ledger goes on to #{self._end}"
            msg = f"{end}: the first difference is #{self._last + 1}"
            raise BrokenRuleError(
                msg, "There is nothing to load. If the log should be the newer one, its end was cut off."
            )

    def _store(self) -> None:
        _append(self._ledger, self._batch, dry_run=self._dry_run)
        self.stored += len(self._batch)
        self._told(len(self._batch))
        self._begin()


def _with_what_stays(error: ServandaError, loading: _Loading) -> ServandaError:
    if not loading.stored:
        return error
    stays = f"The {loading.stored:,} new entries before it are stored; load again, and it goes on from there."
    return type(error)(error.message, f"{error.remedy} {stays}".strip())


def _append(ledger: Ledger, new: Sequence[_New], *, dry_run: bool) -> None:
    head = ledger.log.head()
    ledger.folds.stand_at(head.position)
    known = Snapshot(ledger.log, ledger.folds, recorded=True)
    entries = [
        New(one.envelope.subject, one.envelope.streamversion, one.envelope.slug, one.line.bytes)
        for one in new
    ]
    for entry in entries:
        known.timeline(entry.subject)
    _continues(head, known.versions(), new)
    _stand(known, new, head.position + 1)
    if dry_run:
        return

    def seal(now: Head) -> Sequence[New]:
        if now != head:
            msg = "somebody else recorded at the same time"
            raise ConflictError(msg, "Try again.")
        return entries

    def project(rows: Rows, stored: Sequence[Stored]) -> None:
        taken = (
            (one.envelope, Entry(entry.position, one.envelope.id, entry.subject, one.event))
            for one, entry in zip(new, stored, strict=True)
        )
        projector.project(rows, taken, ledger.folds.of)
        ledger.folds.grow(stored[0].position, stored[-1].position)

    ledger.log.append(seal, project, known.versions())


def _stand(known: Snapshot, new: Sequence[_New], first: int) -> None:
    """Raise unless the lines could have been recorded, one after the other."""
    drafts = [_draft(one, position) for position, one in enumerate(new, start=first)]
    for one, decided in zip(new, decide(known, drafts, date.max), strict=True):
        if decided.event != one.event:
            msg = (
                f"{one.line.place}: data of {one.envelope.slug} are not in the form in which they are stored"
            )
            raise InvalidInputError(msg, "The line was written or changed by something else than servanda.")


def _draft(new: _New, position: int) -> Draft:
    envelope = new.envelope
    # The recorder's day may be ahead of UTC by some hours.
    latest = moment_of(envelope.time).date() + timedelta(days=1)
    return Draft(
        new.event.type,
        envelope.subject,
        envelope.data,
        place=new.line.place,
        id=envelope.id,
        position=position,
        recorded=latest,
        event=new.event,
    )


def _continues(head: Head, read: Mapping[str, int], new: Sequence[_New]) -> None:
    """Raise unless times increase over the log and versions count up in each stream."""
    versions = dict(read)
    last = head.time
    for _, entry, _ in new:
        if entry.time <= last:
            msg = f"the entry recorded {entry.time} does not follow the one recorded {last}"
            raise BrokenRuleError(msg, "Load a log into an empty ledger, or only what continues this one.")
        last = entry.time
        versions[entry.subject] += 1
        if entry.streamversion != versions[entry.subject]:
            due = f"{entry.subject} continues with its entry {versions[entry.subject]}"
            msg = f"{due}, but the line is its entry {entry.streamversion}"
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

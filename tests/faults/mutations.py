"""The program with one safeguard taken out, so that the gates can show that they would notice.

Each is applied by `apply` inside a child process before it runs the program; the program itself
has no switches for it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from servanda.app import recording
from servanda.app.following import mark_of
from servanda.cli import following
from servanda.log import ledger_file, sqlite, tree
from servanda.projections import projector


def apply(name: str) -> None:
    """Change the program in this process; "" leaves it as it is."""
    if name:
        MUTATIONS[name]()


def _acknowledge_before_commit() -> None:
    """What a transaction wrote is committed when the next one begins."""

    @contextmanager
    def transaction(self: Any, *, commit: bool) -> Iterator[Any]:
        cursor = self.cursor()
        if commit and self._sqlite_conn.in_transaction:
            self._sqlite_conn.execute("COMMIT")
        if commit:
            cursor.execute("BEGIN IMMEDIATE")
        yield cursor

    sqlite._Connection.transaction = transaction  # type: ignore[method-assign]


def _nodes_in_a_second_transaction() -> None:
    """The tree grows after the commit of the entries, in a transaction of its own."""
    append = sqlite.SQLiteLog.append

    def after(self: Any, *arguments: Any) -> Any:
        stored = append(self, *arguments)
        with self._datastore.transaction(commit=True) as c:
            size = stored[0].position - 1
            tree.grow(c.sqlite_cursor.connection, size, [entry.line for entry in stored])
        return stored

    sqlite.grow = lambda *_: None
    sqlite.SQLiteLog.append = after  # type: ignore[method-assign]


def _entry_by_entry() -> None:
    """Each entry of a batch is appended in a transaction of its own."""
    record = recording.Ledger.record

    def one_by_one(self: Any, drafts: Any, recorded_by: str) -> Any:
        return [stored for draft in drafts for stored in record(self, [draft], recorded_by)]

    recording.Ledger.record = one_by_one  # type: ignore[method-assign]


def _synchronous_normal() -> None:
    """The last commit may still be on its way to the disk when it is acknowledged."""
    configure = ledger_file.configure

    def weaker(connection: Any) -> None:
        configure(connection)
        connection.execute("PRAGMA synchronous = NORMAL")

    ledger_file.configure = weaker


def _no_trigger() -> None:
    """A new ledger lacks the triggers that keep it append-only."""
    ledger_file.CREATE = tuple(it for it in ledger_file.CREATE if "TRIGGER" not in it)  # type: ignore[assignment]


def _no_retry() -> None:
    """Whoever is overtaken gets the conflict as an error."""
    recording.ATTEMPTS = 1


def _deferred_transactions() -> None:
    """The library's own transaction, which takes the lock with its first write."""
    del sqlite._Connection.transaction


def _retried_after_commit() -> None:
    """What is committed is now and then taken for a conflict, and recorded again."""
    record = recording.Ledger.record

    def again(self: Any, drafts: Any, recorded_by: str) -> Any:
        stored = record(self, drafts, recorded_by)
        return record(self, drafts, recorded_by) if stored[-1].position % 7 == 0 else stored

    recording.Ledger.record = again  # type: ignore[method-assign]


def _rows_left_out() -> None:
    """The read model is said to be up to date, and was not written."""
    projector.project = lambda *_: None


def _clock_taken_at_its_word() -> None:
    """An entry bears the time that the clock shows, whatever the last one bears."""
    recording.next_moment = lambda now, _: now


def _clock_behind_not_noticed() -> None:
    """Nothing is said when the clock is behind the last entry."""
    recording.Ledger.lag = lambda _: None  # type: ignore[method-assign]


def _state_ahead() -> None:
    """A follower keeps how far it got before it prints."""
    printed = following._print

    def after(batch: Any, out: Any, told: Any, kept: Any, **how: Any) -> None:
        if batch:
            kept.keep(mark_of(batch[-1]))
        printed(batch, out, told, kept, **how)

    following._print = after


def _cut_line_gone_on_with() -> None:
    """A follower prints on where a line was cut off."""
    following._Output._is_torn = lambda _: False  # type: ignore[method-assign]


MUTATIONS: dict[str, Callable[[], None]] = {
    "acknowledge before commit": _acknowledge_before_commit,
    "nodes in a second transaction": _nodes_in_a_second_transaction,
    "a batch entry by entry": _entry_by_entry,
    "synchronous normal": _synchronous_normal,
    "no trigger": _no_trigger,
    "no retry": _no_retry,
    "deferred transactions": _deferred_transactions,
    "retried after the commit": _retried_after_commit,
    "rows left out": _rows_left_out,
    "the clock taken at its word": _clock_taken_at_its_word,
    "a clock behind is not noticed": _clock_behind_not_noticed,
    "a state ahead of the lines": _state_ahead,
    "a cut line gone on with": _cut_line_gone_on_with,
}

"""The laws that tie the rows to the log, tried on whatever a ledger accepts."""

from contextlib import closing
from dataclasses import replace
from datetime import date

from eventsourcing.persistence import StoredEvent
from hypothesis import example, given
from hypothesis import strategies as st

from given import TODAY, established, held, published, voided
from servanda.app.comparable import contents
from servanda.domain.decide import Draft
from servanda.domain.timeline import Timeline
from servanda.log import rows as databases
from servanda.log.envelope import stored_envelope
from servanda.log.memory import MemoryLog
from servanda.log.store import New
from servanda.projections import projector
from servanda.projections.tables import TABLES
from servanda.queries import NOW, AsOf, search, select
from strategies import ESTABLISHED, RECORDER, Offer, fewer, grown, in_memory, offers

DAYS = (
    date.min,
    date(2018, 1, 1),
    date(2019, 7, 1),
    date(2021, 2, 28),
    date(2023, 12, 31),
    TODAY,
    date(2030, 1, 1),
)
VOIDED_WHOLE = [
    [Offer("dialogue-established", "jp-fr-ict", ESTABLISHED)],
    [Offer("entry-voided", "jp-fr-ict", {"reason": "twice"})],
]


def _entries(ledger):
    return [stored_envelope(stored.line).entry(stored.position) for stored in ledger.log.read()]


def _folded(entries, day):
    """Every record that the fold of each stream knows on a day, by kind and key."""
    found = {}
    for slug in {entry.stream for entry in entries}:
        timeline = Timeline(entry for entry in entries if entry.stream == slug)
        for key, versions in timeline.versions.items():
            standing = [version.record for version in versions if version.day <= day]
            if standing:
                found[key] = standing[-1]
    return found


def _answered(rows, as_of):
    return {(cls, record.key): record for cls in TABLES for record in select(rows, cls, as_of)}


def _empty():
    return closing(databases.in_memory())


@fewer(2)
@example(VOIDED_WHOLE)
@given(offers())
def test_rows_written_entry_by_entry_are_those_of_a_rebuild(offered):
    """Recording one batch after the other leaves the rows that the whole log gives at once."""
    with grown(offered) as ledger, _empty() as fresh:
        projector.rebuild(fresh, ledger.log)

        assert contents(fresh) == contents(ledger.log.rows())


@fewer(4)
@example(VOIDED_WHOLE)
@given(offers())
def test_what_was_known_then_is_the_fold_of_the_log_cut_there(offered):
    """For every position and day the rows answer with the fold of the entries up to there."""
    with grown(offered) as ledger:
        entries, rows = _entries(ledger), ledger.log.rows()

        for position in (*range(len(entries) + 1), NOW):
            for day in DAYS:
                known = _folded([entry for entry in entries if entry.position <= position], day)
                assert known == _answered(rows, AsOf(day, position)), (position, day)


@fewer(2)
@given(offers())
def test_a_log_replayed_entry_by_entry_is_accepted_whole(offered):
    """Each stored event, offered again, is decided to itself; its line appended gives the same rows."""
    with grown(offered) as ledger, closing(in_memory()) as replayed:
        for stored in ledger.log.read():
            event = stored_envelope(stored.line).event()
            (previewed,) = replayed.preview([Draft(event.type, stored.subject, event.data())], RECORDER)
            assert event == stored_envelope(previewed.line).event()
            replayed.log.append(
                lambda _, again=stored: [New(*again[1:])],
                lambda rows, new: projector.append(rows, new, replayed.log.stream),
            )

        assert contents(ledger.log.rows()) == contents(replayed.log.rows())


@fewer(2)
@given(offers(), st.integers(1, 20))
def test_rows_that_are_behind_catch_up_to_those_of_a_rebuild(offered, position):
    """Bringing up to date the rows of a shorter log gives what the longer one gives at once."""
    with grown(offered) as ledger, closing(MemoryLog()) as shorter, _empty() as rows, _empty() as fresh:
        for stored in list(ledger.log.read())[:position]:
            shorter.recorder.insert_events([StoredEvent(*stored[1:])])
        projector.rebuild(rows, shorter)

        projector.catch_up(rows, shorter.head().position, ledger.log)

        projector.rebuild(fresh, ledger.log)
        assert contents(fresh) == contents(rows)


@fewer(2)
@given(offers())
def test_the_index_finds_what_the_rows_say(offered):
    """Every record standing now is found by its own title or text, among others perhaps."""
    with grown(offered) as ledger:
        rows, as_of = ledger.log.rows(), AsOf(TODAY)

        for record in _answered(rows, as_of).values():
            words = getattr(record, "text", None) or getattr(record, "title", None)
            if words:
                assert record in [hit.record for hit in search(rows, words, as_of)]


def test_a_record_that_a_void_takes_out_is_known_until_then(ledger):
    """After its only entry is voided a meeting is gone, and still there for what was known before."""
    ledger.record([established(), held(22)], "a recorder")
    ledger.record([voided()], "a recorder")

    answered = [
        len(select(ledger.log.rows(), cls, AsOf(TODAY, known))) for known in (1, 2, 3) for cls in TABLES
    ]

    assert [0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0] == answered


def test_an_entry_folds_its_own_stream_only(ledger):
    """Rows that are behind are brought up to date from the streams of the new entries, and from no other."""
    ledger.record([published(), established(), replace(established(), subject="jp-eu-ict")], RECORDER)
    stored = ledger.record([held(22, citations=["mic-2023-11-14"]), held(21, "2022-11-09")], RECORDER)
    read = []

    with _empty() as rows:
        projector.rebuild(rows, _Cut(ledger.log, 3))
        projector.append(rows, stored, lambda slug: read.append(slug) or ledger.log.stream(slug))

        assert contents(ledger.log.rows()) == contents(rows)
    assert ["jp-fr-ict"] == read


class _Cut:
    """A log as it was at a position."""

    def __init__(self, log, position):
        self._entries = list(log.read())[:position]

    def stream(self, slug):
        return [entry for entry in self._entries if entry.subject == slug]

    def streams(self):
        return sorted({entry.subject for entry in self._entries})

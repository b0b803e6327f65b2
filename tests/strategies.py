"""What tests record: a ledger in memory, and whatever people might offer to one, sound or not.

An offer is a draft whose references to earlier entries are still open. `grow` fills them in from
what the ledger holds by then, offers batch after batch, and passes over what the ledger refuses:
what remains are varied logs that keep every rule.
"""

import operator
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from given import TODAY
from servanda.app.recording import Ledger
from servanda.domain.decide import Draft
from servanda.errors import ServandaError
from servanda.log.memory import MemoryLog
from servanda.log.store import Log, Stored

NOON = datetime.combine(TODAY, time(12), UTC)
RECORDER = "a recorder"
DIALOGUES = ("jp-fr-ict", "jp-eu-ict")
SOURCES = ("mic-2021", "mic-2023", "eu-2024")

ESTABLISHED = {
    "occurred": "../2018-01-01",
    "titles": {"en": "Japan-France ICT Consultations", "ja": "日仏ICT政策協議"},
    "kind": "consultations",
    "parties": ["JP", "FR"],
    "leads": ["MIC"],
}
PUBLISHED = {"titles": {"en": "Results of a round"}}
STANDING_STILL = (0,)

BEGINNING = ("commitment-made", "meeting-scheduled", "membership-changed")
MENDING = ("entry-corrected", "entry-voided")
BEFALLING = (
    "commitment-reaffirmed",
    "commitment-amended",
    "commitment-rescheduled",
    "progress-reported",
    "commitment-fulfilled",
    "commitment-withdrawn",
    "commitment-superseded",
    "commitment-reopened",
    "commitment-disputed",
    "commitment-assessed",
)


def fewer(part: int) -> settings:
    """A part of the usual number of examples, for tests whose every example is a whole log."""
    return settings(max_examples=settings().max_examples // part)


class Clock:
    """A clock that stands still until a test sets it."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def in_memory(clock: Clock | None = None) -> Ledger:
    """An empty ledger in memory, its read model built."""
    ledger = Ledger(MemoryLog(), "test", clock or Clock())
    ledger.catch_up(anew=True)
    return ledger


class Offer(NamedTuple):
    """A draft that leaves open which of its stream's entries or commitments it is about."""

    type: str
    subject: str
    data: dict[str, Any]
    which: int = 0

    def draft(self, log: Log) -> Draft:
        """The draft, by what the log holds now; 0 is the latest entry or commitment."""
        entries = log.stream(self.subject)
        made = [entry for entry in entries if entry.type == "commitment-made"]
        data = dict(self.data)
        if self.type in MENDING and entries:
            data["entry"] = f"#{entries[-1 - self.which % len(entries)].position}"
        if self.type in BEFALLING and made:
            data["ref"] = f"{self.subject}/{len(made) - self.which % len(made)}"
        return Draft(self.type, self.subject, data)


def grow(ledger: Ledger, offered: Iterable[Sequence[Offer]]) -> list[Stored]:
    """Offer batch after batch; the entries of those that were accepted."""
    stored = []
    for batch in offered:
        try:
            stored += ledger.record([offer.draft(ledger.log) for offer in batch], RECORDER)
        except ServandaError:
            continue
    return stored


@contextmanager
def grown(offered: Iterable[Sequence[Offer]], pauses: Sequence[int] = STANDING_STILL) -> Iterator[Ledger]:
    """A ledger in memory that holds what was accepted of what was offered.

    ``pauses`` are the days that pass before each batch, again from the first where they run out.
    """
    clock = Clock()
    with closing(in_memory(clock)) as ledger:
        for batch, days in zip(offered, cycle(pauses)):
            clock.now += timedelta(days)
            grow(ledger, [batch])
        yield ledger


def _one_in(choices: int, strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The strategy's values, or None, which stands for a field left out, in all other cases."""
    return st.one_of(*[st.none()] * (choices - 1), strategy)


def _evenly(*strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One of the strategies, each as likely as the next, even where it is a choice of many itself."""
    return st.integers(0, len(strategies) - 1).flatmap(strategies.__getitem__)


def _fields(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(strategies).map(
        lambda data: {name: value for name, value in data.items() if value is not None}
    )


def windows(first: int, last: int) -> st.SearchStrategy[Any]:
    """Vague dates of some years: days to years, seasons, open, alternative and unknown ones."""
    days = st.dates(date(first, 1, 1), date(last, 12, 31))
    years = st.integers(first, last)
    edtf = st.one_of(
        days.map(str),
        days.map(str),
        days.map(lambda day: f"{day:%Y-%m}"),
        years.map(str),
        st.builds("{}-{}".format, years, st.sampled_from((21, 22, 23, 24, 33, 36, 40, 41))),
        st.builds(lambda day, after: f"{day}/{day + timedelta(after)}", days, st.integers(0, 40)),
        years.map(lambda year: f"[{year}-04,{year}-06]"),
        years.map(lambda year: f"{year}~"),
        days.map(lambda day: f"../{day}"),
        st.just("../.."),
    )
    return st.one_of(edtf, edtf, st.builds(lambda text: {"edtf": text, "words": "around then"}, edtf))


EARLY, LATE = windows(2018, 2019), windows(2020, 2025)
"""When things begin that later ones befall, and when those mostly do; 2025 goes beyond TODAY."""

texts = st.sampled_from(
    (
        "Hold the next round",
        "Share results once a year",
        "光海底ケーブルの整備",
        "Sign a memorandum",
        "Ｆｕｌｌ width",
    )
)
_actors = st.lists(st.sampled_from((*("JP", "FR", "MIC") * 3, "EU")), max_size=2, unique=True)
_rounds = st.sampled_from((1, 2, 1, 2, 3, "2020-12"))
_citations = st.lists(st.sampled_from(SOURCES), max_size=1)
_titles = st.dictionaries(st.sampled_from(("en", "ja")), texts, min_size=1)

_DATA = {
    "dialogue-renamed": _fields(titles=_titles),
    "membership-changed": _fields(
        joined=st.sampled_from((["EU"], ["METI"], [])),
        left=st.sampled_from((["MIC"], [])),
        as_leads=_one_in(2, st.booleans()),
    ),
    "cadence-agreed": _fields(times=st.integers(1, 3), hosts=st.just(["JP", "FR"])),
    "dialogue-succeeded": _fields(by=st.sampled_from(DIALOGUES)),
    "dialogue-concluded": _fields(reason=_one_in(2, texts)),
    "coverage-checked": _fields(through=st.dates(date(2020, 1, 1), TODAY).map(str), where=_one_in(2, texts)),
    "meeting-scheduled": _fields(round=_rounds, when=LATE, place=_one_in(2, st.just("Paris"))),
    "meeting-rescheduled": _fields(round=_rounds, when=LATE),
    "meeting-cancelled": _fields(round=_rounds),
    "meeting-held": _fields(
        round=_rounds,
        place=_one_in(2, st.just("東京")),
        hosts=_one_in(2, st.just(["JP"])),
        topics=st.lists(texts, max_size=2, unique=True),
    ),
    "outcome-adopted": _fields(
        title=texts,
        kind=st.sampled_from(("report", "memorandum")),
        signatories=_actors,
        round=_one_in(2, _rounds),
    ),
    "commitment-made": _fields(
        text=texts,
        kind=st.sampled_from(("next-meeting", "next-meeting", "deliver", "sign")),
        by=_actors,
        due=_one_in(2, LATE),
        topic=_one_in(2, texts),
        round=_one_in(2, _rounds),
    ),
    "commitment-reaffirmed": _fields(text=_one_in(2, texts)),
    "commitment-amended": _fields(text=_one_in(2, texts), by=_actors),
    "commitment-rescheduled": _fields(due=LATE, agreed_by=_actors),
    "progress-reported": _fields(text=texts),
    "commitment-fulfilled": _fields(by=_actors, through=_one_in(3, st.integers(1, 9).map("#{}".format))),
    "commitment-withdrawn": _fields(reason=_one_in(2, texts)),
    "commitment-superseded": _fields(
        by_ref=st.sampled_from([f"{slug}/{n}" for slug in DIALOGUES for n in (1, 2)])
    ),
    "commitment-reopened": _fields(reason=_one_in(2, texts)),
    "commitment-disputed": _fields(text=texts, by=_actors),
    "commitment-assessed": _fields(assessor=texts, scale=st.just("0-5"), score=st.just("3")),
}
_CHANGES = st.one_of(
    _fields(occurred=EARLY | LATE),
    _fields(due=LATE),
    _fields(note=texts),
    _fields(text=texts),
    _fields(round=_rounds),
    _fields(citations=_citations),
    st.sampled_from(("citations", "note", "due", "place", "topic")).map(lambda field: {field: None}),
)


def _event(type_: str) -> st.SearchStrategy[Offer]:
    occurred = EARLY if type_ in BEGINNING else EARLY | LATE | LATE
    common = _fields(occurred=occurred, citations=_citations, note=_one_in(4, texts))
    data = st.builds(operator.or_, _DATA[type_], common)
    return st.builds(Offer, st.just(type_), st.sampled_from(DIALOGUES), data, _which)


_which = st.integers(0, 40)
_streams = st.sampled_from((*DIALOGUES * 4, *SOURCES))
_mended = _fields(reason=texts, citations=_citations)
_corrections = st.builds(
    Offer,
    st.just("entry-corrected"),
    _streams,
    st.builds(operator.or_, _mended, _fields(changes=_CHANGES)),
    _which,
)
_voids = st.builds(Offer, st.just("entry-voided"), _streams, _mended, _which)
_made = _event("commitment-made")
_events = _evenly(*(_event(type_) for type_ in _DATA))
_single = _evenly(*[_events] * 6, _corrections, _voids).map(lambda offer: [offer])
_batches = _evenly(*[_single] * 5, st.lists(_events, min_size=2, max_size=3))
_covered = st.lists(st.sampled_from(DIALOGUES), max_size=2, unique=True)


def _publication(slug: str) -> st.SearchStrategy[Offer]:
    """A source of some day, vague ones included, that covers some dialogues."""
    published = _fields(occurred=windows(2019, 2024), dialogues=_covered)
    return published.map(lambda data: Offer("source-published", slug, PUBLISHED | data))


_openings = st.builds(
    operator.add,
    st.tuples(
        *(st.just(Offer("dialogue-established", slug, ESTABLISHED)) for slug in DIALOGUES),
        *(_publication(slug) for slug in SOURCES),
    ).flatmap(st.permutations),
    st.tuples(*[_made] * 3, *[_event("meeting-scheduled")] * 2).map(list),
).map(lambda opening: [[offer] for offer in opening])


def offers(at_most: int = 25) -> st.SearchStrategy[list[list[Offer]]]:
    """Batches to offer to an empty ledger: a few streams begin, then anything may happen to them."""
    return st.builds(operator.add, _openings, st.lists(_batches, min_size=at_most // 2, max_size=at_most))


pauses = st.lists(st.sampled_from((0, 0, 0, 1, 10, 40)), min_size=1, max_size=7)
"""Days that pass before each batch, so that entries become known on different days."""

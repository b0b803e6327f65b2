"""The cut at what was public by a day: which entries it leaves, and that every question goes by it."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from given import (
    DIALOGUE,
    SOURCE,
    TODAY,
    corrected,
    established,
    fulfilled,
    held,
    looked,
    made,
    published,
    voided,
)
from servanda import queries
from servanda.app.reading import cut_to_public, open_rows
from servanda.app.recording import Ledger
from servanda.domain.records import Commitment, Dialogue, Meeting, Source
from servanda.projections.published import cut
from servanda.queries import NOW, AsOf, Filters

BY = date(2023, 11, 14)
LATER = "mic-2024-02-01"
JP_EU = "jp-eu-ict"
PUBLIC, NOT_PUBLIC = ["22"], []


def at(day, *, hour=9):
    return datetime(*map(int, day.split("-")), hour, tzinfo=UTC)


@pytest.fixture
def told(ledger, clock):
    """What is there of a kind after these drafts, cut to what was public by a day.

    A text among the drafts is the day from which on they are recorded.
    """

    def tell(*drafts, by=BY, known_at=NOW, cls=Meeting):
        for draft in drafts:
            if isinstance(draft, str):
                clock.now = at(draft)
            else:
                ledger.record([draft], "a recorder")
        cut(ledger.log.rows(), ledger.log, known_at, by)
        found = queries.select(ledger.log.rows(), cls, AsOf(TODAY, known_at, by))
        return [record.round if cls is Meeting else record.key for record in found]

    return tell


BEGINNING = (published("2023-11-14"), published("2024-02-01", subject=LATER), established(citations=[SOURCE]))


@pytest.mark.parametrize(
    ("citations", "by", "expected"),
    [
        ([SOURCE], "2023-11-13", NOT_PUBLIC),
        ([SOURCE], "2023-11-14", PUBLIC),
        ([LATER], "2024-01-31", NOT_PUBLIC),
        ([LATER], "2024-02-01", PUBLIC),
        ([LATER, SOURCE], "2023-11-14", PUBLIC),
        ([], "2025-06-29", NOT_PUBLIC),
        ([], "2025-06-30", PUBLIC),
    ],
)
def test_an_entry_is_public_once_the_first_of_its_sources_is(told, citations, by, expected):
    """One without a source from the day of its recording, since nothing else is known to say it."""
    found = told(*BEGINNING, held(22, citations=citations), by=date.fromisoformat(by))

    assert expected == found


@pytest.mark.parametrize(
    ("occurred", "last"),
    [
        ("2023-11", "2023-11-30"),
        ("2023-10-01/2023-12-05", "2023-12-05"),
        ("[2023-09,2024-02]", "2024-02-29"),
        ("../2023-11-20", "2023-11-20"),
    ],
)
def test_a_vague_publication_counts_from_its_last_day(told, occurred, last):
    """Earlier it is not certain that anybody could read it: neither source nor what it tells is there."""
    last = date.fromisoformat(last)
    drafts = (published(occurred), established("2010", citations=[SOURCE]), held(22, citations=[SOURCE]))

    before = told(*drafts, by=date.fromordinal(last.toordinal() - 1))
    sources_before = told(by=date.fromordinal(last.toordinal() - 1), cls=Source)

    assert (NOT_PUBLIC, []) == (before, sources_before)
    assert (PUBLIC, [SOURCE]) == (told(by=last), told(by=last, cls=Source))


@pytest.mark.parametrize("occurred", ["2023/..", "../.."])
def test_a_publication_without_a_last_day_makes_nothing_public(told, occurred):
    """Of no day is it certain that it was published by then."""
    drafts = (published(occurred), established(citations=[SOURCE]), held(22, citations=[SOURCE]))

    assert NOT_PUBLIC == told(*drafts, by=date(2200, 1, 1))


def test_the_day_of_recording_is_that_of_its_moment(told):
    """To the end of the day: what was recorded at night is public by that day, not by the one before."""
    drafts = ("2024-07-10", *BEGINNING, held(22))

    assert NOT_PUBLIC == told(*drafts, by=date(2024, 7, 9))
    assert PUBLIC == told(by=date(2024, 7, 10))


def test_a_correction_is_no_news(told, ledger):
    """A public entry is shown as it should have been, also where a later source set it right."""
    correction = corrected("#4", occurred="2023-11-08", place="Lyon")
    told(*BEGINNING, held(22, place="Paris", citations=[SOURCE]))
    assert PUBLIC == told(replace(correction, data=correction.data | {"citations": [LATER]}))

    (meeting,) = queries.select(ledger.log.rows(), Meeting, AsOf(TODAY, NOW, BY))

    assert ("2023-11-08", "Lyon", (4,)) == (meeting.when.edtf, meeting.place, meeting.entries)


@pytest.mark.parametrize(
    ("changed", "by", "expected"),
    [
        ({"citations": [LATER]}, "2024-01-31", NOT_PUBLIC),
        ({"citations": [LATER]}, "2024-02-01", PUBLIC),
        ({"citations": None}, "2024-07-09", NOT_PUBLIC),
        ({"citations": None}, "2024-07-10", PUBLIC),
    ],
)
@pytest.mark.parametrize("cited", [[SOURCE], []])
def test_an_entry_is_public_by_the_citations_that_it_should_have_had(told, cited, changed, by, expected):
    """A correction that exchanges or takes out the sources says when it was public, whatever it cites."""
    correction = corrected("#4", **changed)
    correction = replace(correction, data=correction.data | {"citations": cited})
    begun = ("2024-03-01", *BEGINNING, "2024-07-10", held(22, citations=[SOURCE]))

    found = told(*begun, "2024-09-01", correction, by=date.fromisoformat(by))

    assert expected == found


@pytest.mark.parametrize(("known_at", "expected"), [(4, NOT_PUBLIC), (5, PUBLIC), (6, NOT_PUBLIC)])
def test_the_sources_are_dated_as_they_were_known(told, known_at, expected):
    """By what was known, a publication that was misread twice made the round public, or did not."""
    drafts = (
        published("2023-12-14"),
        established("2010"),
        made(citations=[SOURCE]),
        held(22, citations=[SOURCE]),
        corrected("#1", SOURCE, occurred="2023-11-14"),
        corrected("#1", SOURCE, occurred="2023-11-15"),
    )

    assert expected == told(*drafts, known_at=known_at)


def test_what_was_recorded_later_is_not_known(told):
    """Both axes are cut: a round that was public and not recorded by then is not there."""
    drafts = (*BEGINNING, held(21, "2022-10", citations=[SOURCE]), held(22, citations=[SOURCE]))

    assert ["21"] == told(*drafts, known_at=4)
    assert ["21", "22"] == told()


def test_what_was_voided_was_not_public(told):
    """An entry that should not have been recorded is out of every answer, but by what was known before."""
    drafts = (*BEGINNING, held(22, citations=[SOURCE]), voided("#4"))

    assert NOT_PUBLIC == told(*drafts)
    assert PUBLIC == told(known_at=4)


def test_a_public_entry_brings_what_it_rests_on(told):
    """Whoever read of a fulfilment learned of the promise, and of the dialogue."""
    drafts = (
        published("2023-11-14"),
        published("2024-02-01", subject=LATER),
        established(citations=[LATER]),
        made("2023-01", citations=[LATER]),
        made("2023-02", citations=[LATER]),
        fulfilled(1, "2023-11-10", citations=[SOURCE]),
    )

    assert ["jp-fr-ict/1"] == told(*drafts, cls=Commitment)
    assert [DIALOGUE] == told(cls=Dialogue)
    assert ["jp-fr-ict/1", "jp-fr-ict/2"] == told(by=date(2024, 2, 1), cls=Commitment)


def test_what_depends_on_what_was_not_public_is_otherwise(told, ledger):
    """A promise is open as long as nobody could read that it was kept."""
    drafts = (*BEGINNING, made("2023-11-09", due="2023", citations=[SOURCE]), fulfilled(1, citations=[LATER]))
    told(*drafts)

    (seen,) = queries.commitments(ledger.log.rows(), AsOf(TODAY, NOW, BY))

    assert ("open", "past due, unchecked", (4,)) == (
        seen.commitment.state,
        seen.standing.name,
        seen.standing.entries,
    )


def test_a_dialogue_is_there_from_its_first_public_entry_on(told):
    """Before that nothing of it was public, and no dialogue is listed."""
    drafts = (*BEGINNING, held(22, citations=[SOURCE]))

    assert [] == told(*drafts, by=date(2023, 11, 13), cls=Dialogue)
    assert [DIALOGUE] == told(cls=Dialogue)


@pytest.mark.parametrize("late", [True, False], ids=["folded anew", "taken over"])
def test_lists_are_narrowed_and_searched_as_ever(told, ledger, late):
    """Filters by party and topic, and words, find in the cut what they find in the whole, and no more."""
    more = (held(23, "2024-01-20", topics=["Submarine cables"], citations=[LATER]),) if late else ()
    told(
        *BEGINNING,
        held(22, topics=["Submarine cables"], hosts=["FR"], citations=[SOURCE]),
        made(text="Share results", by=["FR"], citations=[SOURCE]),
        *more,
    )
    rows, as_of = ledger.log.rows(), AsOf(TODAY, NOW, BY)

    def found(cls, **filters):
        return [record.key for record in queries.select(rows, cls, as_of, Filters(**filters))]

    assert ["jp-fr-ict 22"] == found(Meeting, topic="cables")
    assert ["jp-fr-ict/1"] == found(Commitment, party=("FR",))
    assert [] == found(Commitment, party=("EU",))
    assert ["jp-fr-ict/1"] == [hit.record.key for hit in queries.search(rows, "share results", as_of)]
    assert ["jp-fr-ict 22"] == [hit.record.key for hit in queries.search(rows, "submarine", as_of)]


def test_the_last_look_is_one_that_was_public(told, ledger):
    """A source of a later day covers nothing yet, nor does a check that was recorded later."""
    told(
        "2024-03-01",
        published("2023-11-14", dialogues=[DIALOGUE]),
        published("2024-02-01", subject=LATER, dialogues=[DIALOGUE]),
        established(citations=[SOURCE]),
        looked("2024-02-20", "2024-02-25"),
    )

    def last(by):
        cut(ledger.log.rows(), ledger.log, NOW, date.fromisoformat(by))
        as_of = AsOf(TODAY, NOW, date.fromisoformat(by))
        look = queries.evidence_of(ledger.log.rows(), as_of, DIALOGUE).look
        return str(look.until) if look else None

    assert [None, "2023-11-14", "2024-02-01", "2024-02-20"] == [
        last(by) for by in ("2023-11-13", "2024-01-31", "2024-02-29", "2024-03-01")
    ]


def test_one_connection_can_be_cut_again(told):
    """Each cut is made from the whole: an earlier day hides nothing from a later one."""
    drafts = (*BEGINNING, held(22, citations=[LATER]))

    assert NOT_PUBLIC == told(*drafts, by=date(2000, 1, 1))
    assert PUBLIC == told(by=date(2024, 2, 1))
    assert NOT_PUBLIC == told(by=date(2000, 1, 1))


def test_every_name_is_still_known(told, ledger):
    """So that an error can say that something was not public, rather than that it is not there."""
    told(*BEGINNING, held(22, citations=[SOURCE]), by=date(2000, 1, 1))

    assert [DIALOGUE] == queries.known_names(ledger.log.rows(), "dialogues")
    assert "no source published by 2000-01-01 tells of jp-fr-ict" == str(
        queries.unknown(
            ledger.log.rows(), DIALOGUE, ["dialogues"], AsOf(TODAY, NOW, date(2000, 1, 1))
        ).message
    )


def test_a_cut_is_of_one_connection_and_leaves_the_file_as_it_is(ledger_path):
    """Somebody who asks at the same time is answered from the whole, and so is the next one."""
    with closing(Ledger.open(ledger_path)) as ledger:
        ledger.record([*BEGINNING, held(22, citations=[LATER])], "a recorder")
    as_of = AsOf(TODAY, NOW, BY)

    with closing(open_rows(ledger_path)) as rows, closing(open_rows(ledger_path)) as others:
        cut_to_public(rows, NOW, BY)
        found = [len(queries.select(one, Meeting, as_of)) for one in (rows, others)]
    with closing(open_rows(ledger_path)) as again:
        assert [0, 1, 1] == [*found, len(queries.select(again, Meeting, as_of))]


def test_other_dialogues_are_taken_over_as_they_were_known(told, ledger):
    """A dialogue in which all was public keeps its rows, those of the position asked about."""
    told(
        published("2023-01-01"),
        established(subject=JP_EU, parties=["JP", "EU"], citations=[SOURCE]),
        held(30, "2022-04-22", subject=JP_EU, place="Paris", citations=[SOURCE]),
        corrected("#3", JP_EU, place="Lyon"),
    )
    rows = ledger.log.rows()

    def place(known_at):
        cut(rows, ledger.log, known_at, date(2025, 6, 30))
        (meeting,) = queries.select(rows, Meeting, AsOf(TODAY, known_at))
        return meeting.place

    assert ["Paris", "Lyon", "Lyon"] == [place(3), place(4), place(NOW)]

from datetime import date

import pytest
from hypothesis import given

from given import TODAY, corrected, established, held, made, voided
from servanda.audit import not_there, subject
from servanda.audit.subjects import positions_ever, versions_of
from servanda.domain.records import Commitment, Dialogue, Meeting, Source
from servanda.errors import UnknownNameError
from servanda.queries import AsOf, select
from strategies import fewer, offers

NOW = AsOf(TODAY)
PROMISE = (Commitment, "jp-fr-ict/1")
NAMED = {PROMISE: ("jp-fr-ict/1", None), (Meeting, "jp-fr-ict 22"): ("jp-fr-ict", "22")}


@pytest.mark.parametrize(
    ("address", "round_", "expected"),
    [
        ("jp-fr-ict/1", None, PROMISE),
        ("jp-fr-ict", None, (Dialogue, "jp-fr-ict")),
        ("mic-2023-11-14", None, (Source, "mic-2023-11-14")),
        ("jp-fr-ict", "22", (Meeting, "jp-fr-ict 22")),
        ("jp-fr-ict", "022", (Meeting, "jp-fr-ict 22")),
    ],
)
def test_an_address_names_a_record(rows, address, round_, expected):
    """A commitment, a dialogue, a source, a round of a dialogue."""
    assert expected == subject(rows, address, round_, NOW)


def test_a_round_may_have_a_label(recorded):
    """A round whose ordinal is not stated is found by its label."""
    rows = recorded(established(), held("WTSA-24"))

    assert (Meeting, "jp-fr-ict WTSA-24") == subject(rows, "jp-fr-ict", "WTSA-24", NOW)


def test_a_record_that_was_voided_has_a_history_all_the_same(recorded):
    """It is found although there is nothing of it any more."""
    rows = recorded(established(), made(), voided(entry="#2"))

    assert PROMISE == subject(rows, "jp-fr-ict/1", None, NOW)
    assert ([], {2}) == (versions_of(rows, PROMISE, NOW), positions_ever(rows, PROMISE, NOW))


@pytest.mark.parametrize(
    ("address", "round_", "as_of", "message", "remedy"),
    [
        ("jp-fr-itc", None, NOW, "there is no dialogue or source 'jp-fr-itc'", "Did you mean jp-fr-ict?"),
        ("jp-fr-ict/3", None, NOW, "there is no commitment 'jp-fr-ict/3'", "Did you mean jp-fr-ict/2?"),
        (
            "jp-fr-ict/1",
            None,
            AsOf(TODAY, 3),
            "jp-fr-ict/1 was not known by #3: it was recorded as #4",
            "Ask with a later --known-at, or without it.",
        ),
        (
            "jp-fr-ict/1",
            None,
            AsOf(date(2023, 11, 8)),
            "jp-fr-ict/1 was not there on 2023-11-08: it begins on 2023-11-09",
            "Ask for a later day with --on.",
        ),
        ("jp-fr-itc", "22", NOW, "there is no dialogue or source 'jp-fr-itc'", "Did you mean jp-fr-ict?"),
        (
            "jp-fr-ict",
            "24",
            NOW,
            "the log has no round 24 of jp-fr-ict on 2025-06-30",
            "`servanda meetings jp-fr-ict` lists the rounds.",
        ),
    ],
)
def test_an_address_of_nothing(rows, address, round_, as_of, message, remedy):
    """The error says whether there is no such thing, or only not then."""
    with pytest.raises(UnknownNameError) as caught:
        subject(rows, address, round_, as_of)

    assert (message, remedy) == (caught.value.message, caught.value.remedy)


@pytest.mark.parametrize(
    ("wanted", "as_of", "message", "remedy"),
    [
        (
            (Meeting, "jp-fr-ict 22"),
            NOW,
            "jp-fr-ict 22 is void: entry #3 took it out of the record",
            "`servanda history jp-fr-ict 22` shows what it was.",
        ),
        (
            PROMISE,
            AsOf(date(2023, 12, 31)),
            "jp-fr-ict/1 was not there on 2023-12-31: it begins on 2024-02-01",
            "Ask for a later day with --on.",
        ),
    ],
)
def test_a_record_that_was_there_once(recorded, wanted, as_of, message, remedy):
    """It was voided since, or what is known now puts it after the day asked about."""
    rows = recorded(
        established(), held(22), voided(entry="#2"), made(), corrected("#4", occurred="2024-02-01")
    )

    assert wanted == subject(rows, *NAMED[wanted], as_of)
    error = not_there(rows, wanted, as_of)
    assert (message, remedy) == (error.message, error.remedy)


def test_a_record_rests_on_entries_that_were_taken_out_since(rows):
    """What was voided belongs to it still, as far as it was known and had happened by then."""
    assert {4, 7, 8, 15} == positions_ever(rows, PROMISE, NOW)
    assert {4, 7, 8} == positions_ever(rows, PROMISE, AsOf(TODAY, 10))
    assert {4, 7} == positions_ever(rows, PROMISE, AsOf(date(2024, 3, 31)))


def test_versions_are_the_record_after_each_entry(rows):
    """In the order in which the entries took effect, whichever was recorded first."""
    found = versions_of(rows, PROMISE, NOW)

    assert [
        ((4,), "firm", "2024-12", "open"),
        ((4, 7), "soft", "2024-12", "open"),
        ((4, 7, 8), "soft", "2025-04", "open"),
        ((4, 7, 8, 15), "soft", "2025-04", "fulfilled"),
    ] == [(one.entries, one.strength, str(one.due), one.state) for one in found]


def test_a_promise_that_a_known_round_kept_was_made_before_it_was_kept(recorded):
    """Dates may be too vague to tell; the record has a version for each of the two entries."""
    rows = recorded(
        established(),
        held(23, "2024", place="Tokyo"),
        made("2024-11", "Hold the 23rd round", "next-meeting", ["JP"], round=22),
    )

    made_so, kept = versions_of(rows, PROMISE, NOW)

    assert ((3,), made_so.made, "open", None, None, ()) == (
        made_so.entries,
        made_so.mentioned,
        made_so.state,
        made_so.closed,
        made_so.closed_in,
        made_so.closed_by,
    )
    assert ([kept], (3, 2), "fulfilled") == (select(rows, Commitment, NOW), kept.entries, kept.state)


@fewer(2)
@given(offers())
def test_each_version_has_one_entry_more_than_the_one_before(audited, offered):
    """The last one is the record as it stands, and each rests on entries that the record ever had."""
    with audited(offered) as rows:
        for cls in (Source, Dialogue, Meeting, Commitment):
            for record in select(rows, cls, NOW):
                found = versions_of(rows, (cls, record.key), NOW)
                assert record == found[-1]
                assert [record.entries[:number] for number in range(1, len(record.entries) + 1)] == [
                    version.entries for version in found
                ]
                assert positions_ever(rows, (cls, record.key), NOW) >= {*record.entries}

import pytest
from hypothesis import given

from given import SOURCE, corrected, established, held, made, published, voided
from servanda.audit import Mend, Told, told
from servanda.audit.told import published as first_published
from servanda.domain.order import effective
from servanda.events.mending import Mending
from servanda.events.window import Window
from servanda.log.envelope import stored_envelope
from servanda.queries import NOW
from strategies import RECORDER, fewer, offers

MISREAD = Mend(
    entry=9,
    of=4,
    type="entry-corrected",
    recorded="2024-06-01T09:00:00.040000Z",
    recorded_by=RECORDER,
    occurred=Window("2024-06-01"),
    reason="misread",
    fields={
        "due": ({"edtf": "2024"}, {"edtf": "2024-12"}),
        "citations": (
            [{"source": SOURCE, "start": 10, "end": 30, "sha256": 64 * "a", "locator": "Results"}],
            [{"source": SOURCE, "locator": "Next round"}],
        ),
    },
    citations=(),
    undone=None,
)
VOID = Mend(
    entry=10,
    of=8,
    type="entry-voided",
    recorded="2024-06-01T09:00:00.060000Z",
    recorded_by=RECORDER,
    occurred=Window("2024-06-01"),
    reason="recorded twice",
    fields={},
    citations=(),
    undone=11,
)
RESTORED = Mend(
    entry=11,
    of=10,
    type="entry-voided",
    recorded="2025-05-02T09:00:00.000000Z",
    recorded_by=RECORDER,
    occurred=Window("2025-05-02"),
    reason="recorded once only",
    fields={},
    citations=(),
    undone=None,
)


def test_an_entry_that_nothing_mended_is_told_as_it_was_recorded(rows):
    """Its data, its place and who recorded it."""
    assert Told(
        entry=3,
        type="meeting-held",
        stream="jp-fr-ict",
        recorded="2024-01-10T09:00:00.040000Z",
        recorded_by=RECORDER,
        data={
            "occurred": {"edtf": "2023-11-09"},
            "round": 22,
            "place": "Paris",
            "citations": [{"source": SOURCE}],
        },
        mends=(),
        voided=None,
    ) == told(rows, 3, NOW)


def test_what_a_correction_put_in_place_is_what_the_entry_says(rows):
    """The corrected entry carries the new values, and the correction what they were before."""
    found = told(rows, 4, NOW)

    assert ((MISREAD,), None) == (found.mends, found.voided)
    assert ({"edtf": "2024-12"}, Window("2023-11-09")) == (found.data["due"], found.occurred)
    assert ({"source": SOURCE, "locator": "Next round"},) == found.citations


def test_a_void_counts_until_it_is_voided_itself(rows):
    """By what was known at each entry: not voided yet, voided, and restored by the void of the void."""
    known = {position: told(rows, 8, position) for position in (9, 10, 11)}

    assert {9: None, 10: 10, 11: None} == {position: found.voided for position, found in known.items()}
    assert {9: (), 11: (VOID, RESTORED)} == {position: known[position].mends for position in (9, 11)}


def test_a_void_of_a_void_can_be_voided(recorded):
    """The third void restores the first one."""
    rows = recorded(established(), held(), voided(entry="#2"), voided(entry="#3"), voided(entry="#4"))

    assert [None, 3, None, 3] == [told(rows, 2, position).voided for position in (2, 3, 4, 5)]


def test_corrections_follow_each_other(recorded):
    """Each one starts from what the standing ones before it left; a field taken out is there no more."""
    rows = recorded(
        established(),
        held(22, place="Paris", format="online"),
        corrected("#2", place="Lyon"),
        corrected("#2", place="Nice", format=None),
        voided(entry="#3"),
    )

    found = told(rows, 2, NOW)

    assert {"occurred": {"edtf": "2023-11-09"}, "round": 22, "place": "Nice"} == found.data
    assert [
        (3, 5, {"place": ("Paris", "Lyon")}),
        (5, None, {}),
        (4, None, {"place": ("Paris", "Nice"), "format": ("online", None)}),
    ] == [(mend.entry, mend.undone, mend.fields) for mend in found.mends]


@fewer(2)
@given(offers())
def test_an_entry_is_told_as_it_takes_effect(audited, offered):
    """What is told of each entry, by what was known at any later one, is what the fold takes in."""
    with audited(offered) as rows:
        lines = rows.execute("SELECT position, state FROM stored_events ORDER BY position").fetchall()
        entries = [stored_envelope(line).entry(position) for position, line in lines]

        for position in range(1, len(entries) + 1):
            streams = {entry.stream for entry in entries}
            standing = {
                entry.position: entry.event.data()
                for stream in streams
                for entry in effective((one for one in entries if one.stream == stream), position)
            }
            told_then = [told(rows, entry.position, position) for entry in entries[:position]]
            mending = {entry.position for entry in entries if isinstance(entry.event, Mending)}
            assert standing == {
                found.entry: found.data
                for found in told_then
                if found.voided is None and found.entry not in mending
            }


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], None),
        (["2023-11-14"], "2023-11-14"),
        (["2023-11-14", "2023-11-10"], "2023-11-10"),
        (["2023-11", "2023-11-14"], "2023-11-14"),
        (["2023-11-14/2023-11-30", "2023-11"], "2023-11"),
    ],
)
def test_the_first_source_is_the_one_that_was_there_first_for_certain(recorded, dates, expected):
    """A vague day of publication counts from its last day; without a source there is none."""
    slugs = [f"source-{number}" for number in range(len(dates))]
    sources = (published(day, subject=slug) for day, slug in zip(dates, slugs, strict=True))
    rows = recorded(*sources, established(), made())

    found = first_published(rows, tuple({"source": slug} for slug in slugs), NOW)

    assert expected == (found and str(found))

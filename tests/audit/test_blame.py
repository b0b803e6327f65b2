import pytest
from hypothesis import given

from given import (
    DIALOGUE,
    SOURCE,
    TODAY,
    adopted,
    amended,
    assessed,
    concluded,
    corrected,
    disputed,
    established,
    fulfilled,
    gave_way,
    held,
    looked,
    made,
    membership,
    moved,
    paced,
    progressed,
    published,
    reaffirmed,
    rescheduled,
    scheduled,
    superseded,
    voided,
)
from servanda.audit import Blamed, blame, history
from servanda.audit.fields import told_fields
from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Source
from servanda.events.window import Window
from servanda.queries import AsOf, select
from strategies import RECORDER, fewer, offers

NOW = AsOf(TODAY)
PROMISE = (Commitment, "jp-fr-ict/1")
ROUND = (Meeting, "jp-fr-ict 22")
TALKS = (Dialogue, DIALOGUE)


def test_each_value_is_traced_to_the_entry_that_gave_it(rows):
    """The making, the later change, the correction, the round that was held."""
    assert {
        "text": (4, None),
        "kind": (4, None),
        "strength": (7, None),
        "by": (4, None),
        "round": (4, None),
        "made": (4, None),
        "due": (8, 13),
        "state": (15, None),
        "closed": (15, None),
        "closed_by": (15, None),
        "restated": (7, None),
    } == {found.field: (found.entry, found.corrected_by) for found in blame(rows, PROMISE, NOW)}


def test_a_value_is_told_with_its_passages(rows):
    """Who recorded it and when, and the passages that prove it as they were corrected."""
    assert (
        Blamed(
            field="text",
            value="Hold the 23rd round",
            entry=4,
            type="commitment-made",
            corrected_by=None,
            recorded="2024-01-10T09:00:00.060000Z",
            recorded_by=RECORDER,
            citations=({"source": SOURCE, "locator": "Next round"},),
        )
        == blame(rows, PROMISE, NOW)[0]
    )


def test_a_corrected_value_is_the_correction_s(rows):
    """It was recorded when the correction was; the entry corrected is named as well."""
    assert Blamed(
        field="due",
        value=Window("2024-12"),
        entry=4,
        type="commitment-made",
        corrected_by=9,
        recorded="2024-06-01T09:00:00.040000Z",
        recorded_by=RECORDER,
        citations=({"source": SOURCE, "locator": "Next round"},),
    ) in blame(rows, PROMISE, AsOf(TODAY, 10))


def test_a_correction_may_cite_a_passage_of_its_own(recorded):
    """The value that it put in place rests on that passage; the others on those of the entry."""
    correction = corrected("#3", place="Lyon")
    correction.data["citations"] = [{"source": SOURCE, "locator": "Venue"}]
    rows = recorded(published(), established(), held(22, place="Paris", citations=[SOURCE]), correction)

    assert {
        "round": ({"source": SOURCE},),
        "state": ({"source": SOURCE},),
        "when": ({"source": SOURCE},),
        "place": ({"source": SOURCE, "locator": "Venue"},),
    } == {found.field: found.citations for found in blame(rows, ROUND, NOW)}


def test_the_last_correction_is_to_blame(recorded):
    """Of two corrections of one value the later one put it there, of two values each one its own."""
    rows = recorded(
        established(),
        held(22, place="Paris", format="online"),
        corrected("#2", place="Lyon", format="hybrid"),
        corrected("#2", place="Nice"),
    )

    found = {value.field: value.corrected_by for value in blame(rows, ROUND, NOW)}

    assert {"round": None, "state": None, "when": None, "place": 4, "format": 3} == found


def test_a_voided_correction_is_not_to_blame(recorded):
    """The value is the entry's own again."""
    rows = recorded(established(), held(22, place="Paris"), corrected("#2", place="Lyon"), voided(entry="#3"))

    assert [("Paris", 2, None)] == [
        (found.value, found.entry, found.corrected_by)
        for found in blame(rows, ROUND, NOW)
        if found.field == "place"
    ]


def test_a_value_that_came_back_is_the_later_entry_s(recorded):
    """Firm, soft, firm again: the last of these made it firm."""
    rows = recorded(
        established(),
        made(),
        reaffirmed(1, "2024-03-01", strength="soft"),
        reaffirmed(1, "2024-06-01", strength="firm"),
        reaffirmed(1, "2024-09-01", strength="firm"),
    )

    assert 4 == {found.field: found.entry for found in blame(rows, PROMISE, NOW)}["strength"]


def test_a_promise_kept_already_when_it_was_made_keeps_its_author(recorded):
    """What was promised comes from the promise, that it was kept from the round."""
    rows = recorded(
        established(),
        held(23, "2024"),
        made("2024-11", "Hold the 23rd round", "next-meeting", ["JP"], round=22),
    )

    assert {
        "text": 3,
        "kind": 3,
        "strength": 3,
        "by": 3,
        "round": 3,
        "made": 3,
        "state": 2,
        "closed": 2,
        "closed_by": 2,
    } == {found.field: found.entry for found in blame(rows, PROMISE, NOW)}


def test_nothing_is_to_blame_for_what_was_voided(recorded):
    """A record that is there no more has no values."""
    rows = recorded(established(), made(), voided(entry="#2"))

    assert [] == blame(rows, PROMISE, NOW)


COMMITTED = (established(), made())
OTHERS = [established(subject=slug, leads=[]) for slug in ("jp-eu-ict", "jp-uk-ict")]
CORRECTED = [
    ("published", (Source, SOURCE), [published()], {"occurred": "2023-11-15"}),
    ("titles", (Source, SOURCE), [published()], {"titles": {"en": "Results"}}),
    ("established", TALKS, [established()], {"occurred": "2010-05"}),
    ("parties", TALKS, [established()], {"parties": ["JP", "FR", "EU"]}),
    ("parties", TALKS, [established(), membership(joined=["EU"])], {"joined": ["US"]}),
    ("leads", TALKS, [established(), membership(joined=["METI"], as_leads=True)], {"joined": ["MEXT"]}),
    ("leads", TALKS, [established(), membership(joined=["METI"])], {"as_leads": True}),
    ("bodies", TALKS, [established(), membership(joined=["METI"])], {"joined": ["MEXT"]}),
    ("cadence", TALKS, [established(), paced()], {"times": 2}),
    ("cadence", TALKS, [established(), paced()], {"occurred": "2020-05"}),
    ("checked_through", TALKS, [established(), looked()], {"through": "2025-01-31"}),
    ("ended", TALKS, [established(), concluded()], {"occurred": "2024-05"}),
    ("successor", TALKS, [established(), gave_way(by="jp-eu-ict")], {"by": "jp-uk-ict"}),
    ("when", ROUND, [established(), held()], {"occurred": "2023-11-10"}),
    ("when", ROUND, [established(), scheduled()], {"when": "2023-12"}),
    ("when", ROUND, [established(), scheduled(), rescheduled()], {"when": "2024-03"}),
    ("adopted", (Outcome, "jp-fr-ict #4"), [established(), adopted()], {"occurred": "2023-11-10"}),
    ("made", PROMISE, COMMITTED, {"occurred": "2023-11-10"}),
    ("text", PROMISE, COMMITTED, {"text": "Share some results"}),
    ("text", PROMISE, [*COMMITTED, amended(text="Share more")], {"text": "Share less"}),
    ("restated", PROMISE, [*COMMITTED, reaffirmed(text="Share more")], {"text": "Share less"}),
    ("due", PROMISE, [*COMMITTED, moved()], {"due": "2027"}),
    ("progress", PROMISE, [*COMMITTED, progressed()], {"text": "Trials prepared"}),
    ("closed", PROMISE, [*COMMITTED, fulfilled()], {"occurred": "2024-06-15"}),
    (
        "closed_by",
        PROMISE,
        [established(), made(by=["JP", "FR"]), fulfilled(1, by=["JP"])],
        {"by": ["FR"]},
    ),
    (
        "superseded_by",
        PROMISE,
        [established(), made(), made(), made(), superseded()],
        {"by_ref": "jp-fr-ict/3"},
    ),
    ("disputed", PROMISE, [*COMMITTED, disputed()], {"text": "Little was shared"}),
    ("assessed", PROMISE, [*COMMITTED, assessed()], {"score": "4"}),
    ("assessed", PROMISE, [*COMMITTED, assessed()], {"scale": "0-10"}),
]


@pytest.mark.parametrize(("field", "wanted", "drafts", "changes"), CORRECTED)
def test_a_correction_is_to_blame_whatever_the_entry_calls_the_field(
    recorded, field, wanted, drafts, changes
):
    """A record's field may be told by one of another name, or by several, of its last entry."""
    last = len(OTHERS) + len(drafts)
    subject = SOURCE if wanted[0] is Source else DIALOGUE
    rows = recorded(*OTHERS, *drafts, corrected(f"#{last}", subject, **changes))

    assert [(last, last + 1)] == [
        (found.entry, found.corrected_by) for found in blame(rows, wanted, NOW) if found.field == field
    ]


def test_only_the_value_that_was_corrected_is_the_correction_s(recorded):
    """The day of an announcement is not the day announced, nor is a note any of the values."""
    rows = recorded(
        established(),
        scheduled(),
        corrected("#2", occurred="2023-06-02"),
        corrected("#2", note="Seen twice"),
    )

    assert {"round": None, "state": None, "when": None} == {
        found.field: found.corrected_by for found in blame(rows, ROUND, NOW)
    }


@fewer(2)
@given(offers())
def test_every_present_value_has_the_change_that_set_it_last(audited, offered):
    """It is blamed on an entry of the record, by which the history sets the field to it, and none later."""
    with audited(offered) as rows:
        for cls in (Source, Dialogue, Meeting, Outcome, Commitment):
            for record in select(rows, cls, NOW):
                last = {
                    changed.field: (change.entry, changed.new)
                    for change in history(rows, (cls, record.key), NOW)
                    if not change.ours and change.undone is None
                    for changed in change.fields
                }
                found = blame(rows, (cls, record.key), NOW)

                assert told_fields(record) == {one.field: one.value for one in found}
                assert [last[one.field] for one in found] == [(one.entry, one.value) for one in found]
                assert {one.entry for one in found} <= {*record.entries}

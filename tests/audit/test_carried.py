from datetime import date

import pytest
from hypothesis import given

from given import (
    DIALOGUE,
    TODAY,
    adopted,
    amended,
    assessed,
    disputed,
    established,
    fulfilled,
    held,
    made,
    moved,
    progressed,
    reaffirmed,
    reopened,
    scheduled,
    superseded,
    withdrawn,
)
from servanda.audit import carried, drifts
from servanda.audit.carried import SAID
from servanda.events.commitment import AboutCommitment
from servanda.events.registry import EVENT_TYPES
from servanda.queries import AsOf, commitments
from strategies import DIALOGUES, fewer, offers

NOW = AsOf(TODAY)
ROUNDS = (held(21, "2022-10-01"), held(22, "2023-11-09"), held(23, "2024-11-26"))
OUTCOMES = (
    adopted(occurred="2022-10-01", round=21),
    adopted(occurred="2023-11-09", round=22),
    adopted(occurred="2024-11-26", round=23),
)


@pytest.fixture
def cells(recorded):
    """The cells of each commitment over the rounds 21 to 23, of which more is known, and the time since."""

    def of(*drafts, as_of=NOW):
        found = carried(recorded(established(), *ROUNDS, *OUTCOMES, *drafts), DIALOGUE, as_of)
        return [line.cells for line in found.lines]

    return of


def test_a_dialogue_is_told_by_rounds_and_commitments(rows):
    """Its rounds, a line for each commitment with its standing, and what was put otherwise."""
    found = carried(rows, DIALOGUE, NOW)

    assert ["22", "23"] == [meeting.round for meeting in found.rounds]
    assert [
        ("jp-fr-ict/1", "fulfilled, on time", (("made",), ("reworded", "rescheduled", "fulfilled"), ())),
        ("jp-fr-ict/2", "ongoing", (("made",), ("unknown",), ())),
    ] == [(line.seen.commitment.ref, str(line.seen.standing), line.cells) for line in found.lines]
    assert drifts(rows, "jp-fr-ict/1", NOW) == found.drifts
    assert sorted(commitments(rows, NOW), key=lambda seen: seen.commitment.number) == [
        line.seen for line in found.lines
    ]


def test_an_open_commitment_that_a_round_does_not_mention_is_silent(cells):
    """From the round after its making to the last one; the time since has no silence."""
    assert [(("made",), ("silent",), ("silent",), ())] == cells(made("2022-10-01", round=21))


def test_a_round_of_which_nothing_else_is_recorded_is_not_silent(recorded):
    """What it said of an open commitment is unknown, until something is recorded to have come out of it."""
    rows = recorded(established(), *ROUNDS, OUTCOMES[1], made("2022-10-01", round=21))

    assert [(("made",), ("silent",), ("unknown",), ())] == [
        line.cells for line in carried(rows, DIALOGUE, NOW).lines
    ]


def test_what_some_have_done_is_fulfilled_in_part(cells):
    """It stays open for the others, and the next round is silent about it."""
    assert [(("made",), ("fulfilled in part",), ("silent",), ())] == cells(
        made("2022-10-01", by=["JP", "FR"], round=21), fulfilled(1, "2023-01-01", by=["JP"])
    )


def test_what_is_said_between_rounds_belongs_to_the_next_one(cells):
    """Or, after the last round, to the time since; a round that is stated counts more than the day."""
    assert [
        (("made",), ("progress",), ("reaffirmed",), ("rescheduled",)),
        ((), (), ("made",), ()),
        ((), (), (), ("made",)),
        ((), ("made",), ("silent",), ()),
    ] == cells(
        made("2022-10-01"),
        progressed(1, "2022-10-02"),
        reaffirmed(1, "2024-12", round=23),
        moved(1, "2024-12-01", "2026"),
        made("2023-11-10"),
        made("2025"),
        made("2023-12", round=22),
    )


def test_a_vague_day_belongs_to_the_first_round_that_was_not_surely_before_it(cells):
    """A year in which a round was held is that round's."""
    assert [(("made",), ("reaffirmed",), ("silent",), ())] == cells(made("2022"), reaffirmed(1, "2023"))


def test_a_round_of_a_vague_date_takes_what_may_have_come_before_it(recorded):
    """A month within the year of the round is the round's, not the time after it."""
    rows = recorded(established(), held(22, "2023"), made("2023-06"))

    assert [(("made",), ())] == [line.cells for line in carried(rows, DIALOGUE, NOW).lines]


@pytest.mark.parametrize(
    ("closing", "word"),
    [
        (fulfilled(1, "2023-11-09"), "fulfilled"),
        (withdrawn(1, "2023-11-09"), "withdrawn"),
        (superseded(1, "2023-11-09"), "superseded"),
    ],
)
def test_a_closed_commitment_is_passed_over_without_a_word(cells, closing, word):
    """Nobody need mention it at the rounds after that."""
    closed, _ = cells(made("2022-10-01"), made("2022-10-01"), closing)
    assert (("made",), (word,), (), ()) == closed


def test_a_reopened_commitment_is_open_again(cells):
    """Closed after the first round, reopened after the second one, and silent at the third."""
    assert [(("made",), ("fulfilled", "reopened"), ("silent",), ())] == cells(
        made("2022-10-01"), fulfilled(1, "2022-11"), reopened(1, "2023-01-15")
    )


def test_the_same_said_twice_before_one_round_is_said_once(cells):
    """A cell tells what was said, not how often."""
    assert [(("made",), ("progress", "disputed", "assessed"), ("silent",), ())] == cells(
        made("2022-10-01"),
        progressed(1, "2023-01-01"),
        progressed(1, "2023-02-01"),
        disputed(1, "2023-03-01"),
        assessed(1, "2023-04-01"),
        progressed(1, "2023-05-01"),
    )


def test_other_words_are_a_rewording_and_other_parties_are_not(cells):
    """Said again in the same words, it is reaffirmed."""
    assert [(("made",), ("reaffirmed",), ("reworded",), ("amended",))] == cells(
        made("2022-10-01", "Share results"),
        reaffirmed(1, "2023-11-09", text="Share results"),
        reaffirmed(1, "2024-11-26", text="Share some results"),
        amended(1, "2025", by=["FR"], strength=None),
    )


def test_a_promise_is_made_and_kept_by_the_round_it_promises(cells):
    """Also where the round's vague date begins before the promise."""
    assert [
        (("made",), ("fulfilled",), (), ()),
        ((), (), ("made", "fulfilled"), ()),
    ] == cells(
        made("2022-10-01", kind="next-meeting", round=21),
        made("2024-11-26", kind="next-meeting", for_round=23),
    )


def test_a_promised_round_that_must_have_been_held_shows_at_the_later_one(recorded):
    """Round 23 is not recorded and round 24 was held: nothing is silent any more."""
    rows = recorded(
        established(),
        held(22, "2023-11-09"),
        held(24, "2025-01-15"),
        held(25, "2025-05-15"),
        made("2023-11-09", kind="next-meeting", round=22),
    )

    assert [(("made",), ("implied",), (), ())] == [line.cells for line in carried(rows, DIALOGUE, NOW).lines]


def test_only_rounds_that_were_held_by_then_are_columns(recorded):
    """Neither one that is scheduled nor one that the day asked about does not know."""
    rows = recorded(
        established(), *ROUNDS, *OUTCOMES, scheduled(24, "2025-01-01", "2025-11"), made("2022-10-01")
    )

    found = carried(rows, DIALOGUE, AsOf(date(2024, 1, 1)))

    assert (["21", "22"], [(("made",), ("silent",), ())]) == (
        [meeting.round for meeting in found.rounds],
        [line.cells for line in found.lines],
    )


def test_commitments_come_by_their_numbers(recorded):
    """Whatever they are due, and past the ninth as well."""
    rows = recorded(established(), *(made(due=str(2040 - number)) for number in range(10)))

    assert [f"{DIALOGUE}/{number}" for number in range(1, 11)] == [
        line.seen.commitment.ref for line in carried(rows, DIALOGUE, NOW).lines
    ]


def test_a_dialogue_without_commitments_has_no_lines(recorded):
    """Its rounds are there."""
    found = carried(recorded(established(), *ROUNDS), DIALOGUE, NOW)

    assert (3, [], []) == (len(found.rounds), found.lines, found.drifts)


def test_there_is_a_word_for_whatever_may_befall_a_commitment():
    """An event type that is added needs one."""
    befalling = {name for name, cls in EVENT_TYPES.items() if issubclass(cls, AboutCommitment)}

    assert befalling | {"commitment-made", "meeting-held"} == SAID.keys()


@fewer(2)
@given(offers())
def test_every_commitment_has_a_cell_for_each_round_and_one_for_the_time_since(audited, offered):
    """It is made in one of them; silence stands alone, and never after the last round."""
    with audited(offered) as rows:
        for slug in DIALOGUES:
            found = carried(rows, slug, NOW)
            seens = [seen for seen in commitments(rows, NOW) if seen.commitment.dialogue == slug]
            assert len(seens) == len(found.lines)
            for _, line in found.lines:
                assert len(found.rounds) + 1 == len(line)
                assert 1 == [word for cell in line for word in cell].count("made")
                silences = {cell for cell in line if {"silent", "unknown"} & {*cell}}
                assert {("silent",), ("unknown",)} >= silences
                assert not {"silent", "unknown"} & {*line[-1]}

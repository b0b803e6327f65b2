"""What standings and inferences rest on: the last look, the rounds and their outcomes, the rhythm."""

from datetime import date

import pytest

from given import (
    DIALOGUE,
    SOURCE,
    TODAY,
    adopted,
    cancelled,
    corrected,
    established,
    held,
    looked,
    made,
    paced,
    published,
    reaffirmed,
    scheduled,
    voided,
)
from servanda.domain.records import Cadence
from servanda.domain.standing import Evidence, KnownRound, Look
from servanda.events.window import Window
from servanda.queries import AsOf, evidence, evidence_of
from servanda.queries.evidence import AT_ONCE

JP_EU = "jp-eu-ict"


@pytest.fixture
def told(ledger):
    """What is known of the dialogue after these drafts, on a day and by a position."""

    def tell(*drafts, **as_of):
        for draft in drafts:
            ledger.record([draft], "a recorder")
        return evidence_of(ledger.log.rows(), AsOf(**({"on": TODAY} | as_of)), DIALOGUE)

    return tell


def covering(*dialogues, occurred="2023-11-14", subject=SOURCE):
    return published(occurred, subject=subject, dialogues=list(dialogues))


def test_the_whole_evidence_of_each_dialogue(rows):
    """Of each dialogue that is asked about, and of no other, everything is told at once."""
    expected = {
        "jp-eu-ict": Evidence(
            Look(date(2025, 1, 20), 19, "eu-2025"),
            (KnownRound("30", 30, "held", Window("2024-04-22"), 10, (), (20,)),),
        ),
        "jp-fr-ict": Evidence(
            Look(date(2025, 2, 1), 17),
            (
                KnownRound("21", 21, "held", Window("2022-10"), 3),
                KnownRound("22", 22, "held", Window("2023-11-09"), 4, ("FR",), (5, 6, 8)),
                KnownRound("23", 23, "scheduled", Window("2025-09-10"), 15),
            ),
        ),
    }

    assert expected == evidence(rows, AsOf(TODAY), ["jp-fr-ict", "jp-eu-ict", "jp-fr-ict"])
    assert {"jp-eu-ict": expected["jp-eu-ict"]} == evidence(rows, AsOf(TODAY), ["jp-eu-ict"])
    assert {} == evidence(rows, AsOf(TODAY), [])


def test_evidence_is_of_the_day_and_of_what_was_known(rows):
    """What came later, or was recorded later, is no evidence."""
    first = KnownRound("21", 21, "held", Window("2022-10"), 3)

    assert Evidence(None, (first,)) == evidence_of(rows, AsOf(date(2023, 1, 1)), "jp-fr-ict")
    assert Evidence(Look(date(2023, 11, 14), 1, SOURCE), (first,)) == evidence_of(
        rows, AsOf(TODAY, 3), "jp-fr-ict"
    )
    assert Evidence() == evidence_of(rows, AsOf(TODAY, 0), "jp-fr-ict")


def test_there_is_evidence_of_nothing_for_what_is_not_there(rows):
    """A slug that no dialogue has is answered with no evidence at all."""
    assert {"no-such": Evidence()} == evidence(rows, AsOf(TODAY), ["no-such"])


@pytest.mark.parametrize(
    ("drafts", "expected"),
    [
        ((), None),
        ((covering(JP_EU),), None),
        ((covering(JP_EU, DIALOGUE),), Look(date(2023, 11, 14), 2, SOURCE)),
        ((covering(DIALOGUE, occurred="2023"),), Look(date(2023, 1, 1), 2, SOURCE)),
        ((covering(DIALOGUE, occurred="2023-12/2024-02"),), Look(date(2023, 12, 1), 2, SOURCE)),
        ((covering(DIALOGUE, occurred="../2024-02"),), None),
        ((covering(DIALOGUE), looked("2023-11-13", "2023-11-20")), Look(date(2023, 11, 14), 2, SOURCE)),
        ((covering(DIALOGUE), looked("2023-11-15", "2023-11-20")), Look(date(2023, 11, 15), 3)),
        ((covering(DIALOGUE), looked("2023-11-14", "2023-11-20")), Look(date(2023, 11, 14), 2, SOURCE)),
        (
            (looked("2023-11-15", "2023-11-20"), looked("2023-05-01", "2023-12-01")),
            Look(date(2023, 11, 15), 2),
        ),
    ],
)
def test_the_last_look(told, drafts, expected):
    """The source or check that reaches furthest: a vague publication only to its first day."""
    assert expected == told(established(), *drafts).look


@pytest.mark.parametrize("slugs", [("a-2023", "b-2023"), ("b-2023", "a-2023")])
def test_of_looks_that_reach_equally_far_the_first_by_its_slug_counts(ledger, told, slugs):
    """Whatever the order of recording, and also after a rebuild of the rows."""
    found = told(established(), *(covering(DIALOGUE, subject=slug) for slug in slugs)).look
    ledger.catch_up(anew=True)

    assert Look(date(2023, 11, 14), 2 + slugs.index("a-2023"), "a-2023") == found == told().look


def test_a_corrected_source_reaches_as_far_as_it_should_have(told):
    """By what was known before the correction it reaches to the day that was misread."""
    found = told(covering(DIALOGUE), established(), corrected("#1", SOURCE, occurred="2023-12-24"))

    assert Look(date(2023, 12, 24), 1, SOURCE) == found.look
    assert Look(date(2023, 11, 14), 1, SOURCE) == told(known_at=2).look


def test_a_source_that_was_voided_is_no_look(told):
    """Nobody has looked at a document that is not there."""
    assert None is told(covering(DIALOGUE), established(), voided(subject=SOURCE, entry="#1")).look


def test_rounds_in_the_order_in_which_they_were_to_be_held(told):
    """By first day, last day and ordinal; scheduled and cancelled ones among them."""
    found = told(
        established(),
        held(3, "2021-05"),
        held(2, "2021-05-01"),
        held(1, "2021-05-01"),
        held("2021-spring", "2021-05"),
        scheduled(5, "2022-01-01", "2022"),
        scheduled(4, "2022-01-01", "2022-01"),
        cancelled(4, "2022-01-05"),
    ).rounds

    assert [
        ("1", 1, "held", 4),
        ("2", 2, "held", 3),
        ("2021-spring", None, "held", 5),
        ("3", 3, "held", 2),
        ("4", 4, "cancelled", 8),
        ("5", 5, "scheduled", 6),
    ] == [(known.round, known.ordinal, known.state, known.entry) for known in found]


def test_a_round_keeps_the_words_of_its_date(told):
    """An answer can say when it was as the source does."""
    when = {"edtf": "2021-04-01/2022-03-31", "words": "FY2021"}

    (known,) = told(established(), held(22, when)).rounds

    assert Window("2021-04-01/2022-03-31", "FY2021") == known.when


def test_what_came_out_of_a_round(told):
    """Instruments and undertakings that name the round, by the entry that first says so."""
    (known, _) = told(
        established(),
        held(22, "2023-11-09"),
        made(round=22),
        adopted(round=22),
        made(),
        held(23, "2024-11-09"),
        reaffirmed(1, "2024-11-09", round=23),
        adopted("Joint statement", "2023-11-09"),
    ).rounds

    assert (3, 4) == known.outcomes


def test_what_is_voided_did_not_come_out_of_a_round(told):
    """A void takes an outcome out of the evidence, and a correction moves it to another round."""
    drafts = (established(), held(22), held(21, "2022-10"), adopted(round=22), made(round=22))

    found = told(*drafts, voided("#4"), corrected("#5", round=21)).rounds

    assert [("21", (5,)), ("22", ())] == [(known.round, known.outcomes) for known in found]
    assert [("21", ()), ("22", (4, 5))] == [
        (known.round, known.outcomes) for known in told(known_at=5).rounds
    ]


def test_the_agreed_rhythm(told):
    """The cadence as last agreed by the day, with the entry that says so."""
    rhythm = told(
        established(),
        paced("2020-04-01", times=2, hosts=["JP", "FR"]),
        paced("2022-04-01", times=1, every=2),
    )

    assert Cadence(1, 2, "year", (), Window("2022-04-01"), 3) == rhythm.cadence
    before = told(on=date(2021, 1, 1)).cadence
    assert Cadence(2, 1, "year", ("JP", "FR"), Window("2020-04-01"), 2) == before
    assert None is told(on=date(2019, 1, 1)).cadence


def test_more_dialogues_than_one_statement_asks_about(rows):
    """Every one of many dialogues is answered, those beyond the bound of a statement too."""
    slugs = [f"a-{number}" for number in range(AT_ONCE)]

    found = evidence(rows, AsOf(TODAY), [*slugs, "jp-fr-ict"])

    assert [*sorted(slugs), "jp-fr-ict"] == sorted(found)
    assert Look(date(2025, 2, 1), 17) == found["jp-fr-ict"].look

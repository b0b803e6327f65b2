"""What may be recorded: whole batches, resting on what exists, and breaking nothing recorded before."""

from dataclasses import replace
from datetime import date

import pytest

from given import (
    DIALOGUE,
    SOURCE,
    commitment,
    concluded,
    corrected,
    established,
    fulfilled,
    given,
    held,
    looked,
    made,
    meeting,
    membership,
    published,
    reaffirmed,
    scheduled,
    voided,
    withdrawn,
)
from servanda.errors import BrokenRuleError, InvalidInputError

OTHER = "jp-eu-ict"
TWO_DIALOGUES = [established(), established(subject=OTHER), published()]


# Batches


def test_a_batch_may_rest_on_itself():
    """Later drafts rest on earlier ones of the same batch, in other streams too."""
    batch = [published(), established(), held(citations=[SOURCE]), made(None, round=22), fulfilled()]
    given().when(*batch).then(meeting(22, sources=(SOURCE,)), commitment(1, state="fulfilled"))


def test_a_batch_is_refused_as_a_whole():
    """One refused draft keeps out the whole batch, whichever it is."""
    before = given(established())
    before.when(scheduled(), held(21, "2022"), held(21, "2023"), made()).refused(
        "round 21 of jp-fr-ict is held"
    )
    assert len(before.ledger) == 1


@pytest.mark.parametrize("place", ["line 3", ""])
def test_the_place_of_the_draft_is_named(place):
    """A refusal says where the draft was read, and nothing of places where it was given by hand."""
    outcome = given(established()).when(held(), replace(held(22, "2024"), place=place))
    assert str(outcome.error).startswith(f"{place}: round 22" if place else "round 22")
    outcome.refused("round 22 of jp-fr-ict is held already", kind=BrokenRuleError)


@pytest.mark.parametrize("again", ["2024", "2022"])
def test_a_collision_within_the_batch_names_no_recorded_entry(again):
    """What is not recorded yet has no position; the next one in the stream may be another stream's entry."""
    outcome = given(established(), published()).when(held(21, "2023"), held(21, again))
    outcome.refused("round 21 of jp-fr-ict is held already", kind=BrokenRuleError)
    assert "#2" not in str(outcome.error)


# What is filled in


@pytest.mark.parametrize(
    ("before", "draft", "occurred"),
    [
        ([held()], made(None, round=22), "2023-11-09"),
        ([held()], made(None, round="22"), "2023-11-09"),
        ([held("2023-12", "2023-12")], made(None, round="2023-12"), "2023-12"),
        ([held(), published()], made(None, round=22, citations=[SOURCE]), "2023-11-09"),
        ([scheduled(), published()], made(None, round=22, citations=[SOURCE]), "2023-11-14"),
        ([published()], made(None, citations=[SOURCE]), "2023-11-14"),
        ([published()], made(None, citations=[f"{SOURCE}#Next round"]), "2023-11-14"),
        ([published()], made(None, citations=[{"source": SOURCE, "locator": "2."}]), "2023-11-14"),
        (
            [published(), published("2024", subject="mic-2024")],
            made(None, citations=["mic-2024", SOURCE]),
            "2024",
        ),
        ([held(), published()], made("2023", round=22, citations=[SOURCE]), "2023"),
        ([made(), held()], reaffirmed(1, None, round=22), "2023-11-09"),
    ],
)
def test_occurred_is_drawn(before, draft, occurred):
    """When it happened is that of its round, or else of the first cited source, unless it is given."""
    decided = given(established(), *before).when(draft).then().decided
    assert [str(item.event.occurred) for item in decided] == [occurred]


@pytest.mark.parametrize("mending", [voided(), corrected("#2", place="Paris")])
def test_mending_happens_on_the_day_of_recording(mending):
    """That we erred was found on the day it is recorded."""
    decided = given(established(), held()).when(mending, today=date(2025, 3, 1)).then().decided
    assert str(decided[0].event.occurred) == "2025-03-01"


@pytest.mark.parametrize(
    "draft",
    [
        made(None),
        made(None, round=22),
        made(None, round=21),
        held(23, None, citations=[SOURCE]),
        established(subject=OTHER, occurred=None, citations=[SOURCE]),
    ],
)
def test_occurred_is_not_made_up(draft):
    """Without a held round or a source, and for what a source reports in retrospect, it is asked for."""
    given(established(), published(), scheduled()).when(draft).refused(
        "occurred is missing", kind=InvalidInputError
    )


@pytest.mark.parametrize(
    "malformed", [5, "mic", {"a": 1}, [5], [None], [["a"]], [{}], [{"source": 5}], ["#"]]
)
def test_malformed_citations_are_refused_not_stumbled_over(malformed):
    """Looking for a date in citations does not presume that they are any."""
    given(established()).when(made(None, citations=malformed)).refused("citations", kind=InvalidInputError)


def test_addresses_are_numbered_in_each_dialogue():
    """A commitment takes the next free number of its dialogue, in the order of recording."""
    outcome = given(*TWO_DIALOGUES, made()).when(made("2022"), made(subject=OTHER), made("2021")).then()
    assert [item.event.ref for item in outcome.decided] == ["jp-fr-ict/2", "jp-eu-ict/1", "jp-fr-ict/3"]


def test_addresses_are_never_used_again():
    """The number of a voided commitment stays taken."""
    outcome = given(established(), made(), made(), voided("#3")).when(made()).then(commitment(2, state=None))
    assert outcome.decided[0].event.ref == "jp-fr-ict/3"


@pytest.mark.parametrize("ref", [1, 3, "jp-eu-ict/2", "two"])
def test_an_address_of_ones_own_choice(ref):
    """A draft may name the next free address and no other."""
    before = given(established(), made())
    before.when(made(ref=ref)).refused("is not the next free address", "It is jp-fr-ict/2; leave ref out")
    before.when(made(ref=2)).then(commitment(2, state="open"))


# Where it belongs


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (
            held(subject=SOURCE),
            [f"{SOURCE} is a source; meeting-held belongs to a dialogue", "slug of a dialogue"],
        ),
        (published(subject=DIALOGUE), ["jp-fr-ict is a dialogue; source-published belongs to a source"]),
    ],
)
def test_the_right_kind_of_stream(draft, said):
    """Sources and dialogues do not share a slug or their events."""
    given(established(), published()).when(draft).refused(*said, kind=BrokenRuleError)


@pytest.mark.parametrize(
    "slug", ["", "x", "Jp-fr", "jp fr", "jp--fr", "-jp", "jp/fr", "../jp", "jp\n", "日仏", "a" * 81]
)
def test_a_stream_has_a_slug(slug):
    """A dialogue or source begins under a name that is stored, shown and written to files as it is."""
    for draft in (established(subject=slug), published(subject=slug)):
        given().when(draft).refused(repr(slug), kind=InvalidInputError)


# The day of recording


@pytest.mark.parametrize(
    ("draft", "accepted"),
    [
        (held(22, "2025-06-30"), True),
        (held(22, "2025-06"), True),
        (held(22, "2025"), True),
        (held(22, "2024/2026"), True),
        (held(22, "2025-07-01"), False),
        (held(22, "2025-07"), False),
        (looked("2025-06-30", "2025-06-30"), True),
        (looked("2025-07-01", "2025"), False),
        (corrected("#2", occurred="2025-06-30"), True),
        (corrected("#2", occurred="2025-07-01"), False),
    ],
)
def test_nothing_happened_after_the_day_of_recording(draft, accepted):
    """What can only have happened later is refused, with both days; what may have happened is not."""
    outcome = given(established(), held(21, "2022")).when(draft, today=date(2025, 6, 30))
    if accepted:
        outcome.then()
    else:
        outcome.refused("2025-07", "is after the day of recording (2025-06-30)", kind=BrokenRuleError)


# Late facts


@pytest.mark.parametrize(
    ("before", "draft", "collides"),
    [
        ([held()], held(22, "2023-11-08"), "#2"),
        ([], established(occurred="2009"), "#1"),
        ([made(by=["MIC"])], membership("2015", left=["MIC"]), "#2"),
        ([made(), fulfilled()], withdrawn(1, "2024-01-01"), "#3"),
        ([concluded()], concluded("2023"), "#2"),
        ([made(), fulfilled()], voided("#2"), "#3"),
        ([made(), fulfilled()], corrected("#2", occurred="2025"), "#3"),
        ([held()], voided("#1"), "#2"),
        ([scheduled(), held(21, "2022")], corrected("#3", round=22), "#2"),
    ],
)
def test_a_late_fact_does_not_break_what_is_recorded(before, draft, collides):
    """A draft that takes its place before recorded entries is refused with the entry it would break."""
    given(established(), *before).when(draft).refused(collides)

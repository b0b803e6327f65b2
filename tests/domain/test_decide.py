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
    dialogue,
    entry_id,
    established,
    fulfilled,
    gave_way,
    given,
    held,
    looked,
    made,
    meeting,
    membership,
    published,
    reaffirmed,
    scheduled,
    superseded,
    voided,
    withdrawn,
)
from servanda.errors import BrokenRuleError, InvalidInputError, UnknownNameError

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


# What must exist


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (
            held(subject="jp-fr-itc"),
            ["there is no dialogue or source 'jp-fr-itc'", "Did you mean jp-fr-ict?"],
        ),
        (held(subject="xyz"), ["there is no dialogue or source 'xyz'", "Record dialogue-established"]),
        (voided("#1", subject="xyz"), ["there is no dialogue or source 'xyz'"]),
        (held(citations=["mic-2023-11-41"]), ["citations: there is no source", f"Did you mean {SOURCE}?"]),
        (
            held(citations=[SOURCE, "xyz"]),
            ["citations: there is no source 'xyz'", "Record the source first."],
        ),
        (held(citations=[OTHER]), [f"citations: there is no source '{OTHER}'"]),
        (
            established(subject="ab", parent="jp-eu-itc"),
            ["parent: there is no dialogue", f"Did you mean {OTHER}?"],
        ),
        (established(subject="ab", parent=SOURCE), [f"parent: there is no dialogue '{SOURCE}'"]),
        (established(subject="ab", parent="ab"), ["parent"]),
        (gave_way(by="jp-eu-itc"), ["by: there is no dialogue 'jp-eu-itc'", f"Did you mean {OTHER}?"]),
        (gave_way(by=DIALOGUE), ["by"]),
        (superseded(by_ref="xyz/1"), ["by_ref: there is no dialogue 'xyz'"]),
        (superseded(by_ref=f"{OTHER}/1"), [f"commitment {OTHER}/1 has not been made"]),
        (fulfilled(through="#9"), [f"through: there is no entry {entry_id(9)}", "such as #14"]),
        (voided("#9"), [f"entry: {entry_id(9)} is not an entry of", "`servanda log`"]),
        (voided("#3"), [f"entry: {entry_id(3)} is not an entry of"]),
        (corrected("#9", place="Paris"), [f"entry: {entry_id(9)} is not an entry of"]),
    ],
)
def test_what_does_not_exist(draft, said):
    """What is cited or named exists, is of the right kind, and is not the dialogue itself."""
    given(*TWO_DIALOGUES, made()).when(draft).refused(*said)


def test_what_exists():
    """A commitment may be superseded by one of another dialogue and fulfilled through any entry."""
    before = given(*TWO_DIALOGUES, made(), made(), made(subject=OTHER), held(subject=OTHER))
    before.when(superseded(by_ref=f"{OTHER}/1")).then(commitment(1, superseded_by=f"{OTHER}/1"))
    before.when(fulfilled(2, through="#7")).then(commitment(2, state="fulfilled"))
    before.when(gave_way(by=OTHER)).then(dialogue(successor=OTHER))


def test_a_voided_source_is_none():
    """What was taken out cannot be cited."""
    before = given(established(), published(), voided("#2", subject=SOURCE))
    before.when(held(citations=[SOURCE])).refused(
        f"citations: there is no source '{SOURCE}'", kind=UnknownNameError
    )


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
        (held(22, "../2026"), True),
        (held(22, "2025-07-01"), False),
        (held(22, "2025-07"), False),
        (looked("2025-06-30", "2025-06-30"), True),
        (looked("2025-07-01", "2025-06-30"), False),
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


# Mending


@pytest.mark.parametrize(
    ("mending", "said"),
    [
        (corrected("#2", plaice="Paris"), "plaice is not a field of"),
        (corrected("#2", kind="promise"), "kind: Input should be 'next-meeting'"),
        (corrected("#2", text=None), "text is missing"),
        (corrected("#2", due="soon"), "due: 'soon' is not a date"),
        (corrected("#2", due="2020"), "due: 2020 ends before the commitment was made (2023-11-09)"),
        (corrected("#2", by=["US"]), "by: US is not a party, lead or body of jp-fr-ict"),
        (corrected("#2", ref="jp-fr-ict/9"), "ref: the address of a commitment does not change"),
        (corrected("#2", citations=["xyz"]), "citations: there is no source 'xyz'"),
        (corrected("#1", parent="xyz"), "parent: there is no dialogue 'xyz'"),
        (corrected("#3", text="Seen"), "entry #3 is itself a entry-corrected"),
        (corrected("#4", text="Seen"), "entry #4 is voided already"),
        (voided("#4"), "entry #4 is voided already"),
    ],
)
def test_mending_leaves_sound_entries(mending, said):
    """A correction leaves an event that could have been recorded so; what is voided is mended no more."""
    before = [established(), made(), corrected("#2", topic="AI"), made(), voided("#4")]
    given(*before).when(mending).refused(said)


def test_a_correction_is_stored_in_the_stored_form():
    """The changes are kept as the corrected event will hold them, and what is taken out as null."""
    change = corrected("#2", due="FY2025", by=["japan"], topic=None)
    decided = given(established(), made(topic="AI")).when(change).then(commitment(1, topic=None)).decided
    assert decided[0].event.changes == {
        "due": {"edtf": "2025-04-01/2026-03-31", "words": "FY2025"},
        "by": ["JP"],
        "topic": None,
    }


def test_corrections_rest_on_each_other():
    """A correction is judged on the entry as corrected before."""
    before = given(established(), made(), corrected("#2", kind="next-meeting"))
    before.when(corrected("#2", for_round=23)).then(commitment(1, kind="next-meeting", for_round="23"))
    before.when(corrected("#2", kind="sign")).refused("for_round belongs to kind next-meeting, not to sign")


def test_what_was_restored_can_be_mended():
    """An entry whose void was voided stands, and can be corrected and voided like any other."""
    before = [established(), held(), voided("#2"), voided("#3")]
    given(*before).when(corrected("#2", place="Paris")).then(meeting(22, place="Paris"))
    given(*before).when(voided("#2")).then(meeting(22, state=None))
    given(*before).when(voided("#4")).then(meeting(22, state=None))
    given(*before).when(voided("#3")).refused("entry #3 is voided already")


def test_a_cited_source_does_not_vanish():
    """A stream that others cite or name is not voided under them; the entry that does is named."""
    before = given(established(), published(), held(citations=[SOURCE]))
    before.when(voided("#2", subject=SOURCE)).refused(f"{SOURCE} is named by entry #3 of jp-fr-ict")
    before.when(corrected("#3", citations=None)).then(meeting(22, sources=()))
    before.when(voided("#2", subject=SOURCE)).then()


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
    given(established(), *before).when(draft).refused(collides, kind=BrokenRuleError)

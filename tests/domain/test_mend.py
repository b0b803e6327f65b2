"""Mending our own errors: what a correction or a void may do, and what it leaves."""

import pytest

from given import (
    SOURCE,
    commitment,
    corrected,
    established,
    fulfilled,
    gave_way,
    given,
    held,
    made,
    meeting,
    published,
    superseded,
    voided,
)


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
        (corrected("#3", text="Seen"), "entry #3 is itself of type entry-corrected"),
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


OTHER = "jp-eu-ict"
TWO = [established(), established(subject=OTHER)]


@pytest.mark.parametrize(
    ("before", "mending", "said"),
    [
        ([published(), held(citations=[SOURCE])], voided("#3", subject=SOURCE), "#4 of jp-fr-ict"),
        (
            [published(), held(), corrected("#4", citations=[SOURCE])],
            voided("#3", subject=SOURCE),
            "#4 of jp",
        ),
        ([established(subject="jp-fr-5g", parent=OTHER)], voided("#2", subject=OTHER), "#3 of jp-fr-5g"),
        ([gave_way(by=OTHER)], voided("#2", subject=OTHER), "#3 of jp-fr-ict"),
        ([made(), made(subject=OTHER), superseded(by_ref=f"{OTHER}/1")], voided("#4", subject=OTHER), "#5"),
        ([made(), made(), superseded()], voided("#4"), "#5"),
        ([made(), held(subject=OTHER), fulfilled(through="#4")], voided("#4", subject=OTHER), "#5"),
    ],
)
def test_what_others_rest_on_does_not_vanish(before, mending, said):
    """What another entry cites or names is not voided under it; the entry that does so is named."""
    given(*TWO, *before).when(mending).refused(said)


def test_what_nothing_rests_on_any_more_may_go():
    """Once the entries that cite a source are mended, the source itself may be voided."""
    before = given(established(), published(), held(citations=[SOURCE]), made(citations=[SOURCE]))
    before.when(corrected("#3", citations=None)).then(meeting(22, sources=()))
    before.when(voided("#2", subject=SOURCE)).refused("#4 of jp-fr-ict")
    before.when(voided("#4")).then(commitment(1, state=None))
    before.when(voided("#2", subject=SOURCE)).then()


def test_what_the_batch_rests_on_does_not_vanish():
    """Nor does a batch void what it cites itself."""
    before = given(established(), published())
    before.when(held(citations=[SOURCE]), voided("#2", subject=SOURCE)).refused(f"{SOURCE} is named by")


def test_what_was_voided_proves_nothing():
    """A voided entry is not what something was done through."""
    before = given(established(), made(), held(), voided("#3"))
    before.when(fulfilled(through="#3")).refused("through: ")

"""What an event rests on: the sources, dialogues, entries and commitments it names must exist."""

import pytest

from given import (
    DIALOGUE,
    SOURCE,
    commitment,
    corrected,
    dialogue,
    entry_id,
    established,
    fulfilled,
    gave_way,
    given,
    held,
    made,
    published,
    superseded,
    voided,
)
from servanda.errors import UnknownNameError

OTHER = "jp-eu-ict"
TWO_DIALOGUES = [established(), established(subject=OTHER), published()]


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

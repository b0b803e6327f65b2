import pytest

from given import (
    TODAY,
    amended,
    assessed,
    corrected,
    disputed,
    established,
    fulfilled,
    held,
    made,
    moved,
    progressed,
    reaffirmed,
    voided,
)
from servanda.audit import Drift, drifts
from servanda.queries import AsOf

NOW = AsOf(TODAY)
REF = "jp-fr-ict/1"


@pytest.fixture
def drifted(recorded):
    """What is found of a commitment made as #2 and of what befell it: entry, words, strength."""

    def of(*drafts, as_of=NOW, **about):
        found = drifts(recorded(established(), made(text="A", **about), *drafts), REF, as_of)
        return [(one.entry, one.old_text, one.new_text, one.old_strength, one.new_strength) for one in found]

    return of


def test_a_drift_is_told_whole(recorded):
    """What was said before and now, how firmly, at which round and by which entry."""
    rows = recorded(
        established(),
        held(22),
        made(text="Share all results"),
        reaffirmed(1, "2023-11-09", text="Share results", strength="soft", round=22),
    )

    assert [
        Drift(
            ref=REF,
            entry=4,
            type="commitment-reaffirmed",
            round="22",
            old_text="Share all results",
            new_text="Share results",
            old_strength="firm",
            new_strength="soft",
        )
    ] == drifts(rows, REF, NOW)


def test_words_or_strength_may_drift(drifted):
    """Either is enough; so is an amendment, after which a later round is held against the new words."""
    assert [
        (3, "A", "B", "firm", "firm"),
        (4, "B", "B", "firm", "soft"),
        (5, "B", "C", "soft", "soft"),
        (6, "C", "D", "soft", "firm"),
    ] == drifted(
        reaffirmed(1, "2024-01-01", text="B"),
        reaffirmed(1, "2024-02-01", strength="soft"),
        amended(1, "2024-03-01", text="C", strength=None),
        reaffirmed(1, "2024-04-01", text="D", strength="firm"),
    )


def test_words_that_come_back_have_drifted_too(drifted):
    """Each saying is held against the one before it, whatever was said before that."""
    assert [(3, "A", "B", "firm", "firm"), (4, "B", "A", "firm", "firm"), (5, "A", "B", "firm", "firm")] == (
        drifted(
            reaffirmed(1, "2024-01-01", text="B"),
            amended(1, "2024-02-01", text="A", strength=None),
            reaffirmed(1, "2024-03-01", text="B"),
        )
    )


@pytest.mark.parametrize(
    "drafts",
    [
        [],
        [reaffirmed()],
        [reaffirmed(text="A")],
        [reaffirmed(text="A", strength="firm")],
        [moved(), fulfilled()],
        [progressed(), disputed(), assessed(text="Little of it")],
        [amended(by=["FR"], strength=None)],
        [reaffirmed(text="B"), voided(entry="#3")],
        [reaffirmed(text="B"), corrected("#3", text="A")],
    ],
)
def test_what_was_put_as_before_has_not_drifted(drifted, drafts):
    """Said again, dated anew, done, by others; or said otherwise only by our error."""
    assert [] == drifted(*drafts)


def test_our_corrections_are_no_drift(drifted):
    """What we had misread was never put that way."""
    assert [(3, "Z", "B", "soft", "firm")] == drifted(
        reaffirmed(1, text="B", strength="firm"), corrected("#2", text="Z", strength="soft")
    )


@pytest.mark.parametrize(
    ("old", "new", "weakened"),
    [("firm", "soft", True), ("soft", "firm", False), ("firm", "firm", False), ("soft", "soft", False)],
)
def test_only_from_firm_to_soft_is_weaker(old, new, weakened):
    """Other words may say as much as before; less binding ones do not."""
    assert weakened == Drift(REF, 3, "commitment-reaffirmed", None, "A", "B", old, new).weakened


def test_a_commitment_that_is_not_there_has_not_drifted(recorded):
    """Neither one that was voided nor one that never was."""
    rows = recorded(established(), made(), reaffirmed(text="B"), voided(entry="#3"), voided(entry="#2"))

    assert ([], []) == (drifts(rows, REF, NOW), drifts(rows, "jp-fr-ict/2", NOW))

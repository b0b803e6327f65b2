"""From a document to drafts, against a ledger or none."""

from datetime import date

import pytest

from servanda.app.drafting import Asked, prepare, stated_day
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.documents.reading import read_content
from servanda.errors import InvalidInputError, UnknownNameError
from servanda.queries import AsOf

TODAY = AsOf(date(2025, 6, 1))
RELEASE = """Lisbon, 12 March 2024

Fourth Round of the Norway-Portugal Ocean Dialogue

Norway and Portugal held the fourth round of the Norway-Portugal Ocean Dialogue in Lisbon on 11 March 2024.

Ports

Both sides agreed to exchange reports on shore power by the end of 2024.

The next round of the Dialogue will be held in Oslo in 2025.
"""
FIFTH = RELEASE.replace("Fourth", "Fifth").replace("fourth", "fifth").replace("2025", "2026")
FIFTH = FIFTH.replace("March 2024", "March 2025").replace("Lisbon", "Oslo")


def read(text):
    return read_content(text.encode(), "release.txt", "text")


@pytest.fixture
def ledger(tmp_path):
    """A ledger that holds what the fourth release says."""
    address = tmp_path / "servanda.db"
    opened = Ledger.create(address, "test")
    opened.record(prepare(read(RELEASE), Asked(), None, TODAY).drafts, "tester")
    opened.close()
    rows = open_rows(address)
    yield rows
    rows.close()


def told(prepared):
    return [(draft.type, draft.subject) for draft in prepared.drafts]


def test_a_document_without_a_ledger():
    """Everything is new: the source first, then the dialogue, its meeting, what was undertaken."""
    prepared = prepare(read(RELEASE), Asked(), None, TODAY)
    assert [
        ("source-published", "2024-03-12-no-pt-ocean-4"),
        ("dialogue-established", "no-pt-ocean"),
        ("meeting-held", "no-pt-ocean"),
        ("commitment-made", "no-pt-ocean"),
        ("commitment-made", "no-pt-ocean"),
    ] == told(prepared)
    assert {"edtf": "../2024-12-31", "words": "by the end of 2024"} == prepared.drafts[3].data["due"]
    assert "Hold the 5th round in 2025" == prepared.drafts[4].data["text"]


def test_the_same_document_again(ledger):
    """What the ledger has from the very same document is not drafted a second time."""
    prepared = prepare(read(RELEASE), Asked(), ledger, TODAY)
    assert prepared.recorded
    assert [] == prepared.drafts


def test_the_next_round(ledger):
    """The dialogue is found by its name; the meeting keeps a promise, and a commitment is said again."""
    prepared = prepare(read(FIFTH), Asked(), ledger, TODAY)
    (part,) = prepared.parts
    assert ("no-pt-ocean", 1.0, "title") == (part.matched.slug, part.matched.score, part.matched.how)
    assert ["source-published", "meeting-held", "commitment-reaffirmed", "commitment-made"] == [
        draft.type for draft in prepared.drafts
    ]
    assert "no-pt-ocean/1" == prepared.drafts[2].data["ref"]
    assert [("fulfils", "no-pt-ocean/2"), ("repeats", "no-pt-ocean/1")] == [
        (one.kind, one.about) for one in part.implied
    ]


def test_a_new_dialogue_although_one_matches(ledger):
    """The user may say that it is another one; it gets a slug of its own."""
    prepared = prepare(read(FIFTH), Asked(new=True), ledger, TODAY)
    assert ("dialogue-established", "no-pt-ocean-2") in told(prepared)
    assert ["no-pt-ocean"] == [match.slug for match in prepared.parts[0].possible]


def test_another_name_of_the_same_dialogue(ledger):
    """A name that is only alike is not merged: the dialogue is named as one that may be meant."""
    text = FIFTH.replace("Ocean Dialogue", "Consultations on Ocean Affairs")
    prepared = prepare(read(text), Asked(), ledger, TODAY)
    assert prepared.parts[0].matched is None
    assert ["no-pt-ocean"] == [match.slug for match in prepared.parts[0].possible]
    assert "no-pt-ocean" not in {draft.subject for draft in prepared.drafts}

    said = prepare(read(text), Asked(dialogue="no-pt-ocean"), ledger, TODAY)
    assert {"no-pt-ocean"} == {draft.subject for draft in said.drafts[1:]}


def test_a_dialogue_that_is_not_there(ledger):
    """A dialogue that the user names has to exist; without a ledger none does."""
    with pytest.raises(UnknownNameError, match="no-pt-sea"):
        prepare(read(RELEASE), Asked(dialogue="no-pt-sea"), ledger, TODAY)
    with pytest.raises(InvalidInputError, match="no ledger"):
        prepare(read(RELEASE), Asked(dialogue="no-pt-sea"), None, TODAY)


def test_a_missing_round(ledger):
    """A round that was passed over is said to be missing."""
    sixth = FIFTH.replace("Fifth", "Sixth").replace("fifth", "sixth")
    implied = prepare(read(sixth), Asked(), ledger, TODAY).parts[0].implied
    assert ("missing", "no-pt-ocean 6") in [(one.kind, one.about) for one in implied]


def test_a_day_that_differs(ledger):
    """A round that is recorded with another day is left out, and the contradiction is said."""
    prepared = prepare(read(RELEASE.replace("on 11 March", "on 10 March")), Asked(), ledger, TODAY)
    assert "meeting-held" not in [draft.type for draft in prepared.drafts]
    assert ("differs", "no-pt-ocean 4") in [(one.kind, one.about) for one in prepared.parts[0].implied]


def test_drafts_can_be_recorded(ledger, tmp_path):
    """What is drafted against a ledger, the ledger takes."""
    drafts = prepare(read(FIFTH), Asked(), ledger, TODAY).drafts
    opened = Ledger.open(tmp_path / "servanda.db")
    assert len(drafts) == len(opened.record(drafts, "tester"))
    opened.close()


def test_the_publication_day():
    """It is what the user says, else what the text says; without either nothing is drafted."""
    undated = RELEASE.partition("\n\n")[2]
    assert date(2024, 3, 12) == stated_day(read(RELEASE), Asked())
    assert date(2024, 3, 20) == stated_day(read(RELEASE), Asked(published=date(2024, 3, 20)))
    assert stated_day(read(undated), Asked()) is None
    with pytest.raises(InvalidInputError, match="when it was published"):
        prepare(read(undated), Asked(), None, TODAY)


def test_another_language():
    """A language that the rules do not know is refused, unless the user says that it is one of theirs."""
    text = "Die Seiten kamen in Oslo zusammen und vereinbarten, sich im Herbst wieder zu treffen.\n"
    with pytest.raises(InvalidInputError, match="language"):
        prepare(read(text), Asked(published=date(2024, 3, 12)), None, TODAY)
    said = prepare(read(text), Asked(published=date(2024, 3, 12), language="en"), None, TODAY)
    assert ["source-published"] == [draft.type for draft in said.drafts]


def test_a_document_about_many_dialogues():
    """It is drafted section by section, each for a dialogue of its own, under one source.

    What a section says of other countries is left out.
    """
    sections = [
        f"{number}. Cooperation with {country}\n\n"
        f"The fourth round of the Norway-{country} Ocean Dialogue was held in March 2024. "
        f"Norway and {country} agreed to exchange reports on ports by the end of 2025. "
        f"{country} and Mexico agreed to sign a treaty by 2027.\n\n"
        + "Ports of both countries were visited by many, who spoke of what they had seen. "
        * 40
        for number, country in enumerate(("Portugal", "Chile", "Ghana", "Japan"), 1)
    ]
    text = "Oslo, 12 April 2024\n\nYearbook of ocean affairs\n\n" + "\n\n".join(sections)
    prepared = prepare(read(text), Asked(), None, TODAY)
    slugs = ["no-pt-ocean", "no-cl-ocean", "no-gh-ocean", "no-jp-ocean"]
    assert slugs == [part.slug for part in prepared.parts]
    assert slugs == prepared.drafts[0].data["dialogues"]
    assert 4 == sum(draft.type == "commitment-made" for draft in prepared.drafts)

"""Drafts from proposals: slugs that are free, citations that hold, in an order that can be recorded."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import score
from given import Ledger
from given import given as given_entries
from servanda.documents.citing import dialogue_slug, proposed, said_again, source_draft, source_slug
from servanda.documents.drafting import Drafted, Proposal, draft
from servanda.domain.decide import Draft
from servanda.events.citation import passage_hash

HASH = "0" * 64


def _drafted(
    name="Harbour Policy Dialogue", parties=("BE", "NL"), publisher="Harbour Office", round_=3, proposals=()
):
    return Drafted(
        language="en",
        published=date(2024, 5, 4),
        title="Title",
        name=name,
        about=name,
        parties=parties,
        round=round_,
        occurred="2024-05-03",
        source=Proposal("source-published", {"publisher": publisher} if publisher else {}),
        proposals=proposals,
    )


@pytest.mark.parametrize(
    ("about", "parties", "slug"),
    [
        ("Harbour Policy Dialogue", ("BE", "NL"), "be-nl-harbour"),
        ("Crane, Rope and Quay Safety Dialogue", ("BE", "NL"), "be-nl-crane-rope-quay"),
        ("Société du Port Forum", ("FR",), "fr-societe-du-port"),
        ("港湾対話", ("JP", "FR"), "jp-fr"),
        ("対話", (), "dialogue"),
        ("Policy Dialogue", ("BE", "NL"), "be-nl-policy-dialogue"),
        ("Crane Dialogue", ("BE", "NL", "FR", "DE", "IT"), "be-nl-fr-de-crane"),
    ],
)
def test_a_dialogue_is_called_by_its_parties_and_matter(about, parties, slug):
    """Without the nouns that every dialogue has, if others are left, and in letters of an address."""
    assert slug == dialogue_slug(_drafted(about, parties), ())


def test_a_slug_that_is_taken_gets_a_number():
    """The next one that is free."""
    assert "be-nl-harbour-3" == dialogue_slug(_drafted(), {"be-nl-harbour", "be-nl-harbour-2"})


@pytest.mark.parametrize(
    ("publisher", "round_", "slug"),
    [
        ("MIC", 3, "mic-2024-05-04-x-3"),
        ("Harbour Office", None, "ho-2024-05-04-x"),
        ("DG CONNECT", 3, "dgconnect-2024-05-04-x-3"),
        ("Ministry of the Harbours and Quays", 3, "mhq-2024-05-04-x-3"),
        ("", 3, "2024-05-04-x-3"),
        ("港湾局", 3, "2024-05-04-x-3"),
    ],
)
def test_a_source_is_called_by_publisher_day_dialogue_and_round(publisher, round_, slug):
    """A long name of a publisher by its initials."""
    assert slug == source_slug(_drafted(publisher=publisher, round_=round_), "x", ())


def test_a_draft_cites_its_passage():
    """With position, hash and heading; what is doubtful goes into the note, without hidden characters."""
    text = "Title. They agreed to paint the cranes."
    proposal = Proposal(
        "commitment-made",
        {"text": "Paint"},
        passage=(7, 39),
        locator="Next\n steps\u202e",
        remarks=("One.", "Two\x00."),
    )
    place = {"source": "src", "start": 7, "end": 39, "sha256": passage_hash(text[7:39])}
    data = {
        "text": "Paint",
        "occurred": {"edtf": "2024-05-03"},
        "round": 3,
        "citations": [{**place, "locator": "Next steps"}],
        "note": "One. Two.",
    }
    assert Draft("commitment-made", "be-nl", data) == proposed(_drafted(), proposal, text, "be-nl", "src")


def test_other_drafts_have_no_round_of_their_own():
    """What the document says of them, and where."""
    proposal = Proposal("dialogue-established", {"titles": {"en": "T"}}, passage=(0, 5))
    place = {"source": "src", "start": 0, "end": 5, "sha256": passage_hash("Title")}
    data = {"titles": {"en": "T"}, "citations": [place]}
    assert Draft("dialogue-established", "be-nl", data) == proposed(
        _drafted(), proposal, "Title", "be-nl", "src"
    )


@pytest.mark.parametrize(
    ("covered", "url", "data"),
    [
        ((), None, {"sha256": HASH}),
        (
            ("be-nl",),
            "https://example.org/1",
            {"sha256": HASH, "url": "https://example.org/1", "dialogues": ["be-nl"]},
        ),
    ],
)
def test_a_source_is_drafted_with_its_hash(covered, url, data):
    """Its address and the dialogues it is about are given, where there are any."""
    proposal = Proposal("source-published", {"publisher": "Harbour Office"})
    expected = Draft("source-published", "src", {"publisher": "Harbour Office", **data})
    assert expected == source_draft(proposal, HASH, "src", covered, url)


def test_what_is_said_again_reaffirms():
    """The words and the citation stay, the rest is that of the commitment on record."""
    made = Draft(
        "commitment-made", "be-nl", {"text": "Paint", "by": ["BE"], "strength": "firm", "citations": []}
    )
    note = "Drafted as be-nl/2 said again, by its words or the round it promises."
    kept = {"text": "Paint", "strength": "firm", "citations": []}
    expected = Draft("commitment-reaffirmed", "be-nl", {**kept, "ref": "be-nl/2", "note": note})
    assert expected == said_again(made, "be-nl/2")


def _lines(drafted, text):
    """All drafts of a document, as for a ledger that has nothing of it."""
    dialogue = dialogue_slug(drafted, ()) if drafted.name and drafted.parties else ""
    source = source_slug(drafted, dialogue, {dialogue})
    told = [proposed(drafted, one, text, dialogue, source) for one in drafted.proposals if dialogue]
    return [source_draft(drafted.source, HASH, source, (dialogue,) if dialogue else (), None), *told]


RELEASE = """Outcomes of the 3rd Japan-France Harbour Policy Dialogue

The 3rd Japan-France Harbour Policy Dialogue was held in Paris on 3 May 2024.

1. Cranes

Both sides agreed to exchange information on cranes by the end of 2024. \
The two sides signed a Memorandum of Understanding on Ropes.

2. Next steps

The 4th round will be held in Tokyo in 2025. It was agreed that the dialogue would meet once a year.
"""


def test_an_empty_ledger_accepts_the_drafts_in_their_order():
    """Each event as it is proposed, one after the other and as one batch."""
    drafted = draft(RELEASE, date(2024, 5, 4), "en")
    lines = _lines(drafted, RELEASE)
    types = [
        *("source-published", "dialogue-established", "meeting-held", "commitment-made", "commitment-made"),
        *("commitment-made", "cadence-agreed", "outcome-adopted"),
    ]
    assert types == [one.type for one in lines]
    assert types == [one.event.type for one in given_entries(*lines).ledger]
    ledger = Ledger()
    ledger.record(*lines)
    assert types == [one.event.type for one in ledger]


def _recorded(text, published, language):
    """How many drafts a document gives, and how many entries an empty ledger has once they are recorded."""
    drafted = draft(text, published, language)
    lines = _lines(drafted, text)
    ledger = Ledger()
    ledger.record(*lines, today=date(2026, 1, 1))
    return len(lines), len(ledger)


@pytest.mark.parametrize("folder", ["tuned", "held-back"])
def test_the_drafts_of_annotated_documents_are_accepted(folder):
    """As they are, before anybody has reviewed them."""
    for text, gold in score.gold_files(score.HERE / folder):
        proposed, recorded = _recorded(text, date.fromisoformat(gold["published"]), gold["language"])
        assert proposed == recorded


_JUNK = st.sampled_from(
    [
        *(
            "\u202e",
            "\x00",
            "\u200b",
            "\ufeff",
            "\u2028",
            "\u0301",
            "\u00ad",
            "🚢",
            "\t",
            "\n",
            "\n\n",
            " ",
            "“",
            "(",
            ")",
        ),
        *(
            "|",
            ":",
            "-",
            "1. ",
            "Japan ",
            "第3回",
            "。",
            ". ",
            "?",
            "x" * 600,
            "ﬁ",
            "１",
            "\r\n",
            "Next steps\n",
        ),
    ]
)


@given(st.lists(st.tuples(st.integers(0, len(RELEASE)), st.integers(0, 9), _JUNK), max_size=8))
def test_the_drafts_of_a_broken_text_are_accepted(breaks):
    """Whatever characters get into it or are lost, what is proposed can be recorded."""
    text = RELEASE
    for at, lost, junk in breaks:
        text = text[:at] + junk + text[at + lost :]
    proposed, recorded = _recorded(text, date(2024, 5, 4), "en")
    assert proposed == recorded

"""A draft as it is shown in a review."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from servanda.cli.review_page import Page, marked
from servanda.cli.review_session import Item, Refusal, Session
from servanda.documents.drafting.drafted import Evidence, Proposal, Traced
from servanda.documents.implications import Implication
from servanda.documents.undertakings.verdict import Verdict
from servanda.domain.decide import Draft
from servanda.presentation.table import width

TEXT = (
    "Outcome of the 4th talks in Oslo\n\n"
    "Cables\n"
    "Both sides agreed to report\nfaults of cables by the end of 2025. They had coffee.\n"
)
SENTENCE = (TEXT.index("Both"), TEXT.index(" They"))


def span(words):
    """Where words stand."""
    return TEXT.index(words), TEXT.index(words) + len(words)


def bold(words):
    """An emphasis that can be seen in a text."""
    return f"*{words}*"


def item(**changes):
    """A drafted commitment."""
    data = {
        "text": "Report faults of cables by the end of 2025",
        "kind": "deliver",
        "by": ["JP", "NO"],
        "due": {"edtf": "../2025-12-31", "words": "by the end of 2025"},
        "round": 4,
        "citations": [{"source": "mic-2025", "start": SENTENCE[0], "end": SENTENCE[1], "sha256": "a" * 64}],
        "note": "Whose words?",
    }
    evidence = (
        Evidence("passage", *SENTENCE, "agreed"),
        Evidence("due", *span("by the end of 2025")),
        Evidence("round", *span("4th")),
    )
    proposal = Proposal("commitment-made", data, evidence, SENTENCE, "Cables", ("Whose words?",))
    implied = (Implication("repeats", "jp-no/1", "It is said again."),)
    return Item(Draft("commitment-made", "jp-no", {**data, **changes}), proposal, implied, ("Whose words?",))


def page(columns=60, emphasis=str):
    """The page of the text."""
    verdict = Verdict(taken=True, rule="agreed", why="they said so", kind="deliver", strength="firm")
    return Page(TEXT, [Traced(*SENTENCE, (verdict,), verdict)], columns, emphasis)


def test_a_draft_is_shown_with_its_passage():
    """The sentence under its heading, each field with the words it was read from, doubts, what it means."""
    shown = list(page().lines(Session((item(),)), Refusal(0, "There is no round 4", "Record it first.")))
    assert [
        "",
        "1 of 1 · commitment-made ───────────────────────────────────",
        "Under the heading: Cables",
        "  Both sides agreed to report faults of cables by the end of",
        "  2025.",
        "Taken by the rule “agreed”: they said so.",
        "",
        " 1 stream  jp-no",
        " 3 text    Report faults of cables by the end of 2025",
        " 4 kind    deliver",
        " 6 by      JP; NO",
        " 8 due     by 2025-12-31 (../2025-12-31)  ← “by the end of",
        "           2025”",
        "10 round   4  ← “4th” in “…Outcome of the 4th talks in",
        "           Oslo…”",
        "13 cite    mic-2025, 41-105",
        "14 note    what is doubtful, as below",
        "Doubt: Whose words?",
        "Ledger: jp-no/1: It is said again.",
        "Would be refused: There is no round 4",
        "  Record it first.",
        "",
    ] == shown


def test_a_changed_field_is_marked():
    """It was read from no words, and what was said of the ledger was said of the proposal."""
    mended = item(due={"edtf": "2026-21", "words": "in spring"})
    changed = replace(mended, doubts=(), choice="accepted", changed=frozenset({"due"}))
    shown = list(page(80).lines(Session((changed,)), None))
    assert shown[1].startswith("1 of 1 · commitment-made, accepted ─")
    assert " 8 due     spring 2026 (2026-21), “in spring”  ← changed" in shown
    assert "14 note    Whose words?" in shown
    assert "Ledger, as it was proposed: jp-no/1: It is said again." in shown


def test_words_stand_out_in_the_passage():
    """Also where a line ends between them."""
    shown = list(page(60, bold).lines(Session((item(),)), None))
    assert ["  Both sides agreed to report faults of cables *by the end of*", "  *2025*."] == shown[3:5]


def test_a_passage_within_a_line_is_shown_in_it():
    """Where no sentence of the trace holds it: a name in the title."""
    proposal = Proposal("dialogue-established", {}, (), span("4th talks"))
    draft = Draft("dialogue-established", "jp-no", {"titles": {"en": "talks"}})
    shown = list(page(60, bold).lines(Session((Item(draft, proposal),)), None))
    assert "  Outcome of the *4th talks* in Oslo" == shown[2]


def test_hidden_characters_are_shown():
    """In passages and in values; a text-direction control rewrites nothing."""
    assert ["ab⟨U+202E⟩cd"] == marked("ab\u202ecd", (0, 5), (), 40, str)
    shown = list(page().lines(Session((item(text="a\u202eb\x1b[2J"),)), None))
    assert " 3 text    a⟨U+202E⟩b⟨U+001B⟩[2J" in shown


@given(
    st.text("ab 協\n\u202e", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4),
    st.integers(20, 60),
)
def test_a_passage_fits_and_is_whole(text, spans, columns):
    """No line is too wide, and emphasis changes no word."""
    plain = marked(text, (0, len(text)), spans, columns, str)
    assert max(map(width, plain), default=0) <= columns
    assert plain == [line.replace("*", "") for line in marked(text, (0, len(text)), spans, columns, bold)]
    shown = text.replace("\u202e", "⟨U+202E⟩")
    assert "".join(shown.split()) == "".join("".join(plain).split())

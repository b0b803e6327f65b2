"""Blocks: what is a title, a heading, a paragraph, an item, and where the contact lines begin."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.blocks import blocks


def _read(text, headings=()):
    """Kind, mark and words of each block."""
    return [(one.kind, one.mark, text[one.start : one.end]) for one in blocks(text, headings)]


def _kinds(text, headings=()):
    return [one.kind for one in blocks(text, headings)]


RELEASE = """Third Harbour Dialogue

The two sides met in Ghent on 3 May.

1. Cranes

Both sides will paint the cranes.

Next steps
They agreed to:
- count the cranes;
- publish the number.

For further information
Harbour Office, Ghent
"""


def test_the_blocks_of_a_release():
    """A title, paragraphs, headings numbered and plain, items under their line, contact lines."""
    assert [
        ("title", "", "Third Harbour Dialogue"),
        ("paragraph", "", "The two sides met in Ghent on 3 May."),
        ("heading", "1.", "Cranes"),
        ("paragraph", "", "Both sides will paint the cranes."),
        ("heading", "", "Next steps"),
        ("paragraph", "", "They agreed to:"),
        ("item", "-", "count the cranes;"),
        ("item", "-", "publish the number."),
        ("closing", "", "For further information"),
        ("closing", "", "Harbour Office, Ghent"),
    ] == _read(RELEASE)


def test_what_stands_under_a_heading_and_a_line():
    """Each block knows its heading, each item the line that introduces it."""
    assert [
        ("Both sides will paint the cranes.", "Cranes", None),
        ("They agreed to:", "Next steps", None),
        ("count the cranes;", "Next steps", "They agreed to:"),
        ("publish the number.", "Next steps", "They agreed to:"),
    ] == [
        (RELEASE[one.start : one.end], one.topic, RELEASE[slice(*one.lead)] if one.lead else None)
        for one in blocks(RELEASE)
        if one.topic
    ]


def test_items_without_bullets_end_in_semicolons():
    """Under an introducing line they are items, the last of them with a full stop."""
    lines = ["Title", "At the end of the day both sides agreed to:", "Paint it;", "Count it.", "They left."]
    text = "\n\n".join([*lines, "The end."])
    assert ["title", "paragraph", "item", "item", "paragraph", "paragraph"] == [one[0] for one in _read(text)]


def test_a_numbered_line_ends_the_list_that_the_one_before_introduced():
    """The items of paragraph 7 are not followed by paragraph 8 as another item of it."""
    lines = [
        "Title",
        "7. Ministers resolved to:",
        "(a) paint it;",
        "(b) count it.",
        "8. Japan told its plans.",
    ]
    text = "\n\n".join([*lines, "The end."])
    found = [(one.mark, one.lead is not None) for one in blocks(text) if one.mark]
    assert [("7.", False), ("(a)", True), ("(b)", True), ("8.", False)] == found


def test_an_abbreviated_country_is_no_number():
    """The S. of "S. Korea" belongs to the words."""
    assert ("title", "", "S. Korea, Japan hold talks") == _read("S. Korea, Japan hold talks\n\nThe end.")[0]


@pytest.mark.parametrize("bullet", [*"•‣▪●○◦·*◆◇■□・➢►✓-–", "(1)", "a)", "iv.", "2.", "①", "(一)"])
def test_items_bear_bullets_of_every_kind(bullet):
    """Under an introducing line whatever stands before the words is a bullet or a number."""
    text = (
        f"Title\n\nThey agreed to the following points in the course of the day:\n{bullet} paint it\nThe end."
    )
    assert ("item", bullet.replace("–", "-"), "paint it") == _read(text)[2]


def test_a_numbered_paragraph_is_no_heading():
    """A numbered line that ends as a sentence does, or goes on for long, is one of the text."""
    text = "Title\n\n1. Cranes\n\n2. The cranes will be painted.\n\n3. " + "crane " * 20 + "\n\nEnd."
    assert ["title", "heading", "item", "item", "paragraph"] == _kinds(text)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Cranes and quays", "heading"),
        ("Next steps:", "heading"),
        ("## Cranes", "heading"),
        ("[Cranes]", "heading"),
        ("【港湾】", "heading"),
        ("１．港湾の整備", "heading"),
        ("■ Cranes", "heading"),
        ("cranes in small letters", "paragraph"),
        ("The two sides will agree to:", "paragraph"),
        ("Date | Place | Format", "paragraph"),
        ("It is a sentence that has no full stop but says that both sides were glad of it", "paragraph"),
        ("次回会合の日程：令和6年2月20日", "paragraph"),
    ],
)
def test_what_looks_like_a_heading(line, kind):
    """Short lines with a capital, a number or brackets; not rows of tables, nor lines that tell."""
    assert kind == _kinds(f"Title\n\n{line}\n\nThe text goes on.")[1]


def test_lines_broken_to_a_width_are_put_together():
    """Lines of nearly one width are one paragraph; so is the one that begins with a small letter."""
    text = (
        "Harbour Dialogue\n\n"
        "The two sides met in Ghent on the third day of May and looked\n"
        "at the cranes of the harbour, the Quay of Ghent and the ropes\n"
        "that were bought in the year before by the harbour masters of\n"
        "Both towns, who had come with their flags and their families.\n"
        "They left.\n\n"
        "Next day\n"
        "the weather was bad.\n"
    )
    assert [
        "Harbour Dialogue",
        text[text.index("The two") : text.index("\nThey left.")],
        "They left.",
        "Next day\nthe weather was bad.",
    ] == [words for _, _, words in _read(text)]


def test_an_item_goes_on_in_the_next_line():
    """A small letter continues what has no end yet; after a colon it does not."""
    text = "Title\n\nThey agreed to:\n- paint the cranes of\nthe harbour\nand:\nrest."
    assert [("item", "-", "paint the cranes of\nthe harbour\nand:"), ("item", "", "rest.")] == _read(text)[2:]


def test_japanese_lists():
    """A line that promises the following points introduces them."""
    text = (
        "第3回港湾対話\n\n双方は、以下の2点で一致しました。\n・起重機を塗る。\n①数を公表する。\n\n"
        "問合せ先：港湾課\n電話"
    )
    assert [
        ("title", "", "第3回港湾対話"),
        ("paragraph", "", "双方は、以下の2点で一致しました。"),
        ("item", "・", "起重機を塗る。"),
        ("item", "①", "数を公表する。"),
        ("closing", "", "問合せ先：港湾課"),
        ("closing", "", "電話"),
    ] == _read(text)
    leads = [text[slice(*one.lead)] for one in blocks(text) if one.lead]
    assert ["双方は、以下の2点で一致しました。"] * 2 == leads


@pytest.mark.parametrize(
    "line",
    [
        "Contact: Harbour Office",
        "Media enquiries",
        "For more information, write to us",
        "Press contact",
        "お問い合わせ先",
        "連絡先：港湾課",
        "担当 港湾課",
    ],
)
def test_contact_lines_close_a_document(line):
    """From there on nothing is told."""
    kinds = _kinds(f"Title\n\nThey met.\n\n{line}\n\nThey will meet again.")
    assert ["title", "paragraph", "closing", "closing"] == kinds


def test_headings_of_a_page_are_given():
    """What HTML marks as a heading is one, whatever it looks like, and no line is joined to it."""
    text = "Title\n\nthe cranes will be painted.\nand so on they went."
    start = text.index("the cranes")
    end = text.index("\nand")
    assert [
        ("title", "", "Title"),
        ("heading", "", "the cranes will be painted."),
        ("paragraph", "", "and so on they went."),
    ] == _read(text, [(start, end)])


@pytest.mark.parametrize("text", ["", "\n\n", " \u3000\n", "-\n"])
def test_a_text_that_says_nothing_has_no_blocks(text):
    """Empty lines and lone bullets are none."""
    assert [] == blocks(text)


@given(st.text(alphabet=st.sampled_from("aB .:。-•1)(\n\r\u2028第次回以下の：é"), max_size=200))
def test_blocks_hold_the_words_in_order(text):
    """They do not overlap, begin and end with a character that shows, and lie in the text."""
    found = blocks(text)
    places = [(one.start, one.end) for one in found]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    assert all(text[start:end] == text[start:end].strip() for start, end in places)

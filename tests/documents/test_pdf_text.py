"""From lines to paragraphs: what belongs together is told from where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.pdf_lines import Line
from servanda.documents.pdf_text import joined, paragraphs, text_of


def lines(*given, leading=14.0, size=11.0):
    """Lines of six points a letter, each a text, or a text with what is different about its place."""
    found, top = [], 100.0
    for one in given:
        words, change = one if isinstance(one, tuple) else (one, {})
        top = change.get("top", top + leading)
        left = change.get("left", 72.0)
        found.append(Line(words, left, left + 6.0 * len(words), top, top + size, change.get("size", size)))
    return found


def text(*pages):
    return text_of(paragraphs(pages).paragraphs)


FULL = "The two sides agreed to deepen their dialogue on"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (lines(FULL, "cables in 2025."), f"{FULL} cables in 2025."),
        (lines(FULL, FULL, ("Next", {"top": 160.0})), f"{FULL} {FULL}\n\nNext"),
        (lines("Short end", FULL, FULL), f"Short end\n\n{FULL} {FULL}"),
        (lines("Short end", "of a line", FULL), f"Short end of a line\n\n{FULL}"),
        (lines(FULL, ("Indented, and new", {"left": 94.0}), FULL), f"{FULL}\n\nIndented, and new\n\n{FULL}"),
        (lines(FULL, (FULL, {"size": 16.0})), f"{FULL}\n\n{FULL}"),
        (
            lines(FULL, "(1) One", "• Two", ("that goes on", {"left": 94.0}), "3. Three", "- four"),
            f"{FULL}\n\n(1) One\n• Two that goes on\n3. Three\n- four",
        ),
        (
            lines("令和６年２月２０日に第５回の会合を開催した。次回は東", "京で開く。", "以上"),
            "令和６年２月２０日に第５回の会合を開催した。次回は東京で開く。\n\n以上",
        ),
        (lines("ﬁve ⽇ \uf0b7"), "five 日 •"),
        ([], ""),
    ],
)
def test_paragraphs(page, expected):
    """A gap, an indent, another size, an item and a line that is not full begin a new paragraph."""
    assert expected == text(page)


def test_a_paragraph_goes_on_over_the_page():
    """If it has not ended, and the next page does not begin anew."""
    assert "a sentence that goes on here.\n\nand a new one" == text(
        lines("a sentence that goes"), lines("on here."), lines("and a new one")
    )
    assert "次回の会合は東京で開く\n\nNew" == text(lines("次回の会合は東"), lines("京で開く"), lines("New"))


@pytest.mark.parametrize(
    ("left", "right", "words", "expected"),
    [
        ("their cooper-", "ation", "", "their cooperation"),
        ("on follow-", "up of", "a follow-up", "on follow-up of"),
        ("on follow-", "up of", "they follow it up", "on follow-up of"),
        ("re-", "port", "the port, the report and re", "report"),
        ("Asia-", "Pacific", "", "Asia-Pacific"),
        ("2023-", "2024", "", "2023-2024"),
        ("the plan -", "next", "", "the plan - next"),
        ("日欧", "対話", "", "日欧対話"),
        ("日欧", "ICT", "", "日欧 ICT"),
        ("in the", "end", "", "in the end"),
    ],
)
def test_lines_are_joined(left, right, words, expected):
    """A hyphen at the end of a line stays if the document writes the word with it elsewhere."""
    assert expected == joined(left, right, frozenset(words.replace(",", "").split()))


def framed(top, foot, *body, height=40.0, size=11.0):
    """A page with a line at its top and at its foot."""
    return [*lines((top, {"top": height, "size": size})), *lines(*body), *lines((foot, {"top": 800.0}))]


def test_headers_footers_and_page_numbers_are_left_out():
    """What stands at the same height on the pages, the number of the page aside, is no text."""
    words = ["spectrum.", "cables.", "artificial intelligence.", "statistics."]
    pages = [
        framed("Ministry", f"No. 3, page {at} of 9", f"The Ministry and {it}")
        for at, it in enumerate(words, 7)
    ]
    assert (8, [f"The Ministry and {it}" for it in words]) == tuple(reversed(paragraphs(pages)))


def test_what_only_looks_like_a_header_stays():
    """A line on one page of many, in larger letters than the text, or at other heights, is text."""
    pages = [
        framed("One", "note 5", "spectrum."),
        framed("Two", "note 9", "cables."),
        framed("Title", "a", "statistics.", size=20.0),
        framed("Title", "b", "intelligence.", size=20.0),
        framed("Two", "c", "trade.", height=60.0),
    ]
    assert 0 == paragraphs(pages).at_edges


@pytest.mark.parametrize("number", ["1", "- 1 -", "Page 1", "1/3", "p. 1 of 3"])
def test_the_number_of_a_page_is_left_out(number):
    """Even of a single page; another number is text."""
    assert (1, 0) == (
        paragraphs([lines(FULL, number)]).at_edges,
        paragraphs([lines(FULL, number.replace("1", "2", 1))]).at_edges,
    )


LINE = st.builds(
    Line,
    st.text("ab- 日1.•", min_size=1, max_size=20).map(str.strip).filter(bool),
    *[st.floats(0, 600)] * 4,
    st.floats(0, 40),
)


@given(st.lists(st.lists(LINE, max_size=6), max_size=4))
def test_whatever_the_lines(pages):
    """Nothing is lost but white space, hyphens and what stands at the edges."""
    read = paragraphs(pages)
    given = sorted(letter for page in pages for line in page for letter in line.text if letter not in " -")
    found = sorted(letter for paragraph in read.paragraphs for letter in paragraph if letter not in " -")
    assert read.at_edges or given == found

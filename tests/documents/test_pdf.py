"""PDFs, made by hand: their text, what they say of themselves, and those that cannot be read."""

import sys
import zlib

import pytest

from hand_made_pdf import letters, objects, page, pdf, stream
from servanda.documents.html_said import Published
from servanda.documents.pdf import read_pdf
from servanda.errors import InvalidInputError, ServandaError

pytest.importorskip("pdfplumber")

FLATE = "/Filter/FlateDecode"


def text(*pages, **said):
    return read_pdf(pdf(*pages, **said), "a.pdf").text


def test_a_document():
    """Paragraphs by their places, words by their gaps, headings and page numbers told apart."""
    first = letters(
        (72, 780, 18, "Outcomes of the 5th round"),
        (72, 740, 11, "The two sides agreed to deepen their cooper-"),
        (72, 726, 11, "ation on submarine cables (see below), and"),
        (72, 712, 11, "will meet again in"),
        (170, 712, 11, "Tokyo in 2025."),
        (72, 680, 11, "\u2022 Cables"),
        (72, 666, 11, "\u2022 Spectrum"),
        (290, 30, 9, "- 1 -"),
    )
    second = letters((72, 740, 11, "The end."), (290, 30, 9, "- 2 -"))
    read = read_pdf(pdf(first, second, b"", title="Outcomes", language="en-GB"), "a.pdf")

    assert (
        "Outcomes of the 5th round\n\nThe two sides agreed to deepen their cooperation on submarine cables "
        "(see below), and will meet again in Tokyo in 2025.\n\n• Cables\n• Spectrum\n\nThe end."
    ) == read.text
    assert Published(title="Outcomes", language="en") == read.said
    assert (
        "page 3 has no text",
        "2 lines with page headers, footers and numbers were left out",
    ) == read.notes


@pytest.mark.parametrize(
    "title", ["Microsoft Word - draft 3.docx", "release.pdf", "untitled", "", "x" * 501, "(unbalanced"]
)
def test_a_title_made_by_a_program_is_none(title):
    """The name of a file is no title; when the file was made is not when it was published."""
    said = read_pdf(pdf(page("Text"), title=title), "a.pdf").said
    assert (Published(), Published(title="(unbalanced"))[title == "(unbalanced"] == said


def test_letters_printed_twice_and_letters_off_the_page():
    """What a program printed twice to make it bold is read once; what is not on the page is not read."""
    bold = ((72, 700, 11, "Committee"), (72.4, 700, 11, "Committee"))
    assert "Committee" == text(letters(*bold, (72, 2000, 11, "above"), (-400, 650, 11, "beside")))


def test_characters_that_fonts_do_not_name():
    """A few are shown as such; a text of them cannot be read."""
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        "/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<<"
        "/Type/FontDescriptor/FontName/X/Flags 4>>>>]>>"
    )

    def unnamed(codes):
        content = page("A text that is much longer than what is not known of it") + (
            b"BT /F2 11 Tf 72 600 Td <" + codes + b"> Tj ET"
        )
        return objects(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[5 0 R]>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            font,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R"
            "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>",
            stream(content),
        )

    read = read_pdf(unnamed(b"0041"), "a.pdf")
    assert "A text that is much longer than what is not known of it\n\n\ufffd" == read.text
    assert ("1 character is not known, and shown as \ufffd: the font does not say which",) == read.notes
    with pytest.raises(InvalidInputError, match="does not say which characters its fonts show"):
        read_pdf(unnamed(b"0041" * 40), "a.pdf")


def much(length):
    """So many spaces, compressed."""
    packing = zlib.compressobj(1)
    return (
        b"".join(packing.compress(b" " * 10_000_000) for _ in range(length // 10_000_000)) + packing.flush()
    )


LOCKED = "/Encrypt<</Filter/Standard/V 1/R 2/O({})/U({})/P -4>>/ID[(a)(a)]".format("a" * 32, "b" * 32)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: pdf(b"", b""), r"holds no text: it is a scan\n  Have its characters recognised"),
        (lambda: pdf(page("x"), trailer=LOCKED), r"is encrypted\n  Open it with its password"),
        (lambda: pdf(page("x"), trailer="/Encrypt<</Filter/Other/V 9>>"), "is encrypted"),
        (lambda: pdf(page("x"))[:300], r"is a damaged PDF, or none that can be read\n  Fetch it again"),
        (lambda: b"%PDF-1.7\n", "is a damaged PDF"),
        (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 99, "is a damaged PDF"),
        (lambda: b"%PDF-1.7\n1 0 obj\n" + b"<<" * 10_000, "is a damaged PDF"),
        (pdf, "is a damaged PDF"),
        (
            lambda: objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[2 0 R]>>"),
            "damaged PDF",
        ),
        (
            lambda: objects(
                "<</Type/Catalog/Pages 2 0 R>>",
                *(f"<</Type/Pages/Count 1/Kids[{number} 0 R]>>" for number in range(3, 5_000)),
            ),
            "is a damaged PDF",
        ),
        (lambda: pdf(*[page("x")] * 501), r"has more than 500 pages\n  Give the pages"),
        (lambda: pdf(much(1_200_000_000), filters=FLATE), "damaged PDF|GB of memory"),
    ],
    ids=[*("scan", "locked", "unknown-lock", "cut", "header", "bytes", "nested", "no-pages"), *"abcd"],
)
def test_what_cannot_be_read(content, said):
    """It is refused, saying why and what to do, whatever the file does to the program that reads it."""
    with pytest.raises(InvalidInputError, match=said):
        read_pdf(content(), "a.pdf")


def test_what_takes_too_long():
    """Reading a PDF ends after some time, done or not."""
    with pytest.raises(InvalidInputError, match=r"a\.pdf takes longer than 0\.001 seconds to read"):
        read_pdf(pdf(page("x")), "a.pdf", seconds=0.001)


def test_without_the_extra(monkeypatch):
    """It is said how to install it."""
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(ServandaError, match=r"need the package pdfplumber.*\n  .*'servanda\[pdf\]'"):
        read_pdf(pdf(page("x")), "a.pdf")

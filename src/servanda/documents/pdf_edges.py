"""What stands at the edges of the pages of a PDF: headers, footers, page numbers. Standard library only."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from servanda.documents.pdf_lines import Line

EDGE = 2
"""Lines at the top and at the bottom of a page that may be its header and footer."""
OTHER_SIZE = 0.1
"""Of the size of the letters: what differs by more is another kind of text."""
OFTEN = 3
"""Pages, or most of the pages of a shorter document: what stands there on so many is no text of any."""

_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\W*(\d{1,3})(?:\W*(?:/|of)\W*\d{1,3})?\W*", re.IGNORECASE)

_Key = tuple[str, int, int]


def without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without their headers, footers and page numbers."""
    sizes = [line.size for page in pages for line in page]
    largest = (1 + OTHER_SIZE) * median(sizes) if sizes else 0.0  # headings are larger
    numbered = list(enumerate(pages, start=1))
    counts: Counter[_Key] = Counter()
    for number, page in numbered:
        counts.update({key for line in _at_edges(page) for key in _keys(line, number)})
    often = {key for key, count in counts.items() if _is_often(key, count, len(pages))}
    return [
        _trimmed(
            page,
            [
                _is_page_number(line.text, number)
                or (line.size <= largest and not often.isdisjoint(_keys(line, number)))
                for line in page
            ],
        )
        for number, page in numbered
    ]


def _at_edges(page: Sequence[Line]) -> Sequence[Line]:
    return page if len(page) <= 2 * EDGE else [*page[:EDGE], *page[-EDGE:]]


def _keys(line: Line, number: int) -> Iterator[_Key]:
    """What a line says and at which height; and the same for each number in it that goes with the page's.

    The number is then given as its distance from the page's, which is the same on all pages.
    """
    height = round(line.top / 4)
    yield line.text, height, 0
    for found in _NUMBER.finditer(line.text[:200]):
        yield f"{line.text[: found.start()]}#{line.text[found.end() :]}", height, int(found[0]) - number


def _is_often(key: _Key, count: int, pages: int) -> bool:
    goes_with_pages = "#" in key[0]
    return count >= OFTEN or (count > 1 and (goes_with_pages or count * 2 > pages))


def _is_page_number(text: str, number: int) -> bool:
    found = _PAGE_NUMBER.fullmatch(text)
    return found is not None and int(found[1]) == number


def _trimmed(page: Sequence[Line], gone: Sequence[bool]) -> list[Line]:
    """A page without the lines that are gone, as long as nothing else stands further out."""
    begin, end = 0, len(page)
    while begin < min(EDGE, end) and gone[begin]:
        begin += 1
    while end > max(len(page) - EDGE, begin) and gone[end - 1]:
        end -= 1
    return list(page[begin:end])

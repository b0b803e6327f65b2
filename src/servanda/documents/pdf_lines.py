"""The lines of a PDF, read in a process of its own: a file made to do harm ends that, and nothing else.

Run as a program, it takes the bytes of a PDF from standard input and prints what it found as JSON. It
alone knows `pdfplumber`.
"""

import io
import json
import logging
import re
import sys
import warnings
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

MOST_PAGES = 500
LONGEST_TEXT = 3_000_000
"""Code points: a long book has a third of that."""
MEMORY = 1024**3
"""Bytes that the process may have, where the system can say so: few bytes of a PDF may unpack to many."""
SPACE = 0.15
"""Of the size of the letters: a wider gap parts words."""
SAME_PLACE = 0.08
"""The same: letters that are alike and no further apart are one."""
SPACE_OF_CHARACTERS = 0.6
"""The same between Japanese or Chinese characters, which are set apart to fill a line."""
_CJK = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60]")


def main() -> None:
    """Print the lines of the PDF on standard input, or why there are none."""
    _limit_memory()
    logging.disable()
    warnings.simplefilter("ignore")
    out, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    try:
        answer = _read(sys.stdin.buffer.read())
    except MemoryError:
        answer = {"refused": "memory"}
    except Exception:  # noqa: BLE001  whatever a damaged file makes of a library is the file's fault
        answer = {"refused": "damaged"}
    out.write(json.dumps(answer))


def _read(content: bytes) -> dict[str, Any]:
    import pdfplumber  # noqa: PLC0415  an extra
    from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415

    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                return {"refused": "pages"}
            pages, length = [], 0
            for page in pdf.pages:
                pages.append(list(_lines(page)))
                page.close()
                length += sum(len(line.text) for line in pages[-1])
                if length > LONGEST_TEXT:
                    return {"refused": "long"}
            return {"pages": pages, "title": _text(pdf.metadata.get("Title")), "language": _language(pdf)}
    except PdfminerException as error:
        locked = error.args and any(
            word in type(error.args[0]).__name__ for word in ("Password", "Encryption")
        )
        return {"refused": "encrypted" if locked else "damaged"}


class Line(NamedTuple):
    """A line of a page: its text, where it stands in points from the left and the top, and its size."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


class _Shown:
    """Whether a thing on a page is a letter to be read: one within the page, and once.

    Some programs print a letter twice, side by side, to make it bold.
    """

    def __init__(self, page: tuple[float, float, float, float]) -> None:
        self._left, self._top, self._right, self._bottom = page
        self._seen: set[tuple[str, int, int]] = set()

    def __call__(self, thing: dict[str, Any]) -> bool:
        if thing["object_type"] != "char" or not self._inside(thing):
            return False
        side = SAME_PLACE * max(thing["size"], 1)
        across, down = round(thing["x0"] / side), round(thing["top"] / side)
        again = any(
            (thing["text"], across + x, down + y) in self._seen for x in (-1, 0, 1) for y in (-1, 0, 1)
        )
        self._seen.add((thing["text"], across, down))
        return not again

    def _inside(self, char: dict[str, Any]) -> bool:
        return bool(
            self._left <= char["x1"]
            and char["x0"] <= self._right
            and self._top <= char["bottom"]
            and char["top"] <= self._bottom
        )


def _lines(page: Any) -> Iterator[Line]:
    seen = page.filter(_Shown(page.bbox))
    for line in seen.extract_text_lines(x_tolerance_ratio=SPACE, expand_ligatures=False):
        size = median(char["size"] for char in line["chars"])
        sides = [round(side, 2) for side in (line["x0"], line["x1"], line["top"], line["bottom"], size)]
        yield Line("".join(_spaced(line["chars"])), *sides)


def _spaced(chars: list[dict[str, Any]]) -> Iterator[str]:
    """The letters of a line, with a space at each gap."""
    before = None
    for char in chars:
        if char is before:  # listed for each of the letters that it stands for
            continue
        if before is not None:
            characters = _CJK.match(before["text"]) and _CJK.match(char["text"])
            gap = (SPACE_OF_CHARACTERS if characters else SPACE) * before["size"]
            if char["x0"] - before["x1"] > gap or char["x0"] < before["x0"] - before["size"]:
                yield " "
        yield char["text"]
        before = char


def _language(pdf: Any) -> str:
    from pdfplumber.utils import resolve_and_decode  # noqa: PLC0415

    return _text(resolve_and_decode(pdf.doc.catalog.get("Lang", "")))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  not on every system
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    main()

"""The text of a page: its paragraphs, headings, list items and table rows, without what surrounds them.

The same page always gives the same text, since passages are counted in it. Standard library only.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from servanda.documents.characters import Hidden
from servanda.documents.html_blocks import Blocks
from servanda.documents.html_tree import BLOCKS, CELLS, HEADINGS, VOID, WHOLE, OpenElements
from servanda.documents.markup import Start, Token, Words

_SCRIPTS = frozenset({"script", "style"})
_FURNITURE = frozenset({"nav", "footer", "aside"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_INSTEAD = frozenset({"noscript", "template", "noembed", "noframes"})
_EMBEDDED = frozenset(
    {"svg", "iframe", "object", "applet", "canvas", "audio", "video", "math", "xmp", "del", "dialog"}
    | {"select", "button", "textarea", "datalist"}
)
_FOREIGN = frozenset({"svg", "math"})
"""Elements that may end where they begin, as in XML."""
_READINGS = frozenset({"rt", "rp", "rtc", "title"})
_FURNITURE_SAID = "navigation, header, footer, aside or form element"
_HIDDEN_SAID = "hidden element"
_KINDS = {
    "script or style element": _SCRIPTS,
    "noscript or template element": _INSTEAD,
    "embedded, deleted or form-control element": _EMBEDDED,
    _FURNITURE_SAID: _FURNITURE,
}
_LEFT_OUT = {name: said for said, names in _KINDS.items() for name in names}
_STYLED_AWAY = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class PageText(NamedTuple):
    """What a page says.

    Attributes:
        text: paragraphs parted by a blank line; headings are paragraphs, list items and table rows lines.
        headings: the code points from and to which the headings stand.
        notes: what was left out, for the user.
    """

    text: str
    headings: tuple[tuple[int, int], ...]
    notes: tuple[str, ...]


class Page:
    """A page as it is read, tag by tag."""

    def __init__(self) -> None:
        self._open = OpenElements(self._closed)
        self._hidden = Hidden()
        self._blocks = Blocks(self._hidden)
        self._skipped_at: int | None = None
        self._left_out: Counter[str] = Counter()
        self._mark: tuple[int, bool] | None = None

    @property
    def skipping(self) -> bool:
        """Whether what is read now stands in an element that is left out."""
        return self._skipped_at is not None

    def read(self, token: Token) -> None:
        """Take the next tag or text of the page."""
        if isinstance(token, Words):
            if not self.skipping:
                self._blocks.words(token.text)
        elif isinstance(token, Start):
            self._start(token)
        elif token.name in ("br", "p") and self._open.last((token.name,)) < 0:
            self._void(token.name)
        elif token.name not in WHOLE and token.name not in VOID:
            self._open.close(token.name)

    def done(self) -> PageText:
        """The text of the page, which has ended."""
        self._open.close_all()
        self._blocks.flush()
        dropped, outside = self._blocks.choose()
        self._left_out[_FURNITURE_SAID] += dropped
        text, headings = self._blocks.joined()
        return PageText(text, headings, tuple(self._remarks(outside)))

    def _remarks(self, outside: int) -> Iterator[str]:
        for said in (*_KINDS, _HIDDEN_SAID, "footnote mark"):
            if count := self._left_out[said]:
                yield f"{count:,} {said}{'s were' if count > 1 else ' was'} left out"
        if outside:
            yield f"only the main part of the page was read: {outside:,} characters around it were left out"
        yield from self._hidden.remarks()

    def _start(self, tag: Start) -> None:
        name = tag.name
        if name in VOID:
            self._void(name)
        elif name not in WHOLE:
            depth = self._open.open(name)
            if self.skipping:
                return
            if name in BLOCKS:
                self._blocks.flush()
            if name in _READINGS or self._counted(tag):
                self._skipped_at = depth
                if tag.empty and name in _FOREIGN:
                    self._open.close(name)
            else:
                self._enter(tag, depth)

    def _void(self, name: str) -> None:
        if self.skipping:
            return
        if name == "br":
            self._blocks.line_end()
        elif name in BLOCKS:
            self._blocks.flush()

    def _counted(self, tag: Start) -> bool:
        """Whether an element is left out, which is counted."""
        said = _LEFT_OUT.get(tag.name, "")
        if tag.attributes:
            if tag.name == "dialog" and "open" in tag.attributes:
                said = ""
            if tag.attributes.get("role", "").lower() in _FURNITURE_ROLES:
                said = _FURNITURE_SAID
            if not said and _is_hidden(tag.attributes):
                said = _HIDDEN_SAID
        self._left_out[said] += bool(said)
        return bool(said)

    def _enter(self, tag: Start, depth: int) -> None:
        name = tag.name
        if name == "main" or tag.attributes.get("role", "").lower() == "main":
            self._blocks.begin("main", depth)
        elif name in ("article", "header", "form"):
            self._blocks.begin(name, depth)
        if name in HEADINGS:
            self._blocks.heading = True
        elif name == "pre":
            self._blocks.preformatted = True
        elif name in ("a", "sup"):
            self._enter_inline(name)
        else:
            self._enter_structure(tag, depth)

    def _enter_inline(self, name: str) -> None:
        if name == "a" and self._mark:
            self._mark = (self._mark[0], True)
        elif name == "sup" and self._mark is None:
            self._mark = (self._blocks.place(), self._open.last(("a",)) >= 0)

    def _enter_structure(self, tag: Start, depth: int) -> None:
        if tag.name in ("ul", "ol"):
            self._blocks.begin_list(tag.attributes.get("start", "1") if tag.name == "ol" else None)
        elif tag.name == "li":
            self._blocks.begin_item()
        elif tag.name == "tr":
            self._blocks.begin_row(depth)
        elif tag.name in CELLS and self._blocks.row_depth() > self._open.last(("table",)):
            self._blocks.begin_cell()

    def _closed(self, name: str, depth: int) -> None:
        if self._skipped_at is not None:
            if depth == self._skipped_at:
                self._skipped_at = None
            return
        if name in BLOCKS:
            self._blocks.flush()
        self._left_out[_FURNITURE_SAID] += self._blocks.end(depth)
        if name in HEADINGS:
            self._blocks.heading = False
        elif name in ("ul", "ol"):
            self._blocks.end_list()
        elif name == "li":
            self._blocks.end_item()
        elif name == "tr":
            self._blocks.end_row()
        elif name == "pre":
            self._blocks.preformatted = False
        elif name == "sup" and self._mark and self._open.last(("sup",)) < 0:
            self._left_out["footnote mark"] += self._blocks.raised(*self._mark)
            self._mark = None


def _is_hidden(attributes: dict[str, str]) -> bool:
    return bool(
        "hidden" in attributes
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or _STYLED_AWAY.search(attributes.get("style", ""))
    )

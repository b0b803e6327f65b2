"""Which elements of a page are open: end tags that are left out, misplaced or too many.

Of the rules of the HTML Standard (Tree construction), those that decide where text stands; each tag
takes the same time however deep the page is. Standard library only.
"""

from collections.abc import Callable, Iterable

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"}
    | {"wbr", "frame", "keygen", "bgsound", "basefont"}
)
"""Elements without content or end tag."""
WHOLE = frozenset({"html", "head", "body"})
"""Elements of the page as a whole, whose tags may be missing: they are not looked at."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th"})
_GROUPS = frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"})
_TABLE = CELLS | _GROUPS | {"tr", "table"}
ENDING_PARAGRAPHS = HEADINGS | frozenset(
    {"address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p"}
    | {"pre", "search", "section", "summary", "table", "ul", "li", "dt", "dd", "legend", "listing", "xmp"}
)
BLOCKS = ENDING_PARAGRAPHS | _TABLE
"""Elements that begin on a line of their own."""
_ENDING_HEADINGS = HEADINGS | frozenset({"p", "ul", "ol", "dl", "table", "section", "article", "main", "form"})

# What a start tag ends, unless one of the elements behind it stands in between.
_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LISTS | _TABLE),
    "dt": (frozenset({"dt", "dd"}), _LISTS | _TABLE),
    "dd": (frozenset({"dt", "dd"}), _LISTS | _TABLE),
    "tr": (frozenset({"tr", "caption", "colgroup"}), frozenset({"table"})),
    **dict.fromkeys(CELLS, (CELLS, frozenset({"table", "tr"}))),
    **dict.fromkeys(_GROUPS, (_GROUPS | {"tr"}, frozenset({"table"}))),
}
_INSIDE_CELLS = CELLS | {"caption", "table"}


class OpenElements:
    """The elements that are open, outermost first.

    Args:
        closed: is told the name and the depth of each element that ends, innermost first.
    """

    def __init__(self, closed: Callable[[str, int], None]) -> None:
        self._closed = closed
        self._names: list[str] = []
        self._depths: dict[str, list[int]] = {}
        self._blocks: list[int] = []

    def last(self, names: Iterable[str]) -> int:
        """The depth of the innermost open element of these names; -1 if there is none."""
        return max((depths[-1] for name in names if (depths := self._depths.get(name))), default=-1)

    def open(self, name: str) -> int:
        """Begin an element, which may end others first.

        Returns:
            Its depth.
        """
        if name in ENDING_PARAGRAPHS:
            self._end({"p"}, _INSIDE_CELLS)
        if name in _ENDING_HEADINGS:
            self._end(HEADINGS, _INSIDE_CELLS)
        if name in _ENDS:
            self._end(*_ENDS[name])
        depth = len(self._names)
        self._names.append(name)
        self._depths.setdefault(name, []).append(depth)
        if name in BLOCKS:
            self._blocks.append(depth)
        return depth

    def close(self, name: str) -> None:
        """End the innermost element of a name with all in it; an end tag out of place ends nothing."""
        if name not in BLOCKS:
            between = self._blocks[-1] if self._blocks else -1
        elif name in _TABLE:
            between = -1 if name == "table" else self.last(("table",))
        else:
            between = self.last(_INSIDE_CELLS)
        depth = self.last((name,))
        if depth > between:
            self._end_from(depth)

    def close_all(self) -> None:
        """The page ends."""
        self._end_from(0)

    def _end(self, names: Iterable[str], unless: Iterable[str]) -> None:
        between = self.last(unless)
        for name in names:
            if (depth := self.last((name,))) > between:
                self._end_from(depth)

    def _end_from(self, depth: int) -> None:
        while len(self._names) > depth:
            name = self._names.pop()
            self._depths[name].pop()
            if name in BLOCKS:
                self._blocks.pop()
            self._closed(name, len(self._names))

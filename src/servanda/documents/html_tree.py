"""Which elements of a page are open: end tags that are left out, misplaced or too many.

Of the rules of the HTML Standard (Tree construction), those that decide where text stands; each tag
takes the same time however deep the page is. Standard library only.
"""

from collections import defaultdict
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
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "fieldset",
    }
    | {"figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p"}
    | {"pre", "search", "section", "summary", "table", "ul", "li", "dt", "dd", "legend", "listing", "xmp"}
)
BLOCKS = ENDING_PARAGRAPHS | _TABLE
"""Elements that begin on a line of their own."""
_ENDING_HEADINGS = HEADINGS | frozenset(
    {"p", "ul", "ol", "dl", "table", "section", "article", "main", "form"}
)

# What a start tag ends, unless one of the elements behind it stands in between.
_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_INSIDE_CELLS = CELLS | {"caption", "table"}
_ENDS: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "li": (("li",), _LISTS | _TABLE),
    "dt": (("dt", "dd"), _LISTS | _TABLE),
    "dd": (("dt", "dd"), _LISTS | _TABLE),
    "tr": (("tr", "caption", "colgroup"), frozenset({"table"})),
    **dict.fromkeys(CELLS, (("td", "th"), frozenset({"table", "tr"}))),
    **dict.fromkeys(_GROUPS, (("tr", *sorted(_GROUPS)), frozenset({"table"}))),
}


class OpenElements:
    """The elements that are open, outermost first.

    Args:
        closed: is told the name and the depth of each element that ends, innermost first.
    """

    def __init__(self, closed: Callable[[str, int], None]) -> None:
        self._closed = closed
        self._names: list[str] = []
        self._depths: defaultdict[str, list[int]] = defaultdict(list)
        self._blocks: list[int] = []
        self._headings: list[int] = []

    def last(self, names: Iterable[str]) -> int:
        """The depth of the innermost open element of these names; -1 if there is none."""
        return max((depths[-1] for name in names if (depths := self._depths[name])), default=-1)

    def open(self, name: str) -> int:
        """Begin an element, which may end others first.

        Returns:
            Its depth.
        """
        if name in ENDING_PARAGRAPHS:
            self._end(self._depths["p"], _INSIDE_CELLS)
        if name in _ENDING_HEADINGS:
            self._end(self._headings, _INSIDE_CELLS)
        if name in _ENDS:
            ended, unless = _ENDS[name]
            for other in ended:
                self._end(self._depths[other], unless)
        depth = len(self._names)
        self._names.append(name)
        self._depths[name].append(depth)
        if name in BLOCKS:
            self._blocks.append(depth)
        if name in HEADINGS:
            self._headings.append(depth)
        return depth

    def close(self, name: str) -> None:
        """End the innermost element of a name with all in it; an end tag out of place ends nothing."""
        if not self._depths[name]:
            return
        if name not in BLOCKS:
            between = self._blocks[-1] if self._blocks else -1
        elif name in _TABLE:
            between = -1 if name == "table" else self.last(("table",))
        else:
            between = self.last(_INSIDE_CELLS)
        if (depth := self._depths[name][-1]) > between:
            self._end_from(depth)

    def close_all(self) -> None:
        """The page ends."""
        self._end_from(0)

    def _end(self, depths: list[int], unless: Iterable[str]) -> None:
        if depths and depths[-1] > self.last(unless):
            self._end_from(depths[-1])

    def _end_from(self, depth: int) -> None:
        while len(self._names) > depth:
            name = self._names.pop()
            self._depths[name].pop()
            if name in BLOCKS:
                self._blocks.pop()
            if name in HEADINGS:
                self._headings.pop()
            self._closed(name, len(self._names))

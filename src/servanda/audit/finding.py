"""What a check finds."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A place to look.

    Attributes:
        check: name of the check.
        address: what it is about, as `servanda show` takes it.
        said: what was found.
        entries: positions of the entries it rests on.
    """

    check: str
    address: str
    said: str
    entries: tuple[int, ...]

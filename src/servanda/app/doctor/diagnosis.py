"""What was found about one thing."""

from typing import NamedTuple

OK, NOTE, PROBLEM = "ok", "note", "problem"

KILO = 1000


class Diagnosis(NamedTuple):
    """What was found about one thing.

    Attributes:
        about: the thing, such as ``file system``.
        state: ``ok``; ``note``, for what one should know; ``problem``, for what endangers the log.
        said: what was found.
        remedy: what to do; empty where it is ok.
    """

    about: str
    state: str
    said: str
    remedy: str = ""


class Found(NamedTuple):
    """A diagnosis of which it is known what it is about."""

    state: str
    said: str
    remedy: str = ""


def in_bytes(number: int) -> str:
    """A number of bytes for people: 948 KB, 80.4 GB."""
    size, unit = float(number), "bytes"
    for larger in ("KB", "MB", "GB", "TB"):
        if size < KILO:
            break
        size, unit = size / KILO, larger
    shown = f"{size:.1f}" if unit in ("GB", "TB") else f"{size:.0f}"
    return f"{shown} {unit}"

"""Old versions of event data brought up to date on read. Stored bytes never change."""

from typing import Any, Protocol


class Upcaster(Protocol):
    """A pure function from the data of one version to the data of the next."""

    def __call__(self, data: dict[str, Any]) -> dict[str, Any]:
        """The data of the next version."""


# (type, version it reads): every type is at version 1 so far.
UPCASTERS: dict[tuple[str, int], Upcaster] = {}


def upcast(slug: str, version: int, current: int, data: dict[str, Any]) -> dict[str, Any]:
    """The data of ``version`` as data of version ``current``.

    Raises:
        KeyError: a step is missing, which a test over all types excludes.
    """
    for step in range(version, current):
        data = UPCASTERS[slug, step](data)
    return data

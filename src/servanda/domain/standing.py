"""Where a commitment stands on a day, and why nobody may know. Standard library only."""

from datetime import date, timedelta
from typing import NamedTuple

from servanda.domain.records import Commitment

DUE_SOON = timedelta(days=90)


class Standing(NamedTuple):
    """The standing and whether its due date is near."""

    name: str
    due_soon: bool = False

    def __str__(self) -> str:
        return f"{self.name}, due soon" if self.due_soon else self.name


def standing(commitment: Commitment, on: date, watermark: date | None) -> Standing:
    """Where a commitment stands.

    Args:
        commitment: as it was on that day.
        on: the day asked about.
        watermark: the last day up to which somebody is known to have looked for news of the
            dialogue by then; None for never. What nobody looked for is not missed.

    Returns:
        What befell it, if it is closed; ``ongoing`` without a due date; otherwise by the window
        of its due date ``upcoming``, ``in window``, or once that is past ``overdue`` if
        somebody looked after it and ``past due, unchecked`` if nobody did.
    """
    if commitment.state != "open":
        return Standing(commitment.state)
    due = commitment.due
    if due is None or not due.known:
        return Standing("ongoing")
    if on <= due.latest:
        return Standing("upcoming" if on < due.earliest else "in window", due.latest - on <= DUE_SOON)
    looked = watermark is not None and watermark >= due.latest
    return Standing("overdue" if looked else "past due, unchecked")

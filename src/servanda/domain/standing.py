"""Where a commitment stands on a day, and why nobody may know. Standard library only."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a dialogue beside the commitment itself.

    Attributes:
        looked_until: the last day up to which somebody is known to have looked for news of it;
            None for never. What nobody looked for is not missed.
        latest_round: the highest ordinal of a round known held; 0 for none.
        rounds: the ordinals of all rounds in the log, held or not.
    """

    looked_until: date | None = None
    latest_round: int = 0
    rounds: frozenset[int] = frozenset()


def standing(commitment: Commitment, on: date, evidence: Evidence) -> Standing:
    """Where a commitment stands on a day.

    Returns:
        What befell it, if it is closed; ``implied`` if it promises a round that the log does not
        have but a later one was held; ``ongoing`` without a due date; otherwise by the window of
        its due date ``upcoming``, ``in window``, or once that is past ``overdue`` if somebody
        looked after it and ``past due, unchecked`` if nobody did.
    """
    if commitment.state != "open":
        return Standing(commitment.state)
    if _passed_over(commitment.promised_round, evidence):
        return Standing("implied")
    due = commitment.due
    if due is None or not due.known:
        return Standing("ongoing")
    if on <= due.latest:
        return Standing("upcoming" if on < due.earliest else "in window", due.latest - on <= DUE_SOON)
    looked = evidence.looked_until is not None and evidence.looked_until >= due.latest
    return Standing("overdue" if looked else "past due, unchecked")


def _passed_over(promised: str | None, evidence: Evidence) -> bool:
    """Whether a promised round is not in the log, but a later one is known held."""
    if promised is None or not promised.isdigit():
        return False
    return int(promised) not in evidence.rounds and int(promised) < evidence.latest_round

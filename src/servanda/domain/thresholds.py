"""From how many days on a standing is called by another name. Imports next to nothing."""

from typing import NamedTuple


class Thresholds(NamedTuple):
    """Numbers of days.

    Attributes:
        due_soon: before the last day of the due date.
        lapsed_after: in vain after the due date; one interval of the cadence if that is longer.
        dormant_after: without a mention, where no due date is stated.
    """

    due_soon: int = 90
    lapsed_after: int = 365
    dormant_after: int = 730


USUAL = Thresholds()

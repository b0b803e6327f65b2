"""A row of the table: a figure, the gate it is held to, and what it is measured against."""

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple

HEADINGS = ("measure", "figure", "gate", "", "against")
HELD, MISSED, NO_GATE = "held", "MISSED", "-"


class Gate(NamedTuple):
    """A bound that a figure must not pass: at most so much, or at least so much."""

    bound: float
    unit: str = "×"
    at_least: bool = False

    def holds(self, figure: float) -> bool:
        """Whether a figure keeps to it."""
        return figure >= self.bound if self.at_least else figure <= self.bound

    def __str__(self) -> str:
        unit = self.unit if self.unit == "×" else f" {self.unit}"
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}{unit}"


class Measure(NamedTuple):
    """What was measured.

    Attributes:
        name: what, in the words of the table.
        value: the figure that the gate is about; None for a row that could not be measured.
        shown: the figure as it is printed, with what it was made from.
        gate: the bound; None where a figure is only told.
        against: the baseline.
    """

    name: str
    value: float | None
    shown: str
    gate: Gate | None
    against: str

    @property
    def verdict(self) -> str:
        """Whether the gate held."""
        if self.value is None or self.gate is None:
            return NO_GATE
        return HELD if self.gate.holds(self.value) else MISSED

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        return (self.name, self.shown, str(self.gate or "-"), self.verdict, self.against)


def skipped(name: str, why: str) -> Measure:
    """A row that could not be measured, and why."""
    return Measure(name, None, f"not measured: {why}", None, "-")


def times(
    name: str, ours: Sequence[float], baseline: Sequence[float], gate: Gate | None, against: str
) -> Measure:
    """How many times as long something takes as its baseline, both measured in turn.

    The figure is the ratio of the medians; the ratio of the fastest runs stands beside it.
    """
    ratio = statistics.median(ours) / statistics.median(baseline)
    fastest = min(ours) / min(baseline)
    shown = f"{ratio:.2f}× (fastest {fastest:.2f}×; {milliseconds(ours)} to {milliseconds(baseline)})"
    return Measure(name, ratio, shown, gate, against)


def rate(
    name: str,
    entries: int,
    ours: Sequence[float],
    baseline: Sequence[float],
    gate: Gate | None,
    against: str,
) -> Measure:
    """Which share of its baseline's rate something reaches over the same entries.

    The figure is the ratio of the medians; the ratio of the fastest runs stands beside it.
    """
    ratio = statistics.median(baseline) / statistics.median(ours)
    fastest = min(baseline) / min(ours)
    per_second = (f"{entries / statistics.median(seconds):,.0f}" for seconds in (ours, baseline))
    shown = f"{ratio:.2f} (fastest {fastest:.2f}; {' to '.join(per_second)} entries/s)"
    return Measure(name, ratio, shown, gate, against)


def megabytes(name: str, peaks: Iterable[float], gate: Gate) -> Measure:
    """The most memory that a process held."""
    peak = max(peaks)
    return Measure(name, peak, f"{peak:,.0f} MB", gate, "-")


def milliseconds(seconds: Sequence[float]) -> str:
    """The median, readable."""
    median = statistics.median(seconds) * 1000
    return f"{median:,.0f} ms" if median >= 10 else f"{median:.2f} ms"  # noqa: PLR2004  two digits are enough


def table(measures: Iterable[Measure]) -> str:
    """The rows as Markdown."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(measure.cells() for measure in measures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)

from datetime import date

import pytest

from given import TODAY
from servanda.domain.records import Commitment
from servanda.queries import AsOf, Filters, commitment, commitments, evidence, one


@pytest.mark.parametrize(
    ("on", "known", "expected"),
    [
        ("2023-11-13", 20, {}),
        ("2023-11-14", 20, {"jp-fr-ict": "2023-11-14"}),
        ("2025-01-20", 20, {"jp-fr-ict": "2025-01-20", "jp-eu-ict": "2025-01-20"}),
        ("2025-02-03", 20, {"jp-fr-ict": "2025-02-01", "jp-eu-ict": "2025-01-20"}),
        ("2025-02-03", 16, {"jp-fr-ict": "2023-11-14"}),
        ("2025-02-03", 17, {"jp-fr-ict": "2025-02-01"}),
        ("2025-02-03", 0, {}),
    ],
)
def test_until_when_somebody_looked(rows, on, known, expected):
    """The newest source that covers a dialogue, or a check of coverage, as of that day and knowledge."""
    found = evidence(rows, AsOf(date.fromisoformat(on), known), ["jp-fr-ict", "jp-eu-ict"])

    assert expected == {slug: str(one.look.until) for slug, one in found.items() if one.look}


@pytest.mark.parametrize(
    ("on", "known", "expected"),
    [
        ("2024-01-31", 8, {"1": "in window", "2": "ongoing", "3": "upcoming, due soon"}),
        ("2024-04-01", 8, {"1": "in window", "2": "ongoing", "3": "past due, unchecked"}),
        ("2024-04-19", 20, {"1": "in window", "2": "ongoing", "3": "past due, unchecked"}),
        ("2024-04-20", 20, {"1": "in window", "2": "ongoing", "3": "fulfilled, late"}),
        ("2025-02-03", 12, {"1": "past due, unchecked", "2": "ongoing", "3": "fulfilled, late"}),
        ("2025-02-03", 20, {"1": "upcoming", "2": "ongoing", "3": "fulfilled, late"}),
        ("2025-09-30", 20, {"1": "in window, due soon", "2": "ongoing", "3": "fulfilled, late"}),
        ("2025-10-01", 20, {"1": "past due, unchecked", "2": "ongoing", "3": "fulfilled, late"}),
    ],
)
def test_where_commitments_stand(rows, on, known, expected):
    """Standings are of the day asked about, by what was known, moved due dates and silence included."""
    as_of = AsOf(date.fromisoformat(on), known)

    found = commitments(rows, as_of, Filters(dialogue="jp-fr-ict"))

    assert expected == {str(seen.commitment.number): str(seen.standing) for seen in found}
    for seen in found:
        assert seen == commitment(rows, one(rows, Commitment, seen.commitment.ref, as_of), as_of)


def test_dated_commitments_come_first(rows):
    """By the last day of the due date over all dialogues; those without one at the end."""
    found = [seen.commitment.ref for seen in commitments(rows, AsOf(TODAY))]

    assert ["jp-fr-ict/3", "jp-eu-ict/2", "jp-eu-ict/1", "jp-fr-ict/1", "jp-fr-ict/2"] == found


def test_overdue_needs_somebody_who_looked(rows):
    """A source of January 2025 covers the dialogue and says nothing of a round in 2024."""
    promised = [
        {seen.commitment.ref: seen.standing.name for seen in commitments(rows, AsOf(date.fromisoformat(on)))}
        for on in ("2024-12-31", "2025-01-19", "2025-01-20")
    ]

    assert ["in window", "past due, unchecked", "overdue"] == [found["jp-eu-ict/2"] for found in promised]

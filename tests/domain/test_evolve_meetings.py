"""The rules of meetings: announced, moved, called off, held, and what they fulfil."""

import pytest

from given import (
    cancelled,
    commitment,
    established,
    given,
    held,
    made,
    meeting,
    rescheduled,
    scheduled,
    withdrawn,
)
from servanda.errors import BrokenRuleError

PLANNED = scheduled(place="Paris", country="FR", format="hybrid", hosts=["FR"])


@pytest.mark.parametrize(
    ("before", "draft", "after"),
    [
        ([], scheduled(), {"state": "scheduled", "when": "2023-11", "first_when": "2023-11", "ordinal": 22}),
        ([], scheduled("WTSA-24"), {"state": "scheduled", "ordinal": None}),
        ([scheduled()], rescheduled(), {"state": "scheduled", "when": "2024-02", "first_when": "2023-11"}),
        ([scheduled(), rescheduled()], rescheduled(22, "2023-08", when="2025"), {"first_when": "2023-11"}),
        ([scheduled()], cancelled(), {"state": "cancelled", "when": "2023-11", "entries": (2, 3)}),
        (
            [scheduled(), cancelled()],
            scheduled(22, "2023-09", when="2024"),
            {"state": "scheduled", "when": "2024"},
        ),
        ([], held(), {"state": "held", "when": "2023-11-09", "first_when": None, "entries": (2,)}),
        (
            [scheduled()],
            held(),
            {"state": "held", "when": "2023-11-09", "first_when": "2023-11", "entries": (2, 3)},
        ),
        ([scheduled(), cancelled()], held(), {"state": "held", "entries": (2, 3, 4)}),
        ([PLANNED], held(), {"place": "Paris", "country": "FR", "format": "hybrid", "hosts": ("FR",)}),
        ([PLANNED], held(place="Tokyo", country="JP", hosts=["JP"]), {"place": "Tokyo", "hosts": ("JP",)}),
        ([], held(chairs=["MIC"], topics=["AI"], level="experts"), {"chairs": ("MIC",), "topics": ("AI",)}),
    ],
)
def test_meeting(before, draft, after):
    """What an event makes of its round, with what was known of it before."""
    given(established(), *before).when(draft).then(meeting(draft.data["round"], **after))


def test_rounds_are_told_apart():
    """What happens to one round leaves the others as they were."""
    before = given(established(), scheduled(22), scheduled("2023-12"))
    before.when(held(22)).then(
        meeting(22, state="held"), meeting("2023-12", state="scheduled"), meeting(2, state=None)
    )


NEXT = {"kind": "next-meeting", "by": ["JP", "FR"]}
OPEN = {"state": "open", "closed": None}
KEPT = {"state": "fulfilled", "closed": "2024-11-26", "closed_by": ("JP", "FR"), "mentioned": "2024-11-26"}


@pytest.mark.parametrize(
    ("promise", "round_", "after"),
    [
        (made(round=22, **NEXT), 23, KEPT | {"entries": (2, 3)}),
        (made(for_round=23, **NEXT), 23, KEPT),
        (made(round=22, for_round=24, **NEXT), 24, KEPT),
        (made(for_round="WTSA-24", **NEXT), "WTSA-24", KEPT),
        (made(round=22, for_round=24, **NEXT), 23, OPEN),
        (made(round=22, **NEXT), 24, OPEN),
        (made(round="2023-11", **NEXT), 23, OPEN),
        (made(**NEXT), 23, OPEN),
        (made(round=22, kind="discuss"), 23, OPEN),
    ],
)
def test_a_round_keeps_the_promise_of_it(promise, round_, after):
    """A held round fulfils the open next-meeting commitment of that round, and no other."""
    given(established(), promise).when(held(round_, "2024-11-26")).then(commitment(1, **after))


def test_a_round_keeps_a_promise_that_surfaces_late():
    """A promise recorded after its round was held is fulfilled by it as well."""
    before = given(established(), held(23, "2024-11-26"))
    before.when(made(round=22, **NEXT)).then(commitment(1, **KEPT))


def test_a_round_does_not_keep_a_withdrawn_promise():
    """Only an open promise is kept by a round."""
    before = given(established(), made(round=22, **NEXT), withdrawn())
    before.when(held(23, "2024-11-26")).then(commitment(1, state="withdrawn", closed="2024-06-14"))


def test_a_scheduled_round_keeps_no_promise():
    """Announcing a round is not holding it."""
    given(established(), made(round=22, **NEXT)).when(scheduled(23, "2024-06")).then(commitment(1, **OPEN))


@pytest.mark.parametrize(
    ("before", "draft", "said"),
    [
        (
            [scheduled()],
            scheduled(22, "2023-07"),
            ["round 22 of jp-fr-ict is scheduled already (#2)", "rescheduled"],
        ),
        ([held()], scheduled(22, "2023-12"), ["round 22 of jp-fr-ict is held already (#2)"]),
        ([], rescheduled(), ["round 22 of jp-fr-ict is not scheduled", "Record meeting-scheduled first"]),
        (
            [held()],
            rescheduled(22, "2023-12"),
            ["round 22 of jp-fr-ict is held (#2)", "only a scheduled round"],
        ),
        ([scheduled(), cancelled()], rescheduled(22, "2023-12"), ["is cancelled (#3)", "can be rescheduled"]),
        ([scheduled(), cancelled()], cancelled(22, "2023-12"), ["is cancelled (#3)", "can be cancelled"]),
        ([], cancelled(), ["round 22 of jp-fr-ict is not scheduled"]),
        ([held()], held(22, "2024"), ["round 22 of jp-fr-ict is held already (#2, 2023-11-09)", "held once"]),
        ([held("2023-12")], held("2023-12", "2024"), ["round 2023-12 of jp-fr-ict is held already (#2"]),
        (
            [held()],
            made("2024-01-01", for_round=22, **NEXT),
            ["round 22 was held (#2, 2023-11-09) before it was"],
        ),
    ],
)
def test_refused(before, draft, said):
    """What contradicts the record is refused with the rule, the entry it collides with, and a remedy."""
    given(established(), *before).when(draft).refused(*said, kind=BrokenRuleError)

import pytest

from given import (
    TODAY,
    adopted,
    cancelled,
    established,
    held,
    made,
    published,
    scheduled,
    superseded,
    withdrawn,
)
from servanda.audit import Finding
from servanda.audit.contradictions import contradictions
from servanda.queries import AsOf

NOW = AsOf(TODAY)
LATER = "mic-2023-12-01"


def promised(due, **other):
    """The promise of the 23rd round, made at the 22nd."""
    return made(
        "2023-11-09", "Hold the 23rd round", **({"kind": "next-meeting", "round": 22} | other), due=due
    )


CONTRADICTORY = {
    "made after the round": (
        [held(22, "2023-11-09"), made("2023-12-01", round=22)],
        "jp-fr-ict/1",
        "made 2023-12-01 at round 22, which was held 2023-11-09",
        (3, 2),
    ),
    "made before the round": (
        [held(22, "2023-11-09/2023-11-10"), made("2023-10", round=22)],
        "jp-fr-ict/1",
        "made 2023-10 at round 22, which was held 2023-11-09/2023-11-10",
        (3, 2),
    ),
    "adopted before the round": (
        [held(22, "2023-11-09"), adopted(occurred="2023-11-08", round=22)],
        "#3",
        "adopted 2023-11-08, before round 22 was held (2023-11-09)",
        (3, 2),
    ),
    "promised for two years": (
        [promised("2024"), promised("2025")],
        "jp-fr-ict/1",
        "promises round 23 for 2024, jp-fr-ict/2 for 2025",
        (2, 3),
    ),
    "promised for two years in two ways": (
        [promised("2025"), promised("../2024-12-31", round=None, for_round=23)],
        "jp-fr-ict/1",
        "promises round 23 for 2025, jp-fr-ict/2 for ../2024-12-31",
        (2, 3),
    ),
    "promised after two later rounds": (
        [held(24, "2024-11-26"), held(25, "2025-01-15"), promised("2025-06", occurred="2025-02-01")],
        "jp-fr-ict/1",
        "promises round 23, made 2025-02-01 after round 24 was held",
        (4, 2),
    ),
    "promised after a later round": (
        [held(24, "2024-11-26"), promised("2025", occurred="2024-11-27")],
        "jp-fr-ict/1",
        "promises round 23, made 2024-11-27 after round 24 was held",
        (3, 2),
    ),
    "adopted twice": (
        [adopted("Statement", "2023-11-09"), adopted("STATEMENT", "2024-11-26")],
        "#2",
        "'Statement' is a joint-statement of 2023-11-09 and a joint-statement of 2024-11-26",
        (2, 3),
    ),
    "adopted as two kinds": (
        [adopted("Plan", round=22), adopted("Plan", kind="work-plan", round=22)],
        "#2",
        "'Plan' is a joint-statement of 2023-11-09 and a work-plan of 2023-11-09",
        (2, 3),
    ),
    "a round that was told of before it was held": (
        [published("2023-11-08", subject="early"), held(22, "2023-11-09", citations=["early"])],
        "jp-fr-ict 22",
        "happened 2023-11-09, but the sources that tell of it are of 2023-11-08 at the latest",
        (3,),
    ),
    "an outcome that was told of before it was adopted": (
        [published("2023-10", subject="early"), adopted(citations=["early"])],
        "#3",
        "happened 2023-11-09, but the sources that tell of it are of 2023-10-31 at the latest",
        (3,),
    ),
}


@pytest.mark.parametrize("case", CONTRADICTORY)
def test_what_contradicts_itself_is_found(recorded, case):
    """Each contradiction names both entries, or the one that its sources contradict."""
    drafts, address, said, entries = CONTRADICTORY[case]

    assert [Finding("contradictions", address, said, entries)] == list(
        contradictions(recorded(established(), *drafts), NOW)
    )


ELSEWHERE = established(subject="jp-eu-ict", parties=["JP", "EU"], leads=[])
SOUND = {
    "made at a round within its vague date": [held(22, "2023-11-09"), made("2023-11", round=22)],
    "made at a round that was not held": [scheduled(22, when="2023-11"), made("2023-12-01", round=22)],
    "made at a round that was cancelled": [
        scheduled(22, when="2023-11"),
        cancelled(22),
        made("2023-12-01", round=22),
    ],
    "made at no round": [held(22, "2023-11-09"), made("2023-12-01")],
    "made at another round": [held(22, "2023-11-09"), made("2023-12-01", round=21)],
    "made at a round of this number elsewhere": [
        ELSEWHERE,
        held(22, "2023-11-09", subject="jp-eu-ict"),
        made("2023-12-01", round=22),
    ],
    "adopted after the round": [held(22, "2023-11-09"), adopted(occurred="2024-01-15", round=22)],
    "adopted at a round of a vague date": [held(22, "2023-11"), adopted(occurred="2023-11-09", round=22)],
    "adopted on a vague date": [held(22, "2023-11-09"), adopted(occurred="2023", round=22)],
    "promised for dates that overlap": [promised("2024"), promised("2024-12/2025-03")],
    "promised for a date and for none": [promised("2024"), promised(None), promised("unknown")],
    "promised anew in place of the former": [promised("2024"), promised("2025"), superseded()],
    "promised, withdrawn and promised again": [promised("2024"), withdrawn(), promised("2025")],
    "two rounds promised": [promised("2024", round=22), promised("2025", round=23)],
    "undertaken for two years, but no round": [
        made(due="2024", round=22),
        made(due="2025", round=22),
    ],
    "promised at a later round": [
        held(24, "2024-11-26"),
        promised("2025", occurred="2024-11-26", round=None, for_round=23),
    ],
    "promised before a later round": [held(24, "2024-11-26"), promised("2025", occurred="2024-11")],
    "promised after a later round and withdrawn": [
        held(24, "2024-11-26"),
        promised("2025", occurred="2024-11-27"),
        withdrawn(1, "2024-12-01"),
    ],
    "promised after a later round elsewhere": [
        ELSEWHERE,
        held(24, "2024-11-26", subject="jp-eu-ict"),
        promised("2025", occurred="2024-11-27"),
    ],
    "promised after an earlier round": [
        held(22, "2024-11-26"),
        promised("2025", occurred="2024-11-27", round=None, for_round=23),
    ],
    "promised elsewhere": [
        ELSEWHERE,
        promised("2024"),
        promised("2025", subject="jp-eu-ict"),
    ],
    "adopted once, of a vague date": [adopted("Statement", "2023-11"), adopted("Statement", "2023-11-09")],
    "adopted at two rounds": [
        adopted("Statement", "2022-10-01", round=21),
        adopted("Statement", "2023-11-09", round=22),
    ],
    "adopted under two titles": [adopted("Statement", "2023-11-09"), adopted("Declaration", "2024-11-26")],
    "told of on the day": [published("2023-11-09"), held(22, "2023-11-09", citations=["mic-2023-11-14"])],
    "told of on the first day of two": [
        published("2023-11-09"),
        held(22, "2023-11-09/2023-11-10", citations=["mic-2023-11-14"]),
    ],
    "told of in the month": [published("2023-11"), held(22, "2023-11-09", citations=["mic-2023-11-14"])],
    "told of again later": [
        published("2023-11-01"),
        published("2023-12-01", subject=LATER),
        held(22, "2023-11-09", citations=["mic-2023-11-14", LATER]),
    ],
    "announced before": [published("2023-06-01"), scheduled(22, citations=["mic-2023-11-14"])],
    "told of by nobody": [held(22), adopted()],
}


@pytest.mark.parametrize("case", SOUND)
def test_what_may_all_be_true_is_not(recorded, case):
    """Vague dates that overlap, other rounds, other dialogues, promises given up."""
    assert [] == list(contradictions(recorded(established(), *SOUND[case]), NOW))

import pytest
from hypothesis import given

from given import (
    SOURCE,
    TODAY,
    adopted,
    amended,
    concluded,
    corrected,
    established,
    held,
    looked,
    made,
    moved,
    paced,
    published,
    reaffirmed,
    rescheduled,
    scheduled,
)
from servanda.audit import CHECKS, Finding, check
from servanda.errors import UnknownNameError
from servanda.queries import AsOf
from strategies import fewer, offers

NOW = AsOf(TODAY)
COMMITMENT = "jp-fr-ict/1"

FOUND = [
    (
        [held(11, "2019-05-01"), held(13, "2022-05-01")],
        Finding("gaps", "jp-fr-ict", "round 12 is not recorded, between 11 and 13", (2, 3)),
    ),
    (
        [held(14, "2022-05-01"), held(11, "2019-05-01")],
        Finding("gaps", "jp-fr-ict", "rounds 12, 13 are not recorded, between 11 and 14", (3, 2)),
    ),
    (
        [held(12, "2019-05-01"), held(11, "2020-05-01")],
        Finding(
            "ordinals",
            "jp-fr-ict",
            "round 12 (2019-05-01) was held before round 11 (2020-05-01)",
            (3, 2),
        ),
    ),
    (
        [held(12, "2019-05-01/2019-05-02"), held("DAYS-19", "2019-05-01/2019-05-02")],
        Finding(
            "ordinals",
            "jp-fr-ict",
            "rounds DAYS-19 and 12 were held on the same days (2019-05-01/2019-05-02)",
            (3, 2),
        ),
    ),
    (
        [made("2024", due="2024-03")],
        Finding("due-dates", COMMITMENT, "due 2024-03, which may be before it was made (2024)", (2,)),
    ),
    (
        [made("2024", due="2024-03"), moved(1, "2024-12-31", "2026")],
        Finding("due-dates", COMMITMENT, "due 2024-03, which may be before it was made (2024)", (2,)),
    ),
    (
        [scheduled(23, "2025-01-10", "2025-03"), rescheduled(23, "2025-02-10", "2025-06-29")],
        Finding(
            "scheduled",
            "jp-fr-ict",
            "round 23 was scheduled for 2025-06-29, and nothing is recorded since",
            (3,),
        ),
    ),
    ([made()], Finding("citations", COMMITMENT, "its making cites no source", (2,))),
    (
        [published(), made(citations=[SOURCE]), corrected("#3", citations=None)],
        Finding("citations", COMMITMENT, "its making cites no source", (3,)),
    ),
    (
        [published(), published(subject="eu-2025", dialogues=["jp-eu-ict"])],
        Finding(
            "coverage",
            "jp-fr-ict",
            "no source covers it and no check is recorded: its silence means nothing",
            (1,),
        ),
    ),
    (
        [held(22, "2023-11-09"), made("2023-12-01", round=22)],
        Finding(
            "contradictions",
            COMMITMENT,
            "made 2023-12-01 at round 22, which was held 2023-11-09",
            (3, 2),
        ),
    ),
    (
        [made(), held(23, "2024-11-26"), adopted(occurred="2024-11-26", round=23)],
        Finding(
            "dropped",
            COMMITMENT,
            "round 23 is recorded with outcomes and does not mention it",
            (2, 3, 4),
        ),
    ),
    (
        [made(text="Share results"), reaffirmed(1, strength="soft", text="Aim at sharing results")],
        Finding(
            "drift",
            COMMITMENT,
            "from firm to soft: 'Share results' became 'Aim at sharing results'",
            (2, 3),
        ),
    ),
    (
        [paced(occurred="2020-04-01"), held(5, "2021-05-01"), held(6, "2023-05-01")],
        Finding(
            "cadence",
            "jp-fr-ict",
            "the cadence was not kept after round 5 (2021-05-01): the next one was due by 2022-05-01",
            (2, 3, 4),
        ),
    ),
    (
        [held(22, "2023-11-09"), corrected("#2", place="Paris")],
        Finding(
            "clock",
            "#1",
            "#1 to #3 were recorded by 2 appends or more, and are a microsecond apart: "
            "the clock was behind the entry before, or stood still",
            (1, 3),
        ),
    ),
]


@pytest.mark.parametrize(("drafts", "finding"), FOUND)
def test_what_a_check_looks_for_is_found(recorded, drafts, finding):
    """With what it is about, what was found, and the entries it rests on."""
    assert [finding] == check(recorded(established(), *drafts), NOW, [finding.check])


NEAR = [
    ("gaps", [held(11, "2019-05-01"), held(12, "2021-05-01")]),
    ("gaps", [held(11, "2019-05-01"), scheduled(12, "2020-01-10", "2020-05"), held(13, "2022-05-01")]),
    ("gaps", [held(11, "2019-05-01"), held("DAYS-19", "2020"), held("DAYS-22", "2022")]),
    ("ordinals", [held(12, "2020-05-01"), held(11, "2019-05-01")]),
    ("ordinals", [held(12, "2019"), held(11, "2019-05-01")]),
    ("ordinals", [held(12, "2019-05"), held("DAYS-19", "2019-05")]),
    ("ordinals", [held(12, "2019-05-01"), held("DAYS-19", "2019-05-02")]),
    ("ordinals", [held(12, "2019-05-01"), scheduled(11, "2019-01-10", "2019-05-01")]),
    ("due-dates", [made("2024-03", due="2024-03")]),
    ("due-dates", [made("2024", due="../..")]),
    ("due-dates", [made("2024")]),
    ("due-dates", [corrected("#1", occurred="../2018"), made("../..", due="2024")]),
    ("scheduled", [scheduled(23, "2025-01-10", "2025-06-30")]),
    ("scheduled", [scheduled(23, "2025-01-10", "2025-03"), held(23, "2025-03-05")]),
    ("citations", [published(), made(), corrected("#3", citations=[SOURCE])]),
    ("citations", [published(), made(citations=[SOURCE]), reaffirmed()]),
    ("coverage", [published(dialogues=["jp-fr-ict"])]),
    ("coverage", [looked()]),
    ("contradictions", [held(22, "2023-11-09"), made("2023-11", round=22)]),
    ("dropped", [made(), held(23, "2024-11-26")]),
    ("dropped", [made(), held(22, "2023-11-09"), adopted(round=22)]),
    (
        "dropped",
        [
            made(),
            held(23, "2024-11-26"),
            adopted(occurred="2024-11-26", round=23),
            reaffirmed(1, "2024-11-26"),
        ],
    ),
    ("drift", [made(text="Share results"), reaffirmed(1, text="Share some results")]),
    ("drift", [made(strength="soft"), reaffirmed(1, strength="firm"), amended(1, strength="firm")]),
    ("drift", [made(strength="soft")]),
    ("cadence", [paced(occurred="2020-04-01"), held(5, "2021-05-01"), held(6, "2022-05-01")]),
    ("cadence", [paced(occurred="2022-04-01"), held(5, "2021-05-01"), held(6, "2023-05-01")]),
    ("cadence", [paced(occurred="2020-04-01"), held(5, "2021-05-01"), held(7, "2023-05-01")]),
    (
        "cadence",
        [paced(occurred="2020-04-01"), held(5, "2021-05-01"), held(6, "2023-05-01"), concluded()],
    ),
    ("clock", [held(22, "2023-11-09"), made()]),
]


@pytest.mark.parametrize(("name", "drafts"), NEAR)
def test_what_is_nearly_so_is_not(recorded, name, drafts):
    """Of what a check does not look for it says nothing."""
    assert [] == check(recorded(established(), *drafts), NOW, [name])


def test_every_check_has_found_something_and_kept_silent():
    """A check that is added needs both; one that cannot fail would check nothing."""
    assert CHECKS.keys() == {finding.check for _, finding in FOUND} == {name for name, _ in NEAR}


def test_a_check_is_asked_at_a_point_of_the_log_and_in_time(rows):
    """What is not known yet, or has not happened yet, is not found."""
    weaker = Finding(
        "drift",
        "jp-fr-ict/1",
        "from firm to soft: 'Hold the 23rd round' became 'Aim at holding the 23rd round'",
        (4, 7),
    )
    uncited = Finding("citations", "jp-fr-ict/2", "its making cites no source", (5,))

    assert [uncited, weaker] == check(rows, NOW)
    assert [uncited] == check(rows, AsOf(TODAY, 6))
    assert [] == check(rows, AsOf(TODAY, 4))


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("gap", "Did you mean gaps?"), ("xyz", f"There are {', '.join(CHECKS)}.")],
)
def test_a_check_that_there_is_not(rows, name, remedy):
    """The nearest one is offered, or all."""
    with pytest.raises(UnknownNameError) as caught:
        check(rows, NOW, ["drift", name])

    assert (f"there is no check {name!r}", remedy) == (caught.value.message, caught.value.remedy)


@fewer(2)
@given(offers())
def test_checks_that_are_named_find_what_they_find_among_all(audited, offered):
    """The findings of all come check by check, in the order in which checks are listed."""
    with audited(offered) as rows:
        found = check(rows, NOW)

        assert found == [finding for name in CHECKS for finding in check(rows, NOW, [name])]
        names = ["drift", "gaps", "citations", "gaps"]
        assert [one for one in found if one.check in names] == check(rows, NOW, names)

"""Ordinals, rounds, members and cadences as people write them."""

import pytest

from servanda.domain.records import Cadence, Meeting
from servanda.events.window import Window
from servanda.presentation.names import cadence, counted, ordinal, round_and_date, round_name, round_text


def paced(times, every, per, hosts=()):
    return Cadence(times, every, per, hosts, Window("2021"), 4)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (22, "22nd"),
        (101, "101st"),
        (111, "111th"),
        (113, "113th"),
        (123, "123rd"),
    ],
)
def test_ordinal(number, expected):
    """11, 12 and 13 take th in every hundred."""
    assert expected == ordinal(number)


@pytest.mark.parametrize(
    ("round_", "number", "expected"),
    [("22", 22, "22nd"), ("WTSA-24", None, "WTSA-24"), ("2023-12", None, "2023-12")],
)
def test_round_name(round_, number, expected):
    """A round is an ordinal, or the label by which it goes where none is stated."""
    meeting = Meeting(
        entries=(1,), dialogue="jp-fr-ict", round=round_, ordinal=number, state="held", when=Window("2023")
    )
    assert expected == round_name(meeting) == round_text(round_)


@pytest.mark.parametrize(
    ("round_", "number", "expected"), [("22", 22, "22nd, 2023-12"), ("2023-12", None, "2023-12")]
)
def test_round_and_date(round_, number, expected):
    """A label that is the date itself is not said twice."""
    meeting = Meeting(
        entries=(1,), dialogue="jp-fr-ict", round=round_, ordinal=number, state="held", when=Window("2023-12")
    )
    assert expected == round_and_date(meeting)


def test_no_round():
    """A record that refers to no round says so."""
    assert "not stated" == round_text(None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (paced(1, 1, "year"), "once a year"),
        (paced(2, 1, "year"), "twice a year"),
        (paced(3, 1, "month"), "3 times a month"),
        (paced(1, 4, "year"), "every 4 years"),
        (paced(2, 3, "year"), "twice every 3 years"),
        (paced(1, 1, "year", ("EU", "JP")), "once a year, hosts in turn EU, JP"),
    ],
)
def test_cadence(value, expected):
    """How often, and who hosts in which order."""
    assert expected == cadence(value)


def test_counted():
    """One is singular, everything else plural."""
    assert ("1 source", "0 sources", "2 sources") == tuple(counted(n, "source") for n in (1, 0, 2))

"""English phrases without a date: undated times, rhythms, and times told by an event."""

import pytest

from servanda.documents.dates import Recurring, Relative

UNDATED = """
at an early date
at the earliest date
at the earliest possible date
at the earliest opportunity
at an early opportunity
at the earliest convenience
at their earliest convenience
at a later date
at a later stage
at an appropriate time
at a suitable time
at a mutually convenient time
at a mutually convenient date
on mutually convenient dates
on a mutually agreed date
on a date to be determined
on a date to be agreed
at a time and place to be agreed
at a date to be mutually agreed upon
on dates to be agreed through diplomatic channels
on mutually convenient dates to be decided through diplomatic channels
in due course
in due time
in the near future
in the not too distant future
in the foreseeable future
in the future
in the short term
in the medium to long term
in the coming years
in the coming months
in the coming weeks and months
in the years ahead
in the months to come
over the coming months
over the next few years
within the next few months
in a few weeks
as soon as possible
as soon as practicable
as early as possible
without delay
without undue delay
soon
shortly
regularly
periodically
on a regular basis
at regular intervals
from time to time
from now on
until further notice
promptly
"""


@pytest.mark.parametrize("words", UNDATED.strip().splitlines())
def test_a_time_without_a_bound_is_undated(read, words):
    """The phrase is found whole and has no window."""
    assert [(words, "undated")] == read(f"They will meet again {words}, as was agreed.")


RHYTHMS = {
    "once a year": (1, 1, "year"),
    "twice a year": (2, 1, "year"),
    "twice per year": (2, 1, "year"),
    "twice each year": (2, 1, "year"),
    "twice yearly": (2, 1, "year"),
    "twice annually": (2, 1, "year"),
    "two times a year": (2, 1, "year"),
    "three times a year": (3, 1, "year"),
    "at least once a year": (1, 1, "year"),
    "at least twice a year": (2, 1, "year"),
    "once a month": (1, 1, "month"),
    "twice a month": (2, 1, "month"),
    "once a quarter": (4, 1, "year"),
    "once a week": (1, 1, "week"),
    "every year": (1, 1, "year"),
    "each year": (1, 1, "year"),
    "every two years": (1, 2, "year"),
    "every 2 years": (1, 2, "year"),
    "every other year": (1, 2, "year"),
    "every second year": (1, 2, "year"),
    "every four years": (1, 4, "year"),
    "once every two years": (1, 2, "year"),
    "once every two (2) years": (1, 2, "year"),
    "at least once every three years": (1, 3, "year"),
    "every six months": (1, 6, "month"),
    "every three months": (1, 3, "month"),
    "every 18 months": (1, 18, "month"),
    "every two weeks": (1, 2, "week"),
    "every quarter": (4, 1, "year"),
    "every month": (1, 1, "month"),
    "in alternate years": (1, 2, "year"),
    "annually": (1, 1, "year"),
    "yearly": (1, 1, "year"),
    "biannually": (2, 1, "year"),
    "semi-annually": (2, 1, "year"),
    "biennially": (1, 2, "year"),
    "triennially": (1, 3, "year"),
    "quarterly": (4, 1, "year"),
    "monthly": (1, 1, "month"),
    "weekly": (1, 1, "week"),
    "fortnightly": (1, 2, "week"),
    "on an annual basis": (1, 1, "year"),
    "on a biannual basis": (2, 1, "year"),
    "on a quarterly basis": (4, 1, "year"),
    "every May": (1, 1, "year"),
    "every year in May": (1, 1, "year"),
    "annually in the spring": (1, 1, "year"),
    "every Thursday": (1, 1, "week"),
    "on Thursdays": (1, 1, "week"),
}


@pytest.mark.parametrize(("words", "rhythm"), RHYTHMS.items())
def test_a_rhythm_is_counted(read, words, rhythm):
    """How often something is done is read to so many times in so many units."""
    times, every, per = Recurring(*rhythm)
    assert [(words, f"{times} per {every} {per}")] == read(f"They will meet {words}, as was agreed.")


@pytest.mark.parametrize(
    "words",
    ["bimonthly", "biweekly", "once or twice a year", "every few years", "every two to three years"],
)
def test_a_rhythm_of_two_meanings_is_unclear(read, words):
    """What may be twice in a time or once in two is not guessed."""
    assert [(words, "unclear")] == read(f"They will meet {words}, as was agreed.")


def test_an_annual_meeting_is_a_rhythm(read):
    """The adjective counts before the name of a meeting, not elsewhere."""
    assert [("annual", "1 per 1 year")] == read("They hold annual consultations.")
    assert [] == read("They read the annual report.")


EVENTS = {
    "before the next round": ("before", "the next round"),
    "before their next meeting": ("before", "their next meeting"),
    "prior to the summit": ("before", "the summit"),
    "prior to its entry into force": ("before", "its entry into force"),
    "ahead of the summit": ("before", "the summit"),
    "ahead of the G20 Summit": ("before", "the G20 Summit"),
    "ahead of COP30": ("before", "COP30"),
    "ahead of WTSA-24": ("before", "WTSA-24"),
    "in advance of the next ministerial meeting": ("before", "the next ministerial meeting"),
    "in the run-up to the conference": ("before", "the conference"),
    "in the lead-up to COP30": ("before", "COP30"),
    "by the next meeting": ("before", "the next meeting"),
    "by the time of the next session": ("before", "the next session"),
    "until the next meeting of the Joint Committee": ("before", "the next meeting of the Joint Committee"),
    "no later than the next meeting": ("before", "the next meeting"),
    "at the next meeting": ("at", "the next meeting"),
    "at their next meeting": ("at", "their next meeting"),
    "at its next session": ("at", "its next session"),
    "at the upcoming Ministerial Conference": ("at", "the upcoming Ministerial Conference"),
    "during the next round": ("at", "the next round"),
    "on the margins of the G20": ("at", "the G20"),
    "on the margins of the UN General Assembly": ("at", "the UN General Assembly"),
    "on the sidelines of the summit": ("at", "the summit"),
    "on the occasion of the next visit": ("at", "the next visit"),
    "after the summit": ("after", "the summit"),
    "after its entry into force": ("after", "its entry into force"),
    "following the conclusion of the negotiations": ("after", "the conclusion of the negotiations"),
    "within 30 days of the signing of this Memorandum": ("after", "the signing of this Memorandum"),
    "within six months of its entry into force": ("after", "its entry into force"),
    "no later than 60 days after the entry into force": ("after", "the entry into force"),
    "two weeks before the summit": ("before", "the summit"),
}


@pytest.mark.parametrize(("words", "relative"), EVENTS.items())
def test_an_event_tells_the_time(read, words, relative):
    """Before, at or after an event: the words that name it are kept, and no window is made."""
    relation, event = Relative(*relative)
    assert [(words, f"{relation} {event}")] == read(f"They will report {words}, as was agreed.")


@pytest.mark.parametrize(
    "sentence",
    [
        "The bill is before the Parliament and before the Committee.",
        "It was adopted by the Conference at the meeting.",
        "They spoke before meeting the press.",
        "The following meetings took place.",
        "They met in the round.",
    ],
)
def test_what_is_no_event_to_come_tells_no_time(read, sentence):
    """A body, this meeting and a gerund are no times."""
    assert [] == read(sentence)

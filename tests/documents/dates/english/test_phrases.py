"""English phrases about time: each is found whole, and read to the window that a careful reader gives it."""

from datetime import date

import pytest

WINDOWS = """
on 4 April 2024 = 2024-04-04 in
on April 4, 2024 = 2024-04-04 in
on the 4th of April 2024 = 2024-04-04 in
on the fourth of April, 2024 = 2024-04-04 in
on 4th April, 2024 = 2024-04-04 in
on 4 Apr. 2024 = 2024-04-04 in
on Apr 4 2024 = 2024-04-04 in
on 04 April 2024 = 2024-04-04 in
on APRIL 4, 2024 = 2024-04-04 in
on Thursday 4 April 2024 = 2024-04-04 in
on Thursday, April 4, 2024 = 2024-04-04 in
on Thursday, the 4th of April 2024 = 2024-04-04 in
on Thu, 4 Apr 2024 = 2024-04-04 in
on 4 April 2024 (Thursday) = 2024-04-04 in
on April 4 (Thu.), 2024 = 2024-04-04 in
on Thursday (April 4) = 2024-04-04 in
on April 4 of this year = 2024-04-04 in
on 4 April this year = 2024-04-04 in
on 4 April last year = 2023-04-04 in
on 4 April next year = 2025-04-04 in
on April 4 = 2024-04-04 in ?
on 5 January = 2025-01-05 in ?
on the 4th of April = 2024-04-04 in ?
on Sept. 5 = 2024-09-05 in ?
on 2024-02-20 = 2024-02-20 in
on 20.02.2024 = 2024-02-20 in
on 20/02/2024 = 2024-02-20 in
on 2/20/2024 = 2024-02-20 in
on 03/03/2024 = 2024-03-03 in
on 2024/02/20 = 2024-02-20 in
on 17-18 September 2020 = 2020-09-17/2020-09-18 in
on 17–18 September 2020 = 2020-09-17/2020-09-18 in
on 17 - 18 September 2020 = 2020-09-17/2020-09-18 in
on 17 and 18 September 2020 = 2020-09-17/2020-09-18 in
on 17 & 18 September 2020 = 2020-09-17/2020-09-18 in
on 17/18 September 2020 = 2020-09-17/2020-09-18 in
on September 17 to 18, 2020 = 2020-09-17/2020-09-18 in
on September 17-18, 2020 = 2020-09-17/2020-09-18 in
on September 17–18, 2020 = 2020-09-17/2020-09-18 in
on September 17 and 18, 2020 = 2020-09-17/2020-09-18 in
on September 17, 18 and 19, 2020 = 2020-09-17/2020-09-19 in
on 17, 18, and 19 September 2020 = 2020-09-17/2020-09-19 in
on the 3rd and 4th of June = 2024-06-03/2024-06-04 in ?
on September 17 and 18 = 2024-09-17/2024-09-18 in ?
on 3 or 4 June 2024 = [2024-06-03,2024-06-04] in
from 3 to 5 June 2024 = 2024-06-03/2024-06-05 in
from 3rd to 5th June 2024 = 2024-06-03/2024-06-05 in
from June 3 to 5, 2024 = 2024-06-03/2024-06-05 in
from June 3 through June 5, 2024 = 2024-06-03/2024-06-05 in
from 3 June until 5 June 2024 = 2024-06-03/2024-06-05 in
from Monday, 3 June, to Wednesday, 5 June 2024 = 2024-06-03/2024-06-05 in
between 3 and 5 June = 2024-06-03/2024-06-05 in ?
between 30 May and 2 June 2024 = 2024-05-30/2024-06-02 in
from 28 February to 2 March = 2024-02-28/2024-03-02 in ?
from February 28 to March 2 = 2024-02-28/2024-03-02 in ?
28 February - 2 March 2024 = 2024-02-28/2024-03-02 in
from 30 December 2024 to 3 January 2025 = 2024-12-30/2025-01-03 in
from 30 December to 3 January 2025 = 2024-12-30/2025-01-03 in
Dec 31, 2025 - Jan 2, 2026 = 2025-12-31/2026-01-02 in
on Thursday, April 15, and Friday, April 16, 2021 = 2021-04-15/2021-04-16 in
on Thursday 15 and Friday 16 April 2021 = 2021-04-15/2021-04-16 in
on Thursday and Friday, 15-16 April 2021 = 2021-04-15/2021-04-16 in
on June 5 (Wed) and 6 (Thu), 2024 = 2024-06-05/2024-06-06 in
by 30 June = ../2024-06-30 by ?
by 30 June 2024 = ../2024-06-30 by
by Friday = ../2024-02-23 by ?
before 30 June 2024 = ../2024-06-29 by
prior to 30 June = ../2024-06-29 by ?
on or before 30 June 2024 = ../2024-06-30 by
no later than June 30, 2024 = ../2024-06-30 by
not later than 30 June 2024 = ../2024-06-30 by
until 30 June 2024 = ../2024-06-30 by
up to 30 June 2024 = ../2024-06-30 by
through June 30, 2024 = ../2024-06-30 by
by 30 June 2024 at the latest = ../2024-06-30 by
since 1 April 2020 = 2020-04-01/.. from
from 1 April 2025 = 2025-04-01/.. from
from 1 April 2025 onwards = 2025-04-01/.. from
as of 1 April 2025 = 2025-04-01/.. from
as from 1 April 2025 = 2025-04-01/.. from
effective April 1, 2025 = 2025-04-01/.. from
with effect from 1 April 2025 = 2025-04-01/.. from
on or after 1 April 2025 = 2025-04-01/.. from
after 1 April 2025 = 2025-04-02/.. from
around 15 June 2025 = 2025-06-15~ in
on or about 15 June 2025 = 2025-06-15~ in
on Thursday = 2024-02-22 in ?
on Friday = 2024-02-23 in ?
on Thursday of next week = 2024-02-29 in
on Tuesday this week = 2024-02-20 in
next Thursday = 2024-02-29 in
last Thursday = 2024-02-15 in
this Friday = 2024-02-23 in
this coming Monday = 2024-02-26 in
on Monday and Tuesday = 2024-02-26/2024-02-27 in ?
today = 2024-02-22 in
tomorrow = 2024-02-23 in
the day after tomorrow = 2024-02-24 in
yesterday = 2024-02-21 in
this week = 2024-02-19/2024-02-25 in
next week = 2024-02-26/2024-03-03 in
last week = 2024-02-12/2024-02-18 in
later this week = 2024-02-22/2024-02-25 in
earlier this week = 2024-02-19/2024-02-22 in
by the end of the week = ../2024-02-25 by
the week after next = 2024-03-04/2024-03-10 in
in the week of 3 June 2024 = 2024-06-03/2024-06-09 in
during the week of 5 June 2024 = 2024-06-03/2024-06-09 in
in the week beginning 3 June 2024 = 2024-06-03/2024-06-09 in
in the week commencing 3 June = 2024-06-03/2024-06-09 in ?
in the week ending 9 June 2024 = 2024-06-03/2024-06-09 in
in the week of Sunday, June 2, 2024 = 2024-06-02/2024-06-08 in
in May 2024 = 2024-05 in
in May, 2024 = 2024-05 in
in May of 2024 = 2024-05 in
in the month of May 2024 = 2024-05 in
in May = 2024-05 in ?
in January = 2025-01 in ?
in May this year = 2024-05 in
in May of this year = 2024-05 in
in May next year = 2025-05 in
in December last year = 2023-12 in
in December of last year = 2023-12 in
in May of the current year = 2024-05 in
for May 2024 = 2024-05 in
during May 2024 = 2024-05 in
this May = 2024-05 in
last December = 2023-12 in
this past December = 2023-12 in
this coming May = 2024-05 in
by May = ../2024-05-31 by ?
by May 2024 = ../2024-05-31 by
before May 2024 = ../2024-04-30 by
until May 2024 = ../2024-05-31 by
from May 2024 = 2024-05/.. from
starting in May 2024 = 2024-05/.. from
beginning in May 2024 = 2024-05/.. from
as early as May 2024 = 2024-05/.. from
around May 2024 = 2024-05~ in
in or around May 2024 = 2024-05~ in
by around May 2024 = ../2024-05-31~ by
in May or June 2024 = [2024-05,2024-06] in
in May and June 2024 = 2024-05/2024-06 in
in May/June 2024 = 2024-05/2024-06 in
in May–June 2024 = 2024-05/2024-06 in
from May to July 2024 = 2024-05/2024-07 in
between May and July 2024 = 2024-05/2024-07 in
between November 2024 and January 2025 = 2024-11/2025-01 in
between November and January = 2024-11/2025-01 in ?
this month = 2024-02 in
next month = 2024-03 in
last month = 2024-01 in
later this month = 2024-02-22/2024-02-29 in
by the end of the month = ../2024-02-29 by
by the end of next month = ../2024-03-31 by
the month after next = 2024-04 in
in early May 2024 = 2024-05-01/2024-05-10 in
in mid-May 2024 = 2024-05-11/2024-05-20 in
in mid May = 2024-05-11/2024-05-20 in ?
in late May 2024 = 2024-05-21/2024-05-31 in
at the beginning of May = 2024-05-01/2024-05-10 in ?
in the middle of May 2024 = 2024-05-11/2024-05-20 in
at the end of May 2024 = 2024-05-21/2024-05-31 in
end of May = 2024-05-21/2024-05-31 in ?
by the end of May 2024 = ../2024-05-31 by
by end-May = ../2024-05-31 by ?
by end of May 2024 = ../2024-05-31 by
before the end of May = ../2024-05-31 by ?
by mid-May = ../2024-05-20 by ?
in the first half of May 2024 = 2024-05-01/2024-05-15 in
in the second half of May = 2024-05-16/2024-05-31 in ?
in mid- to late May 2024 = 2024-05-11/2024-05-31 in
in spring 2025 = 2025-21 in
in the spring of 2025 = 2025-21 in
in Spring 2025 = 2025-21 in
in the summer of this year = 2024-22 in
in the autumn of next year = 2025-23 in
in fall 2025 = 2025-23 in
in winter 2024/25 = 2024-24 in
in the winter of 2025 = 2025-24 in
in the summer = 2024-22 in ?
in summer = 2024-22 in ?
this spring = 2024-21 in
this fall = 2024-23 in
this winter = 2023-24 in
last autumn = 2023-23 in
the coming summer = 2024-22 in
by the summer = ../2024-08-31 by ?
before the summer = ../2024-05-31 by ?
before summer 2025 = ../2025-05-31 by
after the summer = 2024-09-01/.. from ?
until autumn 2025 = ../2025-11-30 by
around the summer of 2025 = 2025-22~ in
in early summer 2025 = 2025-06 in
in late autumn 2025 = 2025-11 in
in spring or summer 2025 = [2025-21,2025-22] in
in the third quarter = 2024-35 in ?
in the first quarter of 2025 = 2025-33 in
in the 1st quarter of 2025 = 2025-33 in
in the fourth quarter of 2014 = 2014-36 in
in the last quarter of 2024 = 2024-36 in
in the final quarter of this year = 2024-36 in
in the first quarter of next year = 2025-33 in
in Q4 2014 = 2014-36 in
in Q4 of 2014 = 2014-36 in
in 2014 Q4 = 2014-36 in
in 4Q 2014 = 2014-36 in
by Q2 2025 = ../2025-06-30 by
by the end of Q2 2025 = ../2025-06-30 by
by the end of the second quarter of 2025 = ../2025-06-30 by
in the third and fourth quarters of 2025 = 2025-35/2025-36 in
in the second or third quarter of 2025 = 2025-34/2025-35 in
in early Q3 2025 = 2025-07 in
this quarter = 2024-33 in
next quarter = 2024-34 in
in the first half of 2025 = 2025-40 in
in the second half of 2025 = 2025-41 in
in the latter half of 2025 = 2025-41 in
in the second half of this year = 2024-41 in
in the second half of the year = 2024-41 in
in the first half of next year = 2025-40 in
in the first semester of 2025 = 2025-40 in
in H2 2025 = 2025-41 in
in 2H 2025 = 2025-41 in
in 1H25 = 2025-40 in
by the second half of 2025 = ../2025-12-31 by
within the first half of 2025 = 2025-40 by
in the first six months of 2025 = 2025-01/2025-06 in
in the first three months of next year = 2025-01/2025-03 in
in the last two months of 2025 = 2025-11/2025-12 in
in 2024 = 2024 in
during 2025 = 2025 in
throughout 2025 = 2025 in
for 2025 = 2025 in
in the course of 2025 = 2025 in
over the course of 2025 = 2025 in
sometime in 2025 = 2025 in
in the year 2025 = 2025 in
in calendar year 2025 = 2025 in
in the 2025 calendar year = 2025 in
within 2025 = 2025 by
within 2024 = 2024-02-22/2024-12-31 by
within this year = 2024-02-22/2024-12-31 by
this year = 2024 in
this calendar year = 2024 in
during this year = 2024 in
next year = 2025 in
in the next calendar year = unclear
last year = 2023 in
the year after next = 2026 in
later this year = 2024-02-22/2024-12-31 in
later in the year = 2024-02-22/2024-12-31 in
later in 2024 = 2024-02-22/2024-12-31 in
earlier this year = 2024-01-01/2024-02-22 in
for the rest of the year = 2024-02-22/2024-12-31 in
early 2025 = 2025-01-01/2025-04-30 in
early in 2025 = 2025-01-01/2025-04-30 in
in early 2025 = 2025-01-01/2025-04-30 in
early next year = 2025-01-01/2025-04-30 in
at the beginning of 2025 = 2025-01-01/2025-04-30 in
at the start of next year = 2025-01-01/2025-04-30 in
in mid-2025 = 2025-05-01/2025-08-31 in
in mid 2025 = 2025-05-01/2025-08-31 in
in the middle of 2025 = 2025-05-01/2025-08-31 in
in the middle of next year = 2025-05-01/2025-08-31 in
in late 2025 = 2025-09-01/2025-12-31 in
late this year = 2024-09-01/2024-12-31 in
late in 2025 = 2025-09-01/2025-12-31 in
towards the end of 2025 = 2025-09-01/2025-12-31 in
toward the end of next year = 2025-09-01/2025-12-31 in
at the end of 2025 = 2025-12 in
at the end of this year = 2024-12 in
at the end of the year = 2024-12 in
at year's end = 2024-12 in
at year-end = 2024-12 in
by the end of 2021 = ../2021-12-31 by
by the end of this year = ../2024-12-31 by
by the end of the year = ../2024-12-31 by
by the end of next year = ../2025-12-31 by
by the end of the current year = ../2024-12-31 by
by end 2025 = ../2025-12-31 by
by end-2025 = ../2025-12-31 by
by end of 2025 = ../2025-12-31 by
by year-end = ../2024-12-31 by
by year-end 2025 = ../2025-12-31 by
by the year's end = ../2024-12-31 by
by this year's end = ../2024-12-31 by
before the end of 2025 = ../2025-12-31 by
before the end of the year = ../2024-12-31 by
until the end of 2025 = ../2025-12-31 by
through the end of 2025 = ../2025-12-31 by
not later than the end of 2025 = ../2025-12-31 by
by early 2025 = ../2025-04-30 by
by mid-2025 = ../2025-08-31 by
by late 2025 = ../2025-12-31 by
by the middle of 2025 = ../2025-08-31 by
by 2030 = ../2030-12-31 by
by the year 2030 = ../2030-12-31 by
by next year = ../2025-12-31 by
before 2025 = ../2024-12-31 by
before next year = ../2024-12-31 by
prior to 2025 = ../2024-12-31 by
until 2027 = ../2027-12-31 by
till 2027 = ../2027-12-31 by
up to 2027 = ../2027-12-31 by
through 2026 = ../2026-12-31 by
no later than 2026 = ../2026-12-31 by
by 2026 at the latest = ../2026-12-31 by
since 2010 = 2010/.. from
from 2025 = 2025/.. from
from 2025 on = 2025/.. from
from 2025 onwards = 2025/.. from
starting next year = 2025/.. from
starting from 2025 = 2025/.. from
from early 2025 = 2025-01-01/.. from
in 2025 and beyond = 2025/.. from
after 2025 = 2026-01-01/.. from
no earlier than 2026 = 2026/.. from
in 2026 at the earliest = 2026/.. from
around 2030 = 2030~ in
in or around 2030 = 2030~ in
circa 2030 = 2030~ in
by around 2030 = ../2030-12-31~ by
in 2025 and 2026 = 2025/2026 in
in 2025 or 2026 = [2025,2026] in
in 2025, 2026 and 2027 = 2025/2027 in
this year and next = 2024/2025 in
this year or next = [2024,2025] in
in 2025-2027 = 2025/2027 in
in 2025–2027 = 2025/2027 in
in 2025-27 = 2025/2027 in
for the period 2025-2027 = 2025/2027 in
for the years 2025 and 2026 = 2025/2026 in
between 2025 and 2027 = 2025/2027 in
from 2025 to 2027 = 2025/2027 in
from 2025 until 2027 = 2025/2027 in
from 2025 through 2027 = 2025/2027 in
from May 2025 to early 2026 = 2025-05/2026-04-30 in
from early 2025 to late 2026 = 2025-01-01/2026-12-31 in
from now until 31 December 2024 = 2024-02-22/2024-12-31 in
between now and 2030 = 2024-02-22/2030 in
between now and the end of the year = 2024-02-22/2024-12-31 in
early to mid-2025 = 2025-01-01/2025-08-31 in
in mid-to-late 2025 = 2025-05-01/2025-12-31 in
in the 2020s = 202X in
within six months = 2024-02-22/2024-08-22 by
within 6 months = 2024-02-22/2024-08-22 by
within a six-month period = none
within twelve (12) months = 2024-02-22/2025-02-22 by
within the next six months = 2024-02-22/2024-08-22 by
within the coming six months = 2024-02-22/2024-08-22 by
within a period of six months = 2024-02-22/2024-08-22 by
within a maximum of 90 days = 2024-02-22/2024-05-22 by
within 90 days = 2024-02-22/2024-05-22 by
within thirty days = 2024-02-22/2024-03-23 by
within forty-five days = 2024-02-22/2024-04-07 by
within two weeks = 2024-02-22/2024-03-07 by
within a fortnight = 2024-02-22/2024-03-07 by
within a year = 2024-02-22/2025-02-22 by
within one year = 2024-02-22/2025-02-22 by
within half a year = 2024-02-22/2024-08-22 by
within a year and a half = 2024-02-22/2025-08-22 by
within the next two years = 2024-02-22/2026-02-22 by
within a decade = 2024-02-22/2034-02-22 by
within 24 hours = 2024-02-22/2024-02-23 by
within six months from now = 2024-02-22/2024-08-22 by
in the next three months = 2024-02-22/2024-05-22 by
in the next 12 months = 2024-02-22/2025-02-22 by
in the coming six months = 2024-02-22/2024-08-22 by
over the coming twelve months = 2024-02-22/2025-02-22 by
over the next year = 2024-02-22/2025-02-22 by
over the next five years = 2024-02-22/2029-02-22 by
during the next two years = 2024-02-22/2026-02-22 by
for the next three years = 2024-02-22/2027-02-22 by
over the past year = 2023-02-22/2024-02-22 in
over the past two years = 2022-02-22/2024-02-22 in
in the last ten years = 2014-02-22/2024-02-22 in
in two years' time = 2026~ in
in six months’ time = 2024-08~ in
six months from now = 2024-08~ in
in two weeks' time = 2024-03-04/2024-03-10 in
in ten days' time = 2024-03-03 in
"""


def cases(table):
    return [tuple(line.split(" = ")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("words", "expected"), cases(WINDOWS))
def test_a_phrase_is_read_to_its_window(read, words, expected):
    """The phrase is found whole within a sentence, and nothing else is."""
    wanted = [] if expected == "none" else [(words, expected)]
    assert wanted == read(f"The text will be ready {words}, as was agreed.")


UNCLEAR = """
on 02/03/2024
on 31 February 2024
on 29 February 2023
on Wednesday, February 20, 2024
on Friday (5 June 2024)
on 20 and 21 February
on 21 February
next autumn
next spring
next May
next December
next Saturday
in the following year
in the same year
in the previous year
in the coming year
in the next year
in the first week of June
in the last week of June 2024
in FY2025
in FY 2024/25
in fiscal year 2025
in the 2025 fiscal year
in the 2024-25 financial year
in the fiscal year ending March 2025
in the year ending 31 March 2025
in 2024-25
in 2025/26
this fiscal year
by the end of the fiscal year
in the 21st century
in the Reiwa era
in the second half
in the first trimester of 2025
by the end of the decade
at the turn of the year
before Ramadan
next Michaelmas
by Christmas
by Easter 2025
after the Lunar New Year
before the summer break
towards 2030
beyond 2030
to 31 December 2025
by 2030 and beyond
in six months
in two years
two years ago
within 30 working days
in the first hundred days
in the following two years
within the year
during the year
early next week
"""


@pytest.mark.parametrize("words", UNCLEAR.strip().splitlines())
def test_what_may_mean_two_things_is_unclear(read, words):
    """A phrase that is plainly about time and has no one window is found whole, and has none."""
    assert [(words, "unclear")] == read(f"The text will be ready {words}, as was agreed.")


NO_DATES = """
The Action Plan 2025 and Strategy 2030 were praised.
They recalled the 2030 Agenda and Agenda 2030.
Horizon 2020, Expo 2025 and Vision 2030 were mentioned.
Resolution 2178 (2014) and A/RES/70/1 apply.
Law No. 34 of 2022 and the Act of 1996 apply.
The 2015 Agreement and the 2024 summit were recalled.
It follows ISO 8601-2:2019, WTSA-24 and TICAD8.
The “Overseas Promotion Strategy 2025” was revised.
The "Partnership for 2030" was revised.
The “Roadmap to 2030” was welcomed.
The Roadmap to 2030 was welcomed.
The Work Plan for 2025-2027 was welcomed.
There were 2024 participants from 30 countries.
It was attended by 2024 participants.
They gave US$ 2025 million and EUR 1,200.
It reached 2000 villages and over 1900 delegates.
Emissions fell from 2005 levels and are below 1990 levels.
Call +81-3-5253-5111 or 03-5253-5111 at 14:00 or 3 p.m.
See pages 17-18 and 5/6 of the report, section 3.2.1.
This may 2 be a second fall, a march and a spring of hope.
They spring into action; prices fall in summer-like weather.
It may march on; the august assembly may fall.
5G, B5G and 6G, G7, G20 and Q-day were discussed.
A two-year programme and a five-day visit took place.
It lasted for two years, over a period of five years.
The Good Friday Agreement and Black Friday were mentioned.
The IMF Spring Meetings and the Arab Spring were mentioned.
The fall of the Berlin Wall and the fall in prices were mentioned.
In recent years, cooperation has grown over the years.
The second phase and the third pillar were discussed.
The 17th round and the 20th anniversary were celebrated.
Half of the projects, a quarter of the budget.
In the first half of the meeting they spoke.
The 2025-2027 work programme is ready.
"""


@pytest.mark.parametrize("sentence", NO_DATES.strip().splitlines())
def test_numbers_and_names_are_no_dates(read, sentence):
    """Years in titles, counts, numbers of documents and telephones, and verbs are not read."""
    assert [] == [found for found in read(sentence) if found[1] != "undated"]


@pytest.mark.parametrize(
    ("fiscal", "words", "expected"),
    [
        (4, "in FY2025", "2025-04-01/2026-03-31 in"),
        (4, "in FY 2025", "2025-04-01/2026-03-31 in"),
        (4, "in FY25", "2025-04-01/2026-03-31 in"),
        (4, "in fiscal year 2025", "2025-04-01/2026-03-31 in"),
        (4, "in fiscal 2025", "2025-04-01/2026-03-31 in"),
        (4, "in the 2025 fiscal year", "2025-04-01/2026-03-31 in"),
        (4, "in FY2024/25", "2024-04-01/2025-03-31 in"),
        (4, "in FY 2024-25", "2024-04-01/2025-03-31 in"),
        (4, "in 2024-25", "2024-04-01/2025-03-31 in"),
        (4, "in 2025/26", "2025-04-01/2026-03-31 in"),
        (4, "in 2025/2026", "2025-04-01/2026-03-31 in"),
        (4, "in the 2024-25 financial year", "2024-04-01/2025-03-31 in"),
        (4, "this fiscal year", "2023-04-01/2024-03-31 in"),
        (4, "in the current fiscal year", "2023-04-01/2024-03-31 in"),
        (4, "next fiscal year", "2024-04-01/2025-03-31 in"),
        (4, "last fiscal year", "2022-04-01/2023-03-31 in"),
        (4, "by the end of the fiscal year", "../2024-03-31 by"),
        (4, "by the end of this fiscal year", "../2024-03-31 by"),
        (4, "by the end of FY2025", "../2026-03-31 by"),
        (4, "by FY2025", "../2026-03-31 by"),
        (4, "from FY2025", "2025-04-01/.. from"),
        (4, "within this fiscal year", "2024-02-22/2024-03-31 by"),
        (4, "early in FY2025", "2025-04-01/2025-07-31 in"),
        (4, "at the end of FY2025", "2026-03 in"),
        (4, "in the first half of FY2025", "2025-04-01/2025-09-30 in"),
        (4, "in the first quarter of FY2025", "2025-04-01/2025-06-30 in"),
        (4, "in the fourth quarter of fiscal year 2025", "2026-01-01/2026-03-31 in"),
        (4, "in Q4 FY2025", "2026-01-01/2026-03-31 in"),
        (4, "from FY2025 to FY2027", "2025-04-01/2028-03-31 in"),
        (7, "in FY2025", "2024-07-01/2025-06-30 in"),
        (7, "in 2024-25", "2024-07-01/2025-06-30 in"),
        (10, "in FY2025", "2024-10-01/2025-09-30 in"),
        (10, "in fiscal year 2025", "2024-10-01/2025-09-30 in"),
        (10, "this fiscal year", "2023-10-01/2024-09-30 in"),
        (10, "in the first quarter of FY2025", "2024-10-01/2024-12-31 in"),
        (10, "by the end of the fiscal year", "../2024-09-30 by"),
        (1, "in FY2025", "2025-01-01/2025-12-31 in"),
        (None, "in JFY2025", "unclear"),
    ],
)
def test_fiscal_years_need_the_month_in_which_they_begin(read, fiscal, words, expected):
    """A fiscal year is placed by its first month; one that begins after June is named by its end."""
    assert [(words, expected)] == read(f"It will be done {words}.", fiscal=fiscal)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In 2021 the two sides met; in the following year they met again.",
            [("In 2021", "2021 in"), ("in the following year", "2022 in")],
        ),
        (
            "It was adopted in May 2021 and signed in November of the same year.",
            [("in May 2021", "2021-05 in"), ("in November of the same year", "2021-11 in")],
        ),
        (
            "It was agreed in June 2020 and published the year after.",
            [("in June 2020", "2020-06 in"), ("the year after", "2021 in")],
        ),
    ],
)
def test_the_same_year_is_the_one_named_before(read, text, expected):
    """The same, the following and the previous year are counted from the last year named."""
    assert expected == read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Twice in 2025, in May and in November, they will meet.",
            [("in 2025", "2025 in"), ("in May", "unclear"), ("in November", "unclear")],
        ),
        (
            "The workshop in May and the meeting on 3 June 2025 are planned.",
            [("in May", "2024-05 in ?"), ("on 3 June 2025", "2025-06-03 in")],
        ),
        (
            "They met on 28 May and 3 July 2023.",
            [("on 28 May", "2023-05-28 in"), ("3 July 2023", "2023-07-03 in")],
        ),
        (
            "They will meet in May and November 2025.",
            [("in May", "2025-05 in"), ("November 2025", "2025-11 in")],
        ),
    ],
)
def test_a_year_said_in_the_sentence_counts_before_the_day_of_publication(read, text, expected):
    """A month after another year is unclear; two times that share their year both have it."""
    assert expected == read(text)


def test_six_months_count_from_the_meeting(read):
    """Within so many months is counted from the day given for it."""
    expected = [("within six months", "2024-02-20/2024-08-20 by")]
    assert expected == read("It reports within six months.", counted_from=date(2024, 2, 20))


@pytest.mark.parametrize(
    ("published", "words", "expected"),
    [
        (date(2023, 11, 14), "next spring", "2024-21 in"),
        (date(2024, 4, 10), "next spring", "2025-21 in"),
        (date(2023, 11, 14), "next May", "2024-05 in"),
        (date(2024, 1, 10), "next winter", "unclear"),
        (date(2023, 12, 10), "this winter", "2023-24 in"),
        (date(2023, 12, 10), "in the new year", "2024 in"),
        (date(2023, 12, 10), "early in the new year", "2024-01-01/2024-04-30 in"),
        (date(2023, 12, 10), "in January", "2024-01 in ?"),
        (date(2023, 12, 31), "tomorrow", "2024-01-01 in"),
        (date(2023, 12, 31), "next week", "unclear"),
        (date(2023, 12, 29), "next Thursday", "2024-01-04 in"),
        (date(2024, 5, 10), "in May", "2024-05 in ?"),
        (date(2024, 5, 30), "in May", "unclear"),
        (date(2024, 3, 28), "by the end of March", "../2024-03-31 by ?"),
        (date(2024, 7, 10), "before the summer", "unclear"),
        (date(2024, 2, 28), "within one year", "2024-02-28/2025-02-28 by"),
        (date(2024, 2, 29), "within one year", "2024-02-29/2025-02-28 by"),
        (date(2024, 8, 31), "within six months", "2024-08-31/2025-02-28 by"),
        (date(2024, 10, 1), "in mid-year", "unclear"),
    ],
)
def test_the_day_of_publication_tells_which(read, published, words, expected):
    """What "next" and a month alone mean depends on the day on which it is said."""
    assert [(words, expected)] == read(f"It will be done {words}.", published=published)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on September 17 and 18", "2020-09-17/2020-09-18 in ?"),
        ("on Thursday, September 17", "2020-09-17 in"),
        ("on Friday, September 17", "unclear"),
        ("on October 17", "unclear"),
        ("on November 17", "2019-11-17 in ?"),
        ("on Thursday", "2020-09-24 in ?"),
        ("on Friday", "2020-09-25 in ?"),
        ("on Wednesday and Thursday", "2020-09-23/2020-09-24 in ?"),
        ("in August", "2020-08 in ?"),
        ("in October", "2019-10 in ?"),
        ("in September", "2020-09 in ?"),
        ("in the spring", "2020-21 in ?"),
        ("from 28 August to 2 September", "2020-08-28/2020-09-02 in ?"),
        ("from 30 December to 2 January", "2019-12-30/2020-01-02 in ?"),
        ("on the 17th", "2020-09-17 in ?"),
        ("on the 28th", "2020-08-28 in ?"),
        ("last Thursday", "unclear"),
        ("this spring", "2020-21 in"),
        ("in winter 2020", "unclear"),
    ],
)
def test_the_report_of_a_meeting_looks_back(read, words, expected):
    """With the tense "past" a day without its year is the latest one, unless a coming one is near."""
    text = f"They met {words}."
    assert [(words, expected)] == read(text, published=date(2020, 9, 25), tense="past")

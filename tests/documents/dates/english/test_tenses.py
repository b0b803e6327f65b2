"""Dates without their year look back or ahead as the words before them do.

The tense given with a text counts where the text does not say.
"""

import pytest

SENTENCES = """\
They will implement the MoU signed {in November = 2023-11 in ?}.
They will implement the MoU signed in Tokyo {in November = 2023-11 in ?}.
{Since December = 2023-12/.. from ?}, both sides have met.
The MoU will be signed {in November = 2024-11 in ?}. | tense past
The next meeting will be held in Tokyo {on 5 April = 2024-04-05 in ?}. | tense past
The minister said {on Monday = 2024-02-19 in ?} that talks would resume {in May = 2024-05 in ?}.
They agreed to hold the next round {in May = 2024-05 in ?}. | tense past
A workshop took place in Lima {in November = 2023-11 in ?}.
The report is to be published {in May = 2024-05 in ?}.
has been held {in November = 2023-11 in ?}
on the third {Monday = unclear} of January
Office hours: {Monday to Friday = unclear}, 9:00-17:00
for the first time in ten years
until at least 2030
at least {until 2030 = unclear}
The FY2025 budget was approved. | fiscal 10
{as of January = unclear}, 30 countries
at the end of the day, trust matters
{in late March/early April = 2024-03-21/2024-04-10 in ?}
{early this month = 2024-02-01/2024-02-10 in}
{from June to August last year = 2023-06/2023-08 in}
The treaty (in force {since 1 May 1998 = 1998-05-01/.. from})
{on 24/25 June 2024 = 2024-06-24/2024-06-25 in}
Article 5 of the 2010 Agreement and Articles 10-12
by 10 to 15 per cent; between 3 and 5 years; on 1 in 5
The Ministers met {in May 2023 = 2023-05 in} and will meet again {in June = 2024-06 in ?}.
{In May = 2023-05 in ?}, the sides met; {in June of the same year = 2023-06 in}, they signed. | tense \
past
Version 2.0 of {15.03.2024 = 2024-03-15 in}
{by the Spring 2025 = ../2025-05-31 by}
at the 2025 Spring Meetings {in April = 2024-04 in ?}
{before the G7 = before the G7} {in June = 2024-06 in ?}
a {March 2025 = 2025-03 in} deadline
the July meeting
the {May 2024 = 2024-05 in} meeting
{no later than July = ../2024-07-31 by ?}
{in the summer months = 2024-22 in ?}
during the autumn session
{on 1 April this year = 2024-04-01 in}
{On 21 and 22 March = 2024-03-21/2024-03-22 in ?}, in Brussels
{5-9 Feb 2024 = 2024-02-05/2024-02-09 in}
{Sept 30–Oct 2, 2024 = 2024-09-30/2024-10-02 in}
{Friday through Sunday = 2024-02-23/2024-02-25 in ?}
over the weekend
{this weekend = unclear}
{in H2 = 2024-41 in ?}
{from mid-May to mid-June = 2024-05-11/2024-06-20 in ?}
{in the second half of the decade = unclear}
mid-decade review {by 2025 = ../2025-12-31 by}
{beginning of Q2 = 2024-04 in ?}
{between Q1 and Q3 2025 = 2025-33/2025-35 in}
{3 June 2024 = 2024-06-03 in} at 10.30 a.m. (CET)
"""


@pytest.mark.parametrize("line", SENTENCES.splitlines())
def test_the_words_before_a_date_tell_its_side(read, marked, line):
    """A month after 'signed' is past, after 'will' to come; what cannot be told is unclear."""
    text, expected, options = marked(line)
    assert expected == read(text, **options)

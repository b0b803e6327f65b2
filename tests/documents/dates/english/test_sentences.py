"""Sentences in the manner of press releases, minutes and news of many countries.

Each was written down, and what it means decided, before the grammar read it: `{words = meaning}`.
"""

import pytest

SENTENCES = """\
The Ministers agreed to meet again {early 2024 = 2024-01-01/2024-04-30 in} in India. | published \
2023-05-16
The next Ministerial Meeting is scheduled to take place {before the end of 2023 = ../2023-12-31 by}. | \
published 2023-05-31
to hold the next Dialogue in Canberra {in the first half of 2025 = 2025-40 in}.
was held in Tokyo {on 5th September 2023 = 2023-09-05 in}.
to hold the next Consultations in New Delhi {on a mutually convenient date = undated}.
met {on the afternoon of February 21 = 2024-02-21 in ?} in Seoul | tense past
held in Seoul {on June 14 (Fri.) = 2024-06-14 in} | published 2024-06-15, tense past
{From October 17 to 18, 2023 = 2023-10-17/2023-10-18 in}, the third Forum
{On the evening of April 3, 2024 = 2024-04-03 in}, the Minister
{Wednesday 15 May 2024 = 2024-05-15 in}
This will be in place {by Spring 2025 = ../2025-05-31 by}.
{by the end of the 2024–25 financial year = ../2025-06-30 by} | published 2024-05-01, fiscal 7
{from 1 July 2024 to 30 June 2028 = 2024-07-01/2028-06-30 in}
{during the week of March 18 = 2024-03-18/2024-03-24 in ?} | published 2024-03-01
{in the margins of the seventy-ninth session of the UN General Assembly = at the seventy-ninth session \
of the UN General Assembly} {in September 2024 = 2024-09 in}
{for the period of 2021-2025 = 2021/2025 in}
the Digital Masterplan 2025, adopted {in January 2021 = 2021-01 in},
{no later than 12 months from the date of signature = after the date of signature}
{within 60 (sixty) days = 2024-02-22/2024-04-22 by}
{on 13–14 June 2024 = 2024-06-13/2024-06-14 in}
{on June 13th-14th, 2024 = 2024-06-13/2024-06-14 in}
{between the 10th and 12th of July 2024 = 2024-07-10/2024-07-12 in}
{by the first quarter of 2025 = ../2025-03-31 by}
{by Q1 of next year = ../2025-03-31 by}
{not later than 31st of December 2025 = ../2025-12-31 by}
will reconvene {in the autumn = 2024-23 in ?}.
{in the course of next year = 2025 in}
{in the third week of November = unclear}
officials said {on Monday night = 2024-02-19 in ?} | tense past
{5 May, 2024 = 2024-05-05 in}
held {on 2024.05.05 = 2024-05-05 in} in
since its establishment {in 2009 = 2009 in}
{later in 2024 = 2024 in} | published 2023-11-14
{in late-2024 = 2024-09-01/2024-12-31 in}
{mid to late 2024 = 2024-05-01/2024-12-31 in}
{by mid-November = ../2024-11-20 by ?}
{in the latter part of 2024 = 2024-09-01/2024-12-31 in}
{at the end of the first quarter of 2025 = 2025-03 in}
{by the close of 2024 = ../2024-12-31 by}
{over the 2024-2026 period = 2024/2026 in}
{in the 2025-2026 biennium = 2025/2026 in}
{as of today = 2024-02-22/.. from}
{from the second half of 2024 = 2024-41/.. from}
{no later than mid-2025 = ../2025-08-31 by}
{in time for the G20 Summit = before the G20 Summit} {in November 2024 = 2024-11 in}
{until the end of September 2027 = ../2027-09-30 by}
{through fiscal year 2027 = ../2027-09-30 by} | fiscal 10
the deadline is {30 September 2024 = 2024-09-30 in}
{on Sunday, 30 June and Monday, 1 July 2024 = 2024-06-30/2024-07-01 in}
{from 30 June - 2 July 2024 = 2024-06-30/2024-07-02 in}
{February 26–29, 2024 = 2024-02-26/2024-02-29 in}, in Abu Dhabi
{January-March 2025 = 2025-01/2025-03 in}
{by November 2024 = ../2024-11-30 by}, {ahead of COP29 = before COP29}
{in the first quarter (Q1) of 2025 = 2025-33 in}
celebrated {every year on 5 November = 1 per 1 year}
observed {annually on March 8 = 1 per 1 year}
{in the 1st Quarter of CY2025 = 2025-33 in}
{at the latest by 31 March 2025 = ../2025-03-31 by}
{by 31 March 2025 at the very latest = ../2025-03-31 by}
{before the year-end = ../2024-12-31 by}
{on or around 15 March = 2024-03-15~ in ?}
for three years {starting from April 2024 = 2024-04/.. from}
{within the next 100 days = 2024-02-22/2024-06-01 by}
for the first time {since 2019 = 2019/.. from}
{in the 2023/24 fiscal year = 2023-04-01/2024-03-31 in} | fiscal 4
twice {in 2024 = 2024 in}
{once every 24 months = 1 per 24 month}
{in the course of the coming months = undated}
{8-9 April = 2024-04-08/2024-04-09 in ?} in Rome
{in 3rd Quarter 2024 = 2024-35 in}
The MoU was signed {in 2018 = 2018 in}, extended {to 31 December 2025 = unclear} and
The review, due {by the end of June 2024 = ../2024-06-30 by}, will
Both sides agreed that the next JWG meeting will be held in Hanoi {in Q3/2024 = 2024-35 in}.
The second meeting is {planned for autumn this year = 2024-23 in}.
The next meeting is tentatively {scheduled for the week of 7 October 2024 = 2024-10-07/2024-10-13 in}.
to be held {sometime in the second half of next year = 2025-41 in}
The Committee will meet again {in six months' time = 2024-08~ in}.
to finalise the roadmap {within this year = 2024-02-22/2024-12-31 by}
The Parties will review the MoC {upon its third anniversary = after its third anniversary}
will enter into force {on the first day of the second month = unclear} following the exchange
will enter into force {30 days after signature = after signature}
The United States and India look forward to convening the next Intersessional {in early 2025 = \
2025-01-01/2025-04-30 in} in Washington. | published 2024-09-16
{On September 16-17, 2024 = 2024-09-16/2024-09-17 in}, senior officials met in New Delhi. | published \
2024-09-17
Both sides committed to complete the work plan {no later than the end of fiscal year 2024 = \
../2024-09-30 by}. | published 2024-03-01, fiscal 10
The Secretary will travel to Tokyo {July 28-29 = 2024-07-28/2024-07-29 in ?}. | published 2024-07-22
The delegations will reconvene {this coming fall = 2024-23 in}. | published 2024-05-02
The Department announced {on Monday = 2024-02-19 in ?} that the pilot will run {through September 30, \
2026 = ../2026-09-30 by}. | tense past
The next Digital Partnership Council will take place {in the second half of 2025 = 2025-41 in} in Seoul.
The Commission will present its report {in Q4 2025 at the latest = ../2025-12-31 by}.
Member States shall transpose the Directive {by 17 October 2024 = ../2024-10-17 by}.
the 2021-2027 Multiannual Financial Framework
The regulation applies {from 2 August 2026 = 2026-08-02/.. from}, except for Chapter I, which applies \
{from 2 February 2025 = 2025-02-02/.. from}.
The UK will publish a response {in due course = undated}, and {no later than summer 2025 = \
../2025-08-31 by}.
Published {14 March 2024 = 2024-03-14 in}. Last updated {2 April 2024 = 2024-04-02 in}.
over the course of the next Parliament
We will begin a 12-week consultation {in the new year = 2025 in}. | published 2024-11-20
Ministers agreed to meet again {in the first quarter of 2025 = 2025-33 in}, hosted by New Zealand.
Funding of $12.3 million over four years {from 2024–25 = 2024-07-01/.. from} has been committed. | \
published 2024-05-15, fiscal 7
The Annual Leaders' Meeting will be held in Canberra {in July = 2024-07 in ?}.
will commence {from 1 January 2025 = 2025-01-01/.. from} and conclude {by mid-2026 = ../2026-08-31 by}
The Ministers will next meet in Ottawa {in spring 2025 = 2025-21 in}.
negotiations are to conclude {by the end of the calendar year = ../2024-12-31 by}
The next round of FOC will be held in New Delhi {on mutually convenient dates = undated}.
The 6th meeting of the JWG was held in virtual mode {on 04th January, 2024 = 2024-01-04 in}.
Both sides agreed to hold the next meeting of the Joint Commission in Kathmandu {in 2025 = 2025 in} \
{on a mutually convenient date = undated}.
Posted On: {20 FEB 2024 = 2024-02-20 in} 6:35PM
{in the current financial year 2023-24 = 2023-04-01/2024-03-31 in} | fiscal 4
The two sides agreed to hold the 11th dialogue in China {next year = 2025 in}.
held in Seoul {on the 21st of February = 2024-02-21 in ?} | tense past
{on the morning of 22 February = 2024-02-22 in ?} in Beijing | tense past
Hanoi, {12-13 December 2023 = 2023-12-12/2023-12-13 in}
{by the first half of next year = ../2025-06-30 by}
The Meeting will be held {back-to-back with the ADGMIN = at the ADGMIN} {in January 2025 = 2025-01 in}.
the Singapore-Australia Green Economy Agreement, signed {in October 2022 = 2022-10 in}, entered its \
third year
The MOU shall remain in force for a period of three (3) years.
The Parties shall meet {at least once every two years = 1 per 2 year}, alternately in Manila and Tokyo.
{not later than thirty (30) days from the date of receipt of the notification = after the date of \
receipt of the notification}
The Second Session of the Joint Commission will be held in Pretoria {in the first semester of 2025 = \
2025-40 in}.
The Ministers agreed to convene the next BNC in Abuja {in the year 2026 = 2026 in}.
the visit, which took place {from 14th to 16th February, 2024 = 2024-02-14/2024-02-16 in}
to double trade {by 2030 = ../2030-12-31 by}
the Strategic Vision 2030 and the National Plan 2022-2026
The second edition of the Forum is due to be held {between late 2024 and early 2025 = \
2024-09-01/2025-04-30 in}.
BRUSSELS, {June 12 = 2024-06-12 in ?} The EU and Japan will sign the deal {later this month = \
2024-06-12/2024-06-30 in}, officials said {on Wednesday = 2024-06-12 in ?}. | published 2024-06-12
Talks resume {next week = 2024-02-26/2024-03-03 in}, with a deal possible {before Easter = unclear}.
The accord, signed {three years ago = unclear}, expires {at the end of next month = \
2024-03-21/2024-03-31 in}.
Ministers meet {every six months = 1 per 6 month}; the last meeting was {in October = 2023-10 in ?}. | \
tense past
{By the time of the next summit = before the next summit}, {in May or June 2025 = [2025-05,2025-06] \
in}, both sides will have finished.
Action: Secretariat to circulate the draft by COB {Friday 1 March = 2024-03-01 in}.
The next call is {on Tue 12 March = 2024-03-12 in} at 15:00 CET.
Comments are due {within two weeks of this meeting = 2024-02-20/2024-03-05 by}. | counted_from 2024-02-20
Joint Press Release, Ulaanbaatar, {5-6 March 2024 = 2024-03-05/2024-03-06 in}
The third round was concluded successfully {on 8 December = 2023-12-08 in ?}, and the fourth is \
{planned for April = 2024-04 in ?}.
The Parties aim at signing the Agreement {in the first months of 2025 = unclear}.
Phase 1 will run {from April 2024 to March 2026 = 2024-04/2026-03 in}, and phase 2 {until March 2029 = \
../2029-03-31 by}.
The Trade Ministers tasked officials to report back by MC13 and in any case {before the end of March \
2024 = ../2024-03-31 by}.
They welcomed the decision to hold the 2025 edition in Osaka.
The next Annual Consultation will take place in Berlin {around mid-2025 = 2025-05-01/2025-08-31 in}.
Both sides would endeavour to conclude negotiations {by 2024 year-end = ../2024-12-31 by}.
{in the final quarter of 2024 = 2024-36 in}
The steering group meets on the first {Tuesday = unclear} of {every month = 1 per 1 month}.
The working groups will report at six-month intervals.
The deal covers the 2024/25, 2025/26 and 2026/27 seasons.
He arrived here on a three-day visit {on Sunday = 2024-02-18 in ?}. | tense past
The two leaders last met in Jakarta {in September 2023 = 2023-09 in}.
The pilot is expected to be launched {in the next few weeks = undated}.
to operationalise the hotline {within this fiscal year = 2024-02-22/2024-03-31 by} | fiscal 4
The Commission will adopt the decision {by the end of the mandate = before the mandate}.
Applications close at 23:59 {on 31 March 2024 = 2024-03-31 in} (AEDT).
A total of 1,945 people, 2,024 homes and 1999 vehicles
Since the last meeting {in 2022 = 2022 in}, trade has grown.
The next meeting would be held in the Philippines {in 2025 = 2025 in} {at a date to be mutually agreed \
upon = undated}.
The 13th Dialogue is to be hosted by Viet Nam in Ha Noi {in the last quarter of this year = 2024-36 in}.
The project starts {in September 2024 = 2024-09 in} and lasts 36 months.
The first tranche is due {one year after signature = after signature}, the second {by 31/12/2026 = \
../2026-12-31 by}.
It follows up on the summit of {13 July 2023 = 2023-07-13 in}.
We look forward to meeting again in Nairobi {this autumn = 2024-23 in} or {early next year = \
2025-01-01/2025-04-30 in}.
The interim review will take place halfway {through 2026 = unclear}.
The dialogue resumed {in April = 2023-04 in ?} after a five-year break.
The Council will meet again {on or before 15 May = ../2024-05-15 by ?}.
Both Ministers shared the intention to meet {in the margins of the next Ministerial = at the next \
Ministerial} {in June 2024 = 2024-06 in}.
Registration is open {from now through Friday, March 8 = 2024-02-22/2024-03-08 in}.
New rules take effect {Jan. 1 = 2025-01-01 in ?}.
Negotiators will meet {May 6 to May 10 = 2024-05-06/2024-05-10 in ?} in Tokyo.
The treaty was signed {on the 8th September, 1951 = 1951-09-08 in}.
as agreed at the 2+2 {on 28 Oct 2022 = 2022-10-28 in}
The term of the Presidency ends in less than six months.
{by no later than one year from the date of entry into force = after the date of entry into force}
The WG shall convene {every year = 1 per 1 year}, in principle {in the second quarter = 2024-34 in ?}.
"""


@pytest.mark.parametrize("line", SENTENCES.splitlines())
def test_a_sentence_is_read_whole(read, marked, line):
    """Every phrase about time in the sentence is found, and nothing else."""
    text, expected, options = marked(line)
    assert expected == read(text, **options)

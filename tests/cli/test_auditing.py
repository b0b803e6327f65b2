"""`history`, `blame`, `diff`, `carried`: what they print, in every form, and on a narrow terminal."""

import csv
import io
import json

import pytest

from servanda.audit.carried import SAID, SILENT, UNKNOWN
from servanda.cli.matrix import SHORT
from servanda.presentation.table import width
from transcript import VOLATILE

SOURCE = "mic-2023-11-14-jp-fr-ict-22"
STORY = (
    "record commitment-rescheduled jp-fr-ict --ref jp-fr-ict/2 --occurred 2024-10 --due 2025 "
    "--reason Elections",
    "record meeting-held jp-fr-ict --round 23 --occurred 2025-01-20 --place Tokyo",
    "record commitment-reaffirmed jp-fr-ict --ref jp-fr-ict/1 --occurred 2025-01-20 --round 23 "
    "--strength soft --text 'Consider further talks' "
    f"--cite '{SOURCE}@10-20={64 * 'a'}#Results'",
    "correct '#4' --topic 5G --reason misread",
    "void '#17' --reason 'another round'",
)
"""Entries #17 to #21: what befell the first two commitments of jp-fr-ict, and what was our error."""


@pytest.fixture
def audited(desk):
    """The desk after the story."""
    for command in STORY:
        result = desk(command)
        assert 0 == result.exit_code, result.output
    return desk


def printed(desk, command):
    """What a command printed, the days and moments of recording made the same for every run."""
    result = desk(command)
    assert (0, "") == (result.exit_code, result.stderr)
    return steady(desk, result.stdout)


def steady(desk, text):
    for pattern, name in VOLATILE:
        text = pattern.sub(name, text)
    for day in {json.loads(line)["time"][:10] for line in desk.log}:
        text = text.replace(day, "<recorded>")
    return text


def rows_of(text):
    """The rows of a CSV by their headings."""
    return list(csv.DictReader(io.StringIO(text)))


def test_history(audited):
    """A line a change with its three dates, the fields it changed, and below who recorded it and why."""
    assert f"""\
ENTRY  HAPPENED    PUBLISHED   RECORDED    CHANGE
#5     2023-11-09  2023-11-14  <recorded>  commitment-made
       text: Hold the 23rd round in 2024
       kind: next-meeting
       strength: firm
       by: JP, FR
       round: 22
       for round: 23
       made: 2023-11-09
       due: 2024
       state: open
#17    2024-10     no source   <recorded>  commitment-rescheduled (Elections), voided by #21
       due: 2025
#21    <recorded>              <recorded>  ours: voided #17 (another round)
#18    2025-01-20  no source   <recorded>  meeting-held
       state: open → fulfilled
       closed: 2025-01-20
       closed by: JP, FR

Recorded by, and passages
  #5 desk, <moment> (UTC)
    {SOURCE}
  #17 desk, <moment> (UTC)
  #21 desk, <moment> (UTC)
  #18 desk, <moment> (UTC)
""" == printed(audited, "history jp-fr-ict/2")


def test_a_correction_is_marked_as_ours(audited):
    """It follows the entry that it mends, with what that had said; passages stand below."""
    shown = printed(audited, "history jp-fr-ict/1").splitlines()

    assert [
        "#20    <recorded>              <recorded>  ours: corrected #4 (misread)",
        "       topic: AI → 5G",
        "#19    2025-01-20  2023-11-14  <recorded>  commitment-reaffirmed",
        "       strength: firm → soft",
        "       restated: Consider further talks",
        "",
        "Recorded by, and passages",
        "  #4 desk, <moment> (UTC)",
        f"    {SOURCE}",
        "  #20 desk, <moment> (UTC)",
        "  #19 desk, <moment> (UTC)",
        f"    {SOURCE}, Results, characters 10-20",
    ] == shown[10:]


@pytest.mark.parametrize(
    ("address", "entries"),
    [
        ("jp-fr-ict/2", [5, 17, 21, 18]),
        ("jp-fr-ict/2 --on 2025-01-19", [5, 17, 21]),
        ("jp-fr-ict/2 --known-at '#20'", [5, 17, 18]),
        ("jp-fr-ict/2 --known-at '#16'", [5]),
        ("jp-fr-ict", [2]),
        ("jp-fr-ict 23", [18]),
        ("jp-fr-ict 023", [18]),
        (SOURCE, [1]),
        ("jp-us-digital", [9, 16]),
    ],
)
def test_a_history_is_of_one_thing_and_one_moment(audited, address, entries):
    """Of a commitment, a dialogue, a round or a source; of what had happened and what was known."""
    assert entries == [change["entry"] for change in audited.json(f"history {address}")]


def test_history_in_json(audited):
    """Programs read these keys; values of fields are those of records."""
    made, voided, ours, held = audited.json("history jp-fr-ict/2")

    day = {"edtf": "2025-01-20", "words": None, "earliest": "2025-01-20", "latest": "2025-01-20"}
    assert {
        "entry": 18,
        "type": "meeting-held",
        "ours": False,
        "of": None,
        "happened": day,
        "published": None,
        "recorded": json.loads(audited.log[17])["time"],
        "recorded_by": "desk",
        "fields": [
            {"field": "state", "old": "open", "new": "fulfilled"},
            {"field": "closed", "old": None, "new": day},
            {"field": "closed_by", "old": None, "new": ["JP", "FR"]},
        ],
        "citations": [],
        "reason": None,
        "undone_by": None,
    } == held
    assert ([{"source": SOURCE}], "2023-11-14") == (made["citations"], made["published"]["edtf"])
    assert ("Elections", 21) == (voided["reason"], voided["undone_by"])
    assert ("entry-voided", True, 17, "another round") == (
        ours["type"],
        ours["ours"],
        ours["of"],
        ours["reason"],
    )


def test_history_in_csv(audited):
    """A row for each field that an entry changed, and one for an entry that changed none."""
    rows = rows_of(printed(audited, "history jp-fr-ict/2 --csv"))

    assert [
        "entry",
        "happened",
        "published",
        "recorded",
        "change",
        "field",
        "old",
        "new",
        "recorded by",
        "passages",
    ] == list(rows[0])
    assert [
        ("#17", "commitment-rescheduled (Elections), voided by #21", "due", "2025"),
        ("#21", "ours: voided #17 (another round)", "", ""),
        ("#18", "meeting-held", "state", "fulfilled"),
        ("#18", "meeting-held", "closed", "2025-01-20"),
        ("#18", "meeting-held", "closed_by", "JP, FR"),
    ] == [(row["entry"], row["change"], row["field"], row["new"]) for row in rows[9:]]


def test_blame(audited):
    """Each present value with the entry that set it and our correction, and the passages below."""
    assert f"""\
FIELD     VALUE                                             ENTRY  TYPE                   CORRECTED BY
text      Go on talking about points of future cooperation  #4     commitment-made
kind      discuss                                           #4     commitment-made
strength  soft                                              #19    commitment-reaffirmed
by        JP, FR                                            #4     commitment-made
topic     5G                                                #4     commitment-made        #20
round     22                                                #4     commitment-made
made      2023-11-09                                        #4     commitment-made
state     open                                              #4     commitment-made
restated  Consider further talks                            #19    commitment-reaffirmed

Recorded by, and passages
  #4 desk, <moment> (UTC)
    {SOURCE}
  #19 desk, <moment> (UTC)
    {SOURCE}, Results, characters 10-20
  #20 desk, <moment> (UTC)
    {SOURCE}
""" == printed(audited, "blame jp-fr-ict/1")


def test_blame_is_of_a_moment(audited):
    """Before the correction the value was another one, and no correction is to blame."""
    shown = printed(audited, "blame jp-fr-ict/1 --known-at '#16'").splitlines()

    assert "FIELD     VALUE                                             ENTRY  TYPE" == shown[0]
    assert "topic     AI                                                #4     commitment-made" == shown[5]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("jp-fr-ict 23", {"round": 18, "state": 18, "when": 18, "place": 18}),
        ("jp-fr-ict/2", {"text": 5, "due": 5, "state": 18, "closed": 18}),
        ("jp-us-digital", {"titles": 9, "checked_through": 16}),
        (SOURCE, {"publisher": 1}),
    ],
)
def test_blame_of_anything(audited, address, expected):
    """Of a round, a commitment, a dialogue or a source."""
    found = {value["field"]: value["entry"] for value in audited.json(f"blame {address}")}

    assert expected == {field: found[field] for field in expected}


def test_blame_in_json_and_csv(audited):
    """Programs read these keys; the CSV has what the table and its footnotes have."""
    (topic,) = (value for value in audited.json("blame jp-fr-ict/1") if value["field"] == "topic")
    (row,) = (row for row in rows_of(audited("blame jp-fr-ict/1 --csv").stdout) if row["field"] == "topic")

    assert {
        "field": "topic",
        "value": "5G",
        "entry": 4,
        "type": "commitment-made",
        "corrected_by": 20,
        "recorded": json.loads(audited.log[19])["time"],
        "recorded_by": "desk",
        "citations": [{"source": SOURCE}],
    } == topic
    assert {
        "field": "topic",
        "value": "5G",
        "entry": "#4",
        "type": "commitment-made",
        "corrected by": "#20",
        "passages": SOURCE,
    } == row


def test_what_was_learned(audited):
    """Between two states of the log: what is new, what changed, and the entries that did it."""
    assert """\
jp-fr-ict/1 changed (#19, #20): Go on talking about points of future cooperation
  strength: firm → soft
  topic: AI → 5G
  restated: not stated → Consider further talks
jp-fr-ict/2 changed (#18): Hold the 23rd round in 2024
  standing: past due, unchecked → fulfilled, late
  state: open → fulfilled
  closed: not stated → 2025-01-20
  closed by: not stated → JP, FR
jp-fr-ict 23 new (#18): 23rd, 2025-01-20: held
""" == printed(audited, "diff --known-at '#16..'")


def test_what_happened(audited):
    """Between two days of the world."""
    assert """\
jp-fr-ict/1 changed (#19): Go on talking about points of future cooperation
  strength: firm → soft
  restated: not stated → Consider further talks
""" == printed(audited, "diff jp-fr-ict/1 --on 2024-12-31..2025-02-01")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("--known-at '#20..#21'", ["jp-fr-ict/2"]),
        ("--known-at '#19..#20'", ["jp-fr-ict/1"]),
        ("jp-fr-ict/2 --known-at '#19..#20'", []),
        ("--known-at '..#2'", [SOURCE, "jp-fr-ict"]),
        ("--known-at '#1..#2'", ["jp-fr-ict"]),
        ("--known-at '#2..#2'", []),
        ("--known-at '#16..' --on 2025-01-19", ["jp-fr-ict/1"]),
        ("--on 2025-01-19..2025-01-20", ["jp-fr-ict/1", "jp-fr-ict/2", "jp-fr-ict 23"]),
        ("--on 2025-01-19..2025-01-20 --known-at '#18'", ["jp-fr-ict/2", "jp-fr-ict 23"]),
        ("--on 2025-01-20..", ["jp-us-digital", "jp-us-digital/2"]),
        ("--on ..2010-01-01", ["jp-us-digital"]),
    ],
)
def test_a_range_on_one_axis(audited, asked, expected):
    """The other axis stands still, and a range may leave out an end."""
    assert expected == [one["address"] for one in audited.json(f"diff {asked}")]


def test_no_difference(audited):
    """That nothing differs is an answer: said on stderr, [] in JSON."""
    result = audited("diff --known-at '#2..#2'")

    assert (0, "", "Nothing differs.\n") == (result.exit_code, result.stdout, result.stderr)
    assert [] == audited.json("diff --known-at '#2..#2'")


def test_a_difference_before_the_first_entry(audited):
    """Nothing was known at either end."""
    result = audited("diff --known-at 2000-01-01..2000-01-02")

    assert (0, "", "Nothing differs.") == (
        result.exit_code,
        result.stdout,
        result.stderr.splitlines()[-1],
    )


def test_a_difference_in_json(audited):
    """Programs read these keys; both records are whole."""
    (found,) = audited.json("diff --known-at '#19..#20'")
    (seen,) = (seen for seen in audited.json("commitments --known-at '#20'") if seen["ref"] == "jp-fr-ict/1")

    assert ["kind", "address", "before", "after", "fields", "entries"] == list(found)
    assert ("commitment", "jp-fr-ict/1", "AI") == (found["kind"], found["address"], found["before"]["topic"])
    assert found["after"] == {name: seen[name] for name in found["after"]}
    assert ([{"field": "topic", "old": "AI", "new": "5G"}], [20]) == (found["fields"], found["entries"])


def test_thresholds_make_a_difference(audited):
    """Both answers are worked out with the thresholds that are asked for, which are then said."""
    asked = "diff jp-us-digital/2 --on 2025-01-31..2025-02-01"
    usual, other = audited(asked), audited(f"{asked} --lapsed-after 213")

    assert ["  standing: past due, unchecked → overdue"] == usual.stdout.splitlines()[1:]
    assert ["  standing: past due, unchecked → lapsed"] == other.stdout.splitlines()[1:]
    assert "" == usual.stderr
    assert other.stderr.startswith("Thresholds: due soon within 90 days; lapsed after 213 days in vain, ")


def test_carried(audited):
    """A column for each round and one for the time since; below, what was put otherwise."""
    assert """\
COMMITMENT   22ND  23RD       SINCE  NOW                 WHAT
jp-fr-ict/1  made  reworded          ongoing             Go on talking about points of future cooperation
jp-fr-ict/2  made  fulfilled         fulfilled, late     Hold the 23rd round in 2024
jp-fr-ict/3  made  fulfilled         fulfilled, on time  Share the results of the survey

Put otherwise
  jp-fr-ict/1 at the 23rd round (#19), firm → soft
    before  Go on talking about points of future cooperation
    after   Consider further talks
""" == printed(audited, "carried jp-fr-ict")


def test_carried_is_of_a_moment(audited):
    """Before the second round was held, or known, there is one column for it less."""
    for asked in ("--on 2025-01-19", "--known-at '#16'"):
        heading, *_ = audited(f"carried jp-fr-ict {asked}").stdout.splitlines()
        assert ["COMMITMENT", "22ND", "SINCE", "NOW", "WHAT"] == heading.split()


def test_carried_in_json_and_csv(audited):
    """Programs read these keys: rounds, commitments with what was said at each, what was reworded."""
    found = audited.json("carried jp-fr-ict")

    assert ["rounds", "commitments", "reworded"] == list(found)
    assert ["22", "23"] == [one["round"] for one in found["rounds"]]
    assert [
        ("jp-fr-ict/1", "ongoing", {"22": ["made"], "23": ["reworded"]}, []),
        ("jp-fr-ict/2", "fulfilled", {"22": ["made"], "23": ["fulfilled"]}, []),
        ("jp-fr-ict/3", "fulfilled", {"22": ["made"], "23": ["fulfilled"]}, []),
    ] == [(one["ref"], one["standing"], one["at"], one["since"]) for one in found["commitments"]]
    assert [("jp-fr-ict/1", 19, "23", True)] == [
        (one["ref"], one["entry"], one["round"], one["weakened"]) for one in found["reworded"]
    ]
    assert [
        {
            "commitment": "jp-fr-ict/2",
            "22nd": "made",
            "23rd": "fulfilled",
            "since": "",
            "now": "fulfilled, late",
            "what": "Hold the 23rd round in 2024",
        }
    ] == rows_of(audited("carried jp-fr-ict --csv").stdout)[1:2]


def test_nothing_was_carried(desk):
    """Of a dialogue without commitments that is said on stderr, and JSON has empty lists."""
    result = desk("carried jp-us-digital --on 2024-02-05")

    assert (0, "", "No commitment of jp-us-digital is recorded.\n") == (
        result.exit_code,
        result.stdout,
        result.stderr,
    )
    nothing = {"rounds": [], "commitments": [], "reworded": []}
    assert nothing == desk.json("carried jp-us-digital --on 2024-02-05")


@pytest.mark.parametrize("command", ["history jp-fr-ict/1", "blame jp-fr-ict/1", "carried jp-fr-ict"])
def test_one_form_at_a_time(desk, command):
    """JSON and CSV together are refused, whichever command it is."""
    result = desk(f"{command} --json --csv")

    assert (2, "", "servanda: --json and --csv are two forms of the same answer") == (
        result.exit_code,
        result.stdout,
        result.stderr.splitlines()[0],
    )


ON_A_TERMINAL = (
    "history jp-fr-ict/1",
    "history jp-fr-ict/2",
    "history jp-us-digital",
    "history mofa-2024-02-07-jp-us-14",
    "blame jp-fr-ict/1",
    "blame jp-us-digital",
    f"blame {SOURCE}",
    "diff --known-at '#4..'",
    "diff --on 2024-01-01..",
    "carried jp-fr-ict",
    "carried jp-us-digital",
)


@pytest.mark.parametrize("command", ON_A_TERMINAL)
def test_on_a_terminal_nothing_is_wider_than_it(audited, terminal, command):
    """Whatever is recorded in how many words, Japanese among them, it fits 80 columns."""
    audited(
        "record progress-reported jp-fr-ict --ref jp-fr-ict/1 --occurred 2025-01-25 --text "
        "'光海底ケーブルの整備に関する協力について引き続き協議することを確認し次回会合までに結果を報告' "
        f"--cite '{SOURCE}#3. Results of the talks on points of future cooperation in general'"
    )

    shown, exit_code = terminal(command, rows=200)

    assert 0 == exit_code
    assert [] == [line for line in shown.splitlines() if width(line) > 80]


def many_rounds(desk, last):
    """Rounds from the 23rd on, a month each, every third of which repeats the first commitment."""
    for number in range(23, last + 1):
        year, month = divmod(number - 23, 12)
        when = f"--round {number} --occurred {2024 + year}-{month + 1:02}"
        commands = [f"record meeting-held jp-fr-ict {when}"]
        if number % 3 == 0:
            commands.append(f"record commitment-reaffirmed jp-fr-ict --ref jp-fr-ict/1 {when}")
        for command in commands:
            result = desk(command, SERVANDA_TODAY="2026-01-01")
            assert 0 == result.exit_code, result.output


def test_many_rounds_are_cut_to_initials(desk, terminal):
    """Where the words do not fit, initials stand for them, and a legend says for which."""
    many_rounds(desk, 31)

    shown, _ = terminal("carried jp-fr-ict --on 2026-01-01", rows=200)

    assert (
        """\
COMMITMENT   22  23  24  25  26  27  28  29  30  31  SINCE  NOW, WHAT
jp-fr-ict/1  ma  ?   ra  ?   ?   ra  ?   ?   ra  ?          ongoing: Go on
                                                            talking about points
                                                            of future
                                                            cooperation
jp-fr-ict/2  ma  fu                                         fulfilled, on time:
                                                            Hold the 23rd round
                                                            in 2024
jp-fr-ict/3  ma  ?   ?   fu                                 fulfilled, on time:
                                                            Share the results of
                                                            the survey

ma made · ra reaffirmed · fu fulfilled · ? unknown
"""
        == shown
    )


def test_more_rounds_than_fit_are_parted(desk, terminal):
    """A matrix too wide even so is shown in tables one below the other, each with the addresses."""
    many_rounds(desk, 44)

    shown, _ = terminal("carried jp-fr-ict --on 2026-01-01", rows=200)

    assert [] == [line for line in shown.splitlines() if width(line) > 80]
    headings = [line.split() for line in shown.splitlines() if line.startswith("COMMITMENT")]
    rounds = [heading for line in headings for heading in line if heading.isdigit()]
    assert [str(number) for number in range(22, 45)] == rounds


def test_each_word_has_initials_of_its_own():
    """No two words of the matrix are cut to the same letters."""
    assert len(SHORT) == len(set(SHORT.values()))


def test_every_word_can_be_cut_short():
    """Whatever a cell may say has its initials."""
    assert {*SAID.values(), SILENT, UNKNOWN, "reworded", "implied", "fulfilled in part"} == set(SHORT)

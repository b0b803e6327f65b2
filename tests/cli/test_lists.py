"""The plural nouns: filters, forms, and what stands in the columns."""

import csv
import io
import json

import pytest

from servanda.presentation.table import width


def first_column(desk, command):
    """The addresses that a list shows, below its heading."""
    return [line.split()[0] for line in desk(command).stdout.splitlines()[1:]]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("dialogues", ["jp-fr-ict", "jp-us-digital"]),
        ("dialogues --party France", ["jp-fr-ict"]),
        ("dialogues --party JP --party us", ["jp-us-digital"]),
        ("dialogues --party 日本", ["jp-fr-ict", "jp-us-digital"]),
        ("dialogues --body 総務省 --body MEFSIN", ["jp-fr-ict"]),
        ("dialogues --kind policy-dialogue", ["jp-us-digital"]),
        ("dialogues --text 政策協議", ["jp-fr-ict"]),
        ("dialogues --known-at '#2'", ["jp-fr-ict"]),
        ("sources --covers jp-us-digital", ["mofa-2024-02-07-jp-us-14"]),
        ("sources --text results", ["mic-2023-11-14-jp-fr-ict-22"]),
        ("sources --on 2023-12-31", ["mic-2023-11-14-jp-fr-ict-22"]),
        ("meetings", ["jp-fr-ict", "jp-us-digital", "jp-us-digital"]),
        ("meetings jp-fr-ict", ["jp-fr-ict"]),
        ("meetings --state scheduled", ["jp-us-digital"]),
        ("meetings --round 22", ["jp-fr-ict"]),
        ("meetings --topic protection", ["jp-fr-ict"]),
        ("meetings --party US --on 2024-03-01", ["jp-us-digital"]),
        ("outcomes --kind joint-statement --party US", ["#11"]),
        ("outcomes jp-us-digital --round 14", ["#11"]),
        ("commitments --open --party FR", ["jp-fr-ict/2", "jp-fr-ict/1"]),
        ("commitments --state fulfilled", ["jp-fr-ict/3"]),
        ("commitments --overdue", ["jp-us-digital/2"]),
        ("commitments --past-due", ["jp-us-digital/2", "jp-fr-ict/2"]),
        ("commitments --due-before 2024-07-01 --open", ["jp-us-digital/2"]),
        ("commitments --due-after 2025-03-31", ["jp-us-digital/3"]),
        ("commitments --body 情報通信研究機構 --kind deliver", ["jp-us-digital/1", "jp-us-digital/3"]),
        ("commitments jp-fr-ict --topic ai", ["jp-fr-ict/1"]),
        ("commitments --text survey", ["jp-fr-ict/3"]),
        ("commitments --open --on 2024-01-01 --party FR", ["jp-fr-ict/3", "jp-fr-ict/2", "jp-fr-ict/1"]),
    ],
)
def test_filters(desk, command, expected):
    """A list shows what all of its filters hold for, in its order."""
    assert expected == first_column(desk, command)


@pytest.mark.parametrize(
    ("command", "nothing"),
    [
        ("dialogues --party KE", "No dialogue matches."),
        ("meetings --round 99", "No meeting matches."),
        ("commitments --due-before 1999-01-01", "No commitment matches."),
        ("outcomes --topic quantum", "No outcome matches."),
        ("sources --text quantum", "No source matches."),
    ],
)
def test_nothing_matches(desk, command, nothing):
    """An empty list is an answer: said on stderr, [] in JSON, the headings alone in CSV."""
    result = desk(command)
    assert (0, "", f"{nothing}\n") == (result.exit_code, result.stdout, result.stderr)
    assert [] == desk.json(command)
    assert 1 == len(desk(f"{command} --csv").stdout.splitlines())


@pytest.mark.parametrize("noun", ["dialogues", "meetings", "commitments", "outcomes", "sources", "log"])
def test_json_and_csv_hold_what_the_table_holds(desk, noun):
    """Each form has one item for each row of the table, and CSV the same cells."""
    heading, *rows = desk(noun).stdout.splitlines()
    parsed = list(csv.reader(io.StringIO(desk(f"{noun} --csv").stdout)))
    assert len(rows) == len(desk.json(noun)) == len(parsed) - 1
    assert heading.split() == " ".join(parsed[0]).upper().split()
    for row, cells in zip(rows, parsed[1:], strict=True):
        assert " ".join(row.split()) == " ".join(" ".join(cells).split())


def test_a_row_is_one_line_in_a_pipe(desk):
    """However long a text is, a pipe gets one line a row, so that grep and wc work."""
    text = "word " * 60
    desk(f"record commitment-made jp-fr-ict --kind other --round 22 --text '{text}'")
    assert any(line.endswith(text.strip()) for line in desk("commitments").stdout.splitlines())
    assert 8 == len(desk("commitments").stdout.splitlines())


def test_columns_align_below_japanese_names(desk):
    """A column begins at the same place of the screen in every row, wide characters counted as two."""
    heading, *rows = desk("commitments").stdout.splitlines()
    start = width(heading.partition("WHAT")[0])
    texts = [seen["text"] for seen in desk.json("commitments")]
    assert [start] * len(rows) == [
        width(row.removesuffix(text)) for row, text in zip(rows, texts, strict=True)
    ]


def test_commitments_in_json(desk):
    """A commitment carries its standing, and its due date with words and bounds."""
    seen = next(seen for seen in desk.json("commitments jp-fr-ict") if seen["ref"] == "jp-fr-ict/2")
    assert ("past due, unchecked", False) == (seen["standing"], seen["due_soon"])
    due = {"edtf": "2024", "words": "in 2024", "earliest": "2024-01-01", "latest": "2024-12-31"}
    assert due == seen["due"]


def test_japanese_stays_readable_in_json(desk):
    """JSON is UTF-8 with the characters themselves, not their numbers."""
    assert "日仏ICT政策協議" in desk("dialogues --json").stdout
    assert "日仏ICT政策協議" == json.loads(desk("dialogues --json").stdout)[0]["titles"]["ja"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2023-12-31", "upcoming"),
        ("2024-01-01", "in window"),
        ("2024-12-31", "in window"),
        ("2025-01-01", "past due, unchecked"),
    ],
)
def test_standing_is_that_of_the_day_asked_about(desk, on, expected):
    """--on decides where a commitment stands, not the day on which it is asked."""
    seen = next(seen for seen in desk.json(f"commitments --on {on}") if seen["ref"] == "jp-fr-ict/2")
    assert expected == seen["standing"]


def test_the_ledger_is_also_named_by_the_environment(desk, tmp_path):
    """SERVANDA_LEDGER names a ledger; --ledger goes before it."""
    desk("init --ledger other.db")
    other = str(tmp_path / "other.db")
    assert [] == json.loads(desk("dialogues --json", SERVANDA_LEDGER=other).stdout)
    assert 2 == len(json.loads(desk("dialogues --json --ledger servanda.db", SERVANDA_LEDGER=other).stdout))


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ("--standing overdue", ["jp-us-digital/2"]),
        ("--standing 'past due, unchecked'", ["jp-fr-ict/2"]),
        ("--standing ongoing --standing fulfilled", ["jp-fr-ict/3", "jp-fr-ict/1"]),
        ("--standing upcoming", ["jp-us-digital/1", "jp-us-digital/3"]),
        ("--standing upcoming --open --party US", ["jp-us-digital/1", "jp-us-digital/3"]),
        ("--standing overdue --past-due", ["jp-us-digital/2"]),
        ("--standing ongoing --past-due", []),
        ("--standing lapsed --overdue", []),
        ("--standing lapsed --lapsed-after 214", ["jp-us-digital/2"]),
        ("--overdue --lapsed-after 214", ["jp-us-digital/2"]),
        ("--past-due --lapsed-after 214", ["jp-us-digital/2", "jp-fr-ict/2"]),
        ("--overdue --on 2024-12-31", []),
        ("--past-due --on 2024-12-31", ["jp-us-digital/2"]),
        ("--dropped", []),
    ],
)
def test_commitments_by_standing(desk, narrowed, expected):
    """By what the day makes of them; filters on it narrow one another."""
    assert expected == [seen["ref"] for seen in desk.json(f"commitments {narrowed}")]


def test_commitments_that_were_passed_over(desk):
    """Open ones that a later round with recorded outcomes does not mention, other filters still holding."""
    for recorded in (
        "meeting-held jp-fr-ict --round 23 --occurred 2025-01-20",
        "outcome-adopted jp-fr-ict --title Results --kind report --round 23 --occurred 2025-01-20",
    ):
        assert 0 == desk(f"record {recorded}").exit_code

    (seen,) = desk.json("commitments --dropped")

    assert ("jp-fr-ict/1", "ongoing", True, "23") == (
        seen["ref"],
        seen["standing"],
        seen["silently_dropped"],
        seen["dropped_at"],
    )
    assert "ongoing, silently dropped" in desk("commitments --dropped").stdout
    assert [] == desk.json("commitments --dropped --on 2025-01-19")
    assert [] == desk.json("commitments --dropped --past-due")
    assert ["jp-fr-ict/1"] == desk.json("status")["silently_dropped"]


@pytest.mark.parametrize(
    ("thresholds", "standings"),
    [
        ({}, ["overdue", "upcoming, due soon"]),
        ({"SERVANDA_DUE_SOON": "55"}, ["overdue", "upcoming"]),
        ({"SERVANDA_LAPSED_AFTER": "214"}, ["lapsed", "upcoming, due soon"]),
        ({"SERVANDA_DUE_SOON": "55", "SERVANDA_LAPSED_AFTER": "214"}, ["lapsed", "upcoming"]),
    ],
)
def test_thresholds_of_the_environment(desk, thresholds, standings):
    """A desk's own thresholds hold for every list."""
    shown = list(csv.DictReader(io.StringIO(desk("commitments jp-us-digital --csv", **thresholds).stdout)))

    assert standings == [row["standing"] for row in shown[:2]]


def test_an_option_goes_before_the_environment(desk):
    """What is asked for here and now counts, and is said."""
    result = desk("commitments --dormant-after 4 --standing dormant", SERVANDA_DORMANT_AFTER="5")

    assert ["jp-fr-ict/1"] == [line.split()[0] for line in result.stdout.splitlines()[1:]]
    assert result.stderr.endswith("; dormant after 4 days without a mention.\n")
    assert "" == desk("commitments --standing dormant", SERVANDA_DORMANT_AFTER="5").stdout


def test_a_threshold_of_the_environment_is_refused_by_its_name(desk):
    """Who set a variable wrong looks for the variable, not for an option."""
    result = desk("commitments", SERVANDA_DUE_SOON="soon")

    assert (2, "servanda: SERVANDA_DUE_SOON: 'soon' is not a number of days") == (
        result.exit_code,
        result.stderr.splitlines()[0],
    )


@pytest.mark.parametrize("noun", ["dialogues", "meetings", "commitments", "outcomes", "sources"])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("--known-at 2000-01-01", "Nothing was recorded by 2000-01-01: the first entry is of "),
        ("--public-by 2000-01-01", "Nothing that is on record was public by 2000-01-01.\n"),
    ],
)
def test_before_the_first_entry(desk, noun, asked, said):
    """An empty list with a reason: nothing was recorded, or public, by then."""
    result = desk(f"{noun} {asked}")

    assert (0, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(said)
    assert result.stderr.endswith(f"No {noun.removesuffix('s')} matches.\n")
    assert [] == json.loads(desk(f"{noun} {asked} --json").stdout)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("dialogues --public-by 2023-11-13", []),
        ("dialogues --public-by 2023-11-14", ["jp-fr-ict"]),
        ("dialogues --public-by 2024-02-07", ["jp-fr-ict", "jp-us-digital"]),
        ("meetings --public-by 2024-02-06", ["jp-fr-ict"]),
        ("meetings --public-by 2024-02-07", ["jp-fr-ict", "jp-us-digital"]),
        ("commitments --public-by 2024-02-07", ["jp-fr-ict/2", "jp-fr-ict/1"]),
        ("outcomes --public-by 2024-02-07", []),
        ("sources --public-by 2024-02-06", ["mic-2023-11-14-jp-fr-ict-22"]),
        ("dialogues --public-by 2024-02-07 --known-at '#9'", ["jp-fr-ict"]),
        ("meetings --public-by 2024-02-07 --on 2024-02-05", ["jp-fr-ict"]),
        ("commitments --public-by 2024-02-07 --party FR --topic ai", ["jp-fr-ict/1"]),
        ("commitments --public-by 2024-02-07 --text 23rd", ["jp-fr-ict/2"]),
    ],
)
def test_what_was_public_by_a_day(desk, command, expected):
    """What sources of that time say: entries without one are public since they were recorded."""
    assert expected == first_column(desk, command)


LISTS = ["dialogues", "meetings", "commitments", "outcomes", "sources", "log", "search jp"]


@pytest.mark.parametrize("command", LISTS)
def test_a_limit_shows_the_beginning_and_says_how_to_get_the_rest(desk, command):
    """The first rows are those of the whole list, in each form; what is left out is said on stderr."""
    whole = desk(command)
    result = desk(f"{command} --limit 1")
    kept = len(whole.stdout.splitlines()) > 2

    assert 2 == len(result.stdout.splitlines())
    if not command.startswith("search"):
        assert first_column(desk, command)[:1] == first_column(desk, f"{command} --limit 1")
    which = "most recently recorded" if command.startswith("search") else "first"
    said = f"The {which} 1; more with --limit N, all with --limit 0.\n"
    assert (said if kept else "") == result.stderr
    assert "" == whole.stderr
    assert whole.stdout == desk(f"{command} --limit 0").stdout


@pytest.mark.parametrize("command", LISTS[:-1])
def test_a_limit_is_for_programs_too(desk, command):
    """JSON and CSV are whole unless a limit is given, and then the beginning of the whole."""
    assert desk.json(command)[:2] == desk.json(f"{command} --limit 2")
    lines = desk(f"{command} --csv").stdout.splitlines()
    assert lines[:2] == desk(f"{command} --csv --limit 1").stdout.splitlines()


def test_a_limit_as_large_as_the_list_leaves_nothing_to_say(desk):
    """Exactly so many rows are all of them."""
    rows = len(desk.json("commitments"))
    assert "" == desk(f"commitments --limit {rows}").stderr
    assert desk("commitments").stdout == desk(f"commitments --limit {rows}").stdout


def test_a_table_is_limited_by_itself_and_programs_get_all(desk):
    """More rows than a table has by itself are said to be there; JSON holds them."""
    drafts = "".join(
        json.dumps(
            {
                "type": "commitment-made",
                "subject": "jp-fr-ict",
                "data": {"occurred": "2023-11-09", "text": f"Share result {number}", "kind": "cooperate"},
            }
        )
        + "\n"
        for number in range(200)
    )
    (desk.folder / "drafts.jsonl").write_text(drafts)
    assert 0 == desk("append drafts.jsonl").exit_code

    shown = desk("commitments")

    assert 201 == len(shown.stdout.splitlines())
    assert "The first 200; more with --limit N, all with --limit 0.\n" == shown.stderr
    assert 200 < len(desk.json("commitments"))
    assert 200 < len(desk("commitments --csv").stdout.splitlines()) - 1
    assert len(desk.json("commitments")) == len(desk("commitments --limit 0").stdout.splitlines()) - 1


@pytest.mark.parametrize("given", ["-1", "ten", "1.5", "''", "1" * 40, "１０"])
def test_a_limit_is_a_whole_number(desk, given):
    """Anything else is refused with what would be accepted."""
    result = desk(f"commitments --limit={given}")
    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("servanda: --limit: ")
    assert "Accepted: a whole number such as 50, or 0 for all." in result.stderr

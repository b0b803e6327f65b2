"""`draft`: what is printed of a document, and what is said of it."""

import json
import re
from pathlib import Path

import pytest

from hand_made_pdf import page, pdf

RELEASE = """Lisbon, 12 March 2024

Fourth Round of the Norway-Portugal Ocean Dialogue

Norway and Portugal held the fourth round of the Norway-Portugal Ocean Dialogue in Lisbon on 11 March 2024.

Ports

Both sides agreed to exchange reports on shore power by the end of 2024.
Norway explained that it will build new piers.

The next round of the Dialogue will be held in Oslo before next Lent.
"""
TYPES = ["source-published", "dialogue-established", "meeting-held", "commitment-made", "commitment-made"]


@pytest.fixture
def release(desk):
    (desk.folder / "release.txt").write_text(RELEASE, "utf-8")
    return "release.txt"


def types(printed):
    return [json.loads(line)["type"] for line in printed.splitlines()]


def test_drafts_go_to_stdout_and_talk_to_stderr(desk, release):
    """Drafts are lines for `append`; what was found and what was not understood is said beside them."""
    result = desk(f"draft {release}")
    assert (0, TYPES) == (result.exit_code, types(result.stdout))
    assert [
        "Fourth Round of the Norway-Portugal Ocean Dialogue (2024-03-12, en)",
        "Dialogue: “Norway-Portugal Ocean Dialogue”, new as no-pt-ocean.",
        "Drafts: 1 source-published, 1 dialogue-established, 1 meeting-held, 2 commitment-made.",
    ] == result.stderr.splitlines()[:3]
    assert "Not understood: “before next Lent”" in result.stderr


def test_what_is_drafted_can_be_appended(desk, release):
    """The drafts are recorded as they are; drafting the same document again gives none."""
    (desk.folder / "drafts.jsonl").write_text(desk(f"draft {release}").stdout, "utf-8")
    assert 0 == desk("append drafts.jsonl").exit_code
    assert ["no-pt-ocean/1", "no-pt-ocean/2"] == [
        json.loads(line)["data"]["ref"] for line in desk.log if b'"no-pt-ocean/' in line
    ]

    again = desk(f"draft {release}")
    assert "" == again.stdout
    assert "The ledger has this very document" in again.stderr


def test_every_citation_is_that_of_cite(desk, release):
    """A passage is counted as `cite` counts it."""
    drafts = [json.loads(line) for line in desk(f"draft {release}").stdout.splitlines()]
    (citation,) = drafts[-1]["data"]["citations"]
    words = RELEASE[citation["start"] : citation["end"]]
    assert "The next round of the Dialogue will be held in Oslo before next Lent." == words
    cited = desk(f"cite {citation['source']} {release} '{words}'").stdout.strip()
    assert f"{citation['source']}@{citation['start']}-{citation['end']}={citation['sha256']}" == cited


def test_a_dialogue_without_parties_is_to_be_established_first(desk):
    """No party is found: the dialogue is not drafted, and it is said what to do before `append`."""
    told = ["The 3rd Harbour Dialogue was held.", "They agreed to meet again."]
    text = "\n\n".join(["Harbour Dialogue", "12 March 2024", *told])
    (desk.folder / "release.txt").write_text(text, "utf-8")
    result = desk("draft release.txt")
    assert "dialogue-established" not in types(result.stdout)
    assert "servanda record dialogue-established harbour --help" in result.stderr
    assert "locator" not in result.stdout


def test_another_day_than_the_document_states(desk, release):
    """The day that is given counts; that the document says another is told."""
    said = [desk(f"draft {release} --published {day}").stderr for day in ("2024-03-20", "2024-03-12")]
    told = "The document says it was published on 2024-03-12; 2024-03-20 is as you say."
    assert [True, False] == [told in one for one in said]


def test_the_trace(desk, release):
    """Each sentence with what the rules said of it."""
    lines = desk(f"draft {release} --trace").stdout.splitlines()
    taken = [line for line in lines if line.startswith("+")]
    assert 2 == len(taken)
    refused = lines.index(next(line for line in lines if "Norway explained" in line))
    assert "not taken, own plan explained" in lines[refused + 1]


def test_everything_as_json(desk, release):
    """Drafts, the passage and words of each value, what was not understood, and the trace if asked for."""
    whole = json.loads(desk(f"draft {release} --json --trace").stdout)
    assert TYPES == [draft["type"] for draft in whole["drafts"]]
    held = whole["evidence"][2]
    assert {"occurred": "on 11 March 2024", "round": "fourth", "place": "Lisbon"}.items() <= {
        one["field"]: one["words"] for one in held["values"]
    }.items() | {("round", "fourth")}
    assert ["before next Lent"] == [one["words"] for one in whole["not_understood"]]
    assert any(one["taken"] for one in whole["trace"])


def test_standard_input(desk):
    """With - the document is read from standard input."""
    assert TYPES == types(desk("draft -", RELEASE).stdout)


def test_a_page_and_a_pdf(desk):
    """Pages and PDFs are read as texts made of them, in which passages are counted."""
    body = "".join(f"<p>{part}</p>" for part in RELEASE.strip().split("\n\n"))
    (desk.folder / "release.html").write_text(f"<!doctype html><body>{body}", "utf-8")
    assert TYPES == types(desk("draft release.html").stdout)

    words = "Norway and Portugal held the fourth round of the Norway-Portugal Ocean Dialogue in Lisbon."
    (desk.folder / "release.pdf").write_bytes(pdf(page(words, "They agreed to meet again in 2025.")))
    drafted = desk("draft release.pdf --published 2024-03-12")
    assert "commitment-made" in types(drafted.stdout), drafted.output


def test_a_missing_day_is_asked_for(terminal, desk):
    """On a terminal the publication day is asked for where the document does not state it."""
    (desk.folder / "undated.txt").write_text(RELEASE.partition("\n\n")[2], "utf-8")
    shown, exit_code = terminal("draft undated.txt", "2024-03-12\n", columns=200)
    assert 0 == exit_code, shown
    assert "does not say when it was published" in shown
    assert '"edtf": "2024-03-12"' in shown


def test_names_of_ones_own(desk):
    """A folder of further cues makes a word of agreement known."""
    text = RELEASE.replace("agreed to exchange", "covenanted to exchange")
    (desk.folder / "release.txt").write_text(text, "utf-8")
    assert 1 == types(desk("draft release.txt").stdout).count("commitment-made")

    (desk.folder / "mine").mkdir()
    (desk.folder / "mine" / "cues.json").write_text('{"en": {"agree firm": ["covenanted"]}}', "utf-8")
    assert 2 == types(desk("draft release.txt --lexicon mine").stdout).count("commitment-made")


def test_the_lexicon_of_the_documentation(desk, release):
    """The files that the page on drafting shows are taken as they stand there."""
    page = (Path(__file__).parents[2] / "docs" / "drafting.md").read_text("utf-8")
    files = re.findall(r"^(\w+\.json) +(.+)$", page, re.MULTILINE)
    assert ["parties.json", "bodies.json", "places.json", "cues.json"] == [name for name, _ in files]
    (desk.folder / "mine").mkdir()
    for name, content in files:
        (desk.folder / "mine" / name).write_text(content, "utf-8")
    assert 0 == desk(f"draft {release} --lexicon mine").exit_code

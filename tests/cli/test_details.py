"""What `show` says of each thing, for people."""

import pytest

from servanda.cli.details import LABEL, Detail
from servanda.presentation.table import width


def facts(text):
    """The labelled facts of what `show` printed."""
    lines = text.partition("\n\n")[2].partition("\n\n")[0].splitlines()
    return {line[:LABEL].strip(): line[LABEL:].strip() for line in lines}


def test_a_dialogue(desk):
    """A dialogue has its members, how far somebody looked, and lists of what belongs to it."""
    shown = desk("show jp-us-digital").stdout
    assert shown.startswith("U.S.-Japan Dialogue on Digital Economy\n\n")
    told = facts(shown)
    assert ("policy-dialogue", "since 2010", "2025-01-31") == (
        told["kind"],
        told["established"],
        told["looked until"],
    )
    assert "情報通信研究機構" == told["bodies"]
    headings = [
        line for line in shown.splitlines() if line in ("Meetings", "Commitments", "Outcomes", "Entries")
    ]
    assert ["Meetings", "Commitments", "Outcomes", "Entries"] == headings
    assert "#16 coverage-checked" in shown


def test_a_commitment(desk):
    """A commitment has who, what, by when in whose words, where it stands, and the sources that say so."""
    shown = desk("show jp-fr-ict/2").stdout
    assert shown.startswith("Hold the 23rd round in 2024\n\n")
    told = facts(shown)
    assert "past due, unchecked on 2025-02-03" == told["standing"]
    assert told["due"].startswith("2024,")
    assert '"in 2024"' in told["due"]
    assert ("JP, FR", "not stated", "next-meeting, firm") == (told["by"], told["to"], told["kind"])
    assert "mic-2023-11-14-jp-fr-ict-22" in shown.partition("Entries")[2]


def test_what_befell_a_commitment(desk):
    """A moved due date, progress, a dispute, a grade and the end are told."""
    for type_, options in (
        ("commitment-rescheduled", "--occurred 2024-10 --due 2025"),
        ("progress-reported", "--occurred 2024-11 --text 'Date agreed'"),
        ("commitment-disputed", "--occurred 2024-12 --text 'No date was agreed'"),
        ("commitment-assessed", "--occurred 2024-12 --assessor OECD --scale 0-5 --score 3"),
        ("commitment-withdrawn", "--occurred 2025-01"),
    ):
        assert 0 == desk(f"record {type_} jp-fr-ict --ref jp-fr-ict/2 {options}").exit_code
    told = facts(desk("show jp-fr-ict/2").stdout)
    assert ("withdrawn on 2025-02-03", "2025-01") == (told["standing"], told["withdrawn"])
    assert ("2025", "2024") == (told["due"], told["first due"])
    assert ("Date agreed", "No date was agreed") == (told["progress"], told["disputed"])
    assert "3 on 0-5 by OECD" == told["assessed"]


def test_a_corrected_value_leads_to_its_correction(desk):
    """Where an entry was corrected, what rests on it says by which entry and why."""
    desk("correct '#5' --due 2025 --reason 'the year was misread'")
    entries = desk("show jp-fr-ict/2").stdout.partition("Entries")[2]
    assert "#17 entry-corrected" in entries
    assert "the year was misread" in entries


def test_a_round(desk):
    """A round has its name, date, place and topics."""
    shown = desk("show jp-fr-ict 22").stdout
    assert shown.startswith("22nd Japan-France ICT Consultations\n\n")
    told = facts(shown)
    assert ("held", "2023-11-09", "Paris, FR", "hybrid") == (
        told["state"],
        told["when"],
        told["place"],
        told["format"],
    )
    assert "AI, User protection" == told["topics"]


def test_a_source(desk):
    """A source has its publisher, day, address and what it covers."""
    told = facts(desk("show mic-2023-11-14-jp-fr-ict-22").stdout)
    assert ("2023-11-14", "MIC", "https://example.org/22", "jp-fr-ict") == (
        told["published"],
        told["publisher"],
        told["at"],
        told["covers"],
    )


def test_what_is_not_stated_is_said_to_be_so(desk):
    """A field that no source states is shown as such, not left blank."""
    told = facts(desk("show jp-us-digital 14").stdout)
    assert ("not stated", "not stated") == (told["place"], told["format"])


@pytest.mark.parametrize("columns", [40, 80])
def test_facts_are_wrapped_below_themselves(columns):
    """A long fact goes on below its own beginning, within the width."""
    text = "one two three four five six seven eight nine ten " * 3 + "情報通信研究機構" * 3
    lines = Detail("Heading", [("label", text)], [], {}).lines(columns)
    assert columns >= max(width(line) for line in lines)
    assert {" " * LABEL} == {line[:LABEL] for line in lines[3:]}
    assert text.replace(" ", "") == "".join(line[LABEL:] for line in lines[2:]).replace(" ", "")

"""`check`: named checks of the record, and of its passages and words against the documents."""

import json
from hashlib import sha256

import pytest

from servanda.audit import CHECKS

DOCUMENT = "Results.\nThe next round will be held in 2024. Both sides will go on talking.\n"
UNCITED = (
    "citations: jp-fr-ict/3: its making cites no source (#6)",
    "citations: jp-us-digital/2: its making cites no source (#13)",
    "citations: jp-us-digital/1: its making cites no source (#12)",
    "citations: jp-us-digital/3: its making cites no source (#14)",
)
LOOK = "  Look at the entries named: record what is missing, or correct what is wrong.\n"


@pytest.fixture
def cited(desk):
    """A sound record whose source has a document, with two passages of it cited."""
    folder = desk.folder / "documents"
    folder.mkdir()
    (folder / "release.txt").write_text(DOCUMENT, newline="")
    digest = sha256(DOCUMENT.encode()).hexdigest()
    commands = [
        "init",
        f"record source-published gov-1 --occurred 2024 --title Results --sha256 {digest} --covers jp-de",
        "record dialogue-established jp-de --occurred 2010 --title Talks --kind forum --party JP --party DE",
    ]
    for round_, words in ((1, "The next round"), (2, "go on talking")):
        place = desk(f"cite gov-1 documents/release.txt '{words}'").stdout.strip()
        commands.append(f"record meeting-held jp-de --round {round_} --occurred 2024 --cite {place}")
    for command in commands:
        result = desk(f"{command} --ledger cited.db")
        assert 0 == result.exit_code, result.output
    return desk


def check(desk, names="sources"):
    result = desk(f"check {names} --documents documents --ledger cited.db")
    return result.exit_code, result.stdout.splitlines()


def printed(result):
    return result.exit_code, result.stdout, result.stderr


def test_findings_are_printed_line_by_line(desk):
    """Each with its check, what it is about and its entries; how many there are is said beside them."""
    assert (1, "".join(f"{line}\n" for line in UNCITED), f"servanda: 4 findings by citations\n{LOOK}") == (
        printed(desk("check citations"))
    )


def test_one_finding_is_one(desk):
    """It is counted as such; a check that finds nothing is not mentioned."""
    assert (
        1,
        "dropped: jp-us-digital/3: round 15 is recorded with outcomes and does not mention it "
        "(#14, #17, #18)\n",
        f"servanda: 1 finding by dropped\n{LOOK}",
    ) == printed(_dropped(desk)("check gaps dropped --on 2025-06-30"))


def _dropped(desk):
    """The desk, after a round with an outcome, to which all commitments but one were mentioned."""
    for command in (
        "record meeting-held jp-us-digital --round 15 --occurred 2025-01-20",
        "record outcome-adopted jp-us-digital --round 15 --occurred 2025-01-20 --title Plan --kind work-plan",
        "record commitment-withdrawn jp-us-digital --ref jp-us-digital/1 --occurred 2025-01-20",
        "record commitment-withdrawn jp-us-digital --ref jp-us-digital/2 --occurred 2025-01-20",
        "void '#15' --reason 'held earlier'",
    ):
        result = desk(command)
        assert 0 == result.exit_code, result.output
    return desk


def test_a_sound_record_is_passed_in_silence(cited):
    """All checks that need nothing but the record find nothing: nothing is printed at all."""
    assert (0, "", "") == printed(cited("check --ledger cited.db"))


def test_all_checks_run_in_their_order(desk):
    """Those of the record without a name, whatever the day; those against documents are not tried."""
    found = desk("check --on 2026-01-01").stdout.splitlines()

    assert list(UNCITED) == [line for line in found if line.startswith("citations: ")]
    names = [line.partition(":")[0] for line in found]
    assert sorted(names, key=list(CHECKS).index) == names
    assert {"citations", "scheduled"} == {*names}


def test_a_check_is_of_a_day_and_of_what_was_known(desk):
    """A scheduled round is past on the day after, and unknown before it was recorded."""
    line = "scheduled: jp-us-digital: round 15 was scheduled for 2025-03-11/2025-03-12, and nothing is "
    past = (1, f"{line}recorded since (#15)\n")

    assert past == printed(desk("check scheduled --on 2025-03-13"))[:2]
    assert (0, "", "") == printed(desk("check scheduled --on 2025-03-12"))
    assert (0, "", "") == printed(desk("check scheduled --on 2025-03-13 --known-at '#14'"))


def test_findings_as_json(desk):
    """The same findings with their parts apart, and the same exit code; no finding is an empty list."""
    result = desk("check citations --json --known-at '#6'")

    assert (
        1,
        [
            {
                "check": "citations",
                "address": "jp-fr-ict/3",
                "said": "its making cites no source",
                "entries": [6],
            }
        ],
    ) == (result.exit_code, json.loads(result.stdout))
    assert (0, "[]\n", "") == printed(desk("check gaps --json"))


def test_long_findings_are_wrapped_on_a_terminal(terminal):
    """What does not fit in a line goes on in the next one, set in."""
    shown, exit_code = terminal("check scheduled --on 2025-03-13")

    assert (
        1,
        [
            "scheduled: jp-us-digital: round 15 was scheduled for 2025-03-11/2025-03-12,",
            "  and nothing is recorded since (#15)",
        ],
    ) == (exit_code, shown.splitlines()[:2])


@pytest.mark.parametrize(
    ("names", "unknown", "remedy"),
    [
        ("gap", "gap", "Did you mean gaps?"),
        ("gaps source", "source", "Did you mean sources?"),
        ("words", "words", "Did you mean wording?"),
        ("xyz", "xyz", f"There are {', '.join(CHECKS)}, sources, wording."),
    ],
)
def test_an_unknown_check_is_refused(desk, names, unknown, remedy):
    """The nearest one is offered, also of those against documents, or else all."""
    assert (2, "", f"servanda: there is no check {unknown!r}\n  {remedy}\n") == printed(
        desk(f"check {names}")
    )


@pytest.mark.parametrize(
    ("names", "needing"),
    [("sources", "sources"), ("gaps wording", "wording"), ("wording sources", "wording and sources")],
)
def test_checks_against_documents_need_them(desk, names, needing):
    """Without the folder they are refused, rather than passed over."""
    assert (
        2,
        "",
        f"servanda: --documents is missing; {needing} cannot do without\n"
        "  Give the folder that holds the documents.\n",
    ) == printed(desk(f"check {names}"))


def test_help_lists_every_check(desk):
    """With what it looks for."""
    told = desk("check --help").stdout.partition("Checks:\n")[2].partition("\n\n")[0]

    assert [*CHECKS, "sources", "wording"] == [
        line.split()[0] for line in told.splitlines() if not line.startswith("   ")
    ]


def test_sound_citations(cited):
    """When every passage stands where it is said to, nothing is printed but the count, on stderr."""
    assert (0, "", "2 passages of 1 document checked.\n") == printed(
        cited("check sources --documents documents --ledger cited.db")
    )


def test_a_tampered_span_is_found(cited):
    """A citation whose place was moved by one character no longer has the words of its hash."""
    start = DOCUMENT.index("The next")
    digest = sha256(b"The next").hexdigest()
    cited(f"correct '#3' --cite gov-1@{start + 1}-{start + 9}={digest} --reason moved --ledger cited.db")
    place = f"the passage at {start + 1}-{start + 9} is another one"
    said = f"cites gov-1, but {place}; it stands at {start}-{start + 8}"
    assert (1, [f"sources: #5: {said}"]) == check(cited)


def test_a_span_beyond_the_end_is_found(cited):
    """A place that the document does not have is a finding, not a crash."""
    digest = sha256("\N{SNOWMAN}".encode()).hexdigest()
    place = f"gov-1@9990-9991={digest}"
    cited(f"record meeting-held jp-de --round 3 --occurred 2024 --cite {place} --ledger cited.db")
    assert (1, ["sources: #5: cites gov-1, but the passage at 9990-9991 is another one"]) == check(cited)


def test_a_changed_document_is_not_the_document(cited):
    """A document with other bytes is another one: its passages were not checked, which is a finding."""
    path = cited.folder / "documents" / "release.txt"
    path.write_text(DOCUMENT.replace("2024", "2025"), newline="")
    said = "cites gov-1, but its document is not in the folder"
    assert (1, [f"sources: #3: {said}", f"sources: #4: {said}"]) == check(cited)


def test_a_citation_without_a_passage_is_found(cited):
    """A source alone proves nothing that could be checked."""
    cited("record meeting-held jp-de --round 3 --occurred 2024 --cite gov-1 --ledger cited.db")
    assert (1, ["sources: #5: cites gov-1, but no passage is given"]) == check(cited)


def test_copied_words_are_found(cited):
    """A text that repeats a document word by word is named with the words."""
    text = "The next round will be held in 2024, they say"
    cited(
        "record commitment-made jp-de --occurred 2024 --kind other --by JP --cite gov-1 "
        f"--text '{text}' --ledger cited.db"
    )
    said = "text repeats the words of a document: 'the next round will be held in 2024'"
    assert (1, [f"wording: #5: {said}"]) == check(cited, "wording")


def test_with_documents_all_checks_run(cited):
    """Those of the record first, then sources and wording; with names, only those named."""
    text = "The next round will be held in 2024"
    cited(f"record commitment-made jp-de --occurred 2024 --kind other --text '{text}' --ledger cited.db")
    cited("record meeting-held jp-de --round 3 --occurred 2024 --cite gov-1 --ledger cited.db")

    assert ["citations", "sources", "wording"] == [line.partition(":")[0] for line in check(cited, "")[1]]
    assert ["citations", "wording"] == [
        line.partition(":")[0] for line in check(cited, "wording gaps citations")[1]
    ]
    assert (0, []) == check(cited, "gaps")


def test_other_files_are_passed_over(cited):
    """Files that are no text, and folders, do not disturb."""
    (cited.folder / "documents" / "scan.pdf").write_bytes(b"\xff\xfe\x00")
    (cited.folder / "documents" / "old").mkdir()
    assert (0, []) == check(cited)

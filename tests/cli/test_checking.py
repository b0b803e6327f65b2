"""`check sources`: every cited passage against its document."""

from hashlib import sha256

import pytest

DOCUMENT = "Results.\nThe next round will be held in 2024. Both sides will go on talking.\n"


@pytest.fixture
def cited(desk):
    """A ledger whose source has a document, with two passages of it cited."""
    folder = desk.folder / "documents"
    folder.mkdir()
    (folder / "release.txt").write_text(DOCUMENT, newline="")
    digest = sha256(DOCUMENT.encode()).hexdigest()
    commands = [
        "init",
        f"record source-published gov-1 --occurred 2024 --title Results --sha256 {digest}",
        "record dialogue-established jp-de --occurred 2010 --title Talks --kind forum --party JP --party DE",
    ]
    for round_, words in ((1, "The next round"), (2, "go on talking")):
        place = desk(f"cite gov-1 documents/release.txt '{words}'").stdout.strip()
        commands.append(f"record meeting-held jp-de --round {round_} --occurred 2024 --cite {place}")
    for command in commands:
        result = desk(f"{command} --ledger cited.db")
        assert 0 == result.exit_code, result.output
    return desk


def check(desk):
    result = desk("check sources --documents documents --ledger cited.db")
    return result.exit_code, result.stdout.splitlines()


def test_sound_citations(cited):
    """When every passage stands where it is said to, nothing is printed but the count, on stderr."""
    result = cited("check sources --documents documents --ledger cited.db")
    assert (0, "", "2 passages of 1 documents checked.\n") == (
        result.exit_code,
        result.stdout,
        result.stderr,
    )


def test_a_tampered_span_is_found(cited):
    """A citation whose place was moved by one character no longer has the words of its hash."""
    start = DOCUMENT.index("The next")
    digest = sha256(b"The next").hexdigest()
    cited(f"correct '#3' --cite gov-1@{start + 1}-{start + 9}={digest} --reason moved --ledger cited.db")
    exit_code, findings = check(cited)
    assert (1, 1) == (exit_code, len(findings))
    assert f"#5 cites gov-1 at {start + 1}-{start + 9}: the passage there is another one" == findings[0]


def test_a_span_beyond_the_end_is_found(cited):
    """A place that the document does not have is a finding, not a crash."""
    digest = sha256(b"x").hexdigest()
    place = f"gov-1@9990-9991={digest}"
    cited(f"record meeting-held jp-de --round 3 --occurred 2024 --cite {place} --ledger cited.db")
    exit_code, findings = check(cited)
    assert (1, ["#5 cites gov-1 at 9990-9991: the passage there is another one"]) == (exit_code, findings)


def test_a_changed_document_is_not_the_document(cited):
    """A document with other bytes is another one: its passages were not checked, which is a finding."""
    path = cited.folder / "documents" / "release.txt"
    path.write_text(DOCUMENT.replace("2024", "2025"), newline="")
    exit_code, findings = check(cited)
    assert (1, ["#3", "#4"]) == (exit_code, [finding.split()[0] for finding in findings])


def test_a_citation_without_a_passage_is_found(cited):
    """A source alone proves nothing that could be checked."""
    cited("record meeting-held jp-de --round 3 --occurred 2024 --cite gov-1 --ledger cited.db")
    assert (1, ["#5 cites gov-1 without a passage"]) == check(cited)


def test_other_files_are_passed_over(cited):
    """Files that are no text, and folders, do not disturb."""
    (cited.folder / "documents" / "scan.pdf").write_bytes(b"\xff\xfe\x00")
    (cited.folder / "documents" / "old").mkdir()
    assert (0, []) == check(cited)

"""The real record: `events/` loads, `projections/` is what it gives, its passages are the documents'."""

import json
from pathlib import Path

import pytest

from transcript import servanda

ROOT = Path(__file__).parent.parent
DOCUMENTS = ROOT.parent / "shared" / "sources"
LINES = [
    line for file in sorted((ROOT / "events").glob("*.jsonl")) for line in file.read_bytes().splitlines()
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A folder with a ledger that holds the record."""
    folder = tmp_path_factory.mktemp("record")
    assert servanda("init --name japan-ict", folder).exit_code == 0
    result = servanda(f"load '{ROOT / 'events'}'", folder)
    assert f"Loaded {len(LINES)} entries; skipped 0 that were there already.\n" == result.output
    return folder


def test_the_published_lines_come_back_byte_for_byte(loaded):
    """Publishing the loaded ledger gives the files of `events/` again."""
    assert servanda("publish again", loaded).exit_code == 0
    published = {file.name: file.read_bytes() for file in (ROOT / "events").glob("*.jsonl")}
    assert published == {file.name: file.read_bytes() for file in (loaded / "again").iterdir()}


def test_the_pages_are_what_the_log_says(loaded):
    """`rebuild --check` finds no difference in the rows or in `projections/`."""
    result = servanda(f"rebuild --check --pages '{ROOT / 'projections'}'", loaded)
    assert (0, "") == (result.exit_code, result.output)


def test_a_page_edited_by_hand_is_noticed(loaded, tmp_path):
    """A changed page, a missing one and one that is no page of the log are each named."""
    assert servanda(f"rebuild --pages '{tmp_path}'", loaded).exit_code == 0
    (tmp_path / "README.md").write_text("edited")
    (tmp_path / "commitments.md").unlink()
    (tmp_path / "dialogues" / "jp-xx-ict.md").write_text("invented")
    result = servanda(f"rebuild --check --pages '{tmp_path}'", loaded)
    assert result.exit_code == 1
    assert [
        f"{tmp_path}/README.md: differs from the log",
        f"{tmp_path}/commitments.md: missing",
        f"{tmp_path}/dialogues/jp-xx-ict.md: no page of this log",
    ] == result.stdout.splitlines()


def test_every_fact_cites_a_passage():
    """Each entry but the documents' own and our corrections names source, place and hash of a passage."""
    for line in LINES:
        entry = json.loads(line)
        if entry["type"] not in ("servanda.source-published", "servanda.entry-corrected"):
            cited = entry["data"]["citations"]
            assert cited
            assert all(
                {"source", "locator", "start", "end", "sha256"} <= citation.keys() for citation in cited
            )


def test_no_quoted_words_are_kept():
    """The texts are the recorders' own: no citation carries the words of its source."""
    assert not any("exact" in c for line in LINES for c in json.loads(line)["data"].get("citations", ()))


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not part of the project")
def test_the_record_stands_up_to_its_documents(loaded):
    """`check sources wording` finds every passage in the five documents and no text that repeats them."""
    result = servanda(f"check sources wording --documents '{DOCUMENTS}'", loaded)
    assert (0, "") == (result.exit_code, result.stdout)
    assert "of 5 documents checked" in result.stderr


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not part of the project")
def test_no_sentence_of_a_document_is_in_the_record():
    """No text of the record of more than eight words stands in a document; names and titles may."""
    documents = [" ".join(file.read_text("utf-8").split()) for file in DOCUMENTS.glob("*.txt")]
    said = [json.loads(line)["data"] for line in LINES]
    texts = [
        text
        for data in said
        for name, text in (*data.items(), *data.get("changes", {}).items())
        if name in ("text", "note", "reason") and len(text.split()) > 8
    ]
    assert texts
    assert not [text for text in texts if any(text.rstrip(".") in document for document in documents)]

from contextlib import closing

import pytest

from given import adopted, established, held, made, published, voided
from servanda.app.pages import differences, write
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.errors import LedgerError
from strategies import Clock

NAMES = ["README.md", "checkpoint", "commitments.md", "dialogues/jp-fr-ict.json", "dialogues/jp-fr-ict.md"]


@pytest.fixture
def ledger(ledger_path):
    """A ledger of one dialogue."""
    with closing(Ledger.open(ledger_path, Clock())) as ledger:
        ledger.record(
            [published(), established(), held(22, citations=["mic-2023-11-14"]), made()], "a recorder"
        )
        yield ledger


@pytest.fixture
def pages(ledger, ledger_path, tmp_path):  # noqa: ARG001  the ledger is recorded in first
    """Write the pages of what the ledger holds by then; the folder."""

    def written():
        with closing(open_rows(ledger_path)) as rows:
            write(rows, tmp_path / "pages")
        return tmp_path / "pages"

    return written


def found(ledger_path, folder):
    with closing(open_rows(ledger_path)) as rows:
        return differences(rows, folder)


def contents(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_same_log_gives_the_same_bytes(pages, ledger_path):
    """An index, the commitments, and a page and its JSON for each dialogue; again the same."""
    first = contents(pages())

    assert NAMES == sorted(first)
    assert first == contents(pages())
    assert [] == found(ledger_path, pages())


def test_what_is_not_what_the_log_says_is_found(pages, ledger_path):
    """A page that is missing, edited, or of no dialogue is named with what is wrong."""
    folder = pages()
    (folder / "README.md").unlink()
    (folder / "commitments.md").write_bytes((folder / "commitments.md").read_bytes() + b"and more\n")
    (folder / "dialogues" / "jp-xx-ict.md").write_text("no such dialogue")

    assert [
        f"{folder}/README.md: missing",
        f"{folder}/commitments.md: differs from the log",
        f"{folder}/dialogues/jp-xx-ict.md: no page of this log",
    ] == found(ledger_path, folder)


def test_pages_follow_the_log(pages, ledger, ledger_path):
    """What was recorded since makes a difference, until the pages are written again."""
    folder = pages()
    ledger.record([adopted()], "a recorder")

    assert found(ledger_path, folder)
    assert [] == found(ledger_path, pages())


def test_the_page_of_a_dialogue_that_is_no_more_goes(ledger_path, tmp_path):
    """A dialogue whose establishing entry was voided leaves no page behind."""
    with closing(Ledger.open(ledger_path, Clock())) as ledger:
        ledger.record([established(), established(subject="jp-eu-ict")], "a recorder")
        with closing(open_rows(ledger_path)) as rows:
            write(rows, tmp_path / "pages")
        ledger.record([voided(entry="#2", subject="jp-eu-ict")], "a recorder")
    with closing(open_rows(ledger_path)) as rows:
        write(rows, tmp_path / "pages")

    assert NAMES == sorted(contents(tmp_path / "pages"))


def test_other_files_of_the_folder_are_left_alone(pages):
    """Writing pages removes nothing that it did not write, such as somebody's own notes."""
    folder = pages()
    (folder / "NOTES.md").write_text("my own notes")
    (folder / "dialogues" / "map.svg").write_text("<svg/>")

    assert {"NOTES.md", "dialogues/map.svg"} <= contents(pages()).keys()


@pytest.mark.usefixtures("ledger")
def test_a_folder_that_is_a_file_is_an_error(ledger_path, tmp_path):
    """What stands in the way is named and left alone."""
    (tmp_path / "pages").write_text("a diary")

    with closing(open_rows(ledger_path)) as rows, pytest.raises(LedgerError, match="pages cannot be written"):
        write(rows, tmp_path / "pages")

    assert "a diary" == (tmp_path / "pages").read_text()


@pytest.mark.parametrize("name", ["README.md", "dialogues/minutes.md"])
def test_pages_of_others_are_left_alone(ledger, ledger_path, tmp_path, name):  # noqa: ARG001  recorded in first
    """A folder with pages that this program did not write is refused and stays as it is."""
    path = tmp_path / "site" / name
    path.parent.mkdir(parents=True)
    path.write_text("# My own page\n")

    with closing(open_rows(ledger_path)) as rows, pytest.raises(LedgerError, match="did not write"):
        write(rows, tmp_path / "site")

    assert {name: b"# My own page\n"} == contents(tmp_path / "site")

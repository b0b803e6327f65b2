"""`cite`: from words in a document to what --cite takes."""

import json
from hashlib import sha256

import pytest

DOCUMENT = "第1回会合\r\nThe next round will be held in 2024.\r\n"
WORDS = "will be held in 2024"


@pytest.fixture
def release(desk):
    (desk.folder / "release.txt").write_bytes(DOCUMENT.encode())
    return "mic-2023-11-14-jp-fr-ict-22 release.txt"


def test_cite_counts_code_points_and_hashes_the_words(desk, release):
    """Start and end are code points of the document as it is, line ends untouched; the hash is the words'."""
    start = DOCUMENT.index(WORDS)
    span = f"@{start}-{start + len(WORDS)}={sha256(WORDS.encode()).hexdigest()}"
    assert f"mic-2023-11-14-jp-fr-ict-22{span}\n" == desk(f"cite {release} '{WORDS}'").stdout


def test_record_takes_what_cite_gives(desk, release):
    """The printed value is a citation for `record`, heading included."""
    cited = desk(f"cite {release} '{WORDS}' --heading '3. Next round'").stdout.strip()
    result = desk(f"record coverage-checked jp-fr-ict --through 2023-11-14 --cite '{cited}'")
    assert 0 == result.exit_code, result.output
    (citation,) = json.loads(desk.log[-1])["data"]["citations"]
    assert ("mic-2023-11-14-jp-fr-ict-22", "3. Next round", sha256(WORDS.encode()).hexdigest()) == (
        citation["source"],
        citation["locator"],
        citation["sha256"],
    )


def test_words_over_a_line_end(desk, release):
    """A passage may go over a line end, given as it stands in the document."""
    result = desk(f"cite {release} '会合\r\nThe next'")
    assert 0 == result.exit_code, result.output


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(
    "arguments",
    ["'Not A Slug' release.txt 2024", "gov-1 release.txt 2024 --heading 'two\nlines'", "gov-1 none.txt 2024"],
)
def test_what_record_would_not_take_is_refused_at_once(desk, arguments):
    """A source or heading that no citation can have, or a document that is not there, is refused."""
    assert 2 == desk(f"cite {arguments}").exit_code

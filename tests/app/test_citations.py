from contextlib import closing
from hashlib import sha256

import pytest

from given import SOURCE, corrected, established, held, published, voided
from servanda.app.citations import Report, check_passages
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.audit import Finding
from servanda.documents.passages import Document
from strategies import Clock

TEXT = "Results of the round\r\n\r\nThe 22nd round was held in Paris. 第22回会合はパリで開催された。\r\n"
DOCUMENT = Document(TEXT, sha256(TEXT.encode()).hexdigest())
OTHER = Document("Something else", sha256(b"Something else").hexdigest())


def passage(words, shift=0):
    """The citation of words of the document, or of what stands beside them under their hash."""
    start = TEXT.index(words) + shift
    return {
        "source": SOURCE,
        "start": start,
        "end": start + len(words),
        "sha256": sha256(words.encode()).hexdigest(),
    }


PARIS = passage("held in Paris")


@pytest.fixture
def check(ledger_path):
    """Record a source whose hash is known, a dialogue, then some drafts; check every citation."""

    def recorded_and_checked(*drafts, documents=(DOCUMENT, OTHER), **about_source):
        source = published(**{"sha256": DOCUMENT.sha256, **about_source})
        with closing(Ledger.open(ledger_path, Clock())) as ledger:
            for draft in (source, established(), *drafts):
                ledger.record([draft], "a recorder")
        with closing(open_rows(ledger_path)) as rows:
            return check_passages(rows, documents)

    return recorded_and_checked


def test_passages_that_stand_in_their_document_are_counted(check):
    """Places are code points over line ends and Japanese; a document nobody cites is not counted."""
    cited = [PARIS, passage("第22回会合"), passage("round\r\n\r\nThe")]

    assert Report(3, 1, []) == check(held(22, citations=cited))


def found(said, position=3):
    return Finding("sources", f"#{position}", f"cites {SOURCE}, but {said}", (position,))


@pytest.mark.parametrize(
    ("citation", "said", "checked"),
    [
        ({**PARIS, "start": 5, "end": 18}, "the passage at 5-18 is another one; it stands at 43-56", 1),
        (passage("held in Paris", shift=1), "the passage at 44-57 is another one; it stands at 43-56", 1),
        ({**PARIS, "end": 9999}, "the passage at 43-9999 is another one", 1),
        (SOURCE, "no passage is given", 0),
        ({"source": SOURCE, "locator": "Results"}, "no passage is given", 0),
    ],
)
def test_passages_that_do_not_are_found(check, citation, said, checked):
    """The finding names the entry, the source and the place; without a passage nothing was checked."""
    assert Report(checked, checked, [found(said)]) == check(held(22, citations=[citation]))


@pytest.mark.parametrize("given", [{"documents": (OTHER,)}, {"sha256": None}, {"sha256": OTHER.sha256[::-1]}])
def test_a_document_that_is_not_there_is_found(check, given):
    """A passage nobody could look up has not been checked."""
    expected = Report(0, 0, [found("its document is not in the folder")])
    assert expected == check(held(22, citations=[PARIS]), **given)


WRONG = {**PARIS, "start": 5, "end": 18}


@pytest.mark.parametrize(
    ("mendings", "checked", "at"),
    [
        ([], 1, [3]),
        ([voided(entry="#3")], 0, []),
        ([corrected("#3", citations=[PARIS])], 1, []),
        ([corrected("#3", citations=[PARIS]), corrected("#3", citations=[PARIS, WRONG])], 2, [5]),
        ([corrected("#3", citations=[PARIS]), voided(entry="#4")], 1, [3]),
        ([corrected("#3", place="Paris")], 1, [3]),
        ([corrected("#3", citations=None)], 0, []),
        ([voided(entry="#3"), voided(entry="#4")], 1, [3]),
    ],
)
def test_only_citations_that_stand_are_checked(check, mendings, checked, at):
    """Not those of voided entries, nor those that a correction replaced or took out, as long as it stands."""
    wrong = [found("the passage at 5-18 is another one; it stands at 43-56", position) for position in at]

    assert Report(checked, min(checked, 1), wrong) == check(held(22, citations=[WRONG]), *mendings)


def test_the_source_counts_as_it_was_corrected(check):
    """The hash of a document that was misread at first is the one that finds it."""
    mended = corrected("#1", SOURCE, sha256=DOCUMENT.sha256)

    assert Report(1, 1, []) == check(held(22, citations=[PARIS]), mended, sha256=OTHER.sha256[::-1])


def test_nothing_cited_is_nothing_found(check):
    """A ledger without citations has no findings."""
    assert Report(0, 0, []) == check()

from contextlib import closing
from hashlib import sha256

import pytest

from given import (
    adopted,
    corrected,
    established,
    fulfilled,
    made,
    moved,
    published,
    renamed,
    voided,
)
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.app.wording import check_wording
from servanda.audit import Finding
from servanda.documents.passages import Document
from strategies import Clock

ENGLISH = "The harbour masters of both towns will set up a shared notice board for pilots before next spring."
JAPANESE = "両港の水先案内人は来年の春までに共同の掲示板を岸壁に設けることとした。"
COPIED = "Will set up a shared notice board for pilots in due course"
RUN = "will set up a shared notice board for pilots"
OWN = "Put up one board, for pilots of both towns"


@pytest.fixture
def check(ledger_path):
    """Record a dialogue, then some drafts; check every text against an English and a Japanese document."""

    def recorded_and_checked(*drafts):
        with closing(Ledger.open(ledger_path, Clock())) as ledger:
            for draft in (established(), *drafts):
                ledger.record([draft], "a recorder")
        with closing(open_rows(ledger_path)) as rows:
            texts = (JAPANESE, ENGLISH)
            return check_wording(rows, [Document(text, sha256(text.encode()).hexdigest()) for text in texts])

    return recorded_and_checked


def found(position, field="text", run=RUN):
    said = f"{field} repeats the words of a document: {run!r}"
    return Finding("wording", f"#{position}", said, (position,))


def test_texts_that_repeat_a_document_are_found(check):
    """What was undertaken, a note, a reason, in either language; entry by entry, each field once."""
    assert [
        found(2),
        found(3, "text", "来年の春までに共同の掲示板を岸壁に設け"),
        found(4, "note"),
        found(4, "reason", "the harbour masters of both towns will set up a"),
    ] == check(
        made(text=COPIED),
        made(text="来年の春までに共同の掲示板を岸壁に設け、塗る"),
        moved(1, note=COPIED, reason="As the harbour masters of both towns will set up a fair"),
    )


def test_own_words_are_not(check):
    """Seven words in a row, or fifteen characters, say nothing; nor do other fields."""
    assert [] == check(
        made(text=OWN, topic=COPIED),
        made(text="Will set up a shared notice board", note="共同の掲示板を岸壁に設けること"),
        fulfilled(),
    )


@pytest.mark.parametrize(
    "named",
    [
        [adopted(title=COPIED)],
        [published(titles={"ja": "掲示板", "en": COPIED})],
        [renamed(titles={"en": COPIED})],
        [renamed(titles={"en": COPIED}), renamed(occurred="2021", titles={"en": "Digital Dialogue"})],
        [renamed(aliases=[COPIED])],
    ],
)
def test_names_may_be_repeated(check, named):
    """Those of instruments, of documents, and of dialogues, former and other ones too."""
    assert [] == check(*named, made(text=f"Read the paper {COPIED} aloud"))


def test_a_name_of_letters_within_words_takes_nothing_out(check):
    """A short name does not hide the words that happen to contain it."""
    assert [found(3)] == check(renamed(aliases=["ARE", "OT"]), made(text=COPIED))


@pytest.mark.parametrize(
    ("mendings", "expected"),
    [
        ([voided(entry="#2")], []),
        ([voided(entry="#2"), voided(entry="#3")], [2]),
        ([corrected("#2", text=OWN)], []),
        ([corrected("#2", kind="deliver")], [2]),
        ([corrected("#2", text=OWN), voided(entry="#3")], [2]),
        ([corrected("#2", text=f"{COPIED} of ours")], [3]),
        ([corrected("#2", text=f"{COPIED} of ours"), corrected("#2", text=OWN)], []),
        ([corrected("#2", text=f"{COPIED} of ours"), voided(entry="#2")], []),
    ],
)
def test_only_the_text_that_stands_counts(check, mendings, expected):
    """Not that of a voided entry, nor one that a correction replaced; a new one is the correction's."""
    assert [found(position) for position in expected] == check(made(text=COPIED), *mendings)


def test_why_we_mended_is_in_our_own_words_too(check):
    """The reason of a correction or void that stands; of one that was voided it does not count."""
    mended = corrected("#2", text=OWN)
    mended.data["reason"] = COPIED

    assert [found(4, "reason")] == check(
        made(text="Share results"), mended, voided(entry="#3", reason=COPIED)
    )


def test_without_documents_nothing_is_repeated(ledger_path):
    """There is nothing to compare with."""
    with closing(Ledger.open(ledger_path, Clock())) as ledger:
        ledger.record([established(), made(text=COPIED)], "a recorder")
    with closing(open_rows(ledger_path)) as rows:
        assert [] == check_wording(rows, [])

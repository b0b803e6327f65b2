"""What a ledger has from a document already."""

from datetime import date

import pytest

from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.app.redrafting import Cited, cited_entries, recorded_passages
from servanda.documents.drafting import Proposal, draft
from servanda.documents.implications import Implication
from servanda.domain.decide import Draft
from servanda.events.citation import passage_hash

TEXT = "Oslo, 3 May 2024\n\nNorway and Chile agreed to exchange reports by the end of 2024. They met in Oslo."
SENTENCE = TEXT[TEXT.index("Norway") : TEXT.index(" They")]
START = TEXT.index(SENTENCE)
END = START + len(SENTENCE)


@pytest.fixture
def rows(tmp_path):
    """A ledger in which an entry cites the sentence, and one another document."""
    address = tmp_path / "servanda.db"
    opened = Ledger.create(address, "test")
    cited = {"source": "gov-1", "start": START, "end": END, "sha256": passage_hash(SENTENCE)}
    dialogue = {
        "titles": {"en": "Ocean Dialogue"},
        "kind": "forum",
        "parties": ["NO", "CL"],
        "occurred": "2020",
    }
    opened.record(
        [
            Draft("source-published", "gov-1", {"titles": {"en": "Release"}, "occurred": "2024-05-03"}),
            Draft("source-published", "gov-2", {"titles": {"en": "Other"}, "occurred": "2024-05-03"}),
            Draft("dialogue-established", "no-cl-ocean", dialogue | {"citations": [{"source": "gov-1"}]}),
            Draft(
                "commitment-made",
                "no-cl-ocean",
                {"text": "Tell", "kind": "discuss", "occurred": "2024-05", "citations": [cited]},
            ),
            Draft(
                "commitment-made",
                "no-cl-ocean",
                {
                    "text": "Sell",
                    "kind": "other",
                    "occurred": "2024-05",
                    "citations": [cited | {"source": "gov-2"}],
                },
            ),
        ],
        "tester",
    )
    opened.close()
    found = open_rows(address)
    yield found
    found.close()


def test_passages_that_entries_cite(rows):
    """Those of the document, in the stream of the dialogue; a citation without a passage is none."""
    assert [Cited(4, "commitment-made", START, END)] == cited_entries(rows, "no-cl-ocean", "gov-1")


def test_what_is_recorded_from_the_same_passage():
    """A proposal of the same type from the same words is recorded already; one of another type is not."""
    drafted = draft(TEXT, date(2024, 5, 3), "en")
    number = next(n for n, one in enumerate(drafted.proposals) if one.type == "commitment-made")
    assert isinstance(drafted.proposals[number], Proposal)
    said = f"The passage at {START}-{END} is recorded as #4, and not drafted again."
    assert [Implication("recorded", "#4", said, number)] == list(
        recorded_passages(drafted, [Cited(4, "commitment-made", START, END)])
    )
    assert [] == list(recorded_passages(drafted, [Cited(4, "progress-reported", START, END)]))
    assert [] == list(recorded_passages(drafted, [Cited(4, "commitment-made", END, END + 9)]))

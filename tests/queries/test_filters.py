from datetime import date

import pytest

from given import TODAY
from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Source
from servanda.queries import AsOf, Filters, select

FR = ["jp-fr-ict/1", "jp-fr-ict/2", "jp-fr-ict/3"]
EU = ["jp-eu-ict/1", "jp-eu-ict/2"]


@pytest.mark.parametrize(
    ("cls", "asked", "expected"),
    [
        (Dialogue, {}, ["jp-eu-ict", "jp-fr-ict"]),
        (Dialogue, {"party": ("FR",)}, ["jp-fr-ict"]),
        (Dialogue, {"party": ("JP",)}, ["jp-eu-ict", "jp-fr-ict"]),
        (Dialogue, {"party": ("FR", "EU")}, []),
        (Dialogue, {"body": ("dg connect",)}, ["jp-eu-ict"]),
        (Dialogue, {"body": ("METI",)}, ["jp-fr-ict"]),
        (Dialogue, {"kind": "forum"}, ["jp-eu-ict"]),
        (Dialogue, {"text": "日仏"}, ["jp-fr-ict"]),
        (Dialogue, {"text": "france digital"}, ["jp-fr-ict"]),
        (Dialogue, {"text": "Japan ICT consult"}, ["jp-eu-ict", "jp-fr-ict"]),
        (Dialogue, {"text": "European Union"}, ["jp-eu-ict"]),
        (Dialogue, {"text": "総務省"}, ["jp-fr-ict"]),
        (Dialogue, {"text": ""}, []),
        (Meeting, {"dialogue": "jp-eu-ict"}, ["jp-eu-ict 30"]),
        (Meeting, {"party": ("EU",)}, ["jp-eu-ict 30"]),
        (Meeting, {"body": ("MIC",)}, ["jp-fr-ict 21", "jp-fr-ict 22", "jp-fr-ict 23"]),
        (Meeting, {"topic": "cable"}, ["jp-fr-ict 22"]),
        (Meeting, {"topic": "SUBMARINE"}, ["jp-fr-ict 22"]),
        (Meeting, {"topic": "cable car"}, []),
        (Meeting, {"round": "22"}, ["jp-fr-ict 22"]),
        (Meeting, {"state": "scheduled"}, ["jp-fr-ict 23"]),
        (Meeting, {"text": "lyon"}, ["jp-fr-ict 22"]),
        (Meeting, {"text": "paris"}, []),
        (Outcome, {"party": ("FR",)}, ["jp-fr-ict #8"]),
        (Outcome, {"kind": "joint-statement", "topic": "ai"}, ["jp-fr-ict #8"]),
        (Outcome, {"kind": "report"}, []),
        (Source, {"covers": "jp-eu-ict"}, ["eu-2025"]),
        (Source, {"kind": "news"}, ["eu-2025"]),
        (Source, {"text": "MIC"}, ["mic-2023-11-14"]),
        (Commitment, {}, [*EU, *FR]),
        (Commitment, {"party": ("FR",)}, FR),
        (Commitment, {"body": ("mic",)}, FR),
        (Commitment, {"party": ("JP",), "kind": "deliver"}, [EU[0], FR[2]]),
        (Commitment, {"topic": "5g"}, [FR[1]]),
        (Commitment, {"state": "open"}, [*EU, *FR[:2]]),
        (Commitment, {"state": "fulfilled"}, [FR[2]]),
        (Commitment, {"due_before": date(2024, 4, 1)}, [FR[2]]),
        (Commitment, {"due_before": date(2024, 3, 31)}, []),
        (Commitment, {"due_after": date(2025, 8, 31)}, [FR[0]]),
        (Commitment, {"due_after": date(2024, 3, 30), "due_before": date(2025, 9, 1)}, [*EU, FR[2]]),
        (Commitment, {"text": "海底"}, [EU[0]]),
        (Commitment, {"text": "底海"}, []),
        (Commitment, {"text": "jp-fr-ict/3"}, [FR[2]]),
        (Commitment, {"text": "share RESULTS", "kind": "cooperate"}, [FR[1]]),
    ],
)
def test_a_list_is_narrowed(rows, cls, asked, expected):
    """By membership also through the dialogue, by words in any case and script, by all filters at once."""
    assert expected == [record.key for record in select(rows, cls, AsOf(TODAY), Filters(**asked))]


def test_membership_is_that_of_the_day_and_of_what_was_known(rows):
    """A body that joined later takes part from then on, as far as that was known."""
    meti = Filters(body=("METI",))

    assert ["jp-fr-ict"] == [it.key for it in select(rows, Dialogue, AsOf(date(2024, 5, 1)), meti)]
    assert [] == select(rows, Dialogue, AsOf(date(2024, 4, 30)), meti)
    assert [] == select(rows, Meeting, AsOf(date(2024, 4, 30)), meti)
    assert [] == select(rows, Meeting, AsOf(TODAY, 13), meti)
    assert 3 == len(select(rows, Meeting, AsOf(TODAY), meti))

from datetime import date

import pytest

from given import TODAY
from servanda.domain.records import Commitment
from servanda.errors import UnknownNameError
from servanda.queries import AsOf, dialogue, meeting, one


def test_a_record_is_whole(rows):
    """One record comes with all its fields, its sources and its entries."""
    found = meeting(rows, "jp-fr-ict", "22", AsOf(TODAY))

    assert ("held", "Lyon", ("FR",), ("Submarine cables", "AI"), "directors", (4,)) == (
        found.state,
        found.place,
        found.hosts,
        found.topics,
        found.level,
        found.entries,
    )
    assert one(rows, Commitment, "jp-fr-ict/1", AsOf(TODAY)).entries == (5, 16)
    assert meeting(rows, "jp-fr-ict", "24", AsOf(TODAY)) is None


def test_a_dialogue_that_is_not_there(rows):
    """Mistyped: the nearest one. Known, but not on that day or not by then: the error says so."""
    with pytest.raises(UnknownNameError, match="there is no dialogue 'jp-fr-itc'") as caught:
        dialogue(rows, "jp-fr-itc", AsOf(TODAY))
    assert "Did you mean jp-fr-ict?" == caught.value.remedy

    for as_of, said, remedy in (
        (AsOf(date(2009, 12, 31)), "was not there on 2009-12-31: it begins on 2010-04-01", "--on"),
        (AsOf(TODAY, 1), "was not known by #1: it was recorded as #2", "--known-at"),
    ):
        with pytest.raises(UnknownNameError, match=f"jp-fr-ict {said}") as caught:
            dialogue(rows, "jp-fr-ict", as_of)
        assert remedy in caught.value.remedy

    assert "jp-fr-ict" == dialogue(rows, "jp-fr-ict", AsOf(TODAY)).slug

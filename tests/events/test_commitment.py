"""What an event about a commitment must hold to mean something."""

import pytest

from servanda.errors import InvalidInputError
from servanda.events.registry import EVENT_TYPES, make

ABOUT = {"occurred": "2024-03-01", "ref": "jp-fr-ict/1"}
MADE = ABOUT | {"text": "Hold the next round", "kind": "next-meeting"}


def test_only_a_next_meeting_is_for_a_round():
    """A round is promised by a next-meeting commitment and by no other."""
    assert make("commitment-made", MADE | {"for_round": "23"}).for_round == 23
    with pytest.raises(InvalidInputError, match="for_round belongs to kind next-meeting, not to deliver"):
        make("commitment-made", MADE | {"kind": "deliver", "for_round": 23})


@pytest.mark.parametrize("changed", [{"text": "Share"}, {"strength": "soft"}, {"by": ["JP"]}, {"to": ["FR"]}])
def test_an_amendment_changes_something(changed):
    """Any of the words, the strength and the actors may change; a reason alone amends nothing."""
    assert make("commitment-amended", ABOUT | changed).data().keys() >= changed.keys()
    with pytest.raises(InvalidInputError, match="at least one of text, strength, by, to"):
        make("commitment-amended", ABOUT | {"reason": "Agreed anew"})


def test_an_amendment_moves_no_date():
    """A new date has an event of its own, and the refusal says which."""
    with pytest.raises(InvalidInputError, match="due is not a field of this event"):
        make("commitment-amended", ABOUT | {"text": "Share", "due": "2025"})
    with pytest.raises(InvalidInputError, match="a new date is commitment-rescheduled"):
        make("commitment-amended", ABOUT)


@pytest.mark.parametrize("slug", [slug for slug, cls in EVENT_TYPES.items() if "ref" in cls.model_fields])
def test_what_befalls_a_commitment_names_it(slug):
    """Every event about a commitment needs its address."""
    with pytest.raises(InvalidInputError, match="ref is missing"):
        make(slug, {"occurred": "2024-03-01"})


def test_an_undertaking_is_a_line_of_2000_characters():
    """An undertaking is told in one line, longer than a title, shorter than a document."""
    assert len(make("commitment-made", MADE | {"text": "a" * 2_000}).text) == 2_000
    for text in ("a" * 2_001, "two\nlines", ""):
        with pytest.raises(InvalidInputError, match="text: "):
            make("commitment-made", MADE | {"text": text})

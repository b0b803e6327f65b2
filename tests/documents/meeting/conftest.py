"""What the tests of meetings have in common: a text as the readers of a meeting see it."""

from datetime import date

import pytest

from servanda.documents.drafting.identity import name_of, parties_of
from servanda.documents.drafting.page import Page
from servanda.documents.meeting import Reader
from servanda.events.window import Window

PUBLISHED = date(2024, 2, 22)  # a Thursday


@pytest.fixture
def read():
    """A function that reads the meeting of a text: its values by field, without their places."""

    def reading(text, language="en", published=PUBLISHED):
        page = Page.of(text, published, language)
        name = name_of(page)
        page = page.between(parties_of(page, name)[0])
        meeting = Reader(page.scene).meeting(name)
        return {} if meeting is None else {**_values(meeting), "type": meeting.type}

    return reading


@pytest.fixture
def told(read):
    """A function that reads one field of the meeting in a release about it."""

    def reading(field, sentence, title="3rd Japan-France Harbour Dialogue", **options):
        return read(f"{title}\n\n{sentence}\n\nBoth sides talked about cranes.\n\nThe end.", **options).get(
            field
        )

    return reading


def _values(meeting):
    found = {}
    for field in ("when", "round", "format", "place", "level"):
        if one := getattr(meeting, field):
            found[field] = one.value.edtf if isinstance(one.value, Window) else one.value
    if meeting.country:
        found["country"] = meeting.country
    for field in ("hosts", "bodies"):
        if many := getattr(meeting, field):
            found[field] = [one.value for one in many]
    return found

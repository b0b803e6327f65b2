"""What the tests of dates in words have in common: a reading in one short line."""

from datetime import date

import pytest

from servanda.documents.dates import Dated, Recurring, Relative, Unclear, phrases

PUBLISHED = date(2024, 2, 22)  # a Thursday


def line(meaning):
    """A meaning in a line, such as "../2024-12-31 by", with "?" where the year was supplied."""
    match meaning:
        case Dated(window, role, certain):
            return f"{window.edtf} {role}" + ("" if certain else " ?")
        case Recurring(times, every, per):
            return f"{times} per {every} {per}"
        case Relative(relation, event):
            return f"{relation} {event}"
        case Unclear():
            return "unclear"
    return "undated"


@pytest.fixture
def read():
    def reading(text, language="en", published=PUBLISHED, **options):
        found = phrases(text, language, published, **options)
        return [(phrase.words, line(phrase.meaning)) for phrase in found]

    return reading

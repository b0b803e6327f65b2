"""What the tests of dates in words have in common: a reading in one short line."""

import re
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


@pytest.fixture
def marked():
    """A sentence with its phrases marked, as "ready {by May = ../2024-05-31 by ?} | tense past"."""

    def parts(line):
        sentence, _, said = line.partition(" | ")
        expected = [tuple(mark.split(" = ")) for mark in re.findall(r"{([^{}]*)}", sentence)]
        text = re.sub(r"{([^{}]*?) = [^{}]*}", r"\1", sentence)
        return text, expected, dict(map(option, said.split(", "))) if said else {}

    return parts


def option(text):
    name, value = text.split(" ")
    if name in {"published", "counted_from"}:
        return name, date.fromisoformat(value)
    return name, int(value) if value.isdigit() else value

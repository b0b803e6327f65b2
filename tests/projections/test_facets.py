"""What records are filtered by."""

import pytest

from servanda.domain.records import Commitment, Dialogue, Meeting, Source
from servanda.events.window import Window
from servanda.projections.facets import facets

WHEN = Window("2023")
MEETING = {
    "dialogue": "jp-fr-ict",
    "round": "22",
    "ordinal": 22,
    "state": "held",
    "when": WHEN,
    "entries": (1,),
}
DIALOGUE = {
    "slug": "jp-fr-ict",
    "title": "x",
    "titles": {},
    "kind": "forum",
    "established": WHEN,
    "named": WHEN,
}
MADE = {
    "dialogue": "jp-fr-ict",
    "ref": "jp-fr-ict/1",
    "number": 1,
    "text": "x",
    "kind": "sign",
    "strength": "firm",
}
PUBLISHED = {
    "slug": "mic-2023",
    "title": "x",
    "titles": {},
    "kind": "news",
    "published": WHEN,
    "entries": (1,),
}
UNSTATED = dict.fromkeys(("publisher", "language", "url", "sha256"))


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            Dialogue(
                **DIALOGUE, entries=(1,), parties=("JP", "FR"), leads=("MIC",), bodies=("Working Group 1",)
            ),
            {("party", "JP"), ("party", "FR"), ("body", "mic"), ("body", "working group 1")},
        ),
        (
            Meeting(**MEETING, hosts=("FR",), chairs=("MIC",), topics=("Submarine CABLES", "海底ケーブル")),
            {
                ("party", "FR"),
                ("party", "JP"),
                ("body", "mic"),
                ("topic", "submarine cables"),
                ("topic", "海底ケーブル"),
            },
        ),
        (
            Commitment(
                **MADE,
                by=("JP",),
                to=("EU",),
                topic="AI",
                made=WHEN,
                mentioned=WHEN,
                mentioned_in=1,
                entries=(1,),
            ),
            {("party", "JP"), ("party", "EU"), ("topic", "ai")},
        ),
        (
            Source(**PUBLISHED, **UNSTATED, dialogues=("jp-fr-ict", "jp-eu-ict")),
            {("covers", "jp-fr-ict"), ("covers", "jp-eu-ict")},
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_a_record_is_filtered_by(record, expected):
    """Parties also through their bodies, bodies and topics in any case; each once."""
    found = list(facets(record))

    assert expected == set(found)
    assert len(expected) == len(found)

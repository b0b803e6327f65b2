"""What a document is, and which dialogue it is about."""

from datetime import date

import pytest

from servanda.documents.drafting import draft

PUBLISHED = date(2024, 2, 22)


@pytest.mark.parametrize(
    ("text", "name", "parties"),
    [
        (
            "3rd Japan-France Harbour Dialogue\n\nThe dialogue was held.\n\nThe end.",
            "Japan-France Harbour Dialogue",
            ("JP", "FR"),
        ),
        (
            "Harbour Dialogue held\n\nBoth sides held the 3rd Japan-France Harbour Dialogue.\n\nThe end.",
            "Japan-France Harbour Dialogue",
            ("JP", "FR"),
        ),
        (
            "Harbour Dialogue\n\nJapan and France held the Harbour Dialogue in Paris.\n\nThe end.",
            "Harbour Dialogue",
            ("JP", "FR"),
        ),
        (
            "Japan and France talk about cranes\n\nThe Harbour Dialogue was held in Paris.\n\nThe end.",
            "Harbour Dialogue",
            ("JP", "FR"),
        ),
        ("Cranes\n\nThe cranes are blue.\n\nThe end.", "", ()),
    ],
)
def test_the_dialogue_of_a_document(text, name, parties):
    """The name with its parties counts most; they may stand in the title or the first sentences."""
    drafted = draft(text, PUBLISHED, "en")
    assert (name, parties) == (drafted.name, drafted.parties)


def test_an_inaugural_meeting_founds_the_dialogue():
    """Of any other it is only known that the dialogue was there by then."""
    text = "{} Japan-France Harbour Dialogue\n\nIt was held on 20 February 2024.\n\nThe end."
    found = [
        draft(text.format(which), PUBLISHED, "en").of("dialogue-established")[0] for which in ("1st", "2nd")
    ]
    assert [("2024-02-20", ()), ("../2024-02-20", ("The start is not stated.",))] == [
        (one.data["occurred"]["edtf"], one.remarks) for one in found
    ]


def test_an_inaugural_meeting_of_no_stated_day_leaves_the_start_open():
    """It was some day before the publication, and the dialogue was there by then."""
    text = "1st Japan-France Harbour Dialogue\n\nThe dialogue was held in Paris.\n\nThe end."
    established, held = draft(text, PUBLISHED, "en").proposals
    assert ["../2024-02-22"] * 2 == [one.data["occurred"]["edtf"] for one in (established, held)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Joint Statement of the Harbour Dialogue", "joint-statement"),
        ("Harbour Dialogue: Chair’s Statement", "joint-statement"),
        ("White Paper on Harbours", "white-paper"),
        ("Harbour Dialogue held", "press-release"),
    ],
)
def test_the_title_tells_the_kind_of_the_source(title, kind):
    """A press release, where it does not."""
    source = draft(f"{title}\n\nThe cranes are blue.\n\nThe end.", PUBLISHED, "en").source
    assert (kind, title) == (source.data["kind"], source.data["titles"]["en"])


def test_the_publisher_is_told_where_it_is_known():
    """By the name as recorded, with its place in the text."""
    text = "Harbour Dialogue held\n\nMinistry of Foreign Affairs of Japan\n\nThe cranes are blue.\n\nThe end."
    source = draft(text, PUBLISHED, "en").source
    evidence = source.evidence[1]
    assert ("MOFA", "publisher") == (source.data["publisher"], evidence.field)
    assert text[evidence.start : evidence.end].startswith("Ministry of Foreign Affairs")

"""Which dialogue of a ledger is meant: by its names, old and new, and by its parties."""

import pytest

from servanda.documents.matching import POSSIBLE, SURE, Match, folded, matches
from servanda.domain.records import Dialogue
from servanda.events.window import Window


def _dialogue(slug, title, parties, **more):
    first = Window("2010")
    return Dialogue(
        slug=slug,
        title=title,
        titles={"en": title},
        named=first,
        kind="policy-dialogue",
        parties=parties,
        established=first,
        entries=(1,),
        **more,
    )


HARBOURS = _dialogue(
    "be-nl-harbours",
    "Belgium-Netherlands Harbour Dialogue",
    ("BE", "NL"),
    former=("Crane Consultations",),
    aliases=("Quay Talks",),
)
CRANES = _dialogue("be-fr-cranes", "Belgium-France Crane Dialogue", ("BE", "FR"))
LEDGER = [CRANES, HARBOURS]


@pytest.mark.parametrize(
    ("name", "parties", "found"),
    [
        (
            "Belgium-Netherlands Harbour Dialogue",
            ("BE", "NL"),
            Match("be-nl-harbours", 1.0, "Belgium-Netherlands Harbour Dialogue", "title", same_parties=True),
        ),
        (
            "Netherlands–Belgium harbour dialogue",
            ("NL", "BE"),
            Match("be-nl-harbours", 1.0, "Belgium-Netherlands Harbour Dialogue", "title", same_parties=True),
        ),
        (
            "Crane Consultations",
            ("BE", "NL"),
            Match("be-nl-harbours", 1.0, "Crane Consultations", "former name", same_parties=True),
        ),
        (
            "The Quay Talks",
            ("NL", "BE"),
            Match("be-nl-harbours", 1.0, "Quay Talks", "alias", same_parties=True),
        ),
    ],
)
def test_a_name_that_is_the_same_scores_one(name, parties, found):
    """However it is written, and whichever of its names it is; the likeliest comes first."""
    assert found == matches(name, parties, LEDGER)[0]


def test_the_same_name_between_others_is_not_sure():
    """The parties count three tenths."""
    assert [Match("be-nl-harbours", 0.7, "Quay Talks", "alias", same_parties=False)] == matches(
        "Quay Talks", ("JP", "FR"), LEDGER
    )
    assert POSSIBLE <= 0.7 < SURE


def test_what_is_unlike_is_not_named():
    """Below the bound there is no match."""
    assert [] == matches("Rope Seminar", ("JP", "FR"), LEDGER)
    assert [] == matches("", (), LEDGER)


def test_japanese_names_are_compared_by_pairs_of_characters():
    """They have no spaces between words."""
    known = _dialogue("jp-be-harbours", "日白港湾対話", ("JP", "BE"))
    assert [Match("jp-be-harbours", 1.0, "日白港湾対話", "title", same_parties=True)] == matches(
        "日白 港湾対話", ("JP", "BE"), [known]
    )
    assert 0.77 == matches("日白港湾政策対話", ("JP", "BE"), [known])[0].score


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Société du Port", "societe du port"), ("U.S.–U.K. Talks", "us-uk talks"), ("ＩＣＴ", "ict")],
)
def test_names_are_folded(name, plain):
    """Case, accents and the points of abbreviations tell no name from another."""
    assert plain == folded(name)

"""Names as one document speaks them: abbreviations it introduces, and the parties whose bodies are meant."""

import pytest

from servanda.documents.names import Names
from servanda.documents.spoken import Spoken

NAMES = Names.load(None)
TEXT = (
    "Japan and France held a dialogue. The Harbour Board was there. "
    + "Quays were painted. " * 100
    + "Ostend came."
)


@pytest.mark.parametrize(
    ("words", "just"),
    [
        ("the United States", True),
        ("Japan", True),
        ("Both Japan", True),
        ("Japan and France", False),
        ("Japanese ships", False),
        ("ships", False),
    ],
)
def test_the_name_of_a_party_alone(words, just):
    """With an article, and nothing else."""
    assert just == Spoken(NAMES, TEXT).is_just_a_party(words)


@pytest.mark.parametrize(
    ("name", "takes_part"),
    [("Harbour", True), ("Ostend", False), ("harbour", False), ("Board", True), ("Crane", False)],
)
def test_who_is_introduced_early_takes_part(name, takes_part):
    """A proper name in the opening; one that only comes later does not."""
    assert takes_part == Spoken(NAMES, TEXT).takes_part(name)


def test_codes_are_those_of_parties_and_of_their_bodies():
    """Each once, parties first."""
    spoken = Spoken(NAMES, TEXT, ("JP", "FR"))
    assert ("FR", "JP") == spoken.codes(
        "France, the Ministry of Internal Affairs and Communications of Japan, and France"
    )


def test_another_pair_of_parties_has_the_same_names():
    """The names are read again for whose bodies speak."""
    assert ("JP", "FR") == Spoken(NAMES, TEXT).between(("JP", "FR")).sides

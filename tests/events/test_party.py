"""Parties and bodies: by code, by name, in two languages."""

from collections import Counter

import pytest

from servanda.events.party import bodies, body_name, name_of, parties, party_code, party_of


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("JP", "JP"),
        ("jp", "JP"),
        (" fr ", "FR"),
        ("Japan", "JP"),
        ("JAPAN", "JP"),
        ("日本", "JP"),
        ("European Union", "EU"),
        ("欧州連合", "EU"),
        ("asean", "ASEAN"),
    ],
)
def test_party_code(given, code):
    """A party may be given by code or by English or Japanese name, in any case."""
    assert party_code(given) == code


def test_unknown_party():
    """An unknown party is refused with the value, what is accepted, and the nearest name."""
    with pytest.raises(ValueError, match="'Frnace' is not a known party") as refused:
        party_code("Frnace")
    assert "an ISO 3166 code such as JP" in str(refused.value)
    assert "EU, ASEAN, G7" in str(refused.value)
    assert str(refused.value).lower().endswith("did you mean france?")


def test_unlike_any_party():
    """Where no name is near, none is suggested."""
    with pytest.raises(ValueError, match="is not a known party") as refused:
        party_code("§§§§§§")
    assert "Did you mean" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("MIC", "MIC"),
        ("mic", "MIC"),
        ("総務省", "MIC"),
        ("Ministry of Internal Affairs and Communications", "MIC"),
        (" dg connect ", "DG CONNECT"),
        ("Joint Working Group", "Joint Working Group"),
    ],
)
def test_body_name(given, name):
    """A known body goes by its short name; any other keeps the name it was given."""
    assert body_name(given) == name


@pytest.mark.parametrize(
    ("actor", "party"), [("JP", "JP"), ("MIC", "JP"), ("DG CONNECT", "EU"), ("Joint Working Group", None)]
)
def test_party_of(actor, party):
    """A party stands for itself, a known body for its party, an unknown body for nobody."""
    assert party_of(actor) == party


@pytest.mark.parametrize(
    ("actor", "english", "japanese"),
    [
        ("FR", "France", "フランス"),
        ("MIC", "Ministry of Internal Affairs and Communications", "総務省"),
        ("Joint Working Group", "Joint Working Group", "Joint Working Group"),
    ],
)
def test_name_of(actor, english, japanese):
    """Parties and known bodies have full names in both languages."""
    assert (name_of(actor), name_of(actor, "ja")) == (english, japanese)


def test_every_party_is_found_by_each_of_its_names():
    """No code or name of the lexicon leads to another party than its own."""
    for code, party in parties().items():
        assert [party_code(text) for text in (code, party.en, party.ja)] == [code] * 3


def test_every_body_is_found_by_each_of_its_names_and_acts_for_a_party():
    """No name of the lexicon leads to another body, and none is also that of a party."""
    for code, body in bodies().items():
        assert [body_name(text) for text in (code, body.en, body.ja)] == [code] * 3
        assert body.party in parties()
        assert code not in parties()


def test_the_lexicon_has_countries_and_organisations():
    """Countries are two capital letters (ISO 3166-1), and every one of them has a region."""
    kinds = Counter(party.kind for party in parties().values())
    assert kinds.keys() == {"country", "organisation"}
    assert kinds["country"] == 249
    assert all(len(code) == 2 for code, party in parties().items() if party.kind == "country")
    assert all(code.isupper() or code[1:].isdigit() for code in parties())
    assert all(party.region for party in parties().values())

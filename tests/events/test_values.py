"""Field types of the events: what each accepts and what becomes of it."""

import pytest
from pydantic import TypeAdapter, ValidationError

from servanda.events.values import (
    Actors,
    Bodies,
    Citations,
    CommitmentRef,
    EntryId,
    Lines,
    Parties,
    Round,
    Titles,
)


def accept(kind, given):
    return TypeAdapter(kind).validate_python(given)


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        (Parties, ["jp", "France"], ("JP", "FR")),
        (Bodies, ["総務省", "Joint Working Group"], ("MIC", "Joint Working Group")),
        (Actors, ["japan", "日本経済団体連合会", "eu"], ("JP", "Keidanren", "EU")),
        (Actors, ["Joint Working Group"], ("Joint Working Group",)),
        (Lines, [" AI ", "5G"], ("AI", "5G")),
        (Titles, {"en": " Consultations "}, {"en": "Consultations"}),
        (Citations, [], ()),
    ],
)
def test_one_spelling(kind, given, stored):
    """However a value is given, it is stored in one spelling."""
    assert accept(kind, given) == stored


@pytest.mark.parametrize(
    ("kind", "given", "twice"),
    [
        (Parties, ["JP", "Japan"], "'JP'"),
        (Bodies, ["MIC", "mic"], "'MIC'"),
        (Actors, ["FR", "fr"], "'FR'"),
        (Lines, ["AI", "AI "], "'AI'"),
        (Citations, ["mic-2023", {"source": "mic-2023"}], "mic-2023"),
    ],
)
def test_given_twice(kind, given, twice):
    """What is the same in two spellings is one thing given twice, and refused by its name."""
    with pytest.raises(ValidationError, match="is given twice") as refused:
        accept(kind, given)
    assert twice in str(refused.value)


@pytest.mark.parametrize("given", ["JP", "Japan", "jp", "日本", "EU"])
def test_a_party_is_not_a_body(given):
    """A country or organisation, however spelled, is refused where a body is asked for."""
    with pytest.raises(ValidationError, match="is a party; a body is an agency or an organ, such as MIC"):
        accept(Bodies, [given])


@pytest.mark.parametrize(
    ("kind", "given"),
    [(Titles, {}), (Titles, {"english": "x"}), (Titles, {"en": " "}), (Actors, ["a\u202eb"])],
)
def test_refused(kind, given):
    """Titles need a language each and at least one; names are lines like any other."""
    with pytest.raises(ValidationError):
        accept(kind, given)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (1, 1),
        (999, 999),
        ("22", 22),
        (" 022 ", 22),
        ("WTSA-24", "WTSA-24"),
        ("2023-12", "2023-12"),
        ("1.5", "1.5"),
    ],
)
def test_round(given, stored):
    """A round is its ordinal, also given as digits, or a label."""
    assert accept(Round, given) == stored
    assert type(accept(Round, given)) is type(stored)


@pytest.mark.parametrize(
    "given",
    [
        0,
        -1,
        1000,
        "0",
        "1000",
        "",
        "A",
        "-a",
        "a-",
        "WTSA 24",
        "２２",
        "第22回",
        "a" * 41,
        2.0,
        True,
        None,
        [],
    ],
)
def test_not_a_round(given):
    """Anything else is refused with the value and both of the accepted forms."""
    with pytest.raises(
        ValidationError, match=r"ordinal \(1 to 999\) or, where none is stated, a label"
    ) as refused:
        accept(Round, given)
    assert str(given) in str(refused.value)


@pytest.mark.parametrize(
    ("kind", "accepted", "refused"),
    [
        (
            CommitmentRef,
            ["jp-fr-ict/1", "g7/99999"],
            [
                "jp-fr-ict",
                "jp-fr-ict/0",
                "jp-fr-ict/01",
                "jp-fr-ict/100000",
                "JP/1",
                "/1",
                "a/b/1",
                "a/1\n",
                "jp/1２",
            ],
        ),
        (
            EntryId,
            ["01890a5d-ac96-774b-bcce-b302099a8057"],
            ["#14", "01890A5D-AC96-774B-BCCE-B302099A8057", "01890a5d-ac96-474b-bcce-b302099a8057", ""],
        ),
    ],
)
def test_addresses(kind, accepted, refused):
    """Addresses of commitments and ids of entries (UUIDv7) have one spelling."""
    assert [accept(kind, text) for text in accepted] == accepted
    for text in refused:
        with pytest.raises(ValidationError):
            accept(kind, text)


@pytest.mark.parametrize("kind", [Actors, Bodies, Citations, Lines, Parties])
def test_lists_have_a_limit(kind):
    """A list that is too long is refused for its length, whatever its members are."""
    with pytest.raises(ValidationError, match="has 501 members; at most 500 are accepted") as refused:
        accept(kind, ["no such party"] * 501)
    assert 1 == refused.value.error_count()

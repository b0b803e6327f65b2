"""Names of dialogues in a text: where they begin and end, with their ordinal, and of what kind they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.dialogues import kind_of, names, title_of


def _read(text, language="en", places=()):
    """Name and ordinal of each."""
    found = names(text, language, places)
    return [(one.words, one.ordinal.number if one.ordinal else None) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The 3rd Freedonia-Sylvania Harbour Dialogue was held in Ghent.",
            [("Freedonia-Sylvania Harbour Dialogue", 3)],
        ),
        (
            "Outcomes of the 12th Meeting of the Joint Committee on Harbours",
            [("Joint Committee on Harbours", 12)],
        ),
        ("The inaugural Harbour Policy Dialogue took place.", [("Harbour Policy Dialogue", 1)]),
        ("The Twenty-Third Harbour Dialogue", [("Harbour Dialogue", 23)]),
        ("Joint Statement of the Second Crane Forum", [("Crane Forum", 2)]),
        (
            "The Crane Committee and the Quay Working Group met.",
            [("Crane Committee", None), ("Quay Working Group", None)],
        ),
        ("Harbour Dialogue Concludes in Ghent", [("Harbour Dialogue", None)]),
        ("Harbour Dialogue on 3 May", [("Harbour Dialogue", None)]),
        ("the dialogue was held", []),
        ("The Harbour was painted.", []),
        ("Dialogue", []),
        (
            "The sixth harbour consultations between Freedonia and Sylvania were held.",
            [("harbour consultations between Freedonia and Sylvania", 6)],
        ),
        ("A meeting with Freedonia is welcome.", []),
    ],
)
def test_english_names(text, found):
    """A run of capitals with a noun of meeting, or such a noun "between A and B"."""
    assert found == _read(text)


def test_a_place_is_no_part_of_a_name():
    """Where the meeting was held is left out, if the place is known."""
    assert [("Harbour Dialogue", None)] == _read("Harbour Dialogue in Ghent", places=["Ghent"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第3回日仏港湾対話", [("日仏港湾対話", 3)]),
        ("日仏港湾対話（第3回）の開催", [("日仏港湾対話", 3)]),
        ("本日、港湾政策協議が開催された。", [("港湾政策協議", None)]),
        ("次回会合を開く。", []),
        ("港を塗る。", []),
    ],
)
def test_japanese_names(text, found):
    """Up to a noun of meeting, without 第…回."""
    assert found == _read(text, "ja")


@given(
    st.text(alphabet=st.sampled_from("ABab .,-'1第回対話会議のと and of the"), max_size=120),
    st.sampled_from(["en", "ja"]),
)
def test_names_lie_in_the_text(text, language):
    """Whatever the text, a name begins and ends in it."""
    assert all(0 <= one.start < one.end <= len(text) for one in names(text, language))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Freedonia-Sylvania Harbour Dialogue", "policy-dialogue"),
        ("Workshop on the Harbour Dialogue", "policy-dialogue"),
        ("Harbour Consultations", "consultations"),
        ("Crane Working Group", "working-group"),
        ("Joint Committee", "working-group"),
        ("Harbour Forum", "forum"),
        ("Crane Seminar", "workshop"),
        ("Quay Partnership", "partnership"),
        ("Rope Negotiations", "negotiation"),
        ("Harbour Summit", "conference"),
        ("Harbour Initiative", "framework"),
        ("Crane Exchange Programme", "programme"),
        ("日仏港湾対話", "policy-dialogue"),
        ("港湾作業部会", "working-group"),
        ("Harbours", "framework"),
    ],
)
def test_the_last_noun_tells_the_kind(name, kind):
    """Of several the one that stands last; a name that does not tell is a framework."""
    assert kind == kind_of(name)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("3 May 2024 – Harbour dialogue held", (13, "Harbour dialogue held")),
        ("May 3, 2024: Harbour dialogue", (13, "Harbour dialogue")),
        ("2024-05-03 | Harbour dialogue", (13, "Harbour dialogue")),
        ("Harbour dialogue held on 3 May 2024", (0, "Harbour dialogue held on 3 May 2024")),
        ("3 May 2024", (10, "")),
        ("令和6年5月3日", (8, "")),
    ],
)
def test_a_title_may_follow_a_date(line, title):
    """The date before it is none of it."""
    assert title == title_of(line)

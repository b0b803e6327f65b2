"""Likeness: a long run of words that a text shares with a document, names aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.likeness import RUN, RUN_OF_CHARACTERS, Names, Wording, words

ENGLISH = Wording(
    "The harbour masters of both towns will set up a shared notice board for pilots before next spring, "
    "and the general infrastructure of the quay is to be painted blue by volunteers."
)
JAPANESE = Wording(
    "両港の水先案内人は来年の春までに共同の掲示板を岸壁に設けることとした。"
    "Harbour Watchが毎月その色を確かめる。"
)


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("They will set up a shared notice board for somebody", "will set up a shared notice board for"),
        ("WILL SET UP, a 'shared' notice-board for", "will set up a shared notice board for"),
        ("ｗｉｌｌ set up a shared notice board for", "will set up a shared notice board for"),
        (
            "Of both towns will set up a shared notice board for pilots some day",
            "of both towns will set up a shared notice board for pilots",
        ),
        ("Will set up a shared notice board", ""),
        ("Will set up a common notice board for pilots before next spring", ""),
        ("Will set up a shared board, a notice for pilots", ""),
        ("The general infrastructure of the quay is green", ""),
        ("", ""),
    ],
)
def test_a_run_of_eight_words_is_repeated(text, shared):
    """Whatever stands between the words and however they are written; seven in a row are no run."""
    assert shared == ENGLISH.repeated(text)


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("来年の春までに共同の掲示板を岸壁に置く", "来年の春までに共同の掲示板を岸壁に"),
        ("来年の春までに、共同の掲示板を置く", ""),
        ("来年の春までに共同の掲示板を岸壁", "来年の春までに共同の掲示板を岸壁"),
        ("来年の春までに共同の掲示板を岸", ""),
        ("岸壁に設けることとした。harbour watchが毎月やる", "岸壁に設けることとした harbour watch が毎月"),
    ],
)
def test_a_run_of_sixteen_characters_is_repeated(text, shared):
    """Foreign words among them count as one each; characters are shown together, words apart."""
    assert shared == JAPANESE.repeated(text)


def test_eight_words_count_in_a_text_that_has_characters_elsewhere():
    """A Japanese name in an English text does not make its words worth less."""
    assert "will set up a shared notice board for" == ENGLISH.repeated(
        "日仏ICT政策協議 will set up a shared notice board for all"
    )


def test_the_first_run_is_shown_whole():
    """With characters and words in it to its end, and without another run that comes after own words."""
    document = Wording("船 a b c d e f g h 岸壁の青い掲示 x, nine ten 11 12 13 14 15 16")

    assert "船 a b c d e f g h 岸壁の青い掲示" == document.repeated("船 a b c d e f g h 岸壁の青い掲示は")
    assert "a b c d e f g h" == document.repeated("z a b c d e f g h z nine ten 11 12 13 14 15 16")


BOARD = Names(["Shared Notice Board"])


@pytest.mark.parametrize(
    ("text", "names", "shared"),
    [
        ("will set up a shared notice board for pilots", BOARD, ""),
        ("will set up a SHARED notice-board for pilots", BOARD, ""),
        (
            "harbour masters of both towns will set up a shared notice board",
            BOARD,
            "harbour masters of both towns will set up a",
        ),
        ("will set up a shared notice board for pilots", Names(["Board", "Shared Notice Board"]), ""),
        (
            "and the general infrastructure of the quay is to be",
            Names(["RA", "Quays"]),
            "and the general infrastructure of the quay is to be",
        ),
        (
            "will set up a shared notice board for pilots",
            Names(["", "..."]),
            "will set up a shared notice board for pilots",
        ),
    ],
)
def test_names_may_be_repeated(text, names, shared):
    """What is left on both sides of a name is compared; a name stands for whole words, not for letters."""
    assert shared == ENGLISH.repeated(text, names)


def test_japanese_names_may_be_repeated():
    """They need no space around them."""
    text = "来年の春までに共同の掲示板を岸壁に置く"

    assert "" == JAPANESE.repeated(text, Names(["共同の掲示板"]))
    assert JAPANESE.repeated(text) == JAPANESE.repeated(text, Names(["共同の看板"]))


def test_the_longer_of_two_names_counts():
    """Of a name and the beginning of it, the whole of the longer one is left out."""
    assert [["before", "the"], ["of", "pilots"]] == Names(["Harbour", "Harbour Watch"]).between(
        "Before the Harbour Watch of pilots"
    )


LATIN = [f"{first}{second}o" for first in "bcdfgh" for second in "aeiu"]
CHARACTERS = [chr(code) for code in range(ord("一"), ord("一") + 40)]


@pytest.mark.parametrize(
    ("vocabulary", "enough", "between"), [(LATIN, RUN, " "), (CHARACTERS, RUN_OF_CHARACTERS, "")]
)
@given(data=st.data())
def test_what_was_taken_from_a_document_is_found_from_a_run_on(vocabulary, enough, between, data):
    """Exactly that part is shown; a shorter one is not found, in a text of any other words around it."""
    document = data.draw(st.permutations(vocabulary))
    start = data.draw(st.integers(0, len(document) - 1))
    taken = document[start : data.draw(st.integers(start, len(document)))]
    text = between.join(["1", *taken, "2"])

    expected = between.join(taken) if len(taken) >= enough else ""
    assert expected == Wording(between.join(document)).repeated(text)


def test_words_are_folded():
    """Case, width and what stands between words do not count; a character is a word."""
    assert ["5", "g", "ai", "第", "22", "回", "café"] == words("5-G_ＡＩ 第２２回 Café")

"""The place of a meeting and its host: where it was held, not where somebody is from or will go."""

import pytest

AGENCY = (
    "Japan, France hold dialogue\n\nPARIS, Feb. 22, 2024 (HNA) - Japan and France held their dialogue {}. "
    "They talked about cranes.\n\nThe end."
)


@pytest.mark.parametrize(
    ("sentence", "place", "country"),
    [
        ("The dialogue was held in Paris on 20 February.", "Paris", "FR"),
        ("On 20 February both sides met at Tokyo.", "Tokyo", "JP"),
        ("The dialogue was held on 20 February in Quimper, France.", "Quimper", "FR"),
        ("The dialogue was held on 20 February in Port Blossom.", "Port Blossom", None),
        ("The dialogue was held on 20 February.", None, None),
        ("The dialogue was held on 20 February in France.", None, None),
        ("The dialogue was held on 20 February. The next meeting will be held in Tokyo.", None, None),
        ("The dialogue was held on 20 February, and the next dialogue will be in Tokyo.", None, None),
        ("Venue: Paris\n\nThe dialogue was held on 20 February.", "Paris", "FR"),
        ("Place: Harbour Hall\n\nThe dialogue was held on 20 February.", "Harbour Hall", None),
        ("Venue: online\n\nThe dialogue was held on 20 February.", None, None),
    ],
)
def test_the_place_and_its_country(told, sentence, place, country):
    """A known city, another one after the verb, or a field; of the next meeting none."""
    assert (place, country) == (told("place", sentence), told("country", sentence))


def test_here_is_the_place_of_the_dateline(read):
    """News agencies say where they write from, and "here" in the text."""
    found = read(AGENCY.format("here on Tuesday"))
    assert ("Paris", "FR") == (found["place"], found["country"])


def test_a_dateline_alone_is_no_place(read):
    """It may be where the agency has its office."""
    assert None is read(AGENCY.format("on Tuesday")).get("place")


@pytest.mark.parametrize(
    ("sentence", "hosts"),
    [
        ("The dialogue, hosted by Japan, was held in Tokyo on 20 February.", ["JP"]),
        ("Japan hosted the dialogue in Tokyo on 20 February.", ["JP"]),
        ("The dialogue was held in Tokyo on 20 February.", None),
        ("The dialogue was held on 20 February. France will host the next one.", None),
        ("Japan and France hosted the dialogue on 20 February.", None),
    ],
)
def test_the_host_is_named_as_such(told, sentence, hosts):
    """One party of which the text says that it hosted; a city tells nothing about it."""
    assert hosts == told("hosts", sentence)


def test_a_place_in_japanese(told):
    """A known city in the sentence that tells."""
    sentence = "2月20日、第3回日仏港湾対話がパリで開催されました。"
    title = "第3回日仏港湾対話の開催"
    found = [told(field, sentence, title=title, language="ja") for field in ("place", "country")]
    assert ["パリ", "FR"] == found

"""A document drafted from end to end, and what holds for every document."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import score
from servanda.documents.dates import phrases
from servanda.documents.drafting import Evidence, NotUnderstood, Proposal, draft
from servanda.documents.drafting.wording import OF_THE_SOURCE
from servanda.documents.flat import flat
from servanda.documents.ordinals import ordinals

PUBLISHED = date(2024, 2, 22)
SENTENCES = {
    "held": "The 3rd Japan-France Harbour Dialogue was held in Paris on 20 February 2024.",
    "made": "Both sides agreed to exchange information on cranes by the end of 2024.",
    "next": "The 4th round will be held in Tokyo in 2025.",
    "signed": "They signed a Memorandum of Understanding on Ropes.",
}
ENGLISH = (
    "Outcomes of the 3rd Japan-France Harbour Dialogue\n\n"
    f"{SENTENCES['held']}\n\n1. Blue cranes\n\n{SENTENCES['made']}\n\n"
    f"2. Next steps\n\n{SENTENCES['next']} {SENTENCES['signed']}\n"
)


def _evidence(text, **words):
    """Evidence for fields, by the words that it rests on."""
    return tuple(
        Evidence(field, text.index(said), text.index(said) + len(said)) for field, said in words.items()
    )


def _span(text, said):
    return text.index(said), text.index(said) + len(said)


def test_a_short_release_in_english():
    """All that is proposed, with the passages and the words that it rests on."""
    name, title = "Japan-France Harbour Dialogue", "Outcomes of the 3rd Japan-France Harbour Dialogue"
    made, following = _span(ENGLISH, SENTENCES["made"]), _span(ENGLISH, SENTENCES["next"])
    established = Proposal(
        "dialogue-established",
        {
            "occurred": {"edtf": "../2024-02-20"},
            "titles": {"en": name},
            "kind": "policy-dialogue",
            "parties": ["JP", "FR"],
        },
        _evidence(ENGLISH, titles=name, parties=name),
        _span(ENGLISH, name),
        remarks=("The start is not stated.",),
    )
    held = Proposal(
        "meeting-held",
        {
            "occurred": {"edtf": "2024-02-20"},
            "round": 3,
            "place": "Paris",
            "country": "FR",
            "topics": ["Blue cranes"],
        },
        _evidence(ENGLISH, occurred="on 20 February 2024", round="3rd", place="Paris", topics="Blue cranes"),
        _span(ENGLISH, SENTENCES["held"]),
    )
    promised = Proposal(
        "commitment-made",
        {
            "kind": "discuss",
            "strength": "firm",
            "text": "Exchange information on cranes by the end of 2024",
            "by": ["JP", "FR"],
            "due": {"edtf": "../2024-12-31", "words": "by the end of 2024"},
            "topic": "Blue cranes",
        },
        (Evidence("passage", *made, "agreed"), *_evidence(ENGLISH, due="by the end of 2024")),
        made,
        "Blue cranes",
        (OF_THE_SOURCE,),
    )
    next_round = Proposal(
        "commitment-made",
        {
            "kind": "next-meeting",
            "strength": "firm",
            "for_round": 4,
            "text": "Hold the 4th round in 2025",
            "by": ["JP", "FR"],
            "due": {"edtf": "2025", "words": "in 2025"},
            "topic": "Next steps",
        },
        (Evidence("passage", *following, "will"), *_evidence(ENGLISH, due="in 2025")),
        following,
        "Next steps",
    )
    signed = Proposal(
        "outcome-adopted",
        {
            "title": "Memorandum of Understanding on Ropes",
            "kind": "memorandum",
            "occurred": {"edtf": "2024-02-20"},
            "signatories": ["JP", "FR"],
            "round": 3,
        },
        _evidence(ENGLISH, title="a Memorandum of Understanding on Ropes"),
        _span(ENGLISH, SENTENCES["signed"]),
        "Next steps",
    )
    drafted = draft(ENGLISH, PUBLISHED, "en")
    assert (established, held, promised, next_round, signed) == drafted.proposals
    assert (title, name, ("JP", "FR"), 3, "2024-02-20") == (
        drafted.title,
        drafted.name,
        drafted.parties,
        drafted.round,
        drafted.occurred,
    )
    data = {
        "occurred": {"edtf": "2024-02-22"},
        "titles": {"en": title},
        "language": "en",
        "kind": "press-release",
    }
    assert (
        Proposal("source-published", data, _evidence(ENGLISH, titles=title), (0, len(title)))
        == drafted.source
    )


JAPANESE = (
    "第3回日仏港湾対話の開催結果\n\n"
    "令和6年2月20日、第3回日仏港湾対話がオンラインで開催されました。\n\n"
    "1 起重機\n\n双方は、2024年末までに起重機に関する協力を進めることで一致しました。\n\n"
    "2 今後の予定\n\n次回会合は2025年に東京で開催する予定です。\n"
)


def test_a_short_release_in_japanese():
    """The same in Japanese: the texts of commitments are those of the source."""
    found = [(one.type, one.data) for one in draft(JAPANESE, PUBLISHED, "ja").proposals]
    assert [
        (
            "dialogue-established",
            {
                "occurred": {"edtf": "../2024-02-20"},
                "titles": {"ja": "日仏港湾対話"},
                "kind": "policy-dialogue",
                "parties": ["JP", "FR"],
            },
        ),
        (
            "meeting-held",
            {"occurred": {"edtf": "2024-02-20"}, "round": 3, "format": "online", "topics": ["起重機"]},
        ),
        (
            "commitment-made",
            {
                "kind": "cooperate",
                "strength": "firm",
                "text": "双方は、2024年末までに起重機に関する協力を進めることで一致しました",
                "by": ["JP", "FR"],
                "due": {"edtf": "../2024-12-31", "words": "2024年末までに"},
                "topic": "起重機",
            },
        ),
        (
            "commitment-made",
            {
                "kind": "next-meeting",
                "strength": "firm",
                "for_round": 4,
                "text": "Hold the 4th round (2025年)",
                "by": ["JP", "FR"],
                "due": {"edtf": "2025", "words": "2025年"},
                "topic": "今後の予定",
            },
        ),
    ] == found


def test_what_is_not_understood_is_told():
    """A phrase that is plainly about time, with the reason and its place."""
    text = "Harbour Dialogue\n\nThey agreed to paint it by 31 February 2025.\n\nThe end."
    assert [NotUnderstood] == [type(one) for one in draft(text, PUBLISHED, "en").not_understood]


@pytest.mark.parametrize("text", ["", " \n", "-", "1.", "\ufeff", "Title", "。", "\u202e", "a|b\nc|d"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_text_that_says_nothing_proposes_nothing(text, language):
    """Only the source, for which there is always a title."""
    drafted = draft(text, PUBLISHED, language)
    assert () == drafted.proposals
    assert drafted.source.data["titles"][language]


def _spans(drafted):
    for proposal in (drafted.source, *drafted.proposals):
        yield proposal.passage
        yield from ((one.start, one.end) for one in proposal.evidence)
    yield from ((one.start, one.end) for one in (*drafted.trace, *drafted.not_understood))
    yield from ((one.due.start, one.due.end) for one in drafted.trace if one.due)


_PIECES = st.sampled_from(
    [
        *(
            "The 3rd Harbour Dialogue ",
            "was held ",
            "will be held ",
            "in Paris ",
            "on 3 May 2024",
            "by the end of ",
        ),
        *(
            "2025",
            "Japan ",
            "France ",
            "agreed to ",
            "cooperate",
            "(",
            ")",
            ". ",
            "\n\n",
            "\n- ",
            ": ",
            "1. ",
            "“",
            "”",
        ),
        *(
            "第3回",
            "日仏港湾対話",
            "を開催",
            "しました",
            "。",
            "次回会合は",
            "令和6年",
            "5月",
            "予定です",
            "、",
            "「",
            "」",
        ),
        *(
            "renamed ",
            "once a year",
            "signed a Memorandum ",
            "\u3000",
            "é",
            "\u202e",
            "\x00",
            "I ",
            "XIV Session ",
        ),
    ]
)


@given(
    st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=40).map("".join), st.sampled_from(["en", "ja"])
)
def test_every_text_is_drafted_and_every_span_lies_in_it(text, language):
    """Whatever it says, drafting does not fail, and no passage begins or ends outside."""
    spans = list(_spans(draft(text, PUBLISHED, language)))
    assert [] == [(start, end) for start, end in spans if not 0 <= start <= end <= len(text)]


@given(st.text(max_size=60), st.sampled_from(["en", "ja"]), st.dates(date(1000, 1, 1), date(9000, 12, 31)))
def test_no_day_of_publication_is_a_trouble(text, language, published):
    """The first and the last day of the calendar included."""
    assert published == draft(f"Harbour Dialogue held next year. {text}", published, language).published


def _supported(field, value, said, language):
    """Whether some words of a text are such that a value can have been read from them."""
    plain = " ".join(flat(said).split())
    days = any(character.isdigit() for character in plain) or bool(phrases(plain, language, PUBLISHED))
    numbers = [one.number for one in ordinals(f"{plain} Round", language)]
    supported = {
        "round": lambda: value in numbers or not isinstance(value, int),
        "due": lambda: value["words"] == plain,
        "occurred": lambda: days,
        "when": lambda: days,
        "place": lambda: value.casefold() == plain.casefold(),
        "titles": lambda: plain in map(flat, value.values()),
        "title": lambda: flat(value) in plain,
        "topics": lambda: any(flat(one) in plain for one in value),
    }
    return supported.get(field, lambda: bool(said))()


@pytest.mark.parametrize("folder", ["tuned", "held-back"])
def test_the_words_of_evidence_support_the_value(folder):
    """For every value of every annotated document: nobody needs to take the drafter's word."""
    unsupported = []
    for text, gold in score.gold_files(score.HERE / folder):
        drafted = score.drafted(text, gold)
        for proposal in (drafted.source, *drafted.proposals):
            unsupported += [
                (gold["name"], proposal.type, field)
                for field, start, end, _ in proposal.evidence
                if not _supported(field, proposal.data.get(field), text[start:end], drafted.language)
            ]
    assert [] == unsupported


def test_a_long_document_is_drafted_sentence_by_sentence():
    """Many headings and many undertakings that are alike are as many of both."""
    parts = [
        f"{n}. Crane {n}\n\nBoth sides agreed to paint crane {n} and quay {n * n} in Ghent.\n\n"
        for n in range(1, 100)
    ]
    drafted = draft("Japan-France Harbour Dialogue\n\n" + "".join(parts), PUBLISHED, "en")
    assert 99 == len([one for one in drafted.trace if one.chosen])

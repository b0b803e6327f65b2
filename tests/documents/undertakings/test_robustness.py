"""Tests that no text breaks or stalls the rules, and that every reason is in plain words."""

import re
import sys
from re import _parser as parser
from types import MethodType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.names import Names
from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import cues
from servanda.documents.undertakings.english import English
from servanda.documents.undertakings.japanese import Japanese
from servanda.documents.undertakings.verdict import Said

KINDS = {"next-meeting", "sign", "deliver", "discuss", "support", "cooperate", "other"}
RULES = (
    English(cues("en"), Spoken(Names.load(), "Japan and India met.", ("JP", "IN")), ("dialogue",)),
    Japanese(cues("ja"), Spoken(Names.load(), "日印協議", ("JP", "IN")), ("協議",)),
)
PACKAGE = "servanda.documents.undertakings"
WORDS = [
    word for name in ("agree firm", "confirm", "intend", "arranged", "together") for word in cues("en")[name]
]
WORDS += [
    "will",
    "the next",
    "that",
    "to",
    ",",
    ";",
    '"',
    "(",
    "|",
    "reached",
    "on",
    "of",
    "Japan",
    "said",
    ":",
]
WORDS_JA = [
    "双方は、",
    "日本側は、",
    "次回会合",
    "を開催",
    "する",
    "ことで一致し",
    "た。",
    "ていく",
    "予定",
    "、",
    "側",
]
TEXTS = (
    st.text(max_size=200)
    | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
    | st.lists(st.sampled_from(WORDS_JA), max_size=40).map("".join)
)


@given(text=TEXTS, begins=st.integers(0, 50), topic=TEXTS, quoted=st.booleans(), item=st.booleans())
@pytest.mark.parametrize("rules", RULES, ids=["English", "Japanese"])
def test_no_text_breaks_the_rules(rules, text, begins, topic, quoted, item):
    """Whatever the text, each verdict is whole: kind and strength if taken, a reason in any case."""
    said = Said(text, begins, topic, ("JP", "IN"), ("Cyber Dialogue",), quoted, item)
    for one in rules.verdicts(said):
        assert one.rule
        assert one.why
        assert 0 <= one.at <= len(text)
        if one.taken:
            assert one.kind in KINDS
            assert one.strength in ("firm", "soft")
        else:
            assert ("", "", (), "") == (one.kind, one.strength, one.by, one.body)


HOSTILE = [
    *(
        "a ",
        "the next ",
        "agreed ",
        "agreed to ",
        "also, ",
        ",",
        "(",
        "((a ",
        "will ",
        "said that ",
        " ",
        ".",
    ),
    *("to ", "- ", '"', "|", "1st ", "twenty", "of the ", "双方は、", "次回", "一致し", "する", "側"),
]


@pytest.mark.parametrize("rules", RULES, ids=["English", "Japanese"])
@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_sentence_comes_to_an_end(rules, word):
    """Twenty thousand characters of the same are judged as far as any sentence, and the trace says so."""
    sentence = word * (20_000 // len(word))
    verdicts = rules.verdicts(Said(sentence, 0, "Actions", ("JP", "IN"), ("Cyber Dialogue",), item=True))
    assert ["too long"] == [one.rule for one in verdicts[-1:]]


def patterns():
    """Every compiled pattern of the package, with those that are made from the cues."""
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith(PACKAGE)]
    found, seen, open_ = {}, set(), [*map(vars, modules), *map(vars, RULES)]
    while open_:
        one = open_.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, re.Pattern):
            found[one.pattern] = one
        elif isinstance(one, dict):
            open_ += one.values()
        elif isinstance(one, (list, tuple)):
            open_ += one
        elif isinstance(one, MethodType):
            open_.append(one.__self__)
        elif type(one).__module__.startswith(PACKAGE):
            open_.append(getattr(one, "__dict__", ()))
    return found.values()


def nested(parsed, inside):
    """Whether a repetition without a bound, that can give back, stands in another one."""
    for operation, argument in parsed:
        endless = inside
        if operation in (parser.MAX_REPEAT, parser.MIN_REPEAT):
            unbounded = argument[1] == parser.MAXREPEAT
            if inside and unbounded:
                return True
            endless = inside or unbounded
        if any(nested(part, endless) for part in parts(argument)):
            return True
    return False


def parts(argument):
    """The patterns within the argument of an operation."""
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for one in argument:
            yield from parts(one)


def test_patterns_are_found():
    """The walk through the package finds what it is to examine."""
    assert len(patterns()) > 150


@pytest.mark.parametrize("pattern", patterns(), ids=lambda one: one.pattern[:40])
def test_no_repetition_without_end_in_another(pattern):
    """So no text makes a search take exponential time."""
    assert not nested(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), inside=False)


def test_nested_repetition_is_seen():
    """What the examination is to find, it finds."""
    assert [True, True, False] == [
        nested(parser.parse(one), inside=False) for one in (r"(a+)+", r"(?:b(?:a*)c)*", r"(?:a{1,3})+b*")
    ]


SAMPLES = [
    ("Both sides agreed to publish a list.", "“agreed” binds those who say it"),
    ("They agreed on the importance of trade.", "agreeing on the importance of something is an opinion"),
    ("They agreed that trade is growing.", "agreeing that something is so is an opinion"),
    ("Both sides agreed with the experts.", "agreeing with somebody, or on nothing named, is no undertaking"),
    ("They agreed on a joint statement.", "an instrument that was agreed is an outcome"),
    ("Both sides reaffirmed their commitment to free trade.", "they stand by their commitment"),
    ("Both sides will continue talks.", "they say that they will do it"),
    ("Both sides will not sign.", "what will not be done is not followed up here"),
    ("They hoped that the treaty will be signed.", "it stands under a hope, a call or a condition"),
    ("A press conference will be held.", "it is an arrangement for the press or the public"),
    ("The Minister will visit Japan.", "a visit or a speech is no undertaking"),
    ("The dialogue aims to deepen trust.", "it says what something is for"),
    ("They look forward to deeper ties.", "a hope or expectation binds nobody"),
    ("The next round was moved from May to June.", "the next round is put off to another time"),
    ("The two sides agreed to:", "it introduces the list that follows"),
]


@pytest.mark.parametrize(("sentence", "why"), SAMPLES)
def test_reason_is_in_plain_words(sentence, why):
    """The trace tells a desk officer why, without a word of grammar or of the program."""
    assert why in [one.why for one in RULES[0].verdicts(Said(sentence, parties=("JP", "IN")))]

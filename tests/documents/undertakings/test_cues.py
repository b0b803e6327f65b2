"""Tests of the tables of cues, those of the program and those of a user's folder."""

import json
import re
from pathlib import Path

import pytest

import servanda.documents
from servanda.documents.names import Names
from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import FILE, LEXICON, Cues, any_of, cues
from servanda.documents.undertakings.english import English
from servanda.documents.undertakings.japanese import Japanese
from servanda.documents.undertakings.verdict import Said
from servanda.errors import InvalidInputError

SHOOK = "Japan and India shook hands on building a bridge."


@pytest.fixture
def folder(tmp_path):
    """A user's folder with a file of cues."""

    def writing(content):
        text = content if isinstance(content, str) else json.dumps(content)
        (tmp_path / "cues.json").write_text(text, "utf-8")
        return tmp_path

    return writing


def taken(rules, sentence):
    return any(one.taken for one in rules.verdicts(Said(sentence, parties=("JP", "IN"))))


def english(folder=None):
    return English(cues("en", folder), Spoken(Names.load(), SHOOK, ("JP", "IN")))


def test_added_words_work(folder):
    """A phrase that a user adds to a table is a cue like those of the program."""
    own = folder({"en": {"agree firm": [" shook hands "], "kinds": {"deliver": ["building"]}}})
    assert (False, True) == (taken(english(), SHOOK), taken(english(own), SHOOK))


def test_added_expressions_work(folder):
    """A Japanese cue is a regular expression."""
    own, sentence = folder({"ja": {"firm": ["ことで握手し"]}}), "両国は、橋を作ることで握手した。"
    rules = [Japanese(cues("ja", at), Spoken(Names.load(), sentence, ("JP", "IN"))) for at in (None, own)]
    assert [False, True] == [taken(one, sentence) for one in rules]


def test_words_of_the_program_stay(folder):
    """A user's file adds, and takes nothing away; the program's own tables are not changed by it."""
    before = list(cues("en")["agree firm"])
    assert [*before, "shook hands"] == cues("en", folder({"en": {"agree firm": ["shook hands"]}}))[
        "agree firm"
    ]
    assert before == cues("en")["agree firm"]


def test_folder_without_a_file_adds_nothing(tmp_path):
    """A folder may hold other files only."""
    assert cues("en")["agree firm"] == cues("en", tmp_path)["agree firm"]


REFUSED = [
    ("{", "is not JSON: "),
    ("[" * 100_000, "is not JSON: "),
    ([], ": here tables by their names are expected"),
    ({"fr": {}}, ": there is no table “fr”"),
    ({"en": []}, ": en: here tables by their names are expected"),
    ({"en": {"agreed": ["x"]}}, ": en: there is no table “agreed”"),
    ({"en": {"agree firm": "shook hands"}}, ": en: agree firm is not a list of texts"),
    ({"en": {"agree firm": ["", "x"]}}, ": en: agree firm is not a list of texts"),
    ({"en": {"kinds": {"deliver": [1]}}}, ": en: kinds: deliver is not a list of texts"),
    ({"en": {"kinds": ["x"]}}, ": en: kinds: here tables by their names are expected"),
    ({"ja": {"firm": ["("]}}, ": ja: firm: “(” is no regular expression: "),
]


@pytest.mark.parametrize(("content", "what"), REFUSED)
def test_malformed_file_is_refused(folder, content, what):
    """What is wrong is named with the file and the table, and what is expected."""
    own = folder(content)
    with pytest.raises(InvalidInputError) as refusal:
        cues("en", own)
    assert str(refusal.value).startswith(f"{own / 'cues.json'}")
    assert what in str(refusal.value)
    assert refusal.value.remedy


def test_remedy_shows_what_is_expected(folder):
    """The remedy for a table of the wrong form gives an example from the table."""
    with pytest.raises(InvalidInputError) as refusal:
        cues("en", folder({"en": {"own": "one"}}))
    assert 'Give a list of texts, such as ["it", "he"].' == refusal.value.remedy


def test_longest_word_first():
    """Of two words that begin alike the longer one is found."""
    assert "agreed|agree" == any_of(["agree", "agreed", "agree"])


def test_words_stand_for_themselves():
    """A full stop in a word is no pattern, and a word is found whole, in any case."""
    tables = Cues({"some": ["u.s", "act"]})
    assert (True, False, False) == tuple(
        tables.has(text, "some") for text in ("The U.S. said", "uxs", "fact")
    )


def test_first_table_with_a_word_tells_its_kind():
    """Of two kinds that a word stands under, the first counts."""
    assert {"Sign".lower(): "sign", "hold": "deliver"} == Cues(
        {"kinds": {"sign": ["Sign"], "deliver": ["sign", "hold"]}}
    ).kinds


def test_a_folder_that_changes_is_read_anew(folder):
    """A user's file counts as it is now; the same path is no reason to take what it held before."""
    path = folder({"en": {"agree firm": ["shook hands on"]}})
    first = cues("en", path)["agree firm"]
    folder({"en": {"agree firm": ["nodded at"]}})
    assert ("shook hands on", "nodded at") == (first[-1], cues("en", path)["agree firm"][-1])


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_table_is_read(language):
    """No table of the program lies idle: a user's words in it have an effect."""
    source = Path(servanda.documents.__file__).parent
    code = "\n".join(file.read_text("utf-8") for file in source.rglob("*.py"))
    tables = json.loads((LEXICON / FILE).read_text("utf-8"))[language]
    assert tables.keys()
    assert [] == [name for name in tables if not re.search(rf"""["']{name}["']""", code)]

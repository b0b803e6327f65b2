"""What the tests of undertakings share: the rules for one dialogue, and a reading in a short line."""

import pytest

from servanda.documents.drafting.judging import best
from servanda.documents.flat import flat
from servanda.documents.names import Names
from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import cues
from servanda.documents.undertakings.english import English
from servanda.documents.undertakings.japanese import Japanese
from servanda.documents.undertakings.verdict import Said

OPENING = (
    "Japan and India held the sixth round of the Japan-India Cyber Dialogue in Tokyo. "
    "The Ministry of Foreign Affairs of Japan and QZX took part."
)
OPENING_JA = "第6回日印サイバー協議が東京で開催されました。"


@pytest.fixture(scope="session")
def english():
    """The English rules for a dialogue between some parties."""
    made = {}

    def rules(parties=("JP", "IN")):
        if parties not in made:
            made[parties] = English(cues("en"), Spoken(Names.load(), OPENING, parties), ("dialogue",))
        return made[parties]

    return rules


@pytest.fixture(scope="session")
def japanese():
    """The Japanese rules for a dialogue between Japan and India."""
    return Japanese(cues("ja"), Spoken(Names.load(), OPENING_JA, ("JP", "IN")), ("協議",))


@pytest.fixture
def verdicts(english):
    """All verdicts on an English sentence."""

    def judge(sentence, parties=("JP", "IN"), name="Japan-India Cyber Dialogue", **around):
        return english(parties).verdicts(
            Said(flat(sentence), parties=parties, names=(name,) if name else (), **around)
        )

    return judge


@pytest.fixture
def read(verdicts):
    """The kind and strength of an English sentence; "-" if it is no undertaking."""

    def reading(sentence, *args, **around):
        verdict = best(verdicts(sentence, *args, **around), sentence)
        return f"{verdict.kind} {verdict.strength}" if verdict else "-"

    return reading


@pytest.fixture
def read_ja(japanese):
    """The kind and strength of a Japanese sentence; "-" if it is no undertaking."""

    def reading(sentence, **around):
        said = Said(flat(sentence), parties=("JP", "IN"), names=("日印サイバー協議",), **around)
        verdict = best(japanese.verdicts(said), sentence)
        return f"{verdict.kind} {verdict.strength}" if verdict else "-"

    return reading

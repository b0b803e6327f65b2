"""The rules of dialogues, meetings, outcomes and sources."""

from dataclasses import replace

import pytest

from given import (
    DIALOGUE,
    SOURCE,
    adopted,
    concluded,
    dialogue,
    established,
    gave_way,
    given,
    held,
    looked,
    made,
    membership,
    paced,
    published,
    renamed,
)
from servanda.domain.evolve import evolve
from servanda.domain.records import Cadence, Outcome, Source
from servanda.domain.timeline import Timeline
from servanda.errors import BrokenRuleError, UnknownNameError
from servanda.events.mending import Mending
from servanda.events.registry import EVENT_TYPES
from servanda.events.window import Window

OTHER = established(subject="jp-fr-digital")
BEGUN = established(aliases=["ICT Dialogue"])
RENAMED_BACK = renamed("2021", titles={"en": "ICT Consultations"})
CITED = [SOURCE]


@pytest.mark.parametrize("cls", [cls for cls in EVENT_TYPES.values() if not issubclass(cls, Mending)])
def test_every_type_has_its_rule(cls):
    """Each event type that changes the world has a step of the fold of its own."""
    assert evolve.dispatch(cls) is not evolve.dispatch(object)


YEARLY = Cadence(times=1, every=1, per="year", hosts=(), agreed=Window("2020-04-01"), entry=2)
OFTEN = Cadence(times=2, every=4, per="month", hosts=("JP", "FR"), agreed=Window("2021"), entry=3)
PACED = paced("2021", times=2, every=4, per="month", hosts=["JP", "FR"])
CHECKED = looked("2025-02-01")
DATED = {"established": "2010-04-01", "state": "active", "ended": None, "entries": (1,)}


@pytest.mark.parametrize(
    ("before", "draft", "after"),
    [
        (
            [],
            established(),
            DATED | {"title": "ICT Consultations", "parties": ("JP", "FR"), "leads": ("MIC",)},
        ),
        (
            [],
            established(titles={"ja": "日仏ICT政策協議", "en": "Consultations"}),
            {"title": "Consultations"},
        ),
        ([], established(titles={"ja": "日仏ICT政策協議"}), {"title": "日仏ICT政策協議"}),
        ([OTHER], established(parent="jp-fr-digital"), {"parent": "jp-fr-digital"}),
        ([BEGUN], renamed(), {"title": "Digital Dialogue", "former": ("ICT Consultations",)}),
        ([BEGUN], renamed(aliases=["DD"]), {"aliases": ("ICT Dialogue", "DD"), "entries": (1, 2)}),
        ([BEGUN, renamed()], RENAMED_BACK, {"title": "ICT Consultations", "former": ("Digital Dialogue",)}),
        ([BEGUN], membership(joined=["EU"]), {"parties": ("JP", "FR", "EU"), "leads": ("MIC",)}),
        ([BEGUN], membership(joined=["PPC"]), {"leads": ("MIC",), "bodies": ("PPC",)}),
        ([BEGUN], membership(joined=["METI"], as_leads=True), {"leads": ("MIC", "METI"), "bodies": ()}),
        ([BEGUN], membership(left=["FR", "MIC"]), {"parties": ("JP",), "leads": ()}),
        ([BEGUN], membership(left=["MIC"], joined=["METI"], as_leads=True), {"leads": ("METI",)}),
        ([BEGUN], paced(), {"cadence": YEARLY}),
        ([BEGUN, paced()], PACED, {"cadence": OFTEN, "entries": (1, 2, 3)}),
        ([BEGUN, PACED], renamed("2022"), {"cadence": replace(OFTEN, entry=2)}),
        (
            [OTHER, BEGUN],
            gave_way(),
            {"state": "succeeded", "successor": "jp-fr-digital", "ended": "2024-04-01"},
        ),
        ([BEGUN], concluded(), {"state": "concluded", "successor": None, "ended": "2024-04-01"}),
        ([BEGUN], CHECKED, {"checked_through": "2025-02-01", "checked_in": 2, "state": "active"}),
        ([BEGUN, CHECKED], looked("2025-02-02"), {"checked_through": "2025-02-02", "checked_in": 3}),
        ([BEGUN, CHECKED], looked("2025-02-01", "2025-03"), {"checked_in": 2, "entries": (1, 2, 3)}),
        (
            [BEGUN, CHECKED],
            looked("2024-12-31", "2025-03"),
            {"checked_through": "2025-02-01", "checked_in": 2, "entries": (1, 2, 3)},
        ),
        (
            [published(), BEGUN, renamed(citations=CITED)],
            paced("2021", citations=CITED),
            {"sources": (SOURCE,)},
        ),
    ],
)
def test_dialogue(before, draft, after):
    """What an event makes of its dialogue."""
    given(*before).when(draft).then(dialogue(**after))


def test_outcome():
    """An instrument is an outcome under the position of its entry."""
    adoption = adopted("Statement", signatories=["JP", "FR"], round=22, topics=["AI"])
    outcome = Outcome, f"{DIALOGUE} #2", {"title": "Statement", "signatories": ("JP", "FR"), "round": "22"}
    given(established()).when(adoption).then(outcome)


def test_source():
    """A source is what was published, on the day it was published."""
    ledger = given(published(titles={"ja": "結果", "en": "Results"}, dialogues=[DIALOGUE])).ledger
    source = Timeline(ledger).state[Source, SOURCE]
    assert (source.title, str(source.published), source.dialogues) == ("Results", "2023-11-14", (DIALOGUE,))


@pytest.mark.parametrize(
    ("before", "draft", "said"),
    [
        ([], established(occurred="2012"), ["jp-fr-ict is established already (#1)"]),
        (
            [],
            membership(left=["DE"]),
            ["DE cannot leave jp-fr-ict: not a member", "Members are JP, FR, MIC."],
        ),
        ([], membership(joined=["JP"]), ["JP cannot join jp-fr-ict: a member already", "Members are"]),
        ([concluded()], concluded("2025"), ["jp-fr-ict is concluded already (#2)"]),
        ([OTHER, gave_way()], concluded("2025"), ["jp-fr-ict is succeeded already (#3)"]),
        ([concluded(), looked()], concluded("2025-03"), ["jp-fr-ict is concluded already (#2)"]),
    ],
)
def test_refused(before, draft, said):
    """What contradicts the record is refused with the rule, the entry it collides with, and a remedy."""
    given(established(), *before).when(draft).refused(*said, kind=BrokenRuleError)


def test_a_source_is_published_once():
    """A source's slug is taken by its first entry."""
    given(published()).when(published("2024")).refused(f"{SOURCE} is recorded already (#1)", "another slug")


@pytest.mark.parametrize(
    "draft", [renamed("2009"), held(1, "2009"), made("2009"), looked("2009-12-31", "2009-12-31")]
)
def test_nothing_precedes_the_establishing(draft):
    """A dialogue begins with its establishing event: before it there is nothing to happen to."""
    given().when(draft).refused("there is no dialogue or source 'jp-fr-ict'", kind=UnknownNameError)
    given(established()).when(draft).refused("not established at that date", kind=BrokenRuleError)

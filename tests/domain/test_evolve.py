"""The rules of dialogues, meetings, outcomes and sources."""

import pytest

from given import (
    DIALOGUE,
    SOURCE,
    adopted,
    cancelled,
    commitment,
    concluded,
    dialogue,
    established,
    gave_way,
    given,
    held,
    looked,
    made,
    meeting,
    membership,
    paced,
    published,
    renamed,
    rescheduled,
    scheduled,
    withdrawn,
)
from servanda.domain.evolve import evolve
from servanda.domain.records import Cadence, Outcome, Source
from servanda.domain.timeline import Timeline
from servanda.errors import BrokenRuleError, UnknownNameError
from servanda.events.mending import Mending
from servanda.events.registry import EVENT_TYPES

OTHER = established(subject="jp-fr-digital")
BEGUN = established(aliases=["ICT Dialogue"])
RENAMED_BACK = renamed("2021", titles={"en": "ICT Consultations"})
CITED = [SOURCE]


@pytest.mark.parametrize("cls", [cls for cls in EVENT_TYPES.values() if not issubclass(cls, Mending)])
def test_every_type_has_its_rule(cls):
    """Each event type that changes the world has a step of the fold of its own."""
    assert evolve.dispatch(cls) is not evolve.dispatch(object)


YEARLY, EVERY_FOUR = Cadence(times=1, every=1, per="year"), Cadence(times=1, every=4, per="year")
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
        ([BEGUN, paced()], paced("2021", every=4), {"cadence": EVERY_FOUR}),
        (
            [OTHER, BEGUN],
            gave_way(),
            {"state": "succeeded", "successor": "jp-fr-digital", "ended": "2024-04-01"},
        ),
        ([BEGUN], concluded(), {"state": "concluded", "successor": None, "ended": "2024-04-01"}),
        ([BEGUN], looked("2025-02-01"), {"checked_through": "2025-02-01", "state": "active"}),
        ([BEGUN, looked("2025-02-01")], looked("2024-12-31", "2025-03"), {"checked_through": "2025-02-01"}),
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


PLANNED = scheduled(place="Paris", country="FR", format="hybrid", hosts=["FR"])


@pytest.mark.parametrize(
    ("before", "draft", "after"),
    [
        ([], scheduled(), {"state": "scheduled", "when": "2023-11", "first_when": "2023-11", "ordinal": 22}),
        ([], scheduled("WTSA-24"), {"state": "scheduled", "ordinal": None}),
        ([scheduled()], rescheduled(), {"state": "scheduled", "when": "2024-02", "first_when": "2023-11"}),
        ([scheduled(), rescheduled()], rescheduled(22, "2023-08", when="2025"), {"first_when": "2023-11"}),
        ([scheduled()], cancelled(), {"state": "cancelled", "when": "2023-11", "entries": (2, 3)}),
        (
            [scheduled(), cancelled()],
            scheduled(22, "2023-09", when="2024"),
            {"state": "scheduled", "when": "2024"},
        ),
        ([], held(), {"state": "held", "when": "2023-11-09", "first_when": None, "entries": (2,)}),
        (
            [scheduled()],
            held(),
            {"state": "held", "when": "2023-11-09", "first_when": "2023-11", "entries": (2, 3)},
        ),
        ([scheduled(), cancelled()], held(), {"state": "held", "entries": (2, 3, 4)}),
        ([PLANNED], held(), {"place": "Paris", "country": "FR", "format": "hybrid", "hosts": ("FR",)}),
        ([PLANNED], held(place="Tokyo", country="JP", hosts=["JP"]), {"place": "Tokyo", "hosts": ("JP",)}),
        ([], held(chairs=["MIC"], topics=["AI"], level="experts"), {"chairs": ("MIC",), "topics": ("AI",)}),
    ],
)
def test_meeting(before, draft, after):
    """What an event makes of its round, with what was known of it before."""
    given(established(), *before).when(draft).then(meeting(draft.data["round"], **after))


def test_rounds_are_told_apart():
    """What happens to one round leaves the others as they were."""
    before = given(established(), scheduled(22), scheduled("2023-12"))
    before.when(held(22)).then(
        meeting(22, state="held"), meeting("2023-12", state="scheduled"), meeting(2, state=None)
    )


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


NEXT = {"kind": "next-meeting", "by": ["JP", "FR"]}
OPEN = {"state": "open", "closed": None}
KEPT = {"state": "fulfilled", "closed": "2024-11-26", "closed_by": ("JP", "FR"), "mentioned": "2024-11-26"}


@pytest.mark.parametrize(
    ("promise", "round_", "after"),
    [
        (made(round=22, **NEXT), 23, KEPT | {"entries": (2, 3)}),
        (made(for_round=23, **NEXT), 23, KEPT),
        (made(round=22, for_round=24, **NEXT), 24, KEPT),
        (made(for_round="WTSA-24", **NEXT), "WTSA-24", KEPT),
        (made(round=22, for_round=24, **NEXT), 23, OPEN),
        (made(round=22, **NEXT), 24, OPEN),
        (made(round="2023-11", **NEXT), 23, OPEN),
        (made(**NEXT), 23, OPEN),
        (made(round=22, kind="discuss"), 23, OPEN),
    ],
)
def test_a_round_keeps_the_promise_of_it(promise, round_, after):
    """A held round fulfils the open next-meeting commitment of that round, and no other."""
    given(established(), promise).when(held(round_, "2024-11-26")).then(commitment(1, **after))


def test_a_round_keeps_a_promise_that_surfaces_late():
    """A promise recorded after its round was held is fulfilled by it as well."""
    before = given(established(), held(23, "2024-11-26"))
    before.when(made(round=22, **NEXT)).then(commitment(1, **KEPT))


def test_a_round_does_not_keep_a_withdrawn_promise():
    """Only an open promise is kept by a round."""
    before = given(established(), made(round=22, **NEXT), withdrawn())
    before.when(held(23, "2024-11-26")).then(commitment(1, state="withdrawn", closed="2024-06-14"))


def test_a_scheduled_round_keeps_no_promise():
    """Announcing a round is not holding it."""
    given(established(), made(round=22, **NEXT)).when(scheduled(23, "2024-06")).then(commitment(1, **OPEN))


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
        (
            [scheduled()],
            scheduled(22, "2023-07"),
            ["round 22 of jp-fr-ict is scheduled already (#2)", "rescheduled"],
        ),
        ([held()], scheduled(22, "2023-12"), ["round 22 of jp-fr-ict is held already (#2)"]),
        ([], rescheduled(), ["round 22 of jp-fr-ict is not scheduled", "Record meeting-scheduled first"]),
        (
            [held()],
            rescheduled(22, "2023-12"),
            ["round 22 of jp-fr-ict is held (#2)", "only a scheduled round"],
        ),
        ([scheduled(), cancelled()], rescheduled(22, "2023-12"), ["is cancelled (#3)", "can be rescheduled"]),
        ([scheduled(), cancelled()], cancelled(22, "2023-12"), ["is cancelled (#3)", "can be cancelled"]),
        ([], cancelled(), ["round 22 of jp-fr-ict is not scheduled"]),
        ([held()], held(22, "2024"), ["round 22 of jp-fr-ict is held already (#2, 2023-11-09)", "held once"]),
        ([held("2023-12")], held("2023-12", "2024"), ["round 2023-12 of jp-fr-ict is held already (#2"]),
        (
            [held()],
            made("2024-01-01", for_round=22, **NEXT),
            ["round 22 was held (#2, 2023-11-09) before it was"],
        ),
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

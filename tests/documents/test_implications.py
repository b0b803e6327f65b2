"""What a document means for a ledger: said again, fulfilled, missing, contradicted, renamed."""

from datetime import date

import pytest

from servanda.documents.drafting import Drafted, Proposal
from servanda.documents.implications import Implication, Recorded, implications
from servanda.domain.records import Commitment, Dialogue, Meeting
from servanda.events.window import Window

SLUG = "be-nl-harbours"


def _dialogue(**more):
    first = Window("2010")
    return Dialogue(
        slug=SLUG,
        title="Harbour Dialogue",
        titles={"en": "Harbour Dialogue"},
        named=first,
        kind="policy-dialogue",
        parties=("BE", "NL"),
        established=first,
        entries=(1,),
        **more,
    )


def _meeting(ordinal, when, state="held", entry=5):
    return Meeting(
        dialogue=SLUG, round=str(ordinal), ordinal=ordinal, state=state, when=Window(when), entries=(entry,)
    )


def _commitment(number, text, kind="cooperate", **more):
    made = Window("2023-05-03")
    return Commitment(
        dialogue=SLUG,
        ref=f"{SLUG}/{number}",
        number=number,
        text=text,
        kind=kind,
        strength="firm",
        made=made,
        mentioned=made,
        mentioned_in=number,
        entries=(number,),
        **more,
    )


def _follows(*proposals, meetings=(), commitments=(), name="Harbour Dialogue", survey=False, **dialogue):
    drafted = Drafted(
        language="en",
        published=date(2024, 5, 4),
        title="",
        name=name,
        about=name,
        parties=("BE", "NL"),
        round=None,
        occurred="2024-05-03",
        source=Proposal("source-published", {}),
        proposals=proposals,
    )
    return implications(drafted, Recorded(_dialogue(**dialogue), meetings, commitments), survey=survey)


def _held(round_, when="2024-05-03"):
    return Proposal("meeting-held", {"round": round_, "occurred": {"edtf": when}})


def _scheduled(round_, when="2024-11"):
    return Proposal("meeting-scheduled", {"round": round_, "when": {"edtf": when}})


def _made(text="", kind="cooperate", **more):
    return Proposal("commitment-made", {"kind": kind, "text": text, **more})


@pytest.mark.parametrize(
    ("proposal", "meetings", "found"),
    [
        (_held(3), [], []),
        (_held(3), [_meeting(2, "2023-05-03")], []),
        (_held("2024-05"), [_meeting(2, "2023-05-03")], []),
        (
            _held(3),
            [_meeting(3, "2024-05-03")],
            [("recorded", "It is recorded as held already (#5), and not drafted again.")],
        ),
        (
            _held(3),
            [_meeting(3, "2024-05")],
            [("recorded", "It is recorded as held already (#5), and not drafted again.")],
        ),
        (
            _held(3),
            [_meeting(3, "2024-04-01")],
            [
                (
                    "differs",
                    "It is recorded as held 2024-04-01 (#5); the document says 2024-05-03. It is not "
                    "drafted; if the document is right, correct the entry.",
                )
            ],
        ),
        (
            _held(5),
            [_meeting(2, "2023-05-03")],
            [
                (
                    "missing",
                    "No entry tells of the 3rd, 4th round, between the last one held and this one.",
                )
            ],
        ),
        (
            _held(12),
            [_meeting(2, "2023-05-03")],
            [
                (
                    "missing",
                    "No entry tells of the 3rd, 4th, 5th, 6th, 7th and more round, "
                    "between the last one held and this one.",
                )
            ],
        ),
        (
            _held(3),
            [_meeting(4, "2023-05-03")],
            [("contradicts", "The 4th round is recorded as held before it, 2023-05-03.")],
        ),
        (
            _held(3),
            [_meeting(2, "2025-05-03")],
            [("contradicts", "The 2nd round is recorded as held after it, 2025-05-03.")],
        ),
        (_scheduled(3), [_meeting(2, "2024-05-03")], []),
        (
            _scheduled(2),
            [_meeting(2, "2024-05-03")],
            [("contradicts", "The 2nd round is recorded as held (2024-05-03).")],
        ),
        (_held(3), [_meeting(3, "2024-05", state="scheduled")], []),
    ],
)
def test_a_meeting_is_held_against_those_on_record(proposal, meetings, found):
    """Recorded already, on another day, out of order, or with rounds between that nobody told of."""
    expected = [Implication(kind, f"{SLUG} {proposal.data['round']}", why, 0) for kind, why in found]
    assert expected == _follows(proposal, meetings=meetings)


def test_a_meeting_fulfils_what_promised_it():
    """With the due date of the promise; one that is no longer open is left."""
    promised = _commitment(2, "Hold the 3rd round", "next-meeting", for_round="3", due=Window("2024"))
    done = _commitment(3, "Hold the 3rd round", "next-meeting", for_round="3", state="fulfilled")
    why = f"The 3rd round is what {SLUG}/2 promises, due 2024; recording the meeting fulfils it."
    assert [Implication("fulfils", f"{SLUG}/2", why, 0)] == _follows(_held(3), commitments=[promised, done])


@pytest.mark.parametrize(
    ("proposal", "found"),
    [
        (
            _made("Paint the harbour cranes blue together"),
            [
                (
                    "repeats",
                    2,
                    "“Paint the harbour cranes blue together” is {0}/2 said again "
                    "(“Paint the harbour cranes blue together”); likeness 1.00.",
                )
            ],
        ),
        (
            _made("Paint the quay and the cranes"),
            [
                (
                    "may repeat",
                    2,
                    "“Paint the quay and the cranes” may be {0}/2 said again "
                    "(“Paint the harbour cranes blue together”); likeness 0.50.",
                )
            ],
        ),
        (_made("Count ropes"), []),
        (_made("Paint the harbour cranes blue together", "support"), []),
        (
            _made(kind="next-meeting", for_round=3),
            [("repeats", 4, "{0}/4 promises the same round, and is open.")],
        ),
        (
            _made(kind="next-meeting", for_round=2),
            [("contradicts", 3, "{0}/3 promises the same round, and is fulfilled.")],
        ),
        (_made(kind="next-meeting", for_round=9), []),
        (_made(kind="next-meeting"), []),
    ],
)
def test_a_commitment_may_be_one_on_record(proposal, found):
    """By words of its kind that are open; a next meeting by its round."""
    recorded = [
        _commitment(2, "Paint the harbour cranes blue together"),
        _commitment(3, "Hold the 2nd round", "next-meeting", for_round="2", state="fulfilled"),
        _commitment(4, "Hold the 3rd round", "next-meeting", for_round="3"),
    ]
    expected = [Implication(kind, f"{SLUG}/{of}", why.format(SLUG), 0) for kind, of, why in found]
    assert expected == _follows(proposal, commitments=recorded)


def test_the_same_topic_makes_it_likelier():
    """What stands under the same heading needs fewer words in common."""
    recorded = [_commitment(2, "Paint cranes blue often", topic="Cranes")]
    same = _follows(_made("Paint ropes and sails blue", topic="cranes"), commitments=recorded)
    other = _follows(_made("Paint ropes and sails blue", topic="Ropes"), commitments=recorded)
    assert ["repeats", "may repeat"] == [one.kind for (one,) in (same, other)]


def test_a_former_name_is_told():
    """The dialogue goes by another name now."""
    why = "The document uses a former name; it is “Harbour Dialogue” now."
    assert [Implication("renamed", SLUG, why)] == _follows(name="QUAY TALKS", former=("Quay Talks",))
    assert [] == _follows(name="Quay Talks", aliases=("Quay Talks",))


def test_a_section_of_a_survey_corrects_nothing():
    """It names rounds in passing: that its day differs is told without the advice to correct the entry."""
    (found,) = _follows(_held(3), meetings=[_meeting(3, "2024-04-01")], survey=True)
    assert "differs" == found.kind
    assert found.why.endswith("It is not drafted; the section may mean another round: compare them.")

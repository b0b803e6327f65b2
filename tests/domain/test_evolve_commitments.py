"""The rules of what is undertaken and what befalls it."""

import pytest

from given import (
    DIALOGUE,
    SOURCE,
    amended,
    assessed,
    commitment,
    disputed,
    established,
    fulfilled,
    given,
    held,
    made,
    membership,
    moved,
    progressed,
    published,
    reaffirmed,
    reopened,
    superseded,
    withdrawn,
)
from servanda.domain.entry import Entry
from servanda.domain.timeline import Timeline
from servanda.errors import BrokenRuleError, UnknownNameError
from servanda.events.registry import make

AFTER_OPEN = [amended, moved, progressed, fulfilled, withdrawn, superseded]
AFTER_ANY = [reaffirmed, disputed, assessed]


def test_made():
    """A commitment is open, as it was put and when it was put."""
    draft = made(due="2024", strength="soft", to=["FR", "MIC"], round=22, topic="AI", citations=[SOURCE])
    given(published(), established(), held()).when(draft).then(
        commitment(
            1, ref="jp-fr-ict/1", number=1, state="open", text="Share results of trials", kind="cooperate",
            strength="soft", by=("JP",), to=("FR", "MIC"), made="2023-11-09", due="2024", first_due="2024",
            round="22", topic="AI", mentioned="2023-11-09", sources=(SOURCE,), entries=(4,),
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "after"),
    [
        (reaffirmed(), {"state": "open", "mentioned": "2024-03-01", "text": "Share results of trials"}),
        (reaffirmed(round=22), {"mentioned": "2024-03-01", "mentioned_in": 4, "rounds": ("22",)}),
        (
            amended(),
            {"strength": "soft", "text": "Share results of trials", "by": ("JP",), "mentioned": "2024-03-01"},
        ),
        (
            amended(text="Share all", by=["FR"], to=["JP"]),
            {"text": "Share all", "by": ("FR",), "to": ("JP",)},
        ),
        (moved(), {"due": "2026", "first_due": "2024", "state": "open", "mentioned": "2024-03-01"}),
        (progressed(), {"progress": "Trials begun", "state": "open", "mentioned": "2024-03-01"}),
        (
            fulfilled(),
            {"state": "fulfilled", "closed": "2024-06-14", "closed_by": ("JP",), "entries": (2, 4)},
        ),
        (fulfilled(by=["FR"]), {"closed_by": ("FR",)}),
        (withdrawn(), {"state": "withdrawn", "closed": "2024-06-14", "closed_by": ()}),
        (superseded(), {"state": "superseded", "closed": "2024-06-14", "superseded_by": "jp-fr-ict/2"}),
        (disputed(by=["FR"]), {"state": "open", "disputed": "Nothing was shared", "mentioned": "2025-01-15"}),
        (assessed(), {"state": "open", "assessed": "3 on 0-5 by OECD", "mentioned": "2025-01-15"}),
    ],
)
def test_befalls_an_open_commitment(draft, after):
    """What an event makes of an open commitment; the other commitment stays as it was."""
    other = {"state": "open", "mentioned": "2023-11-09", "entries": (3,)}
    given(established(), made(due="2024"), made()).when(draft).then(
        commitment(1, **after), commitment(2, **other)
    )


CLOSED = {"fulfilled": fulfilled(), "withdrawn": withdrawn(), "superseded": superseded()}


@pytest.mark.parametrize("state", CLOSED)
def test_reopened(state):
    """A closed commitment can be open again, as if it had never been closed, and be closed anew."""
    before = given(established(), made(), made(), CLOSED[state])
    open_again = {"state": "open", "closed": None, "closed_by": (), "superseded_by": None}
    before.when(reopened()).then(commitment(1, **open_again, entries=(2, 4, 5)))
    before.when(fulfilled(1, "2025-02-01")).then(commitment(1, state="fulfilled", closed="2025-02-01"))


@pytest.mark.parametrize("state", CLOSED)
@pytest.mark.parametrize("befalls", AFTER_ANY)
def test_befalls_a_closed_commitment(befalls, state):
    """What is closed can still be repeated, disputed and graded; it stays closed."""
    draft = befalls(1, "2025-01-15")
    before = given(established(), made(), made(), CLOSED[state])
    before.when(draft).then(commitment(1, state=state, closed="2024-06-14", mentioned="2025-01-15"))


@pytest.mark.parametrize("state", CLOSED)
@pytest.mark.parametrize("befalls", AFTER_OPEN)
def test_only_an_open_commitment(befalls, state):
    """A closed commitment is not amended, moved, advanced or closed again; the closing entry is named."""
    before = given(established(), made(), made(), CLOSED[state])
    said = f"jp-fr-ict/1 is {state} already (#4); only an open commitment can be"
    before.when(befalls(1, "2025-01-15")).refused(said, "commitment-reopened first", kind=BrokenRuleError)


def test_the_closing_entry_is_named_whatever_came_after():
    """The entry collided with is the one that closed it, not the last that mentioned it."""
    before = given(established(), made(), fulfilled(), assessed())
    before.when(withdrawn(1, "2025-02-01")).refused("jp-fr-ict/1 is fulfilled already (#3)")


def test_fulfilled_by_its_round():
    """A promised round that was held has fulfilled the promise; the meeting's entry is named."""
    promise = made(kind="next-meeting", round=22)
    before = given(established(), promise, held(23, "2024-11-26"))
    before.when(fulfilled(1, "2024-12-01")).refused(
        "jp-fr-ict/1 is fulfilled already (#3)", kind=BrokenRuleError
    )


def test_only_a_closed_commitment_is_reopened():
    """An open commitment cannot be opened."""
    given(established(), made()).when(reopened()).refused(
        "jp-fr-ict/1 is open; only a closed", kind=BrokenRuleError
    )


@pytest.mark.parametrize("befalls", [*AFTER_OPEN, *AFTER_ANY, reopened])
def test_made_before_anything_else(befalls):
    """A commitment is made before anything befalls it: at all, and in time."""
    before = given(established(), made(), made())
    before.when(befalls(3)).refused(
        "commitment jp-fr-ict/3 has not been made", "Did you mean", kind=UnknownNameError
    )
    before.when(befalls(1, "2023-11-08")).refused("commitment jp-fr-ict/1 has not been made at that date")


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (made(by=["US"]), "by"),
        (made(to=["JP", "US"]), "to"),
        (amended(by=["US"]), "by"),
        (amended(to=["US"]), "to"),
        (moved(agreed_by=["US"]), "agreed_by"),
        (fulfilled(by=["US"]), "by"),
        (disputed(by=["US"]), "by"),
    ],
)
def test_only_members_undertake(draft, field):
    """Who undertakes, is promised, agrees or disputes is a party, lead or body of the dialogue."""
    said = f"{field}: US is not a party, lead or body of jp-fr-ict"
    before = given(established(), made())
    before.when(draft).refused(said, "Members are JP, FR, MIC; a new one joins", kind=BrokenRuleError)


@pytest.mark.parametrize(
    ("change", "day", "accepted"),
    [
        ({"joined": ["EU"]}, "2019-01-01", False),
        ({"joined": ["EU"]}, "2021-01-01", True),
        ({"left": ["FR"]}, "2019-01-01", True),
        ({"left": ["FR"]}, "2021-01-01", False),
    ],
)
def test_members_at_that_date(change, day, accepted):
    """Membership counts on the day of the undertaking, not on the day of recording."""
    actor = (change.get("joined") or change.get("left"))[0]
    outcome = given(established(), membership(**change)).when(made(day, by=[actor]))
    if accepted:
        outcome.then(commitment(1, by=(actor,)))
    else:
        outcome.refused(f"by: {actor} is not a party")


def test_a_commitment_is_made_once():
    """An address that a log from elsewhere gives twice is refused with the entry that has it."""
    ledger = given(established(), made()).ledger
    again = make("commitment-made", made(ref=1).data)
    with pytest.raises(BrokenRuleError, match=r"jp-fr-ict/1 is made already \(#2\)"):
        Timeline([*ledger, Entry(3, "again", DIALOGUE, again)])


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (made(due="2022"), "due: 2022 ends before the commitment was made (2023-11-09)"),
        (moved(due="2023-11-08"), "due: 2023-11-08 ends before the commitment was made (2023-11-09)"),
    ],
)
def test_due_after_it_was_made(draft, said):
    """Nothing is due before it was undertaken."""
    given(established(), made()).when(draft).refused(said, kind=BrokenRuleError)


@pytest.mark.parametrize("due", ["2023", "2023-11-09", "../2024", "2020/2024", "../.."])
def test_due_perhaps_after_it_was_made(due):
    """A vague due date that can lie after the undertaking is no contradiction."""
    given(established()).when(made(due=due)).then(commitment(1, due=due))


def test_superseded_by_another():
    """What takes a commitment's place is another one that has been made by then."""
    before = given(established(), made(), made("2025-01-01"))
    before.when(superseded(by_ref="jp-fr-ict/1")).refused("jp-fr-ict/1 cannot supersede itself")
    before.when(superseded(by_ref="jp-fr-ict/7")).refused("commitment jp-fr-ict/7 has not been made")
    before.when(superseded(1, "2024-06-14", "jp-fr-ict/2")).refused(
        "jp-fr-ict/2 has not been made at that date"
    )


def test_it_stays_open_for_those_who_have_not_done_their_part():
    """A fulfilment by some of those who undertook it is kept, and closes nothing yet."""
    before = [established(), made(by=["JP", "FR"]), fulfilled(by=["JP"])]
    given(*before[:2]).when(before[2]).then(commitment(1, state="open", closed=None, closed_by=("JP",)))
    both = commitment(1, state="fulfilled", closed="2024-09", closed_by=("JP", "FR"))
    given(*before).when(fulfilled(occurred="2024-09", by=["FR"])).then(both)
    given(*before[:2]).when(fulfilled()).then(commitment(1, state="fulfilled", closed_by=("JP", "FR")))


@pytest.mark.parametrize(
    ("first", "second", "mentioned", "mentioned_in"),
    [
        ("2024-03-01", "2024-05-01", "2024-05-01", 4),
        ("2024-05-01", "2024-03-01", "2024-05-01", 3),
        ("2024/2025", "2024-05-01", "2024/2025", 3),
        ("2024", "2024-12-31", "2024-12-31", 4),
    ],
)
def test_the_last_mention(first, second, mentioned, mentioned_in):
    """It is the mention that can have been the latest, though a vaguer one begins before others."""
    given(established(), made(), progressed(1, first), reaffirmed(1, second)).then(
        commitment(1, mentioned=mentioned, mentioned_in=mentioned_in)
    )

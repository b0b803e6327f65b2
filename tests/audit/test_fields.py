from dataclasses import fields

from given import SOURCE
from servanda.audit import Changed
from servanda.audit.fields import BOOKKEEPING, SAID_BY, changed, told_fields
from servanda.domain.records import Commitment, Meeting
from servanda.events.registry import EVENT_TYPES
from servanda.events.window import Window
from servanda.projections.tables import TABLES

MEETING = Meeting(
    dialogue="jp-fr-ict",
    round="22",
    ordinal=22,
    title="Paris Days",
    state="held",
    when=Window("2023-11-09"),
    first_when=Window("2023-11"),
    topics=("AI",),
    sources=(SOURCE,),
    entries=(3,),
)
COMMITMENT = Commitment(
    dialogue="jp-fr-ict",
    ref="jp-fr-ict/1",
    number=1,
    text="Share results",
    kind="cooperate",
    strength="firm",
    made=Window("2023-11-09"),
    mentioned=Window("2023-11-09"),
    mentioned_in=3,
    entries=(4,),
)


def test_what_a_record_tells_is_what_it_says_of_the_world():
    """Fields without a value are left out, and those that only name the record or follow from others."""
    assert {
        "text": "Share results",
        "kind": "cooperate",
        "strength": "firm",
        "made": Window("2023-11-09"),
        "state": "open",
    } == told_fields(COMMITMENT)


def test_a_title_that_stands_for_itself_is_told():
    """A meeting has its title in one language only; a dialogue or source has it among its titles."""
    assert {
        "round": "22",
        "title": "Paris Days",
        "state": "held",
        "when": Window("2023-11-09"),
        "topics": ("AI",),
    } == told_fields(MEETING)


def test_what_changed_is_told_field_by_field():
    """A value that went or came has nothing on the other side; a record that is not there has no values."""
    later = Commitment(
        **{field.name: getattr(COMMITMENT, field.name) for field in fields(Commitment)}
        | {"strength": "soft", "due": Window("2024"), "entries": (4, 5)}
    )

    assert (
        Changed("strength", "firm", "soft"),
        Changed("due", None, Window("2024")),
    ) == changed(COMMITMENT, later)
    assert (
        Changed("strength", "soft", "firm"),
        Changed("due", Window("2024"), None),
    ) == changed(later, COMMITMENT)
    assert () == changed(COMMITMENT, COMMITMENT)
    assert () == changed(None, None)
    assert told_fields(MEETING) == {one.field: one.new for one in changed(None, MEETING)}
    assert told_fields(MEETING) == {one.field: one.old for one in changed(MEETING, None)}


def test_fields_are_called_what_they_are_called():
    """The lists name fields that records and events have: a field renamed must be renamed there too."""
    of_records = {field.name for cls in TABLES for field in fields(cls)}
    of_events = {name for cls in EVENT_TYPES.values() for name in cls.model_fields}

    assert set() == BOOKKEEPING - of_records
    assert set() == SAID_BY.keys() - of_records
    assert set() == {name for names in SAID_BY.values() for name in names} - of_events

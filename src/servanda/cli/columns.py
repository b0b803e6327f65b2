"""The columns of each list."""

from servanda.cli.printing import Column
from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Record, Source
from servanda.events.window import Window
from servanda.presentation.dates import plain
from servanda.presentation.names import address, round_and_date, round_name, round_text, undertakers
from servanda.presentation.reasons import expected
from servanda.queries import Overview, Seen


def _meeting(meeting: Meeting | None) -> str:
    return round_and_date(meeting) if meeting else "none recorded"


def _next(seen: Overview) -> str:
    if seen.scheduled:
        return _meeting(seen.scheduled)
    if seen.promised:
        promise = seen.promised.commitment
        round_ = f"{round_text(promise.for_round)}, " if promise.for_round else ""
        return f"{round_}{plain(promise.due)} ({seen.promised.standing.name})"
    return "not stated"


def _expected(seen: Overview) -> str:
    return expected(seen.inferred.expected) if seen.inferred.expected else "not inferable"


DIALOGUES = (
    Column("dialogue", lambda seen: seen.dialogue.slug),
    Column("parties", lambda seen: ", ".join(seen.dialogue.parties)),
    Column("last held", lambda seen: _meeting(seen.last)),
    Column("next agreed", _next),
    Column("next expected", _expected),
    Column("open", lambda seen: str(seen.open)),
    Column("name", lambda seen: seen.dialogue.title),
)
MEETINGS = (
    Column("dialogue", lambda meeting: meeting.dialogue),
    Column("round", round_name),
    Column("when", lambda meeting: plain(meeting.when)),
    Column("state", lambda meeting: meeting.state),
    Column("format", lambda meeting: meeting.format or "not stated"),
    Column("place", lambda meeting: meeting.place or "not stated"),
)
OUTCOMES = (
    Column("entry", lambda outcome: f"#{outcome.number}"),
    Column("dialogue", lambda outcome: outcome.dialogue),
    Column("adopted", lambda outcome: plain(outcome.adopted)),
    Column("kind", lambda outcome: outcome.kind),
    Column("title", lambda outcome: outcome.title),
)
SOURCES = (
    Column("source", lambda source: source.slug),
    Column("published", lambda source: plain(source.published)),
    Column("publisher", lambda source: source.publisher or "not stated"),
    Column("title", lambda source: source.title),
)


def _standing(seen: Seen) -> str:
    """The standing, and when what was undertaken was done."""
    done = seen.commitment.closed
    return f"{seen.standing} ({plain(done)})" if done else str(seen.standing)


COMMITMENTS = (
    Column("commitment", lambda seen: seen.commitment.ref),
    Column("due", lambda seen: plain(seen.commitment.due)),
    Column("standing", _standing),
    Column("by", lambda seen: undertakers(seen.commitment)),
    Column("what", lambda seen: seen.commitment.text),
)
OF = {Meeting: MEETINGS, Outcome: OUTCOMES, Source: SOURCES}


def what_of(record: Record) -> str:
    """What a record is about, in few words."""
    match record:
        case Commitment(text=text):
            return text
        case Meeting() as meeting:
            about = ", ".join(meeting.topics) or meeting.state
            return f"{round_and_date(meeting)}: {about}"
        case Dialogue(title=title) | Outcome(title=title) | Source(title=title):
            return title
    return record.key


HITS = (
    Column("kind", lambda hit: hit.kind.removesuffix("s")),
    Column("address", lambda hit: address(hit.record)),
    Column("what", lambda hit: what_of(hit.record)),
)


ENTRIES = (
    Column("entry", lambda entry: f"#{entry.position}"),
    Column("recorded (UTC)", lambda entry: entry.time[:16].replace("T", " ")),
    Column("happened", lambda entry: plain(Window(entry.occurred))),
    Column("stream", lambda entry: entry.stream),
    Column("type", lambda entry: entry.type + (f" of #{entry.mends}" if entry.mends else "")),
)

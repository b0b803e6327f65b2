"""Standings and inferences in plain sentences, each with the entries it rests on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from servanda.domain.inference import Expected, Kept, Missing, as_window
from servanda.domain.punctuality import Days, Punctuality, Span
from servanda.domain.records import Commitment
from servanda.domain.standing import KnownRound, Look, Standing
from servanda.domain.thresholds import Thresholds
from servanda.events.window import Window
from servanda.presentation.dates import plain
from servanda.presentation.names import cadence as in_words
from servanda.presentation.names import counted, ordinal, round_text
from servanda.queries import AsOf, DialogueView, Seen

INFERRED = "This is inferred; no entry says so."


def numbers(entries: Iterable[int]) -> str:
    """Entries as they are named: ``#3, #17``."""
    return ", ".join(f"#{entry}" for entry in entries)


def days(value: Days) -> str:
    """A number of days in words: ``10 days``, ``1 to 31 days``, ``at least 5 days``."""
    least, most = value
    if least is None and most is None:
        return "an unknown number of days"
    if least is None or most is None:
        return (
            f"at most {counted(most or 0, 'day')}" if least is None else f"at least {counted(least, 'day')}"
        )
    return counted(least, "day") if least == most else f"{least} to {counted(most, 'day')}"


def reasons(seen: Seen, as_of: AsOf) -> list[str]:
    """Why a commitment stands where it stands, a sentence each."""
    standing = seen.standing
    said = _by_standing(seen, as_of)
    if standing.punctuality:
        said.append(_in_time(standing.punctuality, seen.commitment.due, "due date"))
    if standing.first_punctuality and seen.commitment.first_due != seen.commitment.due:
        said.append(_in_time(standing.first_punctuality, seen.commitment.first_due, "original due date"))
    if standing.slippage and seen.commitment.first_due != seen.commitment.due:
        said.append(_moved(seen.commitment, standing.slippage))
    if standing.dropped:
        said.append(_dropped(standing.dropped))
    if standing.tentative:
        said.append(_tentative(seen.commitment, as_of.on))
    return said


def _by_standing(seen: Seen, as_of: AsOf) -> list[str]:
    said = {"implied": _implied, "ongoing": _undated, "dormant": _dormant}
    if seen.commitment.state != "open":
        return [_closed_by(seen.commitment)]
    if seen.standing.name in said:
        return said[seen.standing.name](seen, as_of)
    due = seen.commitment.due
    assert due is not None, "every other standing goes by the due date"  # noqa: S101
    if seen.standing.name == "upcoming":
        return [f"It is due {plain(due)}; that begins on {due.earliest}, after {as_of.on}."]
    if seen.standing.name == "in window":
        return _in_window(due, seen.standing, as_of)
    return [f"The last due day, {due.latest}, is past on {as_of.on}.", *_past(seen)]


def _in_window(due: Window, standing: Standing, as_of: AsOf) -> list[str]:
    if due.latest == date.max:
        return [f"It is due {plain(due)}, without a last day."]
    said = [f"It is due {plain(due)}; the last day, {due.latest}, is not past on {as_of.on}."]
    if standing.due_soon:
        left = counted((due.latest - as_of.on).days, "day")
        said.append(f"The last day is {left} off; up to {as_of.thresholds.due_soon} count as soon.")
    return said


def _closed_by(commitment: Commitment) -> str:
    by = f" by {commitment.superseded_by}" if commitment.superseded_by else ""
    return f"It was {commitment.state}{by}, {plain(commitment.closed)} (#{commitment.closed_in})."


def _undated(_seen: Seen, _as_of: AsOf) -> list[str]:
    return ["No due date is stated, so it cannot be past due."]


def _dormant(seen: Seen, as_of: AsOf) -> list[str]:
    commitment = seen.commitment
    return [
        *_undated(seen, as_of),
        f"It was last mentioned {plain(commitment.mentioned)} (#{commitment.mentioned_in}).",
        f"{_looked(seen.standing.look, commitment.dialogue)} That is more than "
        f"{seen.standing.limit} days later, and nothing mentions it again.",
    ]


def _past(seen: Seen) -> list[str]:
    commitment = seen.commitment
    looked = _looked(seen.standing.look, commitment.dialogue)
    match seen.standing.name:
        case "overdue":
            return [f"{looked} That covers the due date, and nothing shows that {_what_is_left(seen)}."]
        case "lapsed":
            since = f"{seen.standing.limit} days after the due date and the last mention"
            return [f"{looked} That is more than {since}, and nothing shows that {_what_is_left(seen)}."]
    return [
        f"{looked} What came after the due date, nobody has checked.",
        f"To settle it, look for {to_look_for(seen)}. {to_settle(commitment.dialogue)}",
    ]


def _what_is_left(seen: Seen) -> str:
    """What nothing shows: that it was done, or done by those who have not done their part."""
    commitment = seen.commitment
    if not commitment.closed_by:
        return "it was done"
    left = [actor for actor in commitment.by if actor not in commitment.closed_by]
    return f"it was done by {', '.join(left)}; {', '.join(commitment.closed_by)} did it"


def thresholds(value: Thresholds) -> str:
    """The thresholds in a line, as they belong to an answer."""
    return (
        f"Thresholds: due soon within {value.due_soon} days; lapsed after {value.lapsed_after} days in vain, "
        f"or one cadence if longer; dormant after {value.dormant_after} days without a mention."
    )


def _looked(look: Look | None, dialogue: str) -> str:
    if look is None:
        return f"Nobody is known to have looked for news of {dialogue} at any time."
    by = f"the source {look.source}" if look.source else "a coverage check"
    return f"The last look for news of {dialogue} reaches to {look.until}: {by} (#{look.entry})."


def to_look_for(seen: Seen) -> str:
    """What would settle a commitment that is past due and unchecked."""
    commitment, look = seen.commitment, seen.standing.look
    what = "whether it was done"
    if commitment.promised_round:
        what = f"whether the {round_text(commitment.promised_round)} round was held"
    start = f"from {look.until} on" if look else "of any time"
    return f"news of {commitment.dialogue} {start}: {what}"


def to_settle(dialogue: str) -> str:
    """What to do with what one finds, or does not find."""
    return (
        "Record what you find; if there is nothing, "
        f"`servanda record coverage-checked {dialogue} --occurred TODAY --through DAY`."
    )


def _implied(seen: Seen, _as_of: AsOf) -> list[str]:
    standing = seen.standing
    promised = round_text(seen.commitment.promised_round)
    *before, after = standing.around
    if not before:
        return [
            f"It promises the {promised} round. The log has none, but a later one: {_round(after)}.",
            f"So the {promised} was held before that. {INFERRED}",
        ]
    when = f", {plain(as_window(standing.done))}" if standing.done and _closed(standing.done) else ""
    return [
        f"It promises the {promised} round. The log has none, but the one before it and a later one: "
        f"{_round(before[0])}, and {_round(after)}.",
        f"So the {promised} was held in the time between{when}. {INFERRED}",
    ]


def _closed(span: Span) -> bool:
    return span.earliest > date.min and span.latest < date.max


def _the(known: KnownRound) -> str:
    """A round by its ordinal, or by its label: ``the 11th round``, ``round WTDC-22``."""
    return f"the {ordinal(known.ordinal)} round" if known.ordinal else f"round {known.round}"


def _round(known: KnownRound) -> str:
    return f"{_the(known)}, {plain(known.when)} (#{known.entry})"


def _in_time(verdict: Punctuality, due: Window | None, what: str) -> str:
    against = f"Against the {what}, {plain(due)}: "
    match verdict.name:
        case "on time":
            return f"{against}on time."
        case "late":
            return f"{against}late by {days(verdict.days)}."
    most = verdict.days.most
    bound = "by how much is not known" if most is None else f"at most {counted(most, 'day')} late"
    return f"{against}cannot tell; {bound}, or not late at all."


def _moved(commitment: Commitment, slippage: Days) -> str:
    dates = f"from {plain(commitment.first_due)} to {plain(commitment.due)}"
    least, most = slippage
    if least is not None and least >= 0:
        return f"The due date was put off {dates}: by {days(slippage)}."
    if most is not None and most <= 0:
        earlier = Days(-most, None if least is None else -least)
        return f"The due date was brought forward {dates}: by {days(earlier)}."
    return f"The due date was moved {dates}: which of the two is later cannot be told."


def _dropped(later: KnownRound) -> str:
    return (
        f"{_capital(_round(later))}, is recorded with outcomes ({numbers(later.outcomes)}), and no entry "
        "mentions this commitment since: silently dropped, as far as this record goes."
    )


def _tentative(commitment: Commitment, on: date) -> str:
    if commitment.made.latest <= on and not commitment.closed:
        return f"That rests on a round that is dated only vaguely: on {on} it may still have been ahead."
    if commitment.closed:
        return f"When that was is known only vaguely: on {on} it may still have been ahead."
    return f"When it was made is known only vaguely, {plain(commitment.made)}: perhaps after {on}."


def inferences(view: DialogueView, as_of: AsOf) -> list[str]:
    """What can be inferred about a dialogue, a sentence each; none without a round that was held."""
    cadence, found = view.dialogue.cadence, view.inferred
    rhythm = in_words(replace(cadence, hosts=())) if cadence else ""
    said = [_missing(gap) for gap in found.missing]
    if found.expected:
        said.append(_expected(found.expected, as_of.on, rhythm))
    elif view.dialogue.state == "active" and any(meeting.state == "held" for meeting in view.meetings):
        said.append("When the next round is to be expected cannot be inferred: no interval is known.")
    said += [_kept(judged, rhythm, as_of.on) for judged in found.kept]
    if found.host:
        turn = f"By the agreed order {found.host.party} hosts the next round"
        said.append(f"{turn} ({numbers(found.host.entries)}).")
    return said


def _missing(gap: Missing) -> str:
    names = [ordinal(number) for number in gap.ordinals]
    which = f"{names[0]} to {names[-1]} rounds are" if len(names) > 1 else f"{names[0]} round is"
    when = Span(gap.after.when.earliest, gap.before.when.latest)
    between = f", from {when.earliest} to {when.latest}" if _closed(when) else ""
    return (
        f"The {which} not in the log, but {_the(gap.after)} and {_the(gap.before)} are: "
        f"held in the time between{between} ({numbers(gap.entries)})."
    )


def expected(value: Expected) -> str:
    """When the next round is expected, in few words."""
    return plain(as_window(value.when))


def _expected(value: Expected, on: date, rhythm: str) -> str:
    which = f"The {ordinal(value.ordinal)} round" if value.ordinal else "The next round"
    is_past = " was" if value.when.latest < on else " is"
    if value.rule == "cadence":
        why = f"{rhythm}, counted from {_the(value.after)}, {plain(value.after.when)}"
    else:
        first = _the(value.first) if value.first else ""
        why = f"from {first} to {_the(value.after)} it was {days(value.days)} a round on average"
    return f"{which}{is_past} to be expected about {expected(value)}: {why} ({numbers(value.entries)})."


def _kept(judged: Kept, rhythm: str, on: date) -> str:
    until = judged.limit.latest
    if judged.before:
        since = f"from {_the(judged.after)} to {_the(judged.before)}"
        verdict = {
            "kept": "it was kept",
            "not kept": "it was not kept",
            "cannot tell": "it cannot be told whether it was kept",
        }[judged.verdict]
    else:
        since = f"since {_the(judged.after)}"
        verdict = {
            "not kept": f"it was not kept; the next one was due by {until}, and none is on record",
            "running": f"the next one has time until {until}",
            "cannot tell": f"the next one was due by {until}; whether it was held then is not known on {on}",
        }[judged.verdict]
    return f"A rhythm of {rhythm} was stated; {since} {verdict} ({numbers(judged.entries)})."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

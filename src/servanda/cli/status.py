"""`status`: what the record holds, what is due, and what nobody has checked."""

import shlex
from datetime import date
from typing import Any

import click

from servanda.cli.options import as_of_options, ledger_option, threshold_options, today
from servanda.log.address import Address

MOST = 8
MOST_MEETINGS = 40
# What is never due is counted; a list of it would hide what is.
SHOWN = {"ongoing": 0, "dormant": 0}

MANY = 20_000
"""From so many entries on it takes seconds, and a person is shown how far it is."""


@click.command("status", epilog="Example: servanda status --on 2024-06-30")
@threshold_options
@as_of_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@ledger_option
def status_command(ledger: Address, as_json: bool, **given: Any) -> None:
    """Say what the record holds and what is due.

    Open commitments are grouped by what their due dates mean on the day: overdue if somebody
    looked after the due date and found nothing, past due and unchecked if nobody did. For the
    unchecked ones it says what to look for next.
    """
    from servanda.cli.asking import ask
    from servanda.cli.printing import print_json, print_lines, progress, terminal_columns
    from servanda.log.metadata import head_position, name_of
    from servanda.queries.views import commitment_count, status

    question = ask(ledger, given)
    name = name_of(question.rows)
    long = head_position(question.rows) > MANY
    with progress("Looking", commitment_count(question.rows, question.as_of) if long else 0) as done:
        found = status(question.rows, question.as_of, None if as_json else MOST, done)
    if as_json:
        print_json({"ledger": name, **_as_json(found)})
    else:
        print_lines(_lines(name, found, terminal_columns()))


def _as_json(found: Any) -> dict[str, Any]:
    from servanda.presentation import plain_json
    from servanda.presentation.reasons import to_look_for

    return {
        **plain_json.as_of(found.as_of),
        "entries": found.entries,
        "last_recorded": found.last_recorded,
        "counts": found.counts,
        "due": {name: [plain_json.seen(seen) for seen in group.first] for name, group in found.due.items()},
        "look_for": [
            {"ref": seen.commitment.ref, "what": to_look_for(seen)}
            for seen in found.due["past due, unchecked"].first
        ],
        "silently_dropped": [seen.commitment.ref for seen in found.dropped.first],
        "scheduled": [plain_json.record(meeting) for meeting in found.scheduled],
    }


def _lines(name: str, found: Any, columns: int | None) -> list[str]:
    from servanda.cli.printing import WIDTH, Heading
    from servanda.presentation.reasons import thresholds
    from servanda.presentation.table import wrap

    def section(title: str, count: int) -> list[str]:
        """An empty line and a heading, wrapped on a terminal."""
        said = f"{title}: {count or 'none'}"
        return ["", *map(Heading, wrap(said, columns) if columns else [said])]

    lines = [part for line in _head(name, found) for part in (wrap(line, columns) if columns else [line])]
    for name_, group in found.due.items():
        lines += [*section(_title(name_, found), group.total), *_due(name_, group, found, columns)]
    dropped = "Silently dropped (open; a later round with recorded outcomes does not mention it)"
    lines += section(dropped, found.dropped.total)
    lines += [f"  {_lists('--dropped', found)}"] if found.dropped.total else []
    lines += section("Meetings scheduled", len(found.scheduled))
    for meeting in found.scheduled[:MOST_MEETINGS]:
        said = f"{meeting.dialogue} {_scheduled(meeting, found.as_of.on)}"
        lines += [f"  {part}" for part in (wrap(said, columns - 2) if columns else [said])]
    if len(found.scheduled) > MOST_MEETINGS:
        more = f"and {len(found.scheduled) - MOST_MEETINGS} more; servanda meetings --state scheduled"
        lines.append(f"  {more}{_asked(found)} lists them")
    lines += _to_look_for(found, columns)
    return [*lines, "", *wrap(thresholds(found.as_of.thresholds), columns or WIDTH)]


def _head(name: str, found: Any) -> list[str]:
    from servanda.presentation.names import counted

    recorded = f"last recorded {found.last_recorded[:10]}" if found.last_recorded else "nothing recorded yet"
    public = f", from what was public by {found.as_of.public_by}" if found.as_of.public_by else ""
    counts = found.counts
    verdicts = [
        f"{counts[f'fulfilled {verdict}']} {said}"
        for verdict, said in (("on time", "on time"), ("late", "late"), ("indeterminate", "cannot tell"))
        if counts[f"fulfilled {verdict}"]
    ]
    judged = f" ({', '.join(verdicts)})" if verdicts else ""
    return [
        f"{name}: {found.entries} entries, {recorded}; as of {found.as_of.on}{public}",
        (
            f"{counted(counts['dialogues'], 'dialogue')} · "
            f"{counted(counts['meetings held'], 'meeting')} held · "
            f"{counted(counts['outcomes'], 'outcome')} · {counted(counts['sources'], 'source')}"
        ),
        (
            f"{counted(counts['commitments'], 'commitment')}: {counts['open']} open, "
            f"{counts['fulfilled']} fulfilled{judged}, "
            f"{counts['closed otherwise']} withdrawn or superseded"
        ),
    ]


def _lists(narrowed: str, found: Any) -> str:
    """The command that lists the rest, with the question as it was asked."""
    return f"servanda commitments {narrowed}{_asked(found)} lists them"


def _asked(found: Any) -> str:
    as_of = found.as_of
    asked = f" --on {as_of.on}" if as_of.on != today() else ""
    return asked + (f" --public-by {as_of.public_by}" if as_of.public_by else "")


def _due(name: str, group: Any, found: Any, columns: int | None) -> list[str]:
    from servanda.presentation.dates import plain
    from servanda.presentation.names import undertakers
    from servanda.presentation.table import table

    shown = group.first[: SHOWN.get(name, MOST)]
    rows = [
        (seen.commitment.ref, plain(seen.commitment.due), undertakers(seen.commitment), seen.commitment.text)
        for seen in shown
    ]
    lines = [f"  {line}" for line in table(("",) * 4, rows, columns and columns - 2)[1:]] if rows else []
    if group.total > len(rows):
        more = f"and {group.total - len(rows)} more; " if rows else ""
        narrowed = f"--standing {shlex.quote(name)}"
        if name == "due soon":
            day = found.as_of.on.toordinal()
            last = date.fromordinal(min(day + found.as_of.thresholds.due_soon + 1, date.max.toordinal()))
            narrowed = f"--open --due-after {date.fromordinal(max(day - 1, 1))} --due-before {last}"
        lines.append(f"  {more}{_lists(narrowed, found)}")
    return lines


def _to_look_for(found: Any, columns: int | None) -> list[str]:
    """For what is past due and unchecked: where to look, and what to do then."""
    from servanda.cli.printing import WIDTH, Heading
    from servanda.presentation.reasons import to_look_for, to_settle
    from servanda.presentation.table import wrap

    unchecked = found.due["past due, unchecked"]
    if not unchecked.total:
        return []
    said = [f"{seen.commitment.ref}: {to_look_for(seen)}" for seen in unchecked.first[:MOST]]
    if unchecked.total > MOST:
        said.append(f"and {unchecked.total - MOST} more")
    said.append(to_settle("DIALOGUE"))
    return [
        "",
        Heading("To look for next"),
        *(f"  {part}" for text in said for part in wrap(text, (columns or WIDTH) - 2)),
    ]


def _scheduled(meeting: Any, on: date) -> str:
    from servanda.presentation.names import round_and_date

    past = (
        "; the date is past, and nobody has recorded whether it was held" if meeting.when.latest < on else ""
    )
    return f"{round_and_date(meeting)}{past}"


def _title(group: str, found: Any) -> str:
    thresholds = found.as_of.thresholds
    return {
        "overdue": "Overdue (somebody looked up to the due date or later, and found nothing)",
        "lapsed": f"Lapsed (overdue, and still nothing {thresholds.lapsed_after} days or one cadence later)",
        "past due, unchecked": "Past due, unchecked (no source or check reaches to the due date)",
        "due soon": f"Due within {thresholds.due_soon} days",
        "in window": "Due period running",
        "upcoming": "Due later",
        "implied": "Implied (the promised round is not recorded, but a later one was held)",
        "dormant": f"Dormant (no due date, and not mentioned for {thresholds.dormant_after} days)",
        "ongoing": "Open without a due date",
    }[group]

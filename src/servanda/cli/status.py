"""`status`: what the record holds, what is due, and what nobody has checked."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from servanda.cli.options import as_of_options, ledger_option

MOST = 8
# What is never due is counted; a list of it would hide what is.
SHOWN = {"ongoing": 0}


@click.command("status", epilog="Example: servanda status --on 2024-06-30")
@as_of_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@ledger_option
def status_command(ledger: Path, on: str | None, known_at: str | None, as_json: bool) -> None:
    """Say what the record holds and what is due.

    Open commitments are grouped by what their due dates mean on the day: overdue if somebody
    looked after the due date and found nothing, past due and unchecked if nobody did.
    """
    from servanda.cli.asking import ask
    from servanda.cli.printing import print_json, print_lines, terminal_columns
    from servanda.log.ledger_file import name_of
    from servanda.queries import status

    question = ask(ledger, on, known_at)
    name = name_of(question.rows)
    found = status(question.rows, question.as_of)
    if as_json:
        print_json({"ledger": name, **_as_json(found)})
    else:
        print_lines(_lines(name, found, terminal_columns()))


def _as_json(found: Any) -> dict[str, Any]:
    from servanda.presentation import plain_json

    return {
        "on": found.as_of.on.isoformat(),
        "entries": found.entries,
        "last_recorded": found.last_recorded,
        "counts": found.counts,
        "due_soon_days": found.due_soon_days,
        "due": {group: [plain_json.seen(seen) for seen in seens] for group, seens in found.due.items()},
        "scheduled": [plain_json.record(meeting) for meeting in found.scheduled],
    }


def _lines(name: str, found: Any, columns: int | None) -> list[str]:
    from servanda.cli.printing import heading
    from servanda.presentation.dates import plain
    from servanda.presentation.names import counted, undertakers
    from servanda.presentation.table import table

    recorded = f"last recorded {found.last_recorded[:10]}" if found.last_recorded else "nothing recorded yet"
    counts = found.counts
    lines = [
        f"{name}: {found.entries} entries, {recorded}; as of {found.as_of.on}",
        (
            f"{counted(counts['dialogues'], 'dialogue')} · "
            f"{counted(counts['meetings held'], 'meeting')} held · "
            f"{counted(counts['outcomes'], 'outcome')} · {counted(counts['sources'], 'source')}"
        ),
        (
            f"{counted(counts['commitments'], 'commitment')}: {counts['open']} open, "
            f"{counts['fulfilled']} fulfilled, "
            f"{counts['closed otherwise']} withdrawn or superseded"
        ),
    ]
    for group, seens in found.due.items():
        lines += ["", heading(f"{_title(group, found)}: {len(seens) or 'none'}")]
        rows = [
            (
                seen.commitment.ref,
                plain(seen.commitment.due),
                undertakers(seen.commitment),
                seen.commitment.text,
            )
            for seen in seens[: SHOWN.get(group, MOST)]
        ]
        if rows:
            lines += [f"  {line}" for line in table(("",) * 4, rows, columns and columns - 2)[1:]]
        if len(seens) > len(rows):
            more = f"and {len(seens) - len(rows)} more; " if rows else ""
            lines.append(f"  {more}servanda commitments --open lists them")
    lines += ["", heading(f"Meetings scheduled: {len(found.scheduled) or 'none'}")]
    lines += [f"  {meeting.dialogue} {_scheduled(meeting, found.as_of.on)}" for meeting in found.scheduled]
    return lines


def _scheduled(meeting: Any, on: date) -> str:
    from servanda.presentation.names import round_and_date

    past = (
        "; the date is past, and nobody has recorded whether it was held" if meeting.when.latest < on else ""
    )
    return f"{round_and_date(meeting)}{past}"


def _title(group: str, found: Any) -> str:
    return {
        "overdue": "Overdue (somebody looked after the due date and found nothing)",
        "past due, unchecked": "Past due, unchecked (no source or check later than the due date)",
        "due soon": f"Due within {found.due_soon_days} days",
        "in window": "Due period running",
        "upcoming": "Due later",
        "implied": "Implied (the promised round is not recorded, but a later one was held)",
        "ongoing": "Open without a due date",
    }[group]

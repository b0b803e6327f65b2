"""`doctor`: how a ledger and the place it lies in are."""

import os
from pathlib import Path

import click

from servanda.cli.options import LOCAL, ledger_option
from servanda.errors import FindingError
from servanda.log.address import Address


@click.command("doctor", epilog="Example: servanda doctor --ledger servanda.db")
@click.option(
    "--checkpoint",
    type=LOCAL,
    metavar="FILE",
    help="The newest checkpoint you have, which the log has to extend.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@ledger_option
def doctor_command(checkpoint: Path | None, as_json: bool, ledger: Address) -> None:
    """Look at ledger, disk, keys and program.

    Where something is amiss it says what to do. It changes nothing. A note is something to know; a
    problem endangers the log, and the exit code is 1. Whether the entries are the ones that were
    recorded, `servanda verify` tells.
    """
    from servanda.app.doctor import PROBLEM, Diagnosis, examine
    from servanda.cli.printing import print_json, say, terminal_columns
    from servanda.presentation.table import wrap

    columns = terminal_columns()
    found: list[Diagnosis] = []
    for diagnosis in examine(ledger, checkpoint, _keys()):
        found.append(diagnosis)
        if as_json:
            continue
        head = f"{diagnosis.state:<7}  {diagnosis.about:<11}  "
        for text in filter(None, (diagnosis.said, diagnosis.remedy)):
            for part in wrap(text, columns - len(head)) if columns else [text]:
                say(head + part)
                head = " " * len(head)
    if as_json:
        print_json([diagnosis._asdict() for diagnosis in found])
    problems = [diagnosis.about for diagnosis in found if diagnosis.state == PROBLEM]
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        msg = f"{count}: {', '.join(problems)}"
        raise FindingError(msg, "What to do stands below each of them.")


def _keys() -> list[Path]:
    """The private keys that this user signs with."""
    from servanda.cli.proving import keys_folder

    named = os.environ.get("SERVANDA_KEY")
    return [*([Path(named)] if named else []), *sorted(keys_folder().glob("*.key"))]

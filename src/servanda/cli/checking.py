"""`check`: named checks of the record; silent when nothing is found."""

from pathlib import Path
from typing import Any

import click

from servanda.cli.options import LOCAL, as_of_options, ledger_option
from servanda.errors import FindingError, InvalidInputError
from servanda.log.address import Address

AGAINST_DOCUMENTS = {
    "sources": "passages that do not stand in their document",
    "wording": "texts of the record that repeat the words of a document",
}


class _Check(click.Command):
    """The checks are described when help is asked for, and read from where they are defined."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from servanda.audit.checks import CHECKS

        looks_for = {name: check.looks_for for name, check in CHECKS.items()} | AGAINST_DOCUMENTS
        with formatter.section("Checks"):
            formatter.write_dl(list(looks_for.items()))
        super().format_epilog(ctx, formatter)


@click.command("check", cls=_Check, epilog="Example: servanda check gaps dropped --on 2024-06-30")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--documents",
    type=LOCAL,
    metavar="FOLDER",
    help="Folder with the cited documents, for the checks sources and wording; recognised by their hash.",
)
@as_of_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@ledger_option
def check_command(
    names: tuple[str, ...], documents: Path | None, ledger: Address, as_json: bool, **given: Any
) -> None:
    """Run checks of the record; silent if none finds anything.

    Without a NAME it runs all of them. A finding is a place to look: it is printed with what it is
    about and the entries it rests on, and the exit code is 1. The checks sources and wording need
    --documents, and run only then.
    """
    from servanda.audit.checks import CHECKS, check, require
    from servanda.cli.asking import ask
    from servanda.cli.printing import print_json, say, terminal_columns
    from servanda.presentation.reasons import numbers
    from servanda.presentation.table import wrap

    require(names, (*CHECKS, *AGAINST_DOCUMENTS))
    needing = [name for name in names if name in AGAINST_DOCUMENTS]
    if needing and documents is None:
        msg = f"--documents is missing; {' and '.join(needing)} cannot do without"
        raise InvalidInputError(msg, "Give the folder that holds the documents.")
    question = ask(ledger, given)
    others = [name for name in names if name not in AGAINST_DOCUMENTS]
    found = check(question.rows, question.as_of, others) if others or not names else []
    if documents is not None and (needing or not names):
        found += _against_documents(question.rows, documents, needing or list(AGAINST_DOCUMENTS))
    if as_json:
        print_json([finding._asdict() for finding in found])
    else:
        columns = terminal_columns()
        for finding in found:
            rests_on = numbers(finding.entries)
            said = f"{finding.check}: {finding.address}: {finding.said}"
            said += f" ({rests_on})" if rests_on != finding.address else ""
            first, *rest = wrap(said, columns - 2) if columns else [said]
            for line in (first, *(f"  {part}" for part in rest)):
                say(line)
    if found:
        count = "1 finding" if len(found) == 1 else f"{len(found)} findings"
        msg = f"{count} by {', '.join(dict.fromkeys(finding.check for finding in found))}"
        raise FindingError(
            msg, "Look at the entries named: record what is missing, or correct what is wrong."
        )


def _against_documents(rows: Any, folder: Path, names: list[str]) -> list[Any]:
    from servanda.app.citations import check_passages
    from servanda.app.wording import check_wording
    from servanda.cli.printing import say
    from servanda.documents.reading import in_folder
    from servanda.presentation.names import counted

    documents = list(in_folder(folder, lambda why: say(f"Not read as a document: {why.message}.", err=True)))
    found = []
    if "sources" in names:
        report = check_passages(rows, documents)
        found += report.findings
        checked = f"{counted(report.passages, 'passage')} of {counted(report.documents, 'document')} checked."
        say(checked, err=True)
    if "wording" in names:
        found += check_wording(rows, documents)
    return found

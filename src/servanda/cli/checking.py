"""`check`: named checks of the record; silent when nothing is found."""

from pathlib import Path

import click

from servanda.cli.options import ledger_option
from servanda.errors import FindingError

CHECKS = ("sources",)


@click.command("check", epilog="Example: servanda check sources --documents ../shared/sources")
@click.argument("name", type=click.Choice(CHECKS))
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FOLDER",
    help="Folder with the cited documents; they are recognised by their hash.",
)
@ledger_option
def check_command(name: str, documents: Path, ledger: Path) -> None:  # noqa: ARG001  one check so far
    """Run a check; silent if it finds nothing.

    A finding is printed, and the exit code is 1.

    sources: every cited passage stands in its document, at its place, with its hash.
    """
    from servanda.app.citations import check_passages
    from servanda.cli.asking import rows_of
    from servanda.documents.passages import in_folder

    report = check_passages(rows_of(ledger), list(in_folder(documents)))
    for finding in report.findings:
        click.echo(finding)
    click.echo(f"{report.passages} passages of {report.documents} documents checked.", err=True)
    if report.findings:
        msg = f"{len(report.findings)} findings"
        raise FindingError(msg, "Correct the citations, or look for the documents as they were.")

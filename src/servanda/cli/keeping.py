"""Verbs that keep the ledger: `init`, `load`, `publish`, `rebuild`."""

import re
from pathlib import Path

import click

from servanda.cli.options import LOCAL, dry_run_option, ledger_option
from servanda.errors import FindingError, InvalidInputError
from servanda.log.address import Address


@click.command("init", epilog="Example: servanda init --name japan-ict")
@click.option(
    "--name",
    metavar="SLUG",
    help="Name of the ledger, part of every entry; default: that of the file or database.",
)
@ledger_option
def init_command(name: str | None, ledger: Address) -> None:
    """Create an empty ledger."""
    from servanda.app.recording import Ledger
    from servanda.cli.printing import say

    called = ledger.stem if isinstance(ledger, Path) else ledger.database
    slug = name or re.sub(r"[^a-z0-9]+", "-", called.lower()).strip("-") or "ledger"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        msg = f"--name: {slug!r} is not a slug"
        raise InvalidInputError(msg, "Accepted: small letters, digits and single hyphens, such as japan-ict.")
    Ledger.create(ledger, slug).close()
    say(f"Created the ledger {ledger}, named {slug}.")


@click.command("load", epilog="Example: servanda load events/")
@click.argument("path", type=LOCAL)
@dry_run_option
@ledger_option
def load_command(path: Path, dry_run: bool, ledger: Address) -> None:
    """Load the lines of a published log.

    PATH is a file, or a folder of *.jsonl files. Lines that the ledger has already are skipped and
    counted. Up to 2,000 new ones are stored at once, all or none; of a longer log those before a
    line that is refused stay, and loading it again goes on from there.
    """
    from servanda.app.loading import load
    from servanda.app.published_lines import bytes_of
    from servanda.app.recording import Ledger
    from servanda.cli.printing import progress, say

    opened = Ledger.open(ledger)
    try:
        with progress("Loading", bytes_of(path)) as done:
            result = load(opened, path, done, done.stored, dry_run=dry_run)
    finally:
        opened.close()
    said = "Would load" if dry_run else "Loaded"
    say(f"{said} {result.loaded} entries; skipped {result.skipped} that were there already.")


@click.command("publish", epilog="Example: servanda publish events/")
@click.argument("folder", type=LOCAL)
@dry_run_option
@ledger_option
def publish_command(folder: Path, dry_run: bool, ledger: Address) -> None:
    """Write the log as lines, byte for byte as stored.

    FOLDER gets a file for each year of recording.
    """
    from servanda.app.publishing import publish
    from servanda.cli.asking import rows_of
    from servanda.cli.printing import say

    for path, count in publish(rows_of(ledger), folder, dry_run=dry_run):
        would = "would hold " if dry_run else ""
        say(f"{path}: {would}{count} entries")


@click.command("rebuild", epilog="Example: servanda rebuild --pages projections/ --check")
@click.option("--check", is_flag=True, help="Change nothing; exit 1 if a rebuild would change something.")
@click.option("--pages", type=LOCAL, metavar="FOLDER", help="Also the published pages there.")
@ledger_option
def rebuild_command(check: bool, pages: Path | None, ledger: Address) -> None:
    """Build the read model, and the pages, from the log."""
    from servanda.app import pages as published
    from servanda.app.rebuilding import differences, entry_count, rebuild
    from servanda.cli.asking import rows_of
    from servanda.cli.printing import progress, say

    if check:
        found = differences(ledger)
        if pages:
            found += published.differences(rows_of(ledger), pages)
        for difference in found:
            say(difference)
        if found:
            msg = f"{len(found)} differences from a rebuild"
            raise FindingError(msg, "Run `servanda rebuild` without --check.")
        return
    with progress("Rebuilding", entry_count(ledger)) as done:
        count = rebuild(ledger, done)
    say(f"Rebuilt the read model from {count} entries.")
    if pages:
        written = published.write(rows_of(ledger), pages)
        say(f"Wrote {written} files to {pages}.")

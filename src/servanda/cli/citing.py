"""`cite`: from words in a document to the citation that `record --cite` takes."""

from pathlib import Path

import click


@click.command(
    "cite", epilog="Example: servanda cite mic-2023-11-14-jp-fr-ict-22 release.txt 'will be held in 2024'"
)
@click.argument("source")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("words")
@click.option("--heading", metavar="TEXT", help="Heading the passage stands under.")
def cite_command(source: str, file: Path, words: str, heading: str | None) -> None:
    """Print the --cite value of a passage in a document.

    It says where WORDS stand in FILE, and their hash. SOURCE is the slug under which the
    document is recorded. The words must stand in the file exactly so, and once.
    """
    from servanda.documents.passages import find, hash_at, read

    document = read(file)
    start, end = find(document, words)
    click.echo(f"{source}@{start}-{end}={hash_at(document, start, end)}" + (f"#{heading}" if heading else ""))

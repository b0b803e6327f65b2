"""`cite`: from words in a document to the citation that `record --cite` takes."""

from pathlib import Path

import click

from servanda.cli.options import LOCAL


@click.command(
    "cite", epilog="Example: servanda cite mic-2023-11-14-jp-fr-ict-22 release.txt 'will be held in 2024'"
)
@click.argument("source")
@click.argument("file", type=LOCAL)
@click.argument("words")
@click.option("--heading", metavar="TEXT", help="Heading the passage stands under.")
def cite_command(source: str, file: Path, words: str, heading: str | None) -> None:
    """Print the --cite value of a passage in a document.

    It says where WORDS stand in FILE, and their hash. FILE is a text, an HTML page or a PDF; of the
    latter two, what is counted is the text made from them, as `servanda draft` does. SOURCE is the
    slug under which the document is recorded. The words must stand in it exactly so, and once.
    """
    from pydantic import ValidationError

    from servanda.cli.printing import print_exactly
    from servanda.documents.passages import Document, find
    from servanda.documents.reading import read_document
    from servanda.errors import InvalidInputError
    from servanda.events.citation import Citation, passage_hash, short_form
    from servanda.events.registry import explain

    read = read_document(file)
    start, end = find(Document(read.text, read.sha256), words)
    try:
        given = {"source": source, "start": start, "end": end, "locator": heading}
        citation = Citation.model_validate({**given, "sha256": passage_hash(words)})
    except ValidationError as error:
        msg = explain(error)
        raise InvalidInputError(msg, "Give the slug of the source, and a heading in one line.") from None
    print_exactly(f"{short_form(citation)}\n")

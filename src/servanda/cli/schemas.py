"""`schema`: the event types and their JSON Schemas."""

import click


@click.command("schema", epilog="Example: servanda schema commitment-made")
@click.argument("type_", metavar="[TYPE]", required=False)
def schema_command(type_: str | None) -> None:
    """List event types, or print one's JSON Schema."""
    from servanda.cli.printing import print_json, print_lines, terminal_columns
    from servanda.events.registry import EVENT_TYPES, event_class
    from servanda.presentation.table import table

    if type_ is None:
        rows = [(slug, cls.stream, cls.summary()) for slug, cls in EVENT_TYPES.items()]
        print_lines(table(("TYPE", "STREAM", "WHAT HAPPENED"), rows, terminal_columns()))
    else:
        cls = event_class(type_)
        print_json({"$id": f"urn:servanda:schema/{cls.type}/{cls.version}", **cls.model_json_schema()})

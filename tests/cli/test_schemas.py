"""`schema`: the event types and their JSON Schemas."""

import json
import shlex

import click
import pytest

from servanda.cli.event_options import data_from, options_of
from servanda.events.registry import EVENT_TYPES, make


def example_data(slug):
    """The stored data of the example of an event type."""
    cls = EVENT_TYPES[slug]
    options = options_of(cls)
    command = click.Command(
        "record", params=[click.Argument(["subject"]), *(option.declared for option in options)]
    )
    given = data_from(options, command.make_context("record", shlex.split(cls.example)).params)
    drawn = {"occurred": "2024", "ref": "jp-fr-ict/1", "entry": "01a2015b-ebef-70fd-ba89-d4bd0899e3da"}
    known = {name: value for name, value in drawn.items() if name in cls.model_fields}
    return make(slug, known | given | ({"entry": known["entry"]} if "entry" in known else {})).data()


KINDS = {"string": str, "integer": int, "object": dict, "array": list, "boolean": bool, "null": type(None)}


def violations(schema, value, root, at="data"):
    """How a value breaks a schema, for the keywords that the schemas of this program use."""
    if "$ref" in schema:
        yield from violations(root["$defs"][schema["$ref"].rpartition("/")[2]], value, root, at)
    if "anyOf" in schema and all(list(violations(part, value, root, at)) for part in schema["anyOf"]):
        yield f"{at}: none of the forms"
    if "type" in schema and not isinstance(value, KINDS[schema["type"]]):
        yield f"{at}: no {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: not in the list"
    if isinstance(value, dict):
        yield from _violations_of_fields(schema, value, root, at)
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from violations(schema.get("items", {}), inner, root, f"{at}.{number}")


def _violations_of_fields(schema, value, root, at):
    properties, additional = schema.get("properties", {}), schema.get("additionalProperties", True)
    yield from (f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value)
    for name, inner in value.items():
        if name in properties:
            yield from violations(properties[name], inner, root, f"{at}.{name}")
        elif isinstance(additional, dict):
            yield from violations(additional, inner, root, f"{at}.{name}")
        elif not additional:
            yield f"{at}: {name} is not a field"


def test_list_of_types(desk):
    """Without a type every type is listed with its stream and what it means."""
    heading, *rows = desk("schema").stdout.splitlines()
    assert ["TYPE", "STREAM", "WHAT", "HAPPENED"] == heading.split()
    assert list(EVENT_TYPES) == [row.split()[0] for row in rows]


@pytest.mark.parametrize("slug", EVENT_TYPES)
def test_schema_describes_what_is_stored(desk, slug):
    """The schema is JSON, says what it is of, describes each field, and accepts the example's stored data."""
    schema = json.loads(desk(f"schema {slug}").stdout)
    cls = EVENT_TYPES[slug]
    assert f"urn:servanda:schema/{slug}/{cls.version}" == schema["$id"]
    assert "object" == schema["type"]
    assert set(cls.model_fields) == set(schema["properties"])
    assert not [name for name, field in schema["properties"].items() if not field.get("description")]
    assert [] == list(violations(schema, example_data(slug), schema))


@pytest.mark.parametrize(
    ("slug", "wrong"),
    [
        ("meeting-held", {"venue": "Paris"}),
        ("meeting-held", {"format": "hybird"}),
        ("meeting-held", {"topics": "AI"}),
        ("commitment-made", {"due": {"edtf": 2024}}),
    ],
)
def test_schema_tells_wrong_data(desk, slug, wrong):
    """The schema refuses an unknown field, a value out of a list, and a value of another kind."""
    schema = json.loads(desk(f"schema {slug}").stdout)
    assert 1 == len(list(violations(schema, example_data(slug) | wrong, schema)))

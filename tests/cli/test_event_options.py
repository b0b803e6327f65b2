"""Options made from the event classes, and event data made from options."""

import click
import pytest

from servanda.cli.event_options import data_from, options_of
from servanda.errors import InvalidInputError
from servanda.events.registry import EVENT_TYPES

COMMON = ["occurred", "citations", "note"]


def options(slug):
    return {option.field: option for option in options_of(EVENT_TYPES[slug])}


def data(slug, *arguments):
    """The event data that arguments of `record` give."""
    made = options_of(EVENT_TYPES[slug])
    command = click.Command("record", params=[option.declared for option in made])
    return data_from(made, command.make_context("record", list(arguments)).params)


@pytest.mark.parametrize("slug", EVENT_TYPES)
def test_every_field_has_an_option(slug):
    """Each field of each type has one option with its description; the common ones come last."""
    made = options_of(EVENT_TYPES[slug])
    assert set(EVENT_TYPES[slug].model_fields) == {option.field for option in made}
    assert COMMON == [option.field for option in made][-3:]
    assert len(made) == len({option.flag for option in made})
    assert not [option.flag for option in made if len(option.help) < len("Why.")]


@pytest.mark.parametrize(
    ("slug", "field", "flag"),
    [
        ("meeting-held", "citations", "cite"),
        ("meeting-held", "hosts", "host"),
        ("meeting-held", "topics", "topic"),
        ("cadence-agreed", "hosts", "host"),
        ("dialogue-established", "parties", "party"),
        ("dialogue-established", "leads", "lead"),
        ("dialogue-established", "titles", "title"),
        ("source-published", "dialogues", "covers"),
        ("commitment-made", "for_round", "for-round"),
        ("entry-corrected", "changes", "change"),
    ],
)
def test_a_repeated_option_is_named_in_the_singular(slug, field, flag):
    """Options that may be repeated are named for one value; underscores become hyphens."""
    assert flag == options(slug)[field].flag


def test_help_says_what_is_required_repeated_or_drawn():
    """The help of an option ends with what happens when it is left out or given twice."""
    made = options("commitment-made")
    assert made["text"].help.endswith("; required.")
    assert made["by"].help.endswith("; may be repeated.")
    assert "if left out: the next free number" in made["ref"].help
    assert "if left out: the round" in made["occurred"].help


@pytest.mark.parametrize(
    ("slug", "arguments", "expected"),
    [
        ("commitment-made", ["--due", "2024"], {"due": "2024"}),
        ("commitment-made", ["--due", "2024=in 2024"], {"due": {"edtf": "2024", "words": "in 2024"}}),
        ("commitment-made", ["--due", "../2021=by = at"], {"due": {"edtf": "../2021", "words": "by = at"}}),
        ("commitment-made", ["--by", "JP", "--by", "FR"], {"by": ["JP", "FR"]}),
        ("commitment-made", ["--kind", "deliver"], {"kind": "deliver"}),
        ("membership-changed", ["--as-leads"], {"as_leads": True}),
        (
            "dialogue-renamed",
            ["--title", "Talks", "--title", "ja=協議"],
            {"titles": {"en": "Talks", "ja": "協議"}},
        ),
        ("dialogue-renamed", ["--title", "E=mc2"], {"titles": {"en": "E=mc2"}}),
        ("entry-corrected", ["--reason", "misread"], {"reason": "misread"}),
        ("meeting-held", [], {}),
    ],
)
def test_data_of_options(slug, arguments, expected):
    """What is given becomes the field's data, what is left out stays out."""
    assert expected == data(slug, *arguments)


def test_a_change_names_a_field_and_a_value():
    """A change is FIELD=VALUE, the field with hyphens or underscores; without a value it is refused."""
    option = options("entry-corrected")["changes"]
    assert {"for_round": "23"} == option.value(["for-round=23"])
    with pytest.raises(InvalidInputError, match="'2021' has no value") as refused:
        option.value(["2021"])
    assert "due=2021-23" in refused.value.remedy

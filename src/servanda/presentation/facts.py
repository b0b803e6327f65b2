"""Labelled facts about an entity, the same on the terminal and on the published pages."""

from servanda.presentation.dates import plain
from servanda.presentation.names import cadence
from servanda.queries import DialogueView

Facts = list[tuple[str, str]]


def dialogue_facts(view: DialogueView) -> Facts:
    """What a dialogue is, who takes part, and until when somebody looked for news of it."""
    dialogue = view.dialogue
    facts = [
        ("address", dialogue.slug),
        ("kind", dialogue.kind),
        ("parties", ", ".join(dialogue.parties)),
        ("established", plain(dialogue.established)),
        ("rhythm", cadence(dialogue.cadence) if dialogue.cadence else "not stated"),
        (
            "looked until",
            view.looked_until.isoformat() if view.looked_until else "never: no source covers it",
        ),
    ]
    facts += if_any("led by", dialogue.leads)
    facts += if_any("bodies", dialogue.bodies)
    facts += if_any("former names", dialogue.former)
    facts += if_any("also called", dialogue.aliases)
    facts += [("part of", dialogue.parent)] if dialogue.parent else []
    if dialogue.state != "active":
        by = f" by {dialogue.successor}" if dialogue.successor else ""
        facts.append(("state", f"{dialogue.state}{by}, {plain(dialogue.ended)}"))
    return facts


def if_any(label: str, values: tuple[str, ...]) -> Facts:
    """A fact of several values, or none."""
    return [(label, ", ".join(values))] if values else []

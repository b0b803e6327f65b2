"""The published pages: an index, a page and a JSON file per dialogue, the open commitments.

Pure functions from what was asked of the log to file contents: the same log gives the same bytes.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from servanda.domain.records import Dialogue, Source
from servanda.events.party import name_of, parties
from servanda.presentation import plain_json
from servanda.presentation.dates import plain
from servanda.presentation.facts import dialogue_facts
from servanda.presentation.markdown import escaped, link, table
from servanda.presentation.names import round_and_date, round_name, round_text, undertakers
from servanda.presentation.reasons import inferences
from servanda.presentation.visible import json_text
from servanda.queries import AsOf, DialogueView, Seen

INDEX_TITLE = "# What the log says now"
ALONE = "One party alone"
WORLD = "World and several regions"
# What RFC 3986 lets stand in an address; anything else is percent-encoded.
_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%-._~"


class Cited(NamedTuple):
    """A passage that an entry cites."""

    source: str
    locator: str | None
    start: int | None
    end: int | None


class Origin(NamedTuple):
    """An entry that a dialogue rests on, its passages and its note."""

    position: int
    type: str
    citations: tuple[Cited, ...]
    note: str | None


class Published(NamedTuple):
    """Everything the pages are made of.

    Attributes:
        ledger: its name.
        on: the day for which the pages are worked out, that of the last entry.
        last: position of the last entry.
        views: the dialogues by slug.
        sources: the sources by slug.
        origins: the entries of each dialogue's stream.
    """

    ledger: str
    on: date
    last: int
    views: dict[str, DialogueView]
    sources: dict[str, Source]
    origins: dict[str, list[Origin]]


def pages(published: Published) -> dict[str, str]:
    """The contents of each file by its path in the folder."""
    files = {"README.md": _index(published), "commitments.md": _commitments(published)}
    for slug, view in published.views.items():
        files[f"dialogues/{slug}.md"] = _dialogue(view, published)
        files[f"dialogues/{slug}.json"] = _json(_dialogue_json(view, published))
    return files


def _json(value: Any) -> str:
    return json_text(value) + "\n"


def _dialogue_json(view: DialogueView, published: Published) -> dict[str, Any]:
    cited = _cited(published.origins[view.dialogue.slug])
    return {
        "as_of": {"ledger": published.ledger, "on": published.on.isoformat(), "entry": published.last},
        **plain_json.dialogue_view(view),
        "sources": [plain_json.source_line(published.sources[slug]) for slug in cited],
    }


def _cited(origins: Sequence[Origin]) -> list[str]:
    return list(dict.fromkeys(citation.source for origin in origins for citation in origin.citations))


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


def _as_of(published: Published) -> str:
    return (
        f"Made from the log `{published.ledger}` up to entry #{published.last}, worked out for "
        f"{published.on}. Rebuilt by `servanda rebuild --pages`, never edited."
    )


def _index(published: Published) -> str:
    views = list(published.views.values())
    groups: dict[tuple[str, str], list[DialogueView]] = {}
    home = _home([view.dialogue for view in views])
    for view in views:
        groups.setdefault((region(view.dialogue, home), view.dialogue.kind), []).append(view)
    open_ = sum(seen.commitment.state == "open" for view in views for seen in view.commitments)
    lines = [
        INDEX_TITLE,
        "",
        _as_of(published),
        "",
        f"{len(views)} dialogues, {len(published.sources)} sources, "
        f"{open_} open commitments: {link('by due date', 'commitments.md')}.",
    ]
    last_region = ""
    for (where, kind), members in sorted(groups.items()):
        if where != last_region:
            lines += ["", f"## {where}"]
            last_region = where
        lines += ["", f"### {kind}", "", *_overview(members)]
    return _text(lines)


def _home(dialogues: Sequence[Dialogue]) -> str | None:
    """The party that most dialogues have in common; dialogues are told apart by the others."""
    counted = Counter(party for dialogue in dialogues for party in dialogue.parties)
    return min(counted, key=lambda party: (-counted[party], party), default=None)


def region(dialogue: Dialogue, home: str | None) -> str:
    """The region of a dialogue's other parties, if they share one."""
    regions = {parties()[party].region for party in dialogue.parties if party != home}
    if not regions:
        return ALONE
    return regions.pop() if len(regions) == 1 and "World" not in regions else WORLD


def _overview(views: Sequence[DialogueView]) -> list[str]:
    rows = [
        (
            link(view.dialogue.title, f"dialogues/{view.dialogue.slug}.md"),
            escaped(", ".join(view.dialogue.parties)),
            escaped(_last_held(view)),
            str(sum(seen.commitment.state == "open" for seen in view.commitments)),
        )
        for view in views
    ]
    return table(("Dialogue", "Parties", "Last held", "Open commitments"), rows)


def _last_held(view: DialogueView) -> str:
    held = [meeting for meeting in view.meetings if meeting.state == "held"]
    if not held:
        return "none recorded"
    last = max(held, key=lambda meeting: meeting.when.order)
    return round_and_date(last)


def _commitments(published: Published) -> str:
    seens = [
        seen
        for view in published.views.values()
        for seen in view.commitments
        if seen.commitment.state == "open"
    ]
    dated = sorted(
        (seen for seen in seens if seen.commitment.due),
        key=lambda seen: (
            seen.commitment.due.latest if seen.commitment.due else date.max,
            seen.commitment.ref,
        ),
    )
    undated = [seen for seen in seens if not seen.commitment.due]
    lines = ["# Open commitments", "", _as_of(published), "", "## By due date", ""]
    lines += _commitment_table(dated, "dialogues/", with_dialogue=True)
    lines += ["", "## Without a stated due date", ""]
    lines += _commitment_table(undated, "dialogues/", with_dialogue=True)
    return _text(lines)


def _commitment_table(seens: Sequence[Seen], folder: str, *, with_dialogue: bool) -> list[str]:
    rows = [
        (
            link(seen.commitment.ref, f"{folder}{seen.commitment.dialogue}.md")
            if with_dialogue
            else escaped(seen.commitment.ref),
            escaped(plain(seen.commitment.due)),
            escaped(str(seen.standing)),
            escaped(undertakers(seen.commitment)),
            escaped(seen.commitment.text),
        )
        for seen in seens
    ]
    return table(("Commitment", "Due", "Standing", "By", "What"), rows) if rows else ["None."]


def _dialogue(view: DialogueView, published: Published) -> str:
    lines = [f"# {escaped(view.dialogue.title)}", "", _as_of(published), ""]
    lines += table(("", ""), [(label, escaped(text)) for label, text in dialogue_facts(view)])
    lines += _named_parties(view.dialogue)
    if len(view.names) > 1:
        names = [(escaped(title), escaped(plain(since))) for title, since in view.names]
        lines += ["", "## Names over time", "", *table(("Name", "Since"), names)]
    lines += _meetings(view)
    if view.commitments:
        lines += ["", "## Commitments", "", *_commitment_table(view.commitments, "", with_dialogue=False)]
    if view.outcomes:
        rows = [
            (
                f"#{o.number}",
                escaped(plain(o.adopted)),
                escaped(o.kind),
                escaped(round_text(o.round)),
                escaped(o.title),
            )
            for o in view.outcomes
        ]
        lines += ["", "## Outcomes", "", *table(("Entry", "Adopted", "Kind", "Round", "Title"), rows)]
    if said := inferences(view, AsOf(published.on)):
        lines += ["", "## Inferred, not recorded", "", *(f"- {escaped(sentence)}" for sentence in said)]
    lines += _sources(view, published)
    return _text(lines)


def _named_parties(dialogue: Dialogue) -> list[str]:
    names = [
        f"{actor}: {name_of(actor)} ({name_of(actor, 'ja')})"
        for actor in dialogue.members
        if name_of(actor) != actor
    ]
    return ["", escaped("; ".join(names)) + "."] if names else []


def _meetings(view: DialogueView) -> list[str]:
    if not view.meetings:
        return []
    rows = [
        (
            escaped(round_name(meeting)),
            escaped(plain(meeting.when)),
            meeting.state,
            escaped(meeting.place or "not stated"),
            escaped(meeting.format or "not stated"),
            escaped(", ".join(meeting.topics) or "not stated"),
        )
        for meeting in view.meetings
    ]
    return ["", "## Meetings", "", *table(("Round", "When", "State", "Place", "Format", "Topics"), rows)]


def _sources(view: DialogueView, published: Published) -> list[str]:
    origins = published.origins[view.dialogue.slug]
    lines = ["", "## Sources", ""]
    for slug in _cited(origins):
        source = published.sources[slug]
        where = f", <{quote(source.url, safe=_IN_ADDRESSES)}>" if source.url else ""
        lines.append(
            f"- `{slug}`: {escaped(source.title)}, published {escaped(plain(source.published))}{where}"
        )
    rows = [
        (
            f"#{origin.position}",
            origin.type,
            "<br>".join(_passage(citation) for citation in origin.citations) or "none",
            escaped(origin.note or ""),
        )
        for origin in origins
    ]
    return [*lines, "", "## Entries", "", *table(("Entry", "Type", "Passages (code points)", "Note"), rows)]


def _passage(citation: Cited) -> str:
    place = escaped(f", {citation.locator}") if citation.locator else ""
    span = f", {citation.start}-{citation.end}" if citation.start is not None else ""
    return f"`{citation.source}`{place}{span}"

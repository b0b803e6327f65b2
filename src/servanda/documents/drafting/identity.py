"""What the document is, and which dialogue it is about."""

import re
from collections.abc import Iterator
from typing import Any

from servanda.documents import dialogues, origin
from servanda.documents.dialogues import Name
from servanda.documents.drafting.drafted import Evidence, Proposal
from servanda.documents.drafting.page import Page
from servanda.documents.flat import flat, shown
from servanda.documents.meeting import Meeting, Sentence
from servanda.documents.meeting.found import HELD
from servanda.events.window import Window

_LONGEST_NAME = 120
_FIRST = 10
_SPEAK_FIRST = 6
_PLACED = re.compile(r"\b(?:in|at) (?:[A-Z][\w-]+, )?$")
"""A country that only says where."""
_IN_PASSING = re.compile(
    r"\b(?:following|after|since|besides|alongside|in addition to|(?:margins?|sidelines?) of)\b[^,;]{0,30}$",
    re.IGNORECASE,
)
"""What stands before another dialogue than the one that met."""
_DASH = re.compile(r" - $")
_OF_THE_TITLE = 1.8
_MET = re.compile(r"\b(?:held|took place|met|convened|co-chaired|will (?:be held|hold))\b|開催")
_STATEMENT = re.compile(
    r"joint (?:press )?(?:statement|communiqu|declaration)|chair(?:'s|man's) statement|共同声明"
)


def source(page: Page) -> Proposal:
    """The document as a source."""
    start, end = page.title
    title = page.line(start, end)
    data: dict[str, Any] = {
        "occurred": {"edtf": page.published.isoformat()},
        "titles": {page.language: title or "Untitled"},
        "language": page.language,
        "kind": _kind(page.plain[page.blocks[0].start : end] if page.blocks else ""),
    }
    evidence = [Evidence("titles", start, end)]
    if publisher := origin.publisher(page.text, page.blocks, page.names):
        data["publisher"] = shown(publisher[0])[:_LONGEST_NAME]
        evidence.append(Evidence("publisher", *publisher[1:]))
    return Proposal("source-published", data, tuple(evidence), (start, end))


def _kind(heads: str) -> str:
    """What sort of source it is, by its lines up to the title."""
    said = heads.lower()
    if _STATEMENT.search(said):
        return "joint-statement"
    return "white-paper" if "white paper" in said or "白書" in said else "press-release"


def name_of(page: Page) -> Name | None:
    """The name of the dialogue that the title or the first sentences give.

    One with its parties or its ordinal counts most, and the longer form of two.
    """
    found: list[tuple[float, Name]] = []
    for place, one in enumerate(page.sentences[:_FIRST]):
        if one.block.kind == "closing":
            continue
        said = page.text[one.start : one.end]
        places = [city.words for city in page.names.places(said)]
        names = dialogues.names(said, page.language, places)
        names = [_with_the_other_party(page, said, name) for name in names]
        found += [(_weight(page, place, one, name), _at(one, name)) for name in names]
    if not found:
        return None
    best = max(found, key=lambda pair: pair[0])[1]
    longer = [name for _, name in found if best.words in name.words and len(name.words) <= _LONGEST_NAME]
    return max(longer or [best], key=lambda name: len(name.words))


def _weight(page: Page, place: int, one: Sentence, name: Name) -> float:
    weight = 2.0 * (len(page.names.pair(name.words)) > 1) + (name.ordinal is not None)
    weight -= 1.5 * (_IN_PASSING.search(page.said(one)[: name.start]) is not None)
    weight += _OF_THE_TITLE * one.is_title - 2 * _is_an_organisation(page, name.words)
    weight += _MET.search(page.said(one)) is not None
    weight -= 2 * (dialogues.kind_of(name.words) == "framework") + (len(name.words) > _LONGEST_NAME)
    return weight - place / _FIRST


def _is_an_organisation(page: Page, words: str) -> bool:
    """Whether a name is that of an organisation or an organ of one, and rarely of a dialogue."""
    if page.language == "ja":
        return any(one in words for one in page.cues["organisations"])
    return page.cues.has(words, "organisations")


def _with_the_other_party(page: Page, said: str, name: Name) -> Name:
    """The name with the party before a dash that stands apart: "Kenya - Uganda Joint Commission"."""
    before = _DASH.sub("", flat(said[: name.start]))
    party = next((one for one in page.names.parties(before) if one.end == len(before)), None)
    if party is None or len(before) == name.start:
        return name
    return name._replace(start=party.start, words=flat(said[party.start : name.end]))


def _at(one: Sentence, name: Name) -> Name:
    """The name with positions in the whole document."""
    ordinal = name.ordinal
    if ordinal:
        ordinal = ordinal._replace(start=ordinal.start + one.start, end=ordinal.end + one.start)
    return name._replace(start=name.start + one.start, end=name.end + one.start, ordinal=ordinal)


def parties_of(page: Page, name: Name | None) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """The parties: those in the name or the title, or else those that the first sentences name."""
    said = [(name.words, name.start, name.end)] if name else []
    if title := next((one for one in page.sentences if one.is_title), None):
        said.append((page.text[title.start : title.end], title.start, title.end))
    for words, start, end in said:
        pair = page.names.pair(words) or _group(page, words)
        if pair:
            return pair, (Evidence("parties", start, end),)
    return _first_named(page)


def _group(page: Page, words: str) -> tuple[str, ...]:
    """The group of states that a name speaks of and nobody else: its members are listed by no release."""
    named = tuple(dict.fromkeys(one.code for one in page.names.parties(words)))
    return named if len(named) == 1 and named[0] in page.cues["groups of states"] else ()


def _first_named(page: Page) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """The parties that the first sentences name, until there are two."""
    found: dict[str, Evidence] = {}
    for one in page.sentences[:_SPEAK_FIRST]:
        if one.block.kind == "closing":
            continue
        said = page.text[one.start : one.end]
        for mention in [*page.names.parties(said), *page.names.bodies(said)]:
            if (code := mention.party) and not _PLACED.search(said, 0, mention.start):
                at = Evidence("parties", one.start + mention.start, one.start + mention.end)
                found.setdefault(code, at)
        if len(found) > 1 and not one.is_title:
            break
    return tuple(found), tuple(found.values())


def established(
    page: Page, name: Name | None, evidence: tuple[Evidence, ...], meeting: Meeting | None, occurred: Window
) -> Iterator[Proposal]:
    """The dialogue, as one that the ledger may not have; none where its name or its parties are not told."""
    if name is None or not page.parties:
        return
    held = meeting if meeting and meeting.type == HELD else None
    inaugural = bool(held and held.when and held.round and held.round.value == 1)
    by_then = occurred.earliest if held else page.published
    data: dict[str, Any] = {
        "occurred": {"edtf": occurred.edtf if inaugural else f"../{by_then.isoformat()}"},
        "titles": {page.language: page.line(name.start, name.end) or name.words},
        "kind": dialogues.kind_of(name.words),
        "parties": list(page.parties),
    }
    if meeting and meeting.bodies:
        data["leads"] = [body.value for body in meeting.bodies]
    remarks = () if inaugural else ("The start is not stated.",)
    named = Evidence("titles", name.start, name.end)
    yield Proposal("dialogue-established", data, (named, *evidence), (name.start, name.end), remarks=remarks)

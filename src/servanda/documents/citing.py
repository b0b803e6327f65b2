"""From proposals to drafts that `append` takes: slugs, citations, notes."""

import re
from collections.abc import Collection, Container, Sequence
from typing import Any

from servanda.documents.dialogues import KINDS
from servanda.documents.drafting.drafted import Drafted, Proposal
from servanda.documents.flat import shown
from servanda.documents.matching import EMPTY_WORDS, folded
from servanda.domain.decide import Draft
from servanda.events.citation import passage_hash

_SLUG_LIMIT = 78
_SMALL = EMPTY_WORDS | {"joint"}
_NOUNS = frozenset(word for names in KINDS.values() for name in names for word in name.split())
_MOST_WORDS = 3
_MOST_PARTIES = 4
_LONGEST_PUBLISHER = 12
"""Letters; a longer name of a publisher is shortened to its initials."""
_LONGEST_LOCATOR = 400


def dialogue_slug(drafted: Drafted, taken: Container[str], known_words: Collection[str] = ()) -> str:
    """A slug for a dialogue that the ledger does not have: its parties and what it is about.

    Args:
        drafted: the document.
        taken: slugs that are in use.
        known_words: words of the name that stand for its parties.
    """
    skipped = _SMALL | _NOUNS | {word.casefold() for word in known_words}
    words = [word for word in re.findall(r"[a-z0-9]+", _ascii(drafted.name)) if word not in skipped]
    parties = [code.lower() for code in drafted.parties[:_MOST_PARTIES]]
    slug = _joined([*parties, *words[:_MOST_WORDS]]) or "dialogue"
    return _free(slug if len(slug) > 1 else f"{slug}-dialogue", taken)


def source_slug(drafted: Drafted, dialogue: str, taken: Container[str]) -> str:
    """A slug for the document: publisher, day, dialogue, round."""
    words = re.findall(r"[a-z0-9]+", _ascii(str(drafted.source.data.get("publisher", ""))))
    short = "".join(words)
    if len(short) > _LONGEST_PUBLISHER:
        short = "".join(word[0] for word in words if word not in _SMALL)
    about = [dialogue] if dialogue else []
    number = [str(drafted.round)] if drafted.round else []
    return _free(_joined([short, drafted.published.isoformat(), *about, *number]), taken)


def drafts(
    drafted: Drafted,
    text: str,
    sha256: str,
    dialogue: str,
    source: str,
    *,
    known_dialogue: bool,
    known_source: bool,
    url: str = "",
) -> list[Draft]:
    """The drafts in the order in which they can be recorded, each citing its passage.

    Args:
        drafted: the proposals.
        text: the document as read.
        sha256: the hash of its bytes.
        dialogue: slug of the dialogue; empty where the document names none.
        source: slug of the document.
        known_dialogue: the ledger has it.
        known_source: the ledger has the document.
        url: its address, if known.
    """
    made = []
    if not known_source:
        data = {**drafted.source.data, "sha256": sha256, **({"url": url} if url else {})}
        if dialogue:
            data["dialogues"] = [dialogue]
        made.append(Draft("source-published", source, data))
    for proposal in drafted.proposals if dialogue else ():
        if proposal.type == "dialogue-established" and known_dialogue:
            continue
        made.append(Draft(proposal.type, dialogue, _data(drafted, proposal, text, source)))
    return made


def _data(drafted: Drafted, proposal: Proposal, text: str, source: str) -> dict[str, Any]:
    data = dict(proposal.data)
    if proposal.type == "commitment-made":
        data.setdefault("occurred", {"edtf": drafted.occurred})
        if drafted.round:
            data.setdefault("round", drafted.round)
    data["citations"] = [_citation(proposal, text, source)]
    if proposal.remarks:
        data["note"] = shown(" ".join(proposal.remarks))
    return data


def _citation(proposal: Proposal, text: str, source: str) -> dict[str, Any]:
    start, end = proposal.passage
    place = {"source": source, "start": start, "end": end, "sha256": passage_hash(text[start:end])}
    locator = shown(proposal.locator)[:_LONGEST_LOCATOR].strip()
    return {**place, "locator": locator} if locator else place


def _ascii(text: str) -> str:
    return "".join(character for character in folded(text) if character.isascii())


def _joined(parts: Sequence[str]) -> str:
    said = "-".join(part.strip("-") for part in parts if part.strip("-"))
    return re.sub(r"-+", "-", re.sub(r"[^a-z0-9-]", "", said))[:_SLUG_LIMIT].strip("-")


def _free(slug: str, taken: Container[str]) -> str:
    number, free = 2, slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free

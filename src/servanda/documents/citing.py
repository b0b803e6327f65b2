"""From proposals to drafts that `append` takes: slugs, citations, notes."""

import re
from collections.abc import Container, Sequence
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


def dialogue_slug(drafted: Drafted, taken: Container[str]) -> str:
    """A slug for a dialogue that the ledger does not have: its parties and what it is about.

    Args:
        drafted: the document.
        taken: slugs that are in use.
    """
    said = [word for word in re.findall(r"[a-z0-9]+", _ascii(drafted.about)) if word not in _SMALL]
    words = [word for word in said if word not in _NOUNS] or said
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


def source_draft(
    proposal: Proposal, sha256: str, source: str, covered: Sequence[str], url: str | None
) -> Draft:
    """The document as a draft.

    Args:
        proposal: what it says of itself.
        sha256: the hash of its bytes.
        source: its slug.
        covered: slugs of the dialogues it is about.
        url: its address, if known.
    """
    data: dict[str, Any] = {**proposal.data, "sha256": sha256}
    if url:
        data["url"] = url
    if covered:
        data["dialogues"] = list(covered)
    return Draft("source-published", source, data)


def proposed(drafted: Drafted, proposal: Proposal, text: str, dialogue: str, source: str) -> Draft:
    """A proposal as a draft that cites its passage.

    Args:
        drafted: the part of the document it belongs to.
        proposal: what the document says.
        text: the document as read.
        dialogue: slug of the dialogue.
        source: slug of the document.
    """
    data = dict(proposal.data)
    if proposal.type == "commitment-made":
        data.setdefault("occurred", {"edtf": drafted.occurred})
        if drafted.round:
            data.setdefault("round", drafted.round)
    data["citations"] = [_citation(proposal, text, source)]
    if proposal.remarks:
        data["note"] = shown(" ".join(proposal.remarks))
    return Draft(proposal.type, dialogue, data)


def said_again(draft: Draft, ref: str) -> Draft:
    """A drafted commitment as the reaffirmation of one that is on record.

    Args:
        draft: the commitment as it would be made anew.
        ref: address of the commitment that it repeats.
    """
    data = draft.data
    kept: dict[str, Any] = {
        name: data[name] for name in ("occurred", "round", "strength", "text", "citations") if name in data
    }
    note = f"Drafted as {ref} said again, by its words or the round it promises."
    return Draft("commitment-reaffirmed", draft.subject, {**kept, "ref": ref, "note": note})


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

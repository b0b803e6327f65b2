"""How the meeting was held: in person, online, or both. A place alone is no format."""

import re
from collections.abc import Iterator

from servanda.documents.meeting.found import HELD, Found, Sentence
from servanda.documents.meeting.place import ONLINE
from servanda.documents.meeting.scene import Scene
from servanda.documents.meeting.telling import Telling

_PATTERNS = (
    ("hybrid", re.compile(r"\bhybrid\b|ハイブリッド|併用", re.IGNORECASE)),
    ("online", ONLINE),
    ("in-person", re.compile(r"\b(?:in[- ]person|face[- ]to[- ]face|physical(?:ly)?)\b|対面", re.IGNORECASE)),
)
_SOME_JOINED = re.compile(
    r"\b(?:join(?:ed|ing|s)?|participat\w+|attend\w*|connect\w*|dial\w*|tak\w+ part|took part|linked)\b"
    r"[^.]{0,70}$|(?:参加|出席)",
    re.IGNORECASE,
)
_NEXT_TIME = re.compile(r"\bnext\b|\bwill be held\b|次回", re.IGNORECASE)
_A_MATTER = re.compile(
    r" (?:safety|platform|content|service|harm|world|economy|dispute|child|market|shopping|learning|course|"
    r"fraud|abuse|crime|training|portal|tool|form|system|participants? regist|inquiry)",
    re.IGNORECASE,
)
_NEAR = 80


def format_of(scene: Scene, told: Telling, *, placed: bool) -> Found | None:
    """The format, if the sentences about the meeting say so; hybrid also where some joined from afar.

    Args:
        scene: the document.
        told: the sentence that tells of the meeting, and those about it.
        placed: whether it had a place: only then can some have joined online.
    """
    found: dict[str, Found] = {}
    for one in told.about:
        for kind, start, end in _said(scene, told, one):
            joined = kind == "online" and placed and _SOME_JOINED.search(scene.said(one)[:start])
            format_ = "hybrid" if joined else kind
            found.setdefault(format_, Found(format_, one.start + start, one.start + end))
    if "online" in found and "in-person" in found:
        return found.get("hybrid") or found["online"]._replace(value="hybrid")
    return found.get("hybrid") or found.get("online") or found.get("in-person")


def _said(scene: Scene, told: Telling, one: Sentence) -> Iterator[tuple[str, int, int]]:
    """The formats that a sentence names, with their places in it."""
    said = scene.said(one)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(said):
            before, after = said[max(match.start() - _NEAR, 0) : match.start()], said[match.end() :]
            later = told.type == HELD and not one.is_title and _NEXT_TIME.search(before)
            if not later and not (match.group().lower() == "online" and _A_MATTER.match(after)):
                yield kind, match.start(), match.end()

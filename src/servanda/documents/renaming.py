"""That a dialogue took another name, where a sentence says so."""

import re
from collections.abc import Iterator, Sequence

from servanda.documents.drafted import Evidence, Proposal
from servanda.documents.flat import flat
from servanda.documents.meeting import Sentence

_NAME = r"[\"']?(?P<new>[A-ZÀ-Þ][^,.;\"']{5,120}?)[\"']?(?=[,.;]|$| (?:from|as of|in order|to reflect|starting|with effect|and|at|on|in)\b)"
_ENGLISH = re.compile(
    r"\b(?:(?:changed|change|changing) (?:its|the|their) name (?:of [^,.;]{3,80} )?(?:from [^,.;]{3,90} )?(?:to|into)|"
    r"(?:(?:was|were|is|has been|have been|be|been) )?(?:renamed|re-named|retitled|rebranded)(?: as| to)?|(?:will|shall) (?:henceforth |from now on |now )?be (?:called|known as|named)|"
    r"under (?:the|its) new name(?: of)?|upgraded to) (?:the )?" + _NAME
)
_JAPANESE = re.compile(
    r"「(?P<new>[^」]{4,60})」(?:に|へ(?:と)?)(?:名称を)?(?:改称|変更|改め)|名称を「(?P<later>[^」]{4,60})」"
)
_OURS = re.compile(
    r"\b(?:dialogue|consultations?|workshop|committee|commission|group|forum|council|partnership|meeting|talks|it|two sides|both sides)\b",
    re.IGNORECASE,
)


def renamings(
    text: str, said: Sequence[Sentence], occurred: str, name: str, language: str
) -> Iterator[Proposal]:
    """The new name of the dialogue; at most one.

    Args:
        text: the document.
        said: its sentences.
        occurred: EDTF of the meeting.
        name: the name that the document uses.
        language: ``en`` or ``ja``.
    """
    for one in said:
        if one.block.kind in ("closing", "title", "heading"):
            continue
        sentence = flat(text[one.start : one.end])
        match = (_JAPANESE if language == "ja" else _ENGLISH).search(sentence)
        if not match or (language == "en" and not _OURS.search(sentence[: match.start("new")])):
            continue
        group = "new" if match["new"] else "later"
        new = " ".join(match[group].split()).strip()
        if new.lower() == name.lower():
            continue
        start = one.start + match.start(group)
        yield Proposal(
            "dialogue-renamed",
            {"titles": {language: new}, "occurred": {"edtf": occurred}},
            (Evidence("titles", start, start + len(match[group])),),
            (one.start, one.end),
            one.block.topic,
        )
        return

"""That a dialogue took another name, where a sentence says so."""

import re
from collections.abc import Iterator

from servanda.documents.drafting.drafted import Evidence, Proposal
from servanda.documents.drafting.page import Page
from servanda.documents.flat import shown

_NAME = (
    r"[\"']?(?P<new>[A-ZÀ-Þ][^,.;\"']{5,120}?)[\"']?"
    r"(?=[,.;]|$| (?:from|as of|in order|to reflect|starting|with effect|and|at|on|in)\b)"
)
_CHANGED = r"chang(?:ed|e|ing) (?:its|the|their) name (?:of [^,.;]{3,80} )?(?:from [^,.;]{3,90} )?(?:to|into)"
_RENAMED = r"(?:renamed|re-named|retitled|rebranded)(?: as| to)?"
_WILL_BE = r"(?:will|shall) (?:henceforth |from now on |now )?be (?:called|known as|named)"
_ENGLISH = re.compile(
    rf"\b(?:{_CHANGED}|{_RENAMED}|{_WILL_BE}|under (?:the|its) new name(?: of)?|upgraded to) (?:the )?{_NAME}"
)
_JAPANESE = re.compile(
    r"「(?P<new>[^」]{4,60})」(?:に|へ(?:と)?)(?:名称を)?(?:改称|変更|改め)|名称を「(?P<later>[^」]{4,60})」"
)
_OURS = re.compile(
    r"\b(?:dialogue|consultations?|workshop|committee|commission|group|forum|council|partnership|meeting|"
    r"talks|it|two sides|both sides)\b",
    re.IGNORECASE,
)


def renamings(page: Page, name: str, occurred: str) -> Iterator[Proposal]:
    """The new name of the dialogue; at most one.

    Args:
        page: the document.
        name: the name that the document uses.
        occurred: EDTF of the meeting.
    """
    english = page.language == "en"
    for one in page.prose:
        sentence = page.said(one)
        match = (_ENGLISH if english else _JAPANESE).search(sentence)
        if not match or (english and not _OURS.search(sentence[: match.start("new")])):
            continue
        group = "new" if match["new"] else "later"
        new = shown(match[group])
        if new.lower() == name.lower():
            continue
        start = one.start + match.start(group)
        data = {"titles": {page.language: new}, "occurred": {"edtf": occurred}}
        said = Evidence("titles", start, start + len(match[group]))
        yield Proposal("dialogue-renamed", data, (said,), (one.start, one.end), one.block.topic)
        return

"""Instruments that the meeting adopted or signed."""

import re
from collections.abc import Iterator
from typing import Any

from servanda.documents.drafting.drafted import Evidence, Proposal
from servanda.documents.drafting.page import Page
from servanda.documents.meeting import Sentence

_KINDS = (
    ("joint-statement", r"joint (?:press |media |ministerial |leaders' )?statement|共同声明|共同プレス"),
    ("communique", r"communiqu[eé]|コミュニケ"),
    ("declaration", r"declaration|宣言"),
    (
        "memorandum",
        r"memorand(?:um|a)(?: of (?:understanding|cooperation|co-operation|intent))?|\bmo[uc]s?\b|協力?覚書",
    ),
    ("letter-of-intent", r"letters? of intent|意向書"),
    (
        "work-plan",
        r"(?:joint )?(?:action plan|work ?plan|work programme|work program|plan of action|road ?map|"
        r"programme of (?:work|cooperation)|"
        r"(?:cooperation|exchange|executive) program(?:me)?)|行動計画|作業計画|ロードマップ",
    ),
    ("agreement", r"agreement|treaty|protocol|convention|arrangement|協定|取決め|条約"),
    ("principles", r"principles|原則"),
    ("framework", r"framework|枠組み文書"),
    ("report", r"joint report|final report|agreed minutes|minutes|議事録"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_ANY = "|".join(pattern for _, pattern in _KINDS)
_VERB = r"(?:signed|adopted|issued|endorsed|exchanged|concluded|approved)"
_AGREED = (
    r"agreed(?: on| upon)?(?= (?:a|an|the) (?:joint |new |[\w-]+ )?(?:action plan|work ?plan|work programme|"
    r"road ?map|plan of action|joint statement))"
)
_ENGLISH = (
    re.compile(
        rf"\b(?:{_VERB}|released|initialled|signing of|adoption of|{_AGREED})\s+"
        rf"(?P<what>(?:(?:a|an|the|two|three|their|its|this)\s+)?(?:[\w'-]+\s+){{0,8}}?(?:{_ANY})"
        r"(?P<tail>[^.;]{0,140}))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<what>(?:a|an|the|two)\s+(?:[\w'-]+\s+){{0,6}}?(?:{_ANY})(?P<tail>[^.;]{{0,120}}?))"
        rf"\s+(?:was|were)\s+(?:\w+ )?{_VERB}\b",
        re.IGNORECASE,
    ),
)
_JAPANESE = (
    re.compile(
        r"(?P<what>「[^」]{2,80}」|"
        r"[^、。「」]{0,30}?(?:共同声明|覚書|宣言|行動計画|作業計画|協定|ロードマップ))"
        r"(?P<tail>)(?:に|を|が)?(?:署名|採択|発出|公表|合意|策定)(?:し|され)"
    ),
)
_NOT_THEN = re.compile(
    r"\b(?:last year|in (?:19|20)\d\d|previously|earlier|since|under the|following the|pursuant|based on|"
    r"as agreed|implementation of|be|which was|that was|had)\s*$|"
    r"\b(?:will|to|shall|would|towards?|before|expect\w*|aim\w*|plan\w*|early|for the|welcomed the|"
    r"progress)\b[^,;]{0,30}$",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:in|of|since|on) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")
_BY_OTHERS = re.compile(r"\s+by (?:the )?[A-Z]")
_LISTS = re.compile(
    r"\b(?:instruments|agreements|documents|memoranda|mous?)\b[^:]{0,60}\b(?:were|have been|was) signed\b|"
    r"\bsigned the following\b|\bsigning of the following\b",
    re.IGNORECASE,
)
_IS_ONE = re.compile(
    r"\bjoint (?:ministerial |leaders' |press |media )?(?:statement|communiqu[eé]|declaration)\b|"
    r"\bministerial (?:declaration|statement|communiqu[eé])\b|"
    r"^communiqu[eé]\b|共同声明|共同コミュニケ",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:a|an|the|two|three|their|its|this)\s+", re.IGNORECASE)
_GOES_ON = re.compile(
    r",| which | that | during | at the | today| between the | and (?:agreed|discussed|welcomed|decided)"
)
_HEADS = 8
_SHORTEST, _LONGEST = 4, 300


def outcomes(page: Page, round_: int | None, occurred: str) -> Iterator[Proposal]:
    """The instruments that the sentences say were adopted, and the document itself if it is one.

    Args:
        page: the document; the parties of its dialogue are taken for the signatories.
        round_: the ordinal of the meeting, if known.
        occurred: EDTF of the meeting.
    """
    seen: set[tuple[str, str]] = set()
    for one, kind in _itself(page):
        seen.add((kind, ""))
        title = _title(page.line(one.start, one.end)) or page.line(one.start, one.end)
        yield _proposal(page, one, (one.start, one.end), title, kind, round_, occurred)
    for one in page.prose:
        for start, end in _named(page, one):
            title, kind = _title(page.line(start, end)), _kind(page.plain[start:end])
            known = (kind, title.lower()) in seen or (kind, "") in seen
            if not known and len(title) >= _SHORTEST:
                seen.add((kind, title.lower()))
                yield _proposal(page, one, (start, end), title, kind, round_, occurred)


def _itself(page: Page) -> Iterator[tuple[Sentence, str]]:
    """The line of the title that says that the document is a joint statement or a communiqué."""
    for one in page.sentences[:_HEADS]:
        if one.block.kind in ("title", "heading") and (match := _IS_ONE.search(page.said(one))):
            said = match.group().lower()
            yield one, _kind(said)
            return


def _named(page: Page, one: Sentence) -> Iterator[tuple[int, int]]:
    """The instruments that a sentence says were adopted then, by their code points."""
    sentence = page.said(one)
    if one.block.lead and _LISTS.search(page.plain[slice(*one.block.lead)]):
        yield one.start, one.end
    for pattern in _JAPANESE if page.language == "ja" else _ENGLISH:
        for match in pattern.finditer(sentence):
            tail = f"{match['tail']} {sentence[match.end() :]}"
            before = _NOT_THEN.search(sentence[: match.start()])
            if not (before or _EARLIER.search(tail) or _BY_OTHERS.match(sentence, match.end())):
                yield one.start + match.start("what"), one.start + match.end("what")


def _proposal(
    page: Page,
    one: Sentence,
    at: tuple[int, int],
    title: str,
    kind: str,
    round_: int | None,
    occurred: str,
) -> Proposal:
    data: dict[str, Any] = {
        "title": title,
        "kind": kind,
        "occurred": {"edtf": occurred},
        "signatories": list(page.parties),
        **({"round": round_} if round_ else {}),
    }
    said = Evidence("title", *at)
    return Proposal("outcome-adopted", data, (said,), (one.start, one.end), one.block.topic)


def _kind(what: str) -> str:
    found = [(match.start(), kind) for kind, pattern in _PATTERNS if (match := pattern.search(what))]
    return min(found)[1] if found else "other"


def _title(words: str) -> str:
    bare = _ARTICLE.sub("", words.strip(' ,.「」“”"'))
    return _GOES_ON.split(bare)[0].strip(' ,.“”"')[:_LONGEST]

"""Instruments that a meeting adopted or signed, and a new name that it took."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from servanda.documents.drafted import Evidence, Proposal
from servanda.documents.meeting import Sentence
from servanda.documents.flat import flat

_KINDS = (
    (
        "joint-statement",
        r"joint (?:press |ministerial |leaders' )?statement|joint communiqu[eé] and statement|共同声明|共同プレス",
    ),
    ("communique", r"communiqu[eé]|コミュニケ"),
    ("declaration", r"declaration|宣言"),
    (
        "memorandum",
        r"memorand(?:um|a)(?: of (?:understanding|cooperation|co-operation|intent))?|\bmo[uc]s?\b|覚書|協力覚書",
    ),
    ("letter-of-intent", r"letters? of intent|意向書"),
    (
        "work-plan",
        r"(?:joint )?(?:action plan|work ?plan|work programme|work program|plan of action|road ?map|programme of (?:work|cooperation))|行動計画|作業計画|ロードマップ",
    ),
    ("agreement", r"agreement|treaty|protocol|convention|arrangement|協定|取決め|条約"),
    ("principles", r"principles|原則"),
    ("framework", r"framework|枠組み文書"),
    ("report", r"joint report|final report|minutes|agreed minutes|議事録"),
)
_ADOPTED = r"(?:signed|adopted|issued|endorsed|exchanged|concluded|approved|released|initialled|signing of|adoption of|agreed (?:on |upon )?(?=(?:a|an|the) (?:joint|new|[\w-]+ )?(?:action plan|work ?plan|work programme|road ?map|plan of action|joint statement)))"
_ENGLISH = re.compile(
    rf"\b(?:(?P<verb>{_ADOPTED})\s+(?P<what>(?:(?:a|an|the|two|three|their|its|this)\s+)?(?:[\w'-]+\s+){{0,8}}?(?P<kind>{'|'.join(p for _, p in _KINDS)})(?P<tail>[^.;]{{0,140}}))|"
    rf"(?P<what2>(?:a|an|the|two)\s+(?:[\w'-]+\s+){{0,6}}?(?P<kind2>{'|'.join(p for _, p in _KINDS)})(?P<tail2>[^.;]{{0,120}}?))\s+(?:was|were)\s+(?:\w+ )?(?:signed|adopted|issued|endorsed|exchanged|concluded|approved))\b",
    re.IGNORECASE,
)
_JAPANESE = re.compile(
    r"(?P<what>「[^」]{2,80}」|[^、。「」]{0,30}?(?P<kind>共同声明|覚書|宣言|行動計画|作業計画|協定|ロードマップ))(?:に|を|が)?(?:署名|採択|発出|公表|合意|策定)(?:し|され)"
)
_PAST = re.compile(
    r"\b(?:last year|in (?:19|20)\d\d|previously|earlier|since|under the|following the|pursuant|based on|as agreed|implementation of|will be|to be|would be|be|which was|that was|had)\s*$",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|to|shall|would|towards?|before|expect\w*|aim\w*|plan\w*|early|for the|welcomed the|progress)\b[^,;]{0,30}$",
    re.IGNORECASE,
)


def outcomes(
    text: str,
    said: Sequence[Sentence],
    round_: int | None,
    parties: tuple[str, ...],
    occurred: str,
    language: str,
) -> Iterator[Proposal]:
    """The instruments that the sentences say this meeting adopted, and the document itself if it is one.

    Args:
        text: the document.
        said: its sentences.
        round_: the ordinal of the meeting, if known.
        parties: the parties of the dialogue, taken for the signatories.
        occurred: EDTF of the meeting.
        language: ``en`` or ``ja``.
    """
    plain = flat(text)
    seen: set[tuple[str, str]] = set()
    for start, end, kind in _itself(plain, said):
        seen.add((kind, ""))
        title = _title(text[start:end]) or text[start:end]
        yield Proposal(
            "outcome-adopted",
            _data(title, kind, occurred, parties, round_),
            (Evidence("title", start, end),),
            (start, end),
        )
    for one in said:
        if one.block.kind in ("closing", "title", "heading"):
            continue
        sentence = plain[one.start : one.end]
        for match in (_JAPANESE if language == "ja" else _ENGLISH).finditer(sentence):
            what = match["what"] or (match.groupdict().get("what2") or "")
            before = sentence[: match.start()]
            if (
                _PAST.search(before)
                or _FUTURE.search(before)
                or re.search(r"\b(?:19|20)\d\d\b", match.groupdict().get("tail") or "")
            ):
                continue
            start = match.start("what") if match["what"] else match.start("what2")
            title = _title(text[one.start + start : one.start + start + len(what)])
            kind = _kind(what)
            if (kind, title.lower()) in seen or (kind, "") in seen or len(title) < 4:
                continue
            seen.add((kind, title.lower()))
            data = _data(title, kind, occurred, parties, round_)
            yield Proposal(
                "outcome-adopted",
                data,
                (Evidence("title", one.start + start, one.start + start + len(what)),),
                (one.start, one.end),
                one.block.topic,
            )


def _itself(plain: str, said: Sequence[Sentence]) -> Iterator[tuple[int, int, str]]:
    """The document, if its title says that it is a joint statement or a communiqué."""
    for one in said[:4]:
        line = plain[one.start : one.end]
        if one.block.kind in ("title", "heading") and (match := _IS_INSTRUMENT.search(line)):
            yield (
                one.start,
                one.end,
                "communique"
                if "commu" in match.group().lower() or "コミュニケ" in line
                else "joint-statement",
            )
            return


_IS_INSTRUMENT = re.compile(
    r"\bjoint (?:ministerial |leaders' |press )?(?:statement|communiqu[eé]|declaration)\b|^communiqu[eé]\b|共同声明|共同コミュニケ",
    re.IGNORECASE,
)


def _data(
    title: str, kind: str, occurred: str, parties: tuple[str, ...], round_: int | None
) -> dict[str, Any]:
    data: dict[str, Any] = {
        "title": title,
        "kind": kind,
        "occurred": {"edtf": occurred},
        "signatories": list(parties),
    }
    return data | ({"round": round_} if round_ else {})


def _kind(what: str) -> str:
    found = [
        (match.start(), kind)
        for kind, pattern in _KINDS
        for match in [re.search(pattern, what, re.IGNORECASE)]
        if match
    ]
    return min(found)[1] if found else "other"


def _title(words: str) -> str:
    words = re.sub(r"\s+", " ", words).strip(' ,.「」“”"')
    words = re.sub(r"^(?:a|an|the|two|three|their|its|this)\s+", "", words, flags=re.IGNORECASE)
    words = re.split(
        r",| which | that | during | at the | today| between the | and (?:agreed|discussed|welcomed|decided)",
        words,
    )[0]
    return words.strip(' ,.“”"')[:300]

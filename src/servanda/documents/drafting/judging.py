"""Sentence by sentence: what every rule says, what is taken of it, and when it is due."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from servanda.documents.dates import Dated, Phrase, phrases
from servanda.documents.dialogues import Name
from servanda.documents.drafting.drafted import Traced
from servanda.documents.drafting.due import NO_DUE, Due, due
from servanda.documents.drafting.page import Page
from servanda.documents.meeting import Sentence
from servanda.documents.undertakings.english import English
from servanda.documents.undertakings.japanese import Japanese
from servanda.documents.undertakings.verdict import Said, Verdict, refused
from servanda.documents.undertakings.whose_meeting import abbreviates

# An item of a list goes on from such a line as from the beginning of its own sentence.
_OPENS = re.compile(
    r"\b(?:to|will|shall|would|that|on|upon|agreed|agree|decided|committed|concurred|confirmed|pledged|by|"
    r"through|intend|plan|recommendations|decisions|resolutions)\s*$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\s*+(?:(?:the following|as follows)[^:]{0,40})?\s*+[:-]+$")
_DECISIONS = re.compile(r"\b(?:recommendations|decisions|resolutions)\s*[:-]+$", re.IGNORECASE)
_NEXT_MEETING = re.compile(
    r"(?:date (?:and (?:place|venue) )?of )?(?:the )?next (?:\w+ ){0,4}?(?:meeting|round|session|dialogue|"
    r"consultations)\b\s*(?:[:-]\s*\S|(?:will|to) be\b)|次回[^。:]{0,10}[:]",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'[\s"]*"')
# What was agreed, confirmed or told may have been so at another meeting; what "will" be done is to come.
_TOLD = frozenset({"agreed", "promised", "confirmed", "confirmed that they will", "tasked", "stands by"})
_ASIDE = re.compile(r"\b(?:which|that|who|and)\b|;")
_AT_A_MEETING = re.compile(r"[^、。]{0,24}(?:対話|会合|会談|協議|部会|会議)(?:で|において)(?:は|も)?、")
_OTHER_DEED = re.compile(r"した|され|し、|て、")
_JOINED = re.compile(
    r"\band (?:also |further )?(?:agreed|decided|concurred|confirmed|will|intend|plan)\b", re.IGNORECASE
)
_CAPITALS = re.compile(r"\b[A-Z]{3,6}\b")
_UNTIL = re.compile(r"(?:until|till|to) ", re.IGNORECASE)
_MEETS = re.compile(r"\b(?:meet|next|host|hold|holding)\b", re.IGNORECASE)
_DAYS_BEFORE = 3
"""A release dates a meeting a few days off, by the time zone or the eve of it; more is another time."""
_NEAR, _NEAR_JA, _AT_ONCE = 45, 16, 4
"""So many characters before its cue, or after it, a date says when something was agreed."""
_APART = 30
"""So many characters lie between two undertakings of one sentence that are not the same one."""


def judged(page: Page, name: Name | None, began: date, round_: int | None = None) -> Iterator[Traced]:
    """The sentences of the text, and lines that name the next meeting, each with its verdicts.

    Args:
        page: the document.
        name: the name of its dialogue.
        began: the first day of the meeting: what was agreed before is no undertaking of it.
        round_: its ordinal, if known: the next one is that after it.
    """
    own = _own_nouns(page, name)
    rules = (Japanese if page.language == "ja" else English)(page.cues, page.names, own)
    for one in page.sentences:
        named = one.block.kind == "heading" and _NEXT_MEETING.match(page.said(one))
        if one.block.kind in ("paragraph", "item") or named:
            said = _in_context(page, one, name)._replace(round=round_)
            yield _judge(page, one, said, rules.verdicts(said), began)


def _judge(page: Page, one: Sentence, said: Said, verdicts: Sequence[Verdict], began: date) -> Traced:
    sentence = page.said(one)
    dates = page.dates(one) if verdicts else []
    found = [_of_another_time(page, verdict, said, dates, began) for verdict in verdicts]
    chosen = best(found, sentence)
    when = _due(page, sentence, chosen, dates, said.begins) if chosen else NO_DUE
    when = when._replace(start=when.start + one.start, end=when.end + one.start)
    return Traced(one.start, one.end, tuple(found), chosen, when, _besides(said, found, chosen))


def _due(page: Page, sentence: str, verdict: Verdict, dates: Sequence[Phrase], before: int) -> Due:
    kind = "moved" if verdict.rule == "moved" else verdict.kind
    if kind == "moved":
        dates = [_as_the_new_time(page, phrase) for phrase in dates]
    dates = [_to_come(page, phrase) for phrase in dates]
    return due(sentence, dates, max(verdict.at - before, 0), page.published, page.language, kind)


def _as_the_new_time(page: Page, phrase: Phrase) -> Phrase:
    """What follows "put off until", which is when the meeting will be, and no deadline."""
    if not (match := _UNTIL.match(phrase.words)):
        return phrase
    words = phrase.words[match.end() :]
    read = phrases(words, page.language, page.published, tense="future")
    return (
        phrase._replace(start=phrase.start + match.end(), words=words, meaning=read[0].meaning)
        if read
        else phrase
    )


def _to_come(page: Page, phrase: Phrase) -> Phrase:
    """A date without a year as a coming one: of what is undertaken it cannot be a past one."""
    meaning = phrase.meaning
    if not isinstance(meaning, Dated) or meaning.certain or meaning.window.latest > page.published:
        return phrase
    read = phrases(phrase.words, page.language, page.published, tense="future")
    return phrase._replace(meaning=read[0].meaning) if len(read) == 1 else phrase


def _in_context(page: Page, one: Sentence, name: Name | None) -> Said:
    """A sentence, after the line that introduces it where it is an item of a list."""
    lead, sentence = _lead(page, one), page.said(one)
    goes_on = lead and page.language == "en"
    whole = lead + (sentence[:1].lower() + sentence[1:] if goes_on else sentence)
    return Said(
        whole,
        len(lead),
        one.block.topic,
        page.parties,
        tuple(filter(None, (name.words if name else "", page.line(*page.title)))),
        quoted=_QUOTED.match(sentence) is not None,
        item=one.block.kind == "item",
    )


def _lead(page: Page, one: Sentence) -> str:
    """The line that introduces an item, if both read as one sentence; with a space after it."""
    if not one.block.lead or one.block.kind != "item":
        return ""
    lead = page.plain[one.block.lead[0] : one.block.lead[1]].split(". ")[-1]
    if page.language == "ja":
        return lead if "以下" in lead or "次の" in lead or lead.endswith(":") else ""
    lead = lead.rstrip(" :-") if _DECISIONS.search(lead) else _FOLLOWING.sub("", lead)
    return f"{lead} " if _OPENS.search(lead) else ""


def _own_nouns(page: Page, name: Name | None) -> tuple[str, ...]:
    """The noun with which the dialogue's name ends, and its acronym: "the next Workshop", "the next SOM"."""
    if name is None:
        return ()
    if page.language == "ja":
        return (name.words[-2:],)
    words = name.words.split()
    capitals = dict.fromkeys(_CAPITALS.findall(page.plain))
    return (
        words[-1].lower(),
        *(one for one in capitals if one not in words and abbreviates(one, (name.words,))),
    )


def _of_another_time(
    page: Page, verdict: Verdict, said: Said, dates: Sequence[Phrase], began: date
) -> Verdict:
    """The verdict, refused if the sentence says that this was agreed before the meeting."""
    if not verdict.taken or verdict.rule not in _TOLD:
        return verdict
    sentence, at = said.sentence, verdict.at - said.begins
    for phrase in dates:
        meaning = phrase.meaning
        if not isinstance(meaning, Dated) or meaning.role != "in" or not meaning.certain:
            continue
        if (began - meaning.window.latest).days > _DAYS_BEFORE and _belongs(page, sentence, phrase, at):
            why = f"it tells what was agreed at another time (“{phrase.words}”)"
            return refused("report of the past", why, verdict.at)
    return verdict


def _belongs(page: Page, sentence: str, phrase: Phrase, at: int) -> bool:
    """Whether a date says when it was agreed: it stands close before the cue, or right after it."""
    if phrase.end > at:
        return phrase.start >= at and phrase.start - at < _AT_ONCE
    between = sentence[phrase.end : at]
    if page.language == "ja":
        at_once = len(between) <= _NEAR_JA and not _OTHER_DEED.search(between)
        return at_once or _AT_A_MEETING.match(between) is not None
    return len(between) <= _NEAR and not _ASIDE.search(between)


def _rank(verdict: Verdict) -> tuple[bool, bool, int]:
    """The next meeting comes first, then what is firm, then what is said first."""
    return verdict.kind != "next-meeting", verdict.strength != "firm", verdict.at


def _besides(said: Said, verdicts: Sequence[Verdict], chosen: Verdict | None) -> Verdict | None:
    """Another undertaking, with a cue of its own before that of the next meeting."""
    if chosen is None or chosen.kind != "next-meeting":
        return None
    taken = [verdict for verdict in verdicts if verdict.taken]
    meetings = [verdict.at for verdict in taken if verdict.kind == "next-meeting"]
    for verdict in taken:
        if verdict.rule in _TOLD and any(_is_apart(said.text[verdict.at : at]) for at in meetings):
            return verdict._replace(kind=verdict.besides or verdict.kind)
    return None


def _is_apart(between: str) -> bool:
    """Whether the words from one cue to another are those of an undertaking of their own."""
    joined = _JOINED.search(between) is not None and not _MEETS.search(between)
    return len(between) > _APART and joined


def best(verdicts: Sequence[Verdict], sentence: str) -> Verdict | None:
    """The verdict that counts: a next meeting before all, a firm undertaking before a soft one.

    Args:
        verdicts: all that the rules say of the sentence.
        sentence: its words; two parts of it with a semicolon between them may bind a party each.
    """
    taken = [verdict for verdict in verdicts if verdict.taken]
    if not taken:
        return None
    first = min(taken, key=_rank)
    if first.kind == "next-meeting" or ";" not in sentence:
        return first
    alike = [one for one in taken if one.strength == first.strength]
    if all(len(one.by) == 1 for one in alike):  # "X will …; Y will …"
        return first._replace(by=tuple(dict.fromkeys(code for one in alike for code in one.by)))
    return first

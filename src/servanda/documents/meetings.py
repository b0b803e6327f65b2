"""The meeting that a document reports or announces: its day, round, place, format, level and more."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from servanda.documents.blocks import Block
from servanda.documents.dates import Dated, Phrase, phrases
from servanda.documents.dialogues import Name
from servanda.documents.spoken import Spoken
from servanda.documents.ordinals import Ordinal, ordinals
from servanda.events.window import Window

MeetingType = Literal["meeting-held", "meeting-scheduled"]

_NOUNS = (
    r"(?:meetings?|rounds?|sessions?|dialogues?|consultations?|talks|workshop|forum|summit|conference|committee|commission|council|edition|"
    r"group|seminar|roundtable|negotiations|review|symposium|partnership|plenary)"
)
_HELD = re.compile(
    r"\b(?:(?:was|were|has been|have been) (?:\w+ )?(?:held|convened|hosted|organi[sz]ed|conducted)|held|took place|met|convened|co-chaired|gathered|hosted|"
    r"concluded|wrapped up|came together|conducted|reconvened|opened|chaired|ended|closed|co-hosted|brought together)\b",
    re.IGNORECASE,
)
_HELD_IN_TITLE = re.compile(r"\b(?:holds?|concludes?|convenes?|meets?|hosts?|ends?|closes?|wraps? up|held|concluded|met|launch(?:es)?)\b", re.IGNORECASE)
_OVER = re.compile(r"\b(?:concluded|ended|closed|wrapped up|came to an end|concludes)\b", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:began|begun|opened|started|kicked off|commenced)\b", re.IGNORECASE)
_LASTED = re.compile(r"\b(?:lasted|ran for|over) (?P<days>two|three|four|five) days\b|\b(?P<long>two|three|four|five)-day\b", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_LATELY = 45
_RECENT = 400
"""A meeting that was held longer ago than so many days is not the one a document reports."""
_COMING = re.compile(
    r"\b(?:(?:will|is to|are to|shall) (?:\w+ )?(?:be held|take place|hold|host|meet|convene|be hosted|be convened|co-chair|co-host|organi[sz]e|gather|open|travel|visit)|"
    r"(?:is|are) (?:scheduled|set|due|planned|expected|to be)|to be held)\b",
    re.IGNORECASE,
)
_HELD_JA = re.compile(r"(?:開催|実施|行|開か|行わ)(?:し|れ)?(?:ま|た|まし|いまし|った|れた|れまし)|会談し|会談を行|しました|されました|した。")
_COMING_JA = re.compile(r"開催(?:し|され)ます|開催する(?:こと|予定|。|$)|開催予定|行います|予定です|お知らせ")
_FIELD = re.compile(r"^(?P<name>date(?: and (?:time|place|venue))?|when|dates|日時|日程|開催日時?|開催日程|期日|日 ?時|日 ?程)\s*[:;：　 ]\s*(?=\S)", re.IGNORECASE)
_PLACE_FIELD = re.compile(r"^(?:place|venue|location|where|場所|会場|開催場所|場 ?所)\s*[:：　 ]\s*(?P<place>\S.*)", re.IGNORECASE)
_ORDINAL_OF = re.compile(rf"^(?:\)|[\w\s.,'&/()-]){{0,90}}?\b{_NOUNS}\b", re.IGNORECASE)
_LONGEST = 21
_EARLY = 10
_TYPES: dict[str, MeetingType] = {"past": "meeting-held", "future": "meeting-scheduled"}
_NEXT = re.compile(r"\b(?:next|that meeting|following|previous|last|upcoming|subsequent)\b|次回|前回|来年", re.IGNORECASE)

_ONLINE = re.compile(
    r"\b(?:web[- ]?conference|video[- ]?conferenc\w*|videoconference|virtual(?:ly)?|online|by video|via video|video link|tele-?conference|"
    r"via (?:zoom|teams|webex)|remotely|by telephone)\b|オンライン|ウェブ会議|テレビ会議|ビデオ会議|Web会議|WEB会議",
    re.IGNORECASE,
)
_IN_PERSON = re.compile(r"\b(?:in[- ]person|face[- ]to[- ]face|physical(?:ly)?)\b|対面", re.IGNORECASE)
_HYBRID = re.compile(r"\bhybrid\b|ハイブリッド|併用", re.IGNORECASE)
_SOME_ONLINE = re.compile(
    r"\b(?:join(?:ed|ing|s)?|participat\w+|attend\w*|connect\w*|dial\w*|tak\w+ part|took part|follow\w*|present|linked|with)\b[^.]{0,90}$|(?:参加|出席)",
    re.IGNORECASE,
)
_FUTURE_FORMAT = re.compile(r"\bnext\b|\bwill be held\b|次回", re.IGNORECASE)

_LEVELS: tuple[tuple[str, str], ...] = (
    ("vice-ministers", r"vice[- ]ministers?(?:ial)?|deputy ministers?|state secretar(?:y|ies)|deputy secretar(?:y|ies)|under[- ]?secretar(?:y|ies)|permanent secretar(?:y|ies)|ministers? of state|parliamentary secretary|次官|副大臣|審議官級"),
    ("directors-general", r"directors?[- ]general(?:[- ]level)?|dg[- ]level|局長|joint secretar(?:y|ies)"),
    ("ministers", r"ministers?(?:ial)?(?:[- ]level)?|secretar(?:y|ies) of state|foreign secretar(?:y|ies)|commissioners?|大臣|外相"),
    ("leaders", r"summit|leaders?(?:'|’)?(?:[- ]level)?|presidents?|prime ministers?|heads of (?:state|government)|首脳|サミット"),
    ("directors", r"directors?(?:[- ]level)?|head of (?:division|department|unit)|課長"),
    ("experts", r"experts?(?:[- ]level)?|technical[- ]level|working[- ]level|実務者|専門家"),
)
_LEVEL_WORD = re.compile(r"\b(?P<level>[\w -]{3,30}?)[- ]level\b|\b(?:ministerial)\b", re.IGNORECASE)
_CHAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:co-)?(?:chaired|led|headed)\b[^.]{0,60}?\bby\b(?P<who>.+)",
        r"\bwith the participation of\b(?P<who>[^,.]+)",
        r"(?P<who>.+?)\b(?:co-)?(?:chaired|hosted|convened|led the|acted as (?:co-)?chairs?|served as (?:co-)?chairs?|held|met)\b",
        r"(?P<who>[^。]{2,60}?)(?:が|を)(?:共同)?(?:議長|団長)",
    )
)
_ATTENDED = re.compile(r"^[^:]{1,30}[:側] ?(?P<who>.*(?:minister|director|secretary|局長|次官|大臣|審議官|課長).*)", re.IGNORECASE)
_SOMEWHERE = re.compile(r"\b(?:in|at) (?:the city of )?(?P<place>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2})(?=[,.;(]| on\b| from\b| \(|$| and\b| to\b| between\b| with\b| today\b)")
_HOST = re.compile(r"\bhosted by (?P<by>[^,.;]{2,70})|(?P<who>[^,.;]{2,80}?)\b(?:hosted|played host|welcomed the delegations)\b(?! by)", re.IGNORECASE)


class Found(NamedTuple):
    """A value with the code points it was read from."""

    value: object
    start: int
    end: int


class Meeting(NamedTuple):
    """What a document says of its meeting; what it does not say is None or empty."""

    type: MeetingType
    when: Found | None = None
    round: Found | None = None
    format: Found | None = None
    place: Found | None = None
    country: str | None = None
    level: Found | None = None
    hosts: tuple[Found, ...] = ()
    bodies: tuple[Found, ...] = ()
    passage: tuple[int, int] = (0, 0)


class Sentence(NamedTuple):
    """A sentence with the block it stands in."""

    start: int
    end: int
    block: Block


class Reader:
    """Reads the meeting from the sentences of one document."""

    def __init__(
        self, plain: str, language: str, names: Spoken, reference: date, dateline: tuple[int, int] = (0, 0)
    ) -> None:
        self._plain = plain
        self._dateline = dateline
        self._language = language
        self._names = names
        self._reference = reference

    def meeting(self, sentences: Sequence[Sentence], name: Name | None) -> Meeting | None:
        """The meeting, or None where the document speaks of none."""
        opening = [one for one in sentences if one.block.kind != "closing"][:14]
        reported = [(self._weight(place, one, name, "past"), one) for place, one in enumerate(opening)]
        coming = [(self._weight(place, one, name, "future"), one) for place, one in enumerate(opening)]
        best: tuple[float, Sentence | None] = max(reported, key=lambda pair: pair[0], default=(0, None))
        ahead: tuple[float, Sentence | None] = max(coming, key=lambda pair: pair[0], default=(0, None))
        about = self._about(sentences, best[1] if best[0] >= ahead[0] else ahead[1])
        if max(best[0], ahead[0]) <= 1 and not any(_FIELD.match(self._said(one)) for one in opening):
            return None
        type_: MeetingType = "meeting-held"
        sentence = best[1]
        if (ahead[0] > best[0]) or (ahead[0] > 1 and best[0] <= 1) or (best[0] <= 1 and self._announces(opening)):
            type_, sentence = "meeting-scheduled", ahead[1] or (opening[0] if opening else None)
        if sentence is None:
            return None
        when = self._when(sentence, opening, type_)
        return Meeting(
            type_,
            when,
            self._round(sentence, sentences, name),
            self._format(about),
            *self._place(sentence, opening),
            self._level(sentence, sentences, name),
            self._hosts(about),
            self._bodies(sentence),
            (sentence.start, sentence.end),
        )

    def _said(self, sentence: Sentence) -> str:
        return self._plain[sentence.start : sentence.end]

    def _weight(self, place: int, one: Sentence, name: Name | None, tense: Literal["past", "future"]) -> float:
        """How likely a sentence is to report or announce the meeting; 0 if it does not."""
        said = self._said(one)
        head = one.block.kind in ("title", "heading")
        if self._language == "ja":
            verb = (_HELD_JA if tense == "past" else _COMING_JA).search(said)
        else:
            verb = (_HELD_IN_TITLE if head and tense == "past" else _HELD if tense == "past" else _COMING).search(said)
        if not verb or (one.block.kind == "item" and place > _EARLY):
            return 0
        days = [phrase for phrase in _days(self._dates(one, tense)) if self._plausible(phrase, _TYPES[tense])]
        if _NEXT.search(said[max(verb.start() - 120, 0) : verb.start() + 60]) and not (days and tense == "past"):
            return 0
        if tense == "past" and re.search(r"\b(?:will|to) (?:be )?$", said[: verb.start()]):
            return 0
        weight = 1 + 2 * bool(days) + bool(name and name.words[:18].lower() in said.lower())
        weight += bool(next(ordinals(said, self._language), None))
        weight += bool(re.search(_NOUNS, said, re.IGNORECASE)) if self._language == "en" else 1
        return weight + (one.block.kind == "paragraph") - head - (one.block.topic != "") - place / 20

    def _announces(self, opening: Sequence[Sentence]) -> bool:
        return any((_COMING_JA if self._language == "ja" else _COMING).search(self._said(one)) for one in opening[:4])

    def _about(self, sentences: Sequence[Sentence], main: Sentence | None) -> list[Sentence]:
        """The sentences that speak of the meeting itself: the title, the one that reports it, its neighbours."""
        found = [one for one in sentences if one.block.kind == "title"]
        if main is None:
            return found
        place = sentences.index(main)
        found += [main, *[one for one in sentences[place + 1 : place + 4] if not one.block.topic or one.block.topic == main.block.topic]]
        found += [
            one
            for one in sentences
            if one not in found and one.block.kind != "closing"
            and (re.match(r"(?:format|mode|modality|開催方法|開催形式|形式|場所|方法|場 ?所|venue|place|location)\s*[:：]", self._said(one), re.IGNORECASE)
                 or re.search(r"\b(?:the|this|these) (?:meeting|consultations|dialogue|session|round|workshop|talks|forum)\b[^.]{0,40}\b(?:was|were|took place|held)\b", self._said(one), re.IGNORECASE))
        ]
        return found

    def _dates(self, one: Sentence, tense: Literal["past", "future"]) -> list[Phrase]:
        """The date phrases of a sentence, that of the publication aside."""
        first, last = self._dateline
        return [
            phrase
            for phrase in phrases(self._said(one), self._language, self._reference, tense=tense)
            if not (one.start + phrase.start < last and first < one.start + phrase.end)
        ]

    def _when(self, sentence: Sentence, opening: Sequence[Sentence], type_: MeetingType) -> Found | None:
        tense: Literal["past", "future"] = "past" if type_ == "meeting-held" else "future"
        fields = [one for one in opening if _FIELD.match(self._said(one))]
        title = [one for one in opening if one.block.kind == "title"]
        verbs = [one for one in opening if one not in title and (_HELD_JA if self._language == "ja" else _HELD).search(self._said(one))]
        likely = [*fields, sentence, *(verbs if type_ == "meeting-held" else opening), *title, *opening[:_EARLY]]
        for one, within in [*((one, _LATELY) for one in likely), *((one, _RECENT) for one in likely)]:
            found = _days(self._dates(one, tense))
            found = [phrase for phrase in found if self._plausible(phrase, type_, within)]
            if found:
                chosen = self._nearest(one, found)
                whole = self._from_its_beginning(_window(chosen), one, opening)
                return Found(whole, one.start + chosen.start, one.start + chosen.end)
        for one in [sentence]:
            months = [p for p in self._dates(one, tense) if isinstance(p.meaning, Dated) and p.meaning.role in ("in", "by") and self._plausible(p, type_)]
            if months:
                return Found(_window(months[0]), one.start + months[0].start, one.start + months[0].end)
        return None

    def _from_its_beginning(self, last: Window, one: Sentence, opening: Sequence[Sentence]) -> Window:
        """The window of a meeting that "concluded today" from its first day on, where that is said."""
        if last.earliest != last.latest or not _OVER.search(self._said(one)):
            return last
        place = opening.index(one) if one in opening else 0
        for other in opening[place : place + 6]:
            said = self._said(other)
            if _BEGAN.search(said):
                for phrase in _days(self._dates(other, "past")):
                    first = _window(phrase).earliest
                    if 0 < (last.latest - first).days <= _LONGEST:
                        return Window(f"{first.isoformat()}/{last.edtf}")
            if match := _LASTED.search(said):
                days = _COUNTS[(match["days"] or match["long"]).lower()]
                return Window(f"{(last.latest - timedelta(days=days - 1)).isoformat()}/{last.edtf}")
        return last

    def _plausible(self, phrase: Phrase, type_: MeetingType, within: int = _RECENT) -> bool:
        meaning = phrase.meaning
        if not isinstance(meaning, Dated) or meaning.role == "from" and meaning.window.earliest == meaning.window.latest and type_ != "meeting-scheduled":
            return False
        if type_ == "meeting-held":
            return meaning.window.earliest <= self._reference and (self._reference - meaning.window.latest).days < within
        return meaning.window.latest >= self._reference

    def _nearest(self, one: Sentence, found: list[Phrase]) -> Phrase:
        said = self._said(one)
        verb = (_HELD_JA if self._language == "ja" else _HELD).search(said) or _COMING.search(said)
        at = verb.start() if verb else 0
        return min(found, key=lambda phrase: min(abs(phrase.start - at), abs(phrase.end - at)))

    def _round(self, sentence: Sentence, sentences: Sequence[Sentence], name: Name | None) -> Found | None:
        title = [one for one in sentences if one.block.kind == "title"]
        for one in [*title, sentence, *sentences[:8]]:
            said = self._said(one)
            for ordinal in ordinals(said, self._language):
                if self._numbers_meeting(said, ordinal):
                    return Found(ordinal.number, one.start + ordinal.start, one.start + ordinal.end)
        if name and name.ordinal:
            return Found(name.ordinal.number, name.ordinal.start, name.ordinal.end)
        return None

    def _numbers_meeting(self, said: str, ordinal: Ordinal) -> bool:
        if _NEXT.search(said[max(ordinal.start - 20, 0) : ordinal.start]):
            return False
        if self._language == "ja":
            return True
        after = said[ordinal.end :]
        own = said[ordinal.start : ordinal.end]
        return bool(_ORDINAL_OF.match(after)) or bool(re.match(r"(?:round|session|meeting)", own, re.IGNORECASE)) or own.startswith("(") or (
            said[ordinal.start - 1 : ordinal.start] == "(" and after.startswith(")"))

    def _format(self, about: Sequence[Sentence]) -> Found | None:
        found: dict[str, Found] = {}
        placed = False
        for one in about:
            said = self._said(one)
            for kind, pattern in (("hybrid", _HYBRID), ("online", _ONLINE), ("in-person", _IN_PERSON)):
                for match in pattern.finditer(said):
                    if _FUTURE_FORMAT.search(said[max(match.start() - 80, 0) : match.start()]) and one.block.kind != "title" and not self._announces([one]):
                        continue
                    if re.match(r" (?:safety|platform|content|service|harm|world|economy|dispute|child|market|shopping|learning|course|fraud|abuse|crime|training|portal|tool|form|system|participants? regist|inquiry)", said[match.end() :], re.IGNORECASE):
                        continue
                    if kind == "online" and _SOME_ONLINE.search(said[: match.start()]) and (placed or self._names.places(said) or self._names.places(" ".join(map(self._said, about)))):
                        found.setdefault("hybrid", Found("hybrid", one.start + match.start(), one.start + match.end()))
                        continue
                    found.setdefault(kind, Found(kind, one.start + match.start(), one.start + match.end()))
            placed = placed or bool(self._names.places(said))
        if "hybrid" in found:
            return found["hybrid"]
        if "online" in found and "in-person" in found:
            return found["online"]._replace(value="hybrid")
        return found.get("online") or found.get("in-person")

    def _place(self, sentence: Sentence, opening: Sequence[Sentence]) -> tuple[Found | None, str | None]:
        for one in opening:
            if match := _PLACE_FIELD.match(self._said(one)):
                known = self._names.places(match["place"])
                at = one.start + match.start("place")
                if known:
                    return Found(known[0].words, at + known[0].start, at + known[0].end), known[0].code
                if not _ONLINE.search(match["place"]):
                    return Found(match["place"][:120], at, at + len(match["place"])), None
        for one in [sentence, *[other for other in opening if other.block.kind != "title"][:3]]:
            said = self._said(one)
            for place in self._names.places(said):
                before = said[: place.start]
                if self._language == "ja" or re.search(r"\b(?:in|at|to)\s+(?:the city of |[\w ,'-]{0,40}, )?$", before, re.IGNORECASE):
                    if _NEXT.search(before[-60:]):
                        continue
                    return Found(place.words, one.start + place.start, one.start + place.end), place.code
        return self._here(sentence) or self._unknown_place(sentence) or (None, None)

    def _here(self, sentence: Sentence) -> tuple[Found, str | None] | None:
        """The place of the dateline, where the meeting was held "here"."""
        first, _ = self._dateline
        if not re.search(r"\bhere\b", self._said(sentence)):
            return None
        begin = max(self._plain.rfind("\n", 0, first), 0)
        line = self._plain[max(first - 60, begin) : first]
        if known := self._names.places(line.title()) or self._names.places(line):
            at = first - len(line) + known[0].start
            return Found(known[0].words, at, at + len(known[0].words)), known[0].code
        return None

    def _unknown_place(self, sentence: Sentence) -> tuple[Found, str | None] | None:
        """A place that the lexicon does not know, after the verb: "was held in Busia, Kenya"."""
        said = self._said(sentence)
        verb = _HELD.search(said) or _COMING.search(said)
        if self._language == "ja" or not verb:
            return None
        for match in _SOMEWHERE.finditer(said, verb.start()):
            words = match["place"]
            if self._names.parties(words) or self._names.bodies(words) or re.match(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+ \d|(?:January|February|March|April|May|June|July|August|September|October|November|December)", words):
                continue
            after = self._names.parties(said[match.end() : match.end() + 40])
            country = after[0].code if after and re.match(r"[ ,(]*(?:the )?$", said[match.end() : match.end() + after[0].start]) else None
            at = sentence.start + match.start("place")
            return Found(words, at, at + len(words)), country
        return None

    def _level(self, sentence: Sentence, sentences: Sequence[Sentence], name: Name | None) -> Found | None:
        title = [one for one in sentences if one.block.kind == "title"]
        for one in [*title, sentence]:
            said = self._said(one)
            for match in _LEVEL_WORD.finditer(said):
                for level, pattern in _LEVELS:
                    if hit := re.search(pattern, match.group(), re.IGNORECASE):
                        return Found(level, one.start + match.start() + hit.start(), one.start + match.end())
        if name:
            for level, pattern in _LEVELS:
                if level in ("vice-ministers", "directors-general", "leaders") and (hit := re.search(rf"\b(?:{pattern})", name.words, re.IGNORECASE)):
                    return Found(level, name.start + hit.start(), name.start + hit.end())
        return self._ministers([*title, sentence]) or self._level_of_chairs([sentence, *[one for one in sentences[:24] if one != sentence]])

    def _ministers(self, about: Sequence[Sentence]) -> Found | None:
        """Ministers as those who met: "Ministers met", "health ministers"."""
        for one in about:
            said = self._said(one)
            if match := re.search(r"(?<!Prime )(?<!Vice )(?<!Vice-)(?<!Deputy )\b[Mm]inisters\b(?! of State)", said):
                before = said[: match.start()]
                if not re.search(r"(?:prime|vice|deputy)[ -]$", before, re.IGNORECASE):
                    return Found("ministers", one.start + match.start(), one.start + match.end())
        return None

    def _level_of_chairs(self, sentences: Sequence[Sentence]) -> Found | None:
        """The level of those who chaired or led, if all have the same."""
        for pattern in _CHAIRS:
            chairs = [rank for one in sentences[:_EARLY] if (match := pattern.search(self._said(one))) for rank in self._ranks(one, match)]
            if chairs:
                return chairs[0] if len({rank.value for rank in chairs}) == 1 else None
        listed = [rank for one in sentences if (match := _ATTENDED.match(self._said(one))) for rank in self._ranks(one, match)[:1]]
        return listed[0] if listed and len({rank.value for rank in listed}) == 1 else None

    def _ranks(self, one: Sentence, match: re.Match[str]) -> list[Found]:
        """The levels named in a stretch of a sentence, of two that overlap the more exact one."""
        found: list[Found] = []
        base = one.start + match.start("who")
        for level, pattern in _LEVELS:
            for hit in re.finditer(rf"(?:(?<=[^\x00-\x7f])|\b)(?:{pattern})(?![a-z])", match["who"], re.IGNORECASE):
                start, end = base + hit.start(), base + hit.end()
                if level not in ("experts", "leaders") and not any(start < other.end and other.start < end for other in found):
                    found.append(Found(level, start, end))
        return sorted(found, key=lambda rank: rank.start)

    def _hosts(self, about: Sequence[Sentence]) -> tuple[Found, ...]:
        for one in about:
            said = self._said(one)
            for match in _HOST.finditer(said):
                who = match["by"] or match["who"]
                at = one.start + match.start("by" if match["by"] else "who")
                parties = [(m.code, m) for m in self._names.parties(who)] + [(getattr(m, "party", None), m) for m in self._names.bodies(who)]
                known = {code: mention for code, mention in reversed(parties) if code}
                if len(known) == 1:
                    code, mention = next(iter(known.items()))
                    return (Found(code, at + mention.start, at + mention.end),)
        return ()

    def _bodies(self, sentence: Sentence) -> tuple[Found, ...]:
        said = self._said(sentence)
        found = {}
        for mention in self._names.bodies(said):
            if mention.code:
                found.setdefault(mention.code, Found(mention.code, sentence.start + mention.start, sentence.start + mention.end))
        return tuple(found.values())


def _days(found: Sequence[Phrase]) -> list[Phrase]:
    """The phrases that name days, or a range of a few."""
    return [
        phrase
        for phrase in found
        if isinstance(phrase.meaning, Dated)
        and re.fullmatch(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?", phrase.meaning.window.edtf)
        and (phrase.meaning.window.latest - phrase.meaning.window.earliest).days <= 21
    ]


def _window(phrase: Phrase) -> Window:
    if not isinstance(phrase.meaning, Dated):  # pragma: no cover  only dated phrases are chosen
        msg = "no date"
        raise TypeError(msg)
    return phrase.meaning.window

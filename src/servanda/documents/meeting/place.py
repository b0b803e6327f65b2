"""Where the meeting was held, and who hosted it."""

import re

from servanda.documents.meeting.found import HELD, Found, Sentence
from servanda.documents.meeting.scene import Scene
from servanda.documents.meeting.telling import COMING_VERB, HELD_VERB, OTHER_MEETING, Telling
from servanda.documents.ordinals import MONTHS

Place = tuple[Found | None, str | None]

ONLINE = re.compile(
    r"\b(?:web[- ]?conference|video[- ]?conferenc\w*|virtual(?:ly)?|online|by video|via video|video link|"
    r"tele-?conference|via (?:zoom|teams|webex)|remotely|by telephone)\b|"
    r"オンライン|ウェブ会議|テレビ会議|ビデオ会議|web会議",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^(?:place|venue|location|where|場所|会場|開催場所|場 ?所)\s*[:：　 ]\s*(?P<place>\S.*)", re.IGNORECASE
)
_IN = re.compile(r"\b(?:in|at|to)\s+(?:the city of |[\w ,'-]{0,40}, )?$", re.IGNORECASE)
_SOMEWHERE = re.compile(
    r"\b(?:in|at) (?:the city of )?(?P<place>[A-ZÀ-Þ][\w'’-]{1,40}(?: [A-ZÀ-Þ][\w'’-]{1,40}){0,2})"
    r"(?=[,.;(]| (?:on|from|and|to|between|with|today)\b| \(|$)"
)
_TIME = re.compile(rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+ \d|{MONTHS}")
_COUNTRY_FOLLOWS = re.compile(r"[ ,(]*(?:the )?$")
_HOSTED = (
    re.compile(r"\bhosted by (?P<who>[^,.;]{2,70})", re.IGNORECASE),
    re.compile(
        r"(?P<who>[^,.;]{2,80}?)\b(?:hosted|played host|welcomed the delegations)\b(?! by)", re.IGNORECASE
    ),
)
_LONGEST_PLACE = 120
_DATELINE_BEFORE = 60
_FIRST = 3
_NEAR = 60
_COUNTRY_WITHIN = 40


def place(scene: Scene, told: Telling) -> Place:
    """The place and the code of its country, as far as the document says so."""
    return (
        _of_field(scene)
        or _known(scene, told.sentence)
        or _here(scene, told.sentence)
        or _unknown(scene, told.sentence)
        or (None, None)
    )


def hosts(scene: Scene, told: Telling) -> tuple[Found, ...]:
    """The party that hosted, where a sentence about the meeting says so."""
    for one in told.about:
        if told.type == HELD and COMING_VERB.search(scene.said(one)):
            continue
        for pattern in _HOSTED:
            for match in pattern.finditer(scene.said(one)):
                who, at = match["who"], one.start + match.start("who")
                mentions = [*scene.names.parties(who), *scene.names.bodies(who)]
                codes = {mention.party or mention.code: mention for mention in reversed(mentions)}
                known = [code for code in codes if code in scene.names.codes(who)]
                if len(known) == 1:
                    mention = codes[known[0]]
                    return (Found(known[0], at + mention.start, at + mention.end),)
    return ()


def _of_field(scene: Scene) -> Place | None:
    for one in scene.opening:
        if match := _FIELD.match(scene.said(one)):
            at = one.start + match.start("place")
            if known := scene.names.places(match["place"]):
                return Found(known[0].words, at + known[0].start, at + known[0].end), known[0].code
            if not ONLINE.search(match["place"]):
                return Found(match["place"][:_LONGEST_PLACE], at, at + len(match["place"])), None
    return None


def _known(scene: Scene, main: Sentence) -> Place | None:
    """A city of the lexicon after "in" or "at", in the sentence that tells or one of the first."""
    for one in [main, *[other for other in scene.opening if not other.is_title][:_FIRST]]:
        said = scene.said(one)
        for city in scene.names.places(said):
            before = said[: city.start]
            if (scene.japanese or _IN.search(before)) and not OTHER_MEETING.search(before[-_NEAR:]):
                return Found(city.words, one.start + city.start, one.start + city.end), city.code
    return None


def _here(scene: Scene, main: Sentence) -> Place | None:
    """The place of the dateline, where the meeting was held "here"."""
    first, _ = scene.dateline
    if not re.search(r"\bhere\b", scene.said(main)):
        return None
    begin = max(scene.plain.rfind("\n", 0, first), 0)
    line = scene.plain[max(first - _DATELINE_BEFORE, begin) : first]
    known = scene.names.places(line.title()) or scene.names.places(line)
    if not known:
        return None
    at = first - len(line) + known[0].start
    return Found(known[0].words, at, at + len(known[0].words)), known[0].code


def _unknown(scene: Scene, main: Sentence) -> Place | None:
    """A place that the lexicon does not know, after the verb: "was held in Busia, Kenya"."""
    said = scene.said(main)
    verb = HELD_VERB.search(said) or COMING_VERB.search(said)
    if scene.japanese or not verb:
        return None
    for match in _SOMEWHERE.finditer(said, verb.start()):
        words = match["place"]
        elsewhere = OTHER_MEETING.search(said[max(match.start() - _NEAR, verb.end()) : match.start()])
        if elsewhere or scene.names.parties(words) or scene.names.bodies(words) or _TIME.match(words):
            continue
        at = main.start + match.start("place")
        return Found(words, at, at + len(words)), _country_after(scene, said[match.end() :])
    return None


def _country_after(scene: Scene, rest: str) -> str | None:
    after = scene.names.parties(rest[:_COUNTRY_WITHIN])
    return after[0].code if after and _COUNTRY_FOLLOWS.match(rest[: after[0].start]) else None

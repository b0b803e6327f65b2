"""From a text to proposals: the source, the dialogue, its meeting, and what was undertaken there."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from servanda.documents import dialogues, origin, wording
from servanda.documents.blocks import Block, blocks
from servanda.documents.dates import Dated, Phrase, Recurring, Tense, Unclear, phrases
from servanda.documents.drafted import Drafted, Evidence, NotUnderstood, Proposal, Traced
from servanda.documents.due import NO_DUE, Due, due
from servanda.documents.flat import flat
from servanda.documents.meeting import Found, Meeting, Reader, Sentence
from servanda.documents.meeting.scene import Scene
from servanda.documents.names import Names
from servanda.documents.outcomes import outcomes
from servanda.documents.renaming import renamings
from servanda.documents.sentences import sentences
from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import Cues, cues
from servanda.documents.undertakings.english import English
from servanda.documents.undertakings.japanese import Japanese
from servanda.documents.undertakings.verdict import Said, Verdict
from servanda.events.window import Window

_FISCAL = {
    "JP": 4,
    "IN": 4,
    "GB": 4,
    "CA": 4,
    "SG": 4,
    "HK": 4,
    "AU": 7,
    "EG": 7,
    "PK": 7,
    "BD": 7,
    "KE": 7,
    "US": 10,
    "TH": 10,
}
"""The month in which a government's fiscal year begins, where it is not January."""
_LONGEST_NAME = 120
_REPEATS = 0.85
_FUTURE_HEADING = re.compile(
    r"\b(?:future|next|forward|ahead|plans?|closing)\b|今後|次回|予定", re.IGNORECASE
)
_OPENS = re.compile(
    r"\b(?:to|will|shall|would|that|on|upon|agreed|agree|decided|committed|concurred|confirmed|pledged|by|through|intend|plan)\s*$",
    re.IGNORECASE,
)
TENSES: tuple[Tense, Tense] = ("past", "future")
_NEXT_LINE = re.compile(
    r"(?:date (?:and (?:place|venue) )?of )?(?:the )?next (?:\w+ ){0,4}?(?:meeting|round|session|dialogue|consultations)\b\s*(?:[:-]\s*\S|(?:will|to) be\b)|次回[^。:]{0,10}[:]",
    re.IGNORECASE,
)
_MET = re.compile(r"\b(?:held|took place|met|convened|co-chaired|will (?:be held|hold))\b|開催")
_QUOTED = re.compile(r'^[\s"]*"')


class Drafter:
    """Drafts one document.

    Args:
        text: the document as read.
        published: its publication day.
        language: ``en`` or ``ja``.
        headings: spans known to be headings.
        lexicon: a user's folder of further names and cues.
    """

    def __init__(
        self,
        text: str,
        published: date,
        language: str,
        headings: Sequence[tuple[int, int]] = (),
        lexicon: Path | None = None,
    ) -> None:
        self.text = text
        self.plain = flat(text)
        self.published = published
        self.language = language
        self._lexicon = Names.load(lexicon)
        self.names = Spoken(self._lexicon, text)
        self.cues: Cues = cues(language, lexicon)
        self.blocks = blocks(text, headings)

    def draft(self) -> Drafted:
        """The proposals of the document, with the trace of every sentence."""
        said = [
            Sentence(start, end, block)
            for block in self.blocks
            for start, end in sentences(self.text, block.start, block.end, self.language)
        ]
        title_at, title = self._title()
        name = self._dialogue_name(said)
        parties, evidence = self._parties(said, name)
        self.names = Spoken(self._lexicon, self.text, parties)
        dateline = origin.published(self.text, self.blocks, self.language)
        known = (dateline.start, dateline.end) if dateline and dateline.day == self.published else (0, 0)
        scene = Scene(self.plain, self.language, self.names, self.published, said, known)
        meeting = Reader(scene).meeting(name)
        occurred = self._occurred(meeting)
        since = (
            occurred.latest if meeting and meeting.when and meeting.type == "meeting-held" else self.published
        )
        fiscal = _FISCAL.get(parties[0]) if parties else None
        began = occurred.earliest if occurred.known else self.published
        trace = list(self._trace(said, parties, name, since, fiscal, began))
        round_ = meeting.round.value if meeting and meeting.round else None
        number = round_ if isinstance(round_, int) else None
        proposals = [
            *self._established(name, parties, meeting, occurred, evidence),
            *self._meeting(meeting, said),
            *(self._commitments(trace, said, meeting, parties, number)),
            *self._cadences(said, name.words if name else "", occurred, since, fiscal),
            *outcomes(self.text, said, number, parties, occurred.edtf, self.language),
            *renamings(self.text, said, occurred.edtf, name.words if name else "", self.language),
        ]
        return Drafted(
            self.language,
            self.published,
            title,
            name.words if name else "",
            parties,
            number,
            occurred.edtf,
            self._source(title, title_at),
            tuple(proposals),
            tuple(trace),
            tuple(self._not_understood(said, since, fiscal)),
        )

    # The document

    def _title(self) -> tuple[int, str]:
        first = next(
            (block for block in self.blocks if block.kind in ("title", "heading", "paragraph")), None
        )
        if first is None:
            return 0, ""
        begin, title = dialogues.title_of(self.text[first.start : first.end])
        if not title and len(self.blocks) > 1:
            second = self.blocks[1]
            return second.start, self._line(self.text[second.start : second.end])
        return first.start + begin, self._line(title)

    def _line(self, text: str) -> str:
        return re.sub(r"\s+", " ", "".join(c for c in text if c.isprintable() or c.isspace())).strip()[:500]

    def _source(self, title: str, at: int) -> Proposal:
        data: dict[str, Any] = {
            "occurred": {"edtf": self.published.isoformat()},
            "titles": {self.language: title or "Untitled"},
            "language": self.language,
            "kind": _source_kind(title),
        }
        evidence = [Evidence("titles", at, at + len(title))]
        if publisher := origin.publisher(self.text, self.blocks, self.names):
            data["publisher"], start, end = publisher
            evidence.append(Evidence("publisher", start, end))
        return Proposal("source-published", data, tuple(evidence), (at, at + len(title)))

    # The dialogue

    def _dialogue_name(self, said: Sequence[Sentence]) -> dialogues.Name | None:
        """The name that the title or the first sentences give: one with parties, or with the ordinal."""
        found: list[tuple[float, dialogues.Name]] = []
        for place, one in enumerate(said[:10]):
            if one.block.kind == "closing":
                continue
            mentioned = self.text[one.start : one.end]
            for name in dialogues.names(
                mentioned, self.language, [place.words for place in self.names.places(mentioned)]
            ):
                weight = (
                    2.0 * bool(self.names.pair(name.words))
                    + bool(name.ordinal)
                    + (one.block.kind == "title")
                    - place / 10
                )
                weight += _MET.search(flat(mentioned)) is not None
                weight -= 2 * (dialogues.kind_of(name.words) == "framework") + (len(name.words) > 120)
                ordinal = name.ordinal and name.ordinal._replace(
                    start=name.ordinal.start + one.start, end=name.ordinal.end + one.start
                )
                found.append(
                    (
                        weight,
                        name._replace(
                            start=name.start + one.start, end=name.end + one.start, ordinal=ordinal
                        ),
                    )
                )
        if not found:
            return None
        best = max(found, key=lambda pair: pair[0])[1]
        longer = [name for _, name in found if best.words in name.words and len(name.words) <= _LONGEST_NAME]
        return max(longer, key=lambda name: len(name.words))

    def _parties(
        self, said: Sequence[Sentence], name: dialogues.Name | None
    ) -> tuple[tuple[str, ...], list[Evidence]]:
        """The parties: those in the name, or those that the first sentences name."""
        if name and len(pair := self.names.pair(name.words)) > 1:
            return pair, [Evidence("parties", name.start, name.end)]
        title = next((one for one in said if one.block.kind == "title"), None)
        if title and len(pair := self.names.pair(self.text[title.start : title.end])) > 1:
            return pair, [Evidence("parties", title.start, title.end)]
        found: dict[str, Evidence] = {}
        for one in said[:6]:
            if one.block.kind == "closing":
                continue
            mentioned = self.text[one.start : one.end]
            for mention in self.names.parties(mentioned):
                if mention.code:
                    found.setdefault(
                        mention.code, Evidence("parties", one.start + mention.start, one.start + mention.end)
                    )
            for body in self.names.bodies(mentioned):
                if body.party:
                    found.setdefault(
                        body.party, Evidence("parties", one.start + body.start, one.start + body.end)
                    )
            if len(found) > 1 and one.block.kind != "title":
                break
        return tuple(found), list(found.values())

    def _established(
        self,
        name: dialogues.Name | None,
        parties: tuple[str, ...],
        meeting: Meeting | None,
        occurred: Window,
        evidence: list[Evidence],
    ) -> Iterator[Proposal]:
        if name is None or not parties:
            return
        began = occurred.earliest if meeting and meeting.type == "meeting-held" else self.published
        round_ = meeting.round.value if meeting and meeting.round else None
        first = round_ == 1 and meeting is not None and meeting.type == "meeting-held"
        data: dict[str, Any] = {
            "occurred": {"edtf": occurred.edtf if first else f"../{began.isoformat()}"},
            "titles": {
                self.language: self._line(self.text[name.start : name.end])
                if self.text[name.start : name.end].strip()
                else name.words
            },
            "kind": dialogues.kind_of(name.words),
            "parties": list(parties),
        }
        remarks = () if first else ("The start is not stated.",)
        if meeting and meeting.bodies:
            data["leads"] = [body.value for body in meeting.bodies]
        passage = (name.start, name.end)
        yield Proposal(
            "dialogue-established",
            data,
            (Evidence("titles", name.start, name.end), *evidence),
            passage,
            remarks=remarks,
        )

    # The meeting

    def _occurred(self, meeting: Meeting | None) -> Window:
        if (
            meeting
            and meeting.type == "meeting-held"
            and meeting.when
            and isinstance(meeting.when.value, Window)
        ):
            return meeting.when.value
        return Window(self.published.isoformat())

    def _meeting(self, meeting: Meeting | None, said: Sequence[Sentence]) -> Iterator[Proposal]:
        if meeting is None or (meeting.when is None and meeting.round is None):
            return
        held = meeting.type == "meeting-held"
        evidence: list[Evidence] = []
        data: dict[str, Any] = {}
        remarks = []
        when = meeting.when.value if meeting.when else None
        if isinstance(when, Window):
            data["occurred" if held else "when"] = {"edtf": when.edtf}
            if meeting.when:
                evidence.append(
                    Evidence("occurred" if held else "when", meeting.when.start, meeting.when.end)
                )
        else:
            data["occurred" if held else "when"] = {
                "edtf": f"../{self.published.isoformat()}" if held else f"{self.published.isoformat()}/.."
            }
            remarks.append("The day is not stated.")
        if not held:
            data["occurred"] = {"edtf": self.published.isoformat()}
        fields: list[tuple[str, Found | None]] = [
            ("round", meeting.round),
            ("place", meeting.place),
            ("format", meeting.format),
        ]
        if held:
            fields.append(("level", meeting.level))
        for field, found in fields:
            if found:
                data[field] = found.value
                evidence.append(Evidence(field, found.start, found.end))
        if meeting.country:
            data["country"] = meeting.country
        if meeting.hosts:
            data["hosts"] = [one.value for one in meeting.hosts]
            evidence += [Evidence("hosts", one.start, one.end) for one in meeting.hosts]
        if held and meeting.bodies:
            data["bodies"] = [one.value for one in meeting.bodies]
            evidence += [Evidence("bodies", one.start, one.end) for one in meeting.bodies]
        if held and (topics := list(self._topics(said, meeting.passage[0]))):
            data["topics"] = list(
                dict.fromkeys(
                    self._line(self.text[block.start : block.end]).strip(" :：") for block in topics
                )
            )
            evidence += [Evidence("topics", block.start, block.end) for block in topics]
        if "round" not in data:
            day = when.earliest if isinstance(when, Window) else self.published
            data["round"] = f"{day:%Y-%m}"
            remarks.append("The ordinal is not stated; the label is the month.")
        yield Proposal(meeting.type, data, tuple(evidence), meeting.passage, remarks=tuple(remarks))

    def _topics(self, said: Sequence[Sentence], after: int) -> Iterator[Block]:
        """The headings that a matter stands under."""
        with_text = {one.block.topic for one in said if one.block.kind in ("paragraph", "item")}
        for block in self.blocks:
            if block.start < after:
                continue
            if (
                block.kind == "heading"
                and (words := self.text[block.start : block.end].strip(" :：*#").strip()) in with_text
            ):
                if not self._generic(words) and len(words) < 120:
                    yield block

    def _generic(self, heading: str) -> bool:
        words = flat(heading).lower().strip(" .:")
        known = self.cues["generic headings"]
        return (
            words in known
            or bool(_FUTURE_HEADING.search(words))
            or bool(dialogues.names(heading, self.language))
            or any(words.startswith((f"{one} of ", f"{one} from ")) for one in known)
            or re.match(r"\(?(?:reference|参考|note|attendees|participants|出席者)", words) is not None
        )

    # What was undertaken

    def _trace(
        self,
        said: Sequence[Sentence],
        parties: tuple[str, ...],
        name: dialogues.Name | None,
        since: date,
        fiscal: int | None,
        began: date,
    ) -> Iterator[Traced]:
        own = self._own_nouns(name)
        rules = (Japanese if self.language == "ja" else English)(self.cues, self.names, own)
        known = (name.words,) if name else ()
        for one in said:
            if one.block.kind in ("closing", "title") or (
                one.block.kind == "heading" and not _NEXT_LINE.match(self.plain[one.start : one.end])
            ):
                continue
            item = one.block.kind == "item"
            lead = self._lead(one) if one.block.lead and item else ""
            sentence = self.plain[one.start : one.end]
            said_ = lead + (sentence[:1].lower() + sentence[1:] if lead else sentence)
            context = Said(
                said_, len(lead), one.block.topic, parties, known, bool(_QUOTED.match(sentence)), item
            )
            verdicts = rules.verdicts(context)
            dates = (
                phrases(sentence, self.language, self.published, counted_from=since, fiscal=fiscal)
                if verdicts
                else []
            )
            verdicts = [
                _of_another_time(verdict, sentence, dates, began, self.language, len(lead))
                for verdict in verdicts
            ]
            chosen = _chosen(verdicts, sentence)
            found = NO_DUE
            if chosen:
                found = due(
                    sentence,
                    dates,
                    max(chosen.at - len(lead), 0),
                    self.published,
                    self.language,
                    "moved" if chosen.rule == "moved" else chosen.kind,
                )
                found = found._replace(start=found.start + one.start, end=found.end + one.start)
            if chosen and lead and not one.block.mark and len(sentence.split()) < 2:
                chosen = None
            yield Traced(one.start, one.end, tuple(verdicts), chosen, found)

    def _lead(self, one: Sentence) -> str:
        """The line that introduces an item, so that both read as one sentence."""
        if not one.block.lead:
            return ""
        lead = self.plain[one.block.lead[0] : one.block.lead[1]]
        lead = re.sub(r"\s*(?:(?:the following|as follows)[^:]{0,40})?\s*[:-]+$", "", lead.split(". ")[-1])
        return lead + " " if _OPENS.search(lead) else ""

    def _own_nouns(self, name: dialogues.Name | None) -> tuple[str, ...]:
        if not name:
            return ()
        last = name.words.split()[-1].lower() if self.language == "en" else name.words[-2:]
        return (last,)

    def _commitments(
        self,
        trace: Sequence[Traced],
        said: Sequence[Sentence],
        meeting: Meeting | None,
        parties: tuple[str, ...],
        round_: int | None,
    ) -> Iterator[Proposal]:
        blocks_of = {one.start: one.block for one in said}
        seen: list[str] = []
        announced = meeting.passage if meeting and meeting.type == "meeting-scheduled" else None
        for traced in trace:
            verdict = traced.chosen
            sentence = self.plain[traced.start : traced.end]
            if verdict is None or (announced and meeting and self._announced(traced, verdict, meeting)):
                continue
            if _repeated(sentence, seen):
                continue
            seen.append(sentence)
            yield self._commitment(traced, verdict, blocks_of[traced.start], meeting, parties, round_)

    def _announced(self, traced: Traced, verdict: Verdict, meeting: Meeting) -> bool:
        """Whether a sentence of a notice announces that very meeting, or what will be done there."""
        when = meeting.when.value if meeting.when else None
        due_ = traced.due.window if traced.due else None
        if traced.start == meeting.passage[0]:
            return True
        after = isinstance(when, Window) and due_ is not None and due_.latest > when.latest
        return not after and (
            verdict.kind == "next-meeting" or verdict.rule in ("will", "arranged", "intend", "pledge")
        )

    def _commitment(
        self,
        traced: Traced,
        verdict: Verdict,
        block: Block,
        meeting: Meeting | None,
        parties: tuple[str, ...],
        round_: int | None,
    ) -> Proposal:
        found = traced.due or NO_DUE
        data: dict[str, Any] = {"kind": verdict.kind, "strength": verdict.strength}
        evidence = [Evidence("passage", traced.start, traced.end, verdict.rule)]
        remarks = []
        by = verdict.by or (() if verdict.body and verdict.kind != "next-meeting" else parties)
        known = tuple(code for code in by if code in parties) or (
            parties if verdict.by and not parties else ()
        )
        if by and not known and parties:
            remarks.append(f"Undertaken by {', '.join(by)}, which is no party of the dialogue as read.")
        if verdict.body and verdict.kind != "next-meeting":
            remarks.append(f"Undertaken by: {verdict.body}.")
        next_round = round_ + 1 if round_ and meeting and meeting.type == "meeting-held" else None
        if verdict.kind == "next-meeting":
            stated = self._stated_round(traced, round_)
            if stated or next_round:
                data["for_round"] = stated or next_round
            if not stated and next_round:
                remarks.append(
                    f"The ordinal is not written; it is the one after the {wording.ordinal(next_round - 1)}."
                )
            when = wording.due_in_words(found.window.words) if found.window and found.window.words else ""
            data["text"] = wording.next_round(data.get("for_round"), known, when, hosted=len(verdict.by) == 1)
        else:
            lead = block.lead[1] - block.lead[0] + 1 if block.lead and block.kind == "item" else 0
            data["text"] = wording.clause(self.text[traced.start : traced.end], verdict, lead, self.language)
            remarks.append(wording.words_remark())
        if known:
            data["by"] = list(known)
        if found.window:
            data["due"] = {"edtf": found.window.edtf, "words": found.window.words}
            evidence.append(Evidence("due", found.start, found.end))
        if found.remark:
            remarks.append(found.remark)
        if (
            block.topic
            and (
                not self._generic(block.topic)
                or (verdict.kind == "next-meeting" and _FUTURE_HEADING.search(block.topic))
            )
            and (verdict.kind != "next-meeting" or _FUTURE_HEADING.search(block.topic))
        ):
            data["topic"] = block.topic[:500]
        return Proposal(
            "commitment-made", data, tuple(evidence), (traced.start, traced.end), block.topic, tuple(remarks)
        )

    def _stated_round(self, traced: Traced, round_: int | None) -> int | None:
        from servanda.documents.ordinals import ordinals  # noqa: PLC0415

        found = [one.number for one in ordinals(self.plain[traced.start : traced.end], self.language)]
        later = [number for number in found if round_ is None or number > round_]
        return later[0] if later else None

    def _cadences(
        self, said: Sequence[Sentence], name: str, occurred: Window, since: date, fiscal: int | None
    ) -> Iterator[Proposal]:
        """How often the dialogue meets, where a sentence about its meetings says so."""
        for one in said:
            if one.block.kind in ("closing", "heading", "title"):
                continue
            sentence = self.plain[one.start : one.end]
            for phrase in phrases(sentence, self.language, self.published, counted_from=since, fiscal=fiscal):
                if isinstance(phrase.meaning, Recurring) and _of_meetings(
                    sentence, phrase, self.language, name
                ):
                    rhythm = phrase.meaning
                    yield Proposal(
                        "cadence-agreed",
                        {
                            "times": rhythm.times,
                            "per": rhythm.per,
                            "every": rhythm.every,
                            "occurred": {"edtf": occurred.edtf},
                        },
                        (Evidence("times", one.start + phrase.start, one.start + phrase.end),),
                        (one.start, one.end),
                        one.block.topic,
                    )
                    return

    def _not_understood(
        self, said: Sequence[Sentence], since: date, fiscal: int | None
    ) -> Iterator[NotUnderstood]:
        """The phrases that are unclear whether they are taken for past or for coming."""
        for one in said:
            if one.block.kind == "closing":
                continue
            sentence = self.plain[one.start : one.end]
            found = [
                {
                    phrase.start: phrase
                    for phrase in phrases(
                        sentence,
                        self.language,
                        self.published,
                        counted_from=since,
                        fiscal=fiscal,
                        tense=tense,
                    )
                    if isinstance(phrase.meaning, Unclear)
                }
                for tense in TENSES
            ]
            for start in sorted(found[0].keys() & found[1].keys()):
                phrase = found[0][start]
                if isinstance(phrase.meaning, Unclear):
                    yield NotUnderstood(one.start + start, one.start + phrase.end, phrase.meaning.why)


def _of_another_time(
    verdict: Verdict, sentence: str, dates: Sequence[Phrase], began: date, language: str, before: int
) -> Verdict:
    """The verdict, refused if the sentence says that this was agreed long before the meeting."""
    if not verdict.taken or verdict.rule not in _TOLD:
        return verdict
    at = verdict.at - before
    for phrase in dates:
        meaning = phrase.meaning
        if (
            not isinstance(meaning, Dated)
            or (began - meaning.window.latest).days <= _LONG_BEFORE
            or meaning.role == "from"
        ):
            continue
        between = sentence[phrase.end : at] if phrase.end <= at else sentence[at : phrase.start]
        near = phrase.end <= at and (
            language == "ja"
            or (len(between) <= _NEAR and not re.search(r"\b(?:which|that|who|and)\b|;", between))
        )
        if near or (phrase.start >= at and len(between) < 4):
            return Verdict(
                False,
                "report of the past",
                f"it tells what was agreed at another time (“{phrase.words}”)",
                at=verdict.at,
            )
    return verdict


_TOLD = frozenset({"agreed", "promised", "confirmed", "confirmed that they will", "tasked", "stands by"})
_LONG_BEFORE = 3
_NEAR = 45


def _chosen(verdicts: Sequence[Verdict], sentence: str) -> Verdict | None:
    """The verdict that counts: a next meeting before all, a firm undertaking before a soft one."""
    taken = [verdict for verdict in verdicts if verdict.taken]
    if not taken:
        return None
    best = min(taken, key=lambda one: (one.kind != "next-meeting", one.strength != "firm", one.at))
    alike = (
        []
        if ";" not in sentence
        else [one for one in taken if one.strength == best.strength and one.kind != "next-meeting"]
    )
    if (
        alike and best.kind != "next-meeting" and all(len(one.by) == 1 for one in alike)
    ):  # "X will …; Y will …"
        return best._replace(by=tuple(dict.fromkeys(code for one in alike for code in one.by)))
    return best


def _repeated(sentence: str, seen: Sequence[str]) -> bool:
    """Whether the document said the same before, almost word for word."""
    words = set(re.findall(r"\w+", sentence.lower()))
    for other in seen:
        known = set(re.findall(r"\w+", other.lower()))
        if words and len(words & known) / len(words | known) >= _REPEATS:
            return True
    return False


def _of_meetings(sentence: str, phrase: Phrase, language: str, name: str) -> bool:
    """Whether a rhythm is that of the dialogue's own meetings."""
    if language == "ja":
        return bool(re.search(r"開催|会合|対話|協議", sentence))
    around = flat(sentence)[: phrase.end + 40].lower()
    own = {word for word in re.findall(r"[a-z]{4,}", flat(name).lower())} & _SERIES | {
        "meeting",
        "meetings",
        "dialogue",
        "consultations",
        "rounds",
        "session",
        "sessions",
    }
    subject = re.search(
        rf"\b(?:{'|'.join(own)}|they|the two (?:sides|ministers|countries)|both sides)\b", around
    )
    return bool(
        subject
        and re.search(
            r"\b(?:held|meet|meets|convene[sd]?|takes? place|hosted|alternat\w+|rotat\w+|organi[sz]ed)\b",
            around,
        )
    ) and not re.search(
        r"\b(?:report|publish|training|exercise|data|statistics|task force|steering group|officials|working group)\b",
        around.replace(flat(name).lower(), ""),
    )


_SERIES = frozenset(
    "workshop committee commission group forum council seminar partnership talks conference summit negotiations dialogue consultations".split()
)


def _source_kind(title: str) -> str:
    said = flat(title).lower()
    if re.search(
        r"joint (?:press )?(?:statement|communiqu|declaration)|chair(?:'s|man's) statement|共同声明", said
    ):
        return "joint-statement"
    return "white-paper" if "white paper" in said or "白書" in said else "press-release"

"""The rules for English sentences.

Each rule looks for its cue, asks who does it (`subjects`) and what follows, and takes the sentence or
refuses it with a reason. A sentence is an undertaking if a rule takes it.
"""

import re
from collections.abc import Callable, Iterator

from servanda.documents.names import Names
from servanda.documents.undertakings.cues import Cues, any_of
from servanda.documents.undertakings.kinds import NextMeeting, kind, passive_kind
from servanda.documents.undertakings.subjects import Subject, Subjects
from servanda.documents.undertakings.verdict import Said, Verdict

_FEW_WORDS = 3
_NEGATED = re.compile(r"\b(?:not|never|no longer)\b", re.IGNORECASE)


class English:
    """The rules, made once for a document."""

    def __init__(self, cues: Cues, names: Names, own_nouns: tuple[str, ...] = ()) -> None:
        self._cues = cues
        self._subjects = Subjects(cues, names)
        self._names = names
        self._next = NextMeeting(cues, own_nouns)
        words = {name: any_of(cues[name]) for name in ("agree firm", "confirm", "states of mind", "intend", "arranged", "tasked")}
        ly = r"(?:\w+ly |also |further |now |both |all |jointly |once again |together |again |in principle |therefore |accordingly )*"
        self._will = re.compile(r"\b(?P<modal>will|shall|'ll|would)\s+(?P<no>not\s+)?(?P<verb>" + ly + r"(?:be |have been )?[a-z-]+)", re.IGNORECASE)
        self._agree = re.compile(
            rf"\b(?P<word>{words['agree firm']})\b[,]?(?P<more>(?: (?:also|further|in principle|unanimously|jointly|today|in particular|mutually|themselves|itself|"
            rf"upon by both sides|by both sides|by the two sides|by all|between the two sides|furthermore|therefore|again|separately|, inter alia,|, among other things,))*)"
            rf"\s*(?P<how>to|that|on|upon|in|with|for|a|an|the|new|closer|further|continued|\$|US\$|its|their|:|[a-z]+ing)?\b", re.IGNORECASE)
        self._confirm = re.compile(
            rf"\b(?:{words['confirm']})\b(?P<between>[^.;:]{{0,90}}?)\b(?P<mind>{words['states of mind']})\b(?P<rest>[^.;]{{0,300}})", re.IGNORECASE)
        self._confirm_that = re.compile(rf"\b(?P<word>{words['confirm']})\b(?P<between>[^.;:]{{0,60}}?)\b(?:that|to)\b", re.IGNORECASE)
        self._intend = re.compile(rf"\b(?P<word>{words['intend']})\b\s*(?:also |jointly |further |both |together )?(?P<to>to|on|for)\b", re.IGNORECASE)
        self._arranged = re.compile(rf"\b(?:is|are|was|were|has been|have been|be|being)\s+(?:also |now |currently |tentatively |provisionally )?(?P<word>{words['arranged']})\b", re.IGNORECASE)
        self._are_to = re.compile(r"\b(?:is|are)\s+to\s+(?:be\s+)?[a-z]+", re.IGNORECASE)
        self._tasked = re.compile(rf"\b(?:{words['tasked']})\b(?P<whom>[^.;:]{{2,110}}?)\bto\s+[a-z]+", re.IGNORECASE)
        self._forward = re.compile(r"\b(?:look(?:s|ed|ing)? forward to|hope[sd]? to|hope[sd]? that|expect(?:s|ed)? to|anticipate[sd]?|wish(?:es|ed)? to)\b", re.IGNORECASE)
        self._opinion = re.compile(rf"\b(?:the |its |their |on the |a |great |common |shared |critical |key )*(?:{any_of(cues['opinions'])})\b", re.IGNORECASE)
        self._hope = re.compile(rf"\b(?:{any_of(cues['hopes'])})\b", re.IGNORECASE)
        self._report = re.compile(rf"\b(?:{any_of(cues['reports'])})\b", re.IGNORECASE)
        self._actions = re.compile(r"\b(?:action|actions|next steps|follow[- ]up|action items|agreed actions|commitments|way forward|deliverables)\b", re.IGNORECASE)
        self._rules: tuple[Callable[[Said], Iterator[Verdict]], ...] = (
            self._agreements, self._confirmations, self._declarations, self._futures, self._intentions, self._arrangements,
            self._taskings, self._expectations, self._action_items, self._labels,
        )

    def verdicts(self, said: Said) -> list[Verdict]:
        """Everything that the rules say of a sentence, in the order of its words."""
        found = [verdict for rule in self._rules for verdict in rule(said)]
        return sorted(found, key=lambda verdict: verdict.at)

    # Rules

    def _agreements(self, said: Said) -> Iterator[Verdict]:
        for match in self._agree.finditer(said.text):
            yield self._agreement(said, match)

    def _agreement(self, said: Said, match: re.Match[str]) -> Verdict:
        text, at, word = said.text, match.end("more"), match["word"].lower()
        before, after = text[: match.start()], text[match.end("more") :]
        how = (match["how"] or "").lower()
        if re.search(r"\b(?:had|as|previously|earlier|already|the|an|mutually|once|if|when|commonly|newly|been)\s+$", before, re.IGNORECASE) and not re.search(
            r"\b(?:it has been|has been|have been)\s+$", before, re.IGNORECASE):
            return _refused("agreed before", "it tells what was agreed before, or describes a thing as agreed", at)
        if re.search(r"\b(?:are|is|remain(?:s|ed)?|were|was|stay)\s+(?:\w+ly )?$", before, re.IGNORECASE) and word in ("committed", "determined", "resolved"):
            return self._standing_commitment(said, match)
        if how == "with" or word in ("commits", "determined", "resolved", "decided") and how in ("",):
            return _refused("agreed", "agreeing with somebody, or on nothing named, is no undertaking", at)
        if self._is_past(said, match):
            return _refused("report of the past", "it tells what was agreed at another time", at)
        if how in ("on", "upon") and self._opinion.match(after.lstrip()[len(how) :].lstrip()):
            return _refused("opinion", "agreeing on the importance of something is an opinion", at)
        if how in ("on", "upon", "a", "an", "the") and self._names_instrument(after):
            return _refused("outcome", "an instrument that was agreed is an outcome", at)
        strength = "firm"
        if how == "that" or (not how and re.match(r"\s*(?:there|both|the two|it)\b", after)):
            opinion = self._clause(after)
            if opinion == "opinion":
                return _refused("opinion", "agreeing that something is so is an opinion", at)
            strength = opinion
        if how == "in" and not re.match(r"\s*in (?:order|principle)", after):
            pass
        subject = self._subjects.before(said, match.start())
        return self._by(said, subject, Verdict(True, "agreed", f"“{match['word']}” binds those who say it", kind(self._cues, text, at), strength, at=at))

    def _standing_commitment(self, said: Said, match: re.Match[str]) -> Verdict:
        subject = self._subjects.before(said, match.start())
        at = match.end("word")
        if subject.sort in ("together",) or (subject.sort == "party" and self._towards_others(said, at)):
            return self._by(said, subject, Verdict(True, "stands by", "it says again that they are committed to it", kind(self._cues, said.text, at), "soft", at=at))
        return _refused("stands by", "who is committed is no party to the dialogue, or it is its own affair", at)

    def _confirmations(self, said: Said) -> Iterator[Verdict]:
        """"reaffirmed their commitment to", "expressed readiness to", "confirmed the deepening of cooperation"."""
        for match in self._confirm.finditer(said.text):
            at, rest, between = match.end("mind"), match["rest"], match["between"]
            mind = match["mind"].lower()
            if self._opinion.search(between) or self._cues.has(between, "opinion verbs") or re.search(r"\b(?:that|to|will|would|of|appreciation|gratitude|thanks|satisfaction|concern|hope|for)\b", re.sub(r"\b(?:continuation|deepening|strengthening|expansion|enhancement|promotion|further|importance) of\b", "", between), re.IGNORECASE):
                yield _refused("opinion", "what is confirmed is a view, or somebody else's", at)
                continue
            if mind in ("cooperation", "co-operation", "collaboration", "support", "will", "desire", "pledge") and not re.search(
                r"\b(?:their|its|our|his|her|continued|continuous|further|closer|close|strong|full|the|unwavering|mutual|ongoing|firm|both)\b", between, re.IGNORECASE):
                if mind not in ("cooperation", "support"):
                    continue
            if re.match(r"\s*(?:is|are|was|were|has|have|of the|of [A-Z]|could|can|plays|between the two countries (?:is|are|was|has))\b", rest) and mind != "commitment":
                continue
            if mind in ("intention", "intentions", "intent", "readiness", "willingness", "determination", "resolve", "preparedness", "desire", "will") and not re.match(r"\s*(?:to|for|of|in|on)\b", rest):
                continue
            subject = self._subjects.before(said, match.start())
            verdict = Verdict(True, "confirmed", f"they stand by their {mind}", self._state_kind(mind, said.text, at), "soft", at=at)
            yield self._by(said, subject, verdict)

    def _declarations(self, said: Said) -> Iterator[Verdict]:
        """"confirmed that they would continue", "announced that they will", "said the two countries would"."""
        pattern = re.compile(
            rf"\b(?:{any_of(self._cues['confirm'])}|said|says|told \w+|added|shared (?:the|a) (?:common )?(?:view|understanding|recognition)|reached (?:an? )?(?:agreement|consensus|understanding)|"
            rf"it was (?:also )?(?:confirmed|noted|understood)|the view|there was (?:agreement|consensus))\b(?P<between>[^.;:]{{0,60}}?)\b(?P<who>that|to|on)\b(?P<clause>[^;]{{3,260}})", re.IGNORECASE)
        for match in pattern.finditer(said.text):
            at = match.start("clause")
            head = match.group()[: match.start("clause") - match.start()].lower()
            if match["who"] == "that":
                will = re.search(r"\b(?P<subject>.{2,90}?)\b(?:will|would|shall)\s+(?P<verb>(?!be able|have to|need)[a-z-]+)", match["clause"], re.IGNORECASE)
                if not will:
                    continue
                inner = self._subjects.before(said, at + will.start() + will.group().lower().rfind(will["verb"].lower()) - 6)
                inner = self._subjects.sort(said, will["subject"].strip()) if inner.sort in ("third", "nobody") else inner
                if inner.sort not in ("together", "meeting", "joint thing", "body", "party"):
                    continue
                place = at + will.start("verb")
                yield self._by(said, inner, Verdict(True, "confirmed that they will", "they say that they will do it", kind(self._cues, said.text, place), "firm", at=place))
            elif re.search(r"reached|consensus|agreement", head) or (match["who"] == "to" and re.match(r"(?:re)?(?:confirm|affirm|iterat)", head) and not match["between"].strip()):
                subject = self._subjects.before(said, match.start())
                if self._opinion.match(match["clause"].strip()):
                    continue
                yield self._by(said, subject, Verdict(True, "agreed", "they came to an agreement to do it", kind(self._cues, said.text, at), "firm", at=at))

    def _futures(self, said: Said) -> Iterator[Verdict]:
        for match in self._will.finditer(said.text):
            if match["modal"].lower() == "would":
                continue
            at = match.start("verb")
            verb = match["verb"].lower()
            if match["no"]:
                yield _refused("will not", "what will not be done is not followed up here", at)
                continue
            subject = self._subjects.before(said, match.start())
            if re.search(r"\b(?:be able to|be (?:important|essential|crucial|vital|key|necessary|critical|beneficial|subject|available|open|live|streamed|broadcast|a|an|the|one|among|in|of|at)|need|require|become|remain (?:a|an|the|key)|help|allow|enable|benefit|bring|lead|mark|play|serve|give|create (?:jobs|opportunities)|boost|pave|see|mean|feature|cover|include|focus)\b", said.text[at : at + 40].split(",")[0], re.IGNORECASE) and subject.sort not in ("together",):
                yield _refused("description", "it describes what something will be or bring", at)
                continue
            if self._cues.has(said.text[max(match.start() - 90, 0) :], "public arrangements") and subject.sort not in ("together", "meeting", "party"):
                yield _refused("arrangement for the public", "it is an arrangement for the press or the public", at)
                continue
            if self._reported_plan(said, match.start()) and subject.sort in ("party", "own", "third", "nobody", "body"):
                yield _refused("own plan explained", "one side explained what it does itself", at)
                continue
            passive = re.match(r"(?:\w+ly |also |further )*(?:be|continue|begin|start|take|resume|proceed|follow|commence)\b", verb)
            what = passive_kind(self._cues, subject.words, said.text, at) if passive and subject.sort in ("joint thing", "body") else kind(self._cues, said.text, at)
            soft = re.match(r"(?:\w+ly |also |further |continue to )*(?:seek|strive|endeavou?r|aim|try|attempt|explore ways)\b", said.text[at:], re.IGNORECASE)
            yield self._by(said, subject, Verdict(True, "will", "they say that they will do it", what, "soft" if soft and not soft.group().endswith("ways") else "firm", at=at))

    def _intentions(self, said: Said) -> Iterator[Verdict]:
        for match in self._intend.finditer(said.text):
            at = match.end("to")
            subject = self._subjects.before(said, match.start())
            word = match["word"].lower()
            if re.search(r"\b(?:an?|the|which|that|is|was)\s+$", said.text[: match.start()]) and subject.sort != "together":
                continue
            if word.startswith(("aim", "seek")) and subject.sort not in ("together",):
                yield _refused("purpose", "it says what something is for", at)
                continue
            if self._reported_plan(said, match.start()) and subject.sort != "together":
                yield _refused("own plan explained", "one side explained what it does itself", at)
                continue
            if word.startswith("planned") and re.search(r"\b(?:is|are|was|were|been)\s+$", said.text[: match.start()]):
                continue
            yield self._by(said, subject, Verdict(True, "intend", f"“{match['word']}” states an intention", kind(self._cues, said.text, at), "soft", at=at))

    def _arrangements(self, said: Said) -> Iterator[Verdict]:
        """"is scheduled to be held", "are set to sign", "are to meet"."""
        for match in [*self._arranged.finditer(said.text), *self._are_to.finditer(said.text)]:
            at = match.end()
            word = (match.groupdict().get("word") or "to").lower()
            subject = self._subjects.before(said, match.start())
            soft = word in self._cues["expected"] or self._cues.has(match.group(), "expected")
            if soft and subject.sort != "meeting":
                yield _refused("expectation", "what is expected is not promised", at)
                continue
            if word not in ("to",) and not re.match(r"\s*(?:to|for|in|on|at|by|,)\b", said.text[at:]):
                continue
            start = match.start() if word == "to" else at
            yield self._by(said, subject, Verdict(True, "arranged", "it is arranged", kind(self._cues, said.text, start), "soft" if soft else "firm", at=start))

    def _taskings(self, said: Said) -> Iterator[Verdict]:
        for match in self._tasked.finditer(said.text):
            at = match.end() - len(match.group().rsplit(" ", 1)[-1])
            whom = self._subjects.sort(said, re.sub(r"^(?:their|our|its|the)\s+(?:respective\s+)?", "", match["whom"].strip()))
            subject = self._subjects.before(said, match.start())
            if subject.sort != "together" or not (self._cues.has(match["whom"], "bodies", "together")):
                continue
            yield Verdict(True, "tasked", "those who speak tell their own body to do it", kind(self._cues, said.text, at), "firm", (), "" if whom.sort != "body" else whom.words, at)

    def _expectations(self, said: Said) -> Iterator[Verdict]:
        """A hope is no undertaking; one for the next round, with its date or place, announces it."""
        for match in self._forward.finditer(said.text):
            at = match.end()
            rest = said.text[at:]
            if self._next.in_(said.text, said.names, at) and re.search(r"\b(?:in|on|at|by|during|host\w*|early|late|later|next year|\d{4})\b", rest):
                yield Verdict(True, "next round awaited", "the next round is announced in the words of a hope", "next-meeting", "soft", at=at)
            else:
                yield _refused("hope", "a hope or expectation binds nobody", at)

    def _action_items(self, said: Said) -> Iterator[Verdict]:
        """In a list of actions: "DSIT to share the draft by June", "Exchange contact lists"."""
        if not self._actions.search(said.topic) and not self._actions.search(said.text[: said.begins]):
            return
        own = said.text[said.begins :]
        match = re.search(r"^(?P<who>[^.;:|]{2,80}?)\s*(?:[:|]\s*)?\bto\s+(?P<verb>[a-z]+)", own)
        if match and self._cues.has(own[match.start("verb") :].split()[0], "towards others") | (match["verb"] in self._cues.kinds):
            subject = self._subjects.sort(said, match["who"].strip(" -"))
            at = said.begins + match.start("verb")
            yield self._by(said, subject if subject.sort != "third" else Subject("body", (), match["who"]),
                           Verdict(True, "action item", "a list of actions gives it to somebody", kind(self._cues, said.text, at), "firm", at=at), listed=True)

    def _labels(self, said: Said) -> Iterator[Verdict]:
        """"Next meeting: Oslo, June 2025" in minutes."""
        match = re.match(r"\s*(?:date (?:and (?:place|venue) )?of )?(?:the )?next (?:\w+ ){0,3}?(?:meeting|round|session|dialogue|consultations)\s*[:-]\s*(?=\S)", said.text[said.begins :], re.IGNORECASE)
        if match:
            yield Verdict(True, "label", "the line names the next round", "next-meeting", "firm", at=said.begins + match.end())

    # What they rest on

    def _by(self, said: Said, subject: Subject, verdict: Verdict, *, listed: bool = False) -> Verdict:
        """The verdict for a subject: bound parties, or a refusal because of who it is."""
        is_next = self._next.in_(said.text[verdict.at - 60 if verdict.at > 60 else 0 :] if subject.sort != "meeting" else said.text, said.names)
        if is_next and subject.sort not in ("relative", "third"):
            host = self._host(said, subject)
            return verdict._replace(kind="next-meeting", by=host or (subject.parties if subject.sort == "party" else ()))
        match subject.sort:
            case "together":
                return verdict._replace(by=subject.parties)
            case "body":
                return verdict._replace(by=subject.parties if len(subject.parties) == 1 else (), body=subject.words)
            case "meeting":
                return verdict
            case "joint thing":
                return verdict if not self._cues.has(said.text, "own plans") else _refused("own plan", "it is a domestic plan", verdict.at)
            case "party":
                if listed or self._towards_others(said, verdict.at):
                    return verdict._replace(by=subject.parties[:1])
                return _refused("own plan", "one side says what it does itself, and nothing towards the others", verdict.at)
            case "relative":
                return _refused("relative clause", "it describes a thing that is named in passing", verdict.at)
            case "own":
                owner = self._named_before(said)
                if owner and self._towards_others(said, verdict.at):
                    return verdict._replace(by=owner)
                return _refused("own plan", "one side says what it does itself, and nothing towards the others", verdict.at)
            case "nobody":
                if verdict.rule in ("agreed", "confirmed that they will", "confirmed"):
                    return verdict
                return _refused("nobody named", "it does not say who", verdict.at)
        return _refused("third actor", f"“{subject.words[:60]}” is no party to the dialogue", verdict.at)

    def _named_before(self, said: Said) -> tuple[str, ...]:
        codes = [one.code for one in self._names.parties(said.text) if one.code]
        return tuple(dict.fromkeys(codes))[:1]

    def _host(self, said: Said, subject: Subject) -> tuple[str, ...]:
        """The one party that is to host the next round, if the sentence says so."""
        patterns = (r"\bhosted by (?P<who>[^,.;]{2,60})", r"(?P<who>[^,.;]{2,80}?)\b(?:will|shall|is to|offered to|agreed to|would)(?: also| next)? host\b", r"\bhost(?:ing)? (?:of|by) (?P<who>[^,.;]{2,60})")
        for pattern in patterns:
            if match := re.search(pattern, said.text, re.IGNORECASE):
                codes = [one.code for one in self._names.parties(match["who"])] + [getattr(one, "party", None) for one in self._names.bodies(match["who"])]
                unique = tuple(dict.fromkeys(code for code in codes if code))
                if len(unique) == 1:
                    return unique
        return ()

    def _towards_others(self, said: Said, at: int) -> bool:
        rest = said.text[at:]
        others = {one.code for one in self._names.parties(rest)}
        verb = " ".join(rest.split()[:4])
        return bool(others & set(said.parties)) or self._cues.has(verb, "towards others") or bool(
            re.search(r"\b(?:the other side|its counterpart|partners?|each other|jointly|together with|both countries|bilateral|the two countries)\b", rest, re.IGNORECASE))

    def _reported_plan(self, said: Said, at: int) -> bool:
        """Whether a verb of explaining governs the clause: "Japan explained that it will …"."""
        before = said.text[:at]
        last = 0
        for match in self._report.finditer(before):
            last = match.end()
        if not last:
            return False
        between = before[last:]
        return not re.search(r"\b(?:and|;)\b.{0,60}\b(?:agreed|concurred|decided|confirmed|both sides|the two sides)\b", between, re.IGNORECASE)

    def _clause(self, after: str) -> str:
        """What a that-clause says: ``firm``, ``soft``, or ``opinion``."""
        modal = re.search(r"\b(?:will|would|shall|to be)\b", after, re.IGNORECASE)
        should = re.search(r"\b(?:should|ought to)\b", after, re.IGNORECASE)
        state = re.search(r"\b(?:is|are|was|were|has|have|must|needs?|remains?|plays?|can|could|may|might|requires?|constitutes?|depends?)\b", after, re.IGNORECASE)
        first = min((m.start() for m in (modal, should, state) if m), default=-1)
        if modal and modal.start() == first:
            return "firm"
        if should and should.start() == first:
            return "soft"
        return "opinion" if state else "firm"

    def _names_instrument(self, after: str) -> bool:
        words = after.split()[:10]
        said = " ".join(words)
        return bool(re.match(r"(?:(?:on|upon|a|an|the|new|joint|its|their|three-year|two-year|five-year|[\w-]+) ){0,4}(?:joint statement|statement|declaration|communiqu[eé]|text of|minutes|joint vision|action plan|work plan|workplan|roadmap|road map|work programme|work program|programme of|plan of action|terms of reference|framework document|list of|joint press)\b", said, re.IGNORECASE))

    def _is_past(self, said: Said, match: re.Match[str]) -> bool:
        around = said.text[max(match.start() - 60, 0) : match.start()] + " " + said.text[match.end("word") :][:40]
        return bool(re.search(r"\b(?:last year|last month|previous(?:ly)?|earlier this year|years? ago|at (?:the|its|their) (?:last|previous|\w+ (?:summit|meeting) in)|had been|in the past|since then)\b", around, re.IGNORECASE)) and not re.search(r"since last|over the last|compared", around)

    def _state_kind(self, mind: str, text: str, at: int) -> str:
        if mind in ("support",):
            return "support"
        if mind in ("cooperation", "co-operation", "collaboration"):
            return "cooperate"
        found = kind(self._cues, text, at)
        return "support" if found in ("other",) else found


def _refused(rule: str, why: str, at: int) -> Verdict:
    return Verdict(False, rule, why, at=at)

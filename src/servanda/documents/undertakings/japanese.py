"""The rules for Japanese sentences: the predicate stands at the end of its clause, and decides."""

import re
from collections.abc import Iterator

from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import Cues
from servanda.documents.undertakings.verdict import Said, Verdict

_NEAR = 34
_FOR_OTHERS = (
    r"(?:研修|供与|円借款|支援|協力|連携|派遣|提供|招へい|招聘|受け入れ|受入れ|拠出|検討|共有|回答|働きかけ|連絡|後押し|研修員|無償資金協力|専門家)"
)
_AGREED_LEAD = re.compile(r"(?:一致|合意|決定|申し合わせ|約束)(?:し|した|を)|こととし|ことを確認")
_VERB = r"(?:る|う|く|す|つ|ぬ|む|ぶ)"
_ASSURED = re.compile(
    rf"{_VERB}(?:旨|と|ことを)(?:を|の)?(?:改めて)?(?:応答|表明|回答|約束|応じ|伝え)|"
    rf"{_FOR_OTHERS}[^。]{{0,60}}?{_VERB}(?:旨|と)(?:を|の)?(?:改めて)?(?:述べ|発言)"
)
_ATTRIBUTE = re.compile(r"た(?![。」、]|$|こと|と|旨|もの)|て(?:い|お)")
_HAPPENED = re.compile(r"(?:た|ている|ない|である)$")
_PUBLISHED = re.compile(r"掲載|ウェブサイト|ホームページ|記者")
_REPORTED = re.compile(r"とのこと|と説明|を説明|と報告")
_DIRECTION = re.compile(r"方向で")
_PLAIN_END = re.compile(
    r"(?<!で)(?<!ている)(?<!認識)(?<!歓迎)(?<!評価)(?<!強調)(?<!留意)(?<!確信)(?<!期待)(?<!懸念)(?<!確認)(?<!感謝)(?<!想起)(?<!支持)(?:する|行う|図る|進める|続ける|深める|高める|設ける|取り組む|努める|始める|広げる|支える|与える|目指す|開く|定める|まとめる|強める|促す)。?$"
)
_POLITE_END = re.compile(r"(?<!て)(?<!で)(?<!お)(?<!い)(?<!あり)(?<!なり)(?<!でき)(?<!思い)(?<!考え)(?<!り)(?:し|い|き|み|ち|び|め|け|え|れ|せ|き)ます。?$")
_AIMS = frozenset({"見通し", "見込み", "見込まれ"})
_TRY = re.compile(r"(?:努める|努力する|目指す)$")
_WEAK = ("実施", "開始", "開催", "推進", "強化", "深化", "促進", "進め", "取り組", "調整")
_OPINION_BEFORE = re.compile(
    r"(?:重要|必要|不可欠|有益|有意義|望ましい|べき)[^、。]{0,10}(?:との|という|旨)?(?:認識|見解|考え|点)?$"
)
_OF_MIND = re.compile(r"(?:重要性|必要性|意義|価値|成果|進捗|現状|状況|認識)(?:について|に関して)?$")


class Japanese:
    """The rules, made once for a document."""

    def __init__(self, cues: Cues, names: Spoken, own_nouns: tuple[str, ...] = ()) -> None:
        self._cues = cues
        self._names = names
        self._firm = _any(cues["firm"])
        self._future = _any(cues["plain future"])
        self._soft = _any(cues["soft"])
        self._together = _any(cues["together"])
        self._bodies = _any(cues["bodies"])
        nouns = "|".join(map(re.escape, [*cues["meetings"], *own_nouns]))
        words = "|".join(cues["next"])
        number = r"第 ?(?!1回|一回)[0-9一二三四五六七八九十]+ ?回"
        self._next = re.compile(
            rf"(?:{words}|(?:次の|来年の|{number})[^、。は]{{0,12}}?(?:{nouns}))"
            r"(?!(?:会合|会議|対話|協議)?(?:まで|に向け|において|での|では|で(?!開催|行)|に(?:報告|提出)))"
            r"(?![^。]{0,24}(?:開き|開いた|開催し、|開催した|行い、))"
        )
        self._held = re.compile(r"開催|ホスト|主催|行う|行われ|実施|予定|調整|開く|開か|開き")
        self._kinds = [
            (re.compile(re.escape(word)), kind, word in _WEAK)
            for kind, words in cues.groups("kinds").items()
            for word in words
        ]

    def verdicts(self, said: Said) -> list[Verdict]:
        """Everything that the rules say of a sentence, in the order of its words."""
        found = [
            *self._agreements(said),
            *self._futures(said),
            *self._plain(said), *self._listed(said),
            *self._intentions(said),
            *self._assurances(said),
            *self._refusals(said),
        ]
        return sorted(found, key=lambda verdict: (not verdict.taken, verdict.at))

    def _agreements(self, said: Said) -> Iterator[Verdict]:
        for match in self._firm.finditer(said.text):
            before = said.text[: match.start()]
            after = said.text[match.end() :]
            state = re.match(r"ことを(?:再)?確認|との認識", match.group()) and _HAPPENED.search(before)
            if _ATTRIBUTE.match(after):
                yield _refused("agreed before", "it describes a thing as agreed", match.start())
            elif state:
                yield _refused("opinion", "what is confirmed is how things are", match.start())
            elif _OPINION_BEFORE.search(before) or re.search(
                r"(?:重要性|必要性|意義|認識)(?:を|で|について)?$", before
            ):
                yield _refused("opinion", "that something is important is an opinion", match.start())
            elif re.match(r"を(?:合意|決定)し", match.group()) and not re.search(
                r"(?:こと|開催|実施|継続|強化|協力|連携|推進|設置|協議)$", before
            ):
                yield _refused("outcome", "an instrument that was agreed is an outcome", match.start())
            elif self._by_a_third(said, before):
                yield _refused("third actor", "who agreed is no party to the dialogue", match.start())
            else:
                strength = "soft" if _TRY.search(before) else "firm"
                yield self._taken(said, "agreed", "they agreed to do it", strength, match.start())

    def _futures(self, said: Said) -> Iterator[Verdict]:
        for match in self._future.finditer(said.text):
            at = match.start()
            if _REPORTED.search(said.text, at) or _PUBLISHED.search(said.text):
                yield _refused("report", "it is reported, not undertaken", at)
            elif self._is_next(said):
                strength = "soft" if _DIRECTION.search(said.text) else "firm"
                yield self._taken(said, "will", "the next round is announced", strength, at)
            elif self._single(said.text[:at]) and not self._shared(said) and not self._for_the_other(said):
                yield _refused(
                    "own plan", "one side says what it does itself, and nothing towards the others", at
                )
            elif not (
                self._together.search(said.text)
                or self._shared(said)
                or len(said.parties) > 1
                and self._works_together(said)
            ):
                yield _refused("nobody named", "it does not say that the sides do it", at)
            else:
                yield self._taken(said, "will", "they say that they will do it", "firm", at)

    def _plain(self, said: Said) -> Iterator[Verdict]:
        """The plain form of a joint statement: 「両者は、報告書を作成する。」."""
        match = _PLAIN_END.search(said.text) or _POLITE_END.search(said.text)
        who = rf"(?:^|、|。)(?:また|さらに|加えて|その上で)?、?(?:{self._together.pattern}|{self._bodies.pattern})(?:は|が)"
        if match and re.search(who, said.text[said.begins :]):
            yield self._taken(said, "will", "they say that they will do it", "firm", match.start())

    def _listed(self, said: Said) -> Iterator[Verdict]:
        """An item under 「以下の点で一致しました。」."""
        lead = said.text[: said.begins]
        if lead and _AGREED_LEAD.search(lead) and not _OPINION_BEFORE.search(said.text.rstrip("。")):
            yield self._taken(said, "agreed", "the line before the list says that they agreed", "firm", len(said.text))

    def _intentions(self, said: Said) -> Iterator[Verdict]:
        for match in self._soft.finditer(said.text):
            at = match.start()
            if self._is_next(said):
                yield self._taken(said, "next round awaited", "the next round is announced", "soft", at)
            elif match.group() in _AIMS and self._bodies.match(said.text[said.begins :]):
                yield self._taken(said, "intend", "a body of the dialogue is expected to do it", "soft", at)
            elif match.group() in ("期待され", "目指し", "努め", "目指すこと", "見通し", "見込み", "見込まれ"):
                yield _refused("hope", "an aim or expectation binds nobody", at)
            elif _OF_MIND.search(said.text[:at]) or "重要性" in match.group():
                yield _refused("opinion", "that something is important is an opinion", at)
            elif (
                self._single(said.text[:at])
                and not self._together.search(said.text[:at])
                and not self._for_the_other(said)
            ):
                yield _refused("own plan", "one side says what it means to do", at)
            else:
                yield self._taken(said, "confirmed", "they confirmed that they mean to do it", "soft", at)

    def _assurances(self, said: Said) -> Iterator[Verdict]:
        """One side said that it will answer, provide, invite: 「回答すると述べた」."""
        for match in _ASSURED.finditer(said.text):
            if self._together.search(said.text[: match.start()]) or _REPORTED.search(said.text, match.start()):
                continue
            yield self._taken(
                said,
                "confirmed that they will",
                "one side says that it will do it for the other",
                "firm",
                match.start(),
            )

    def _for_the_other(self, said: Said) -> bool:
        """Whether what one side means to do is for another: it is named, or it is help by its kind."""
        return re.search(_FOR_OTHERS, said.text) is not None or (
            len({one.code for one in self._names.parties(said.text)}) > 1
            or len(re.findall(r"側", said.text)) > 1
        )

    def _refusals(self, said: Said) -> Iterator[Verdict]:
        for why, words in self._cues.groups("refused").items():
            if match := _any(words).search(said.text):
                yield _refused(why.removeprefix("a ").partition(",")[0], f"it is {why}", match.start())

    def _taken(self, said: Said, rule: str, why: str, strength: str, at: int) -> Verdict:
        if self._is_next(said):
            return Verdict(True, rule, why, "next-meeting", strength, self._host(said), at=at)
        return Verdict(True, rule, why, self._kind(said.text, at), strength, self._by(said, at), at=at)

    def _is_next(self, said: Said) -> bool:
        match = self._next.search(said.text)
        return bool(match and self._held.search(said.text, match.end()))

    def _kind(self, text: str, at: int) -> str:
        """The kind by the word nearest before the predicate; words such as 推進 count only alone."""
        begin = max(text.rfind("。", 0, at), at - _NEAR, 0)
        found = [
            (not weak, match.start(), kind)
            for pattern, kind, weak in self._kinds
            for match in pattern.finditer(text, begin, at + 8)
        ]
        return max(found)[2] if found else "other"

    def _by(self, said: Said, at: int) -> tuple[str, ...]:
        if self._together.search(said.text[:at]):
            return ()
        match = re.match(r"[^、。]{0,4}?(?P<who>[^、。]{1,30}?)(?:側)?(?:は|が)、?", said.text[said.begins :])
        codes = (
            tuple(dict.fromkeys(one.code for one in self._names.parties(match["who"]) if one.code))
            if match
            else ()
        )
        return codes if len(codes) == 1 else ()

    def _host(self, said: Said) -> tuple[str, ...]:
        match = re.search(
            r"(?P<who>[^、。は]{1,16}?)(?:側)?(?:が|の)(?:主催|ホスト)|(?P<side>[^、。は]{1,12}?)側?がホスト",
            said.text,
        )
        codes = [one.code for one in self._names.parties((match["who"] or match["side"]) if match else "")]
        return tuple(code for code in codes if code)[:1]

    def _single(self, before: str) -> bool:
        """Whether one side alone is the topic: 日本側は, 総務省は."""
        match = re.search(r"(?:^|。|、)(?P<who>[^、。]{1,40}?)(?:は|が|から|より)[、,]?", before)
        return bool(
            match
            and not self._together.search(match["who"])
            and (
                "側" in match["who"]
                or len(self._names.parties(match["who"])) == 1
                or self._names.bodies(match["who"])
            )
        )

    def _shared(self, said: Said) -> bool:
        return bool(
            re.search(
                r"両国|両者|双方|二国間|2国間|日[^、。]{1,6}間|相手国|と(?:の)?(?:連携|協力)|に対(?:し|する)(?:支援)?|ともに|共同",
                said.text,
            )
        )

    def _works_together(self, said: Said) -> bool:
        return bool(re.search(r"協力|連携|対話|協議|意見交換|情報交換", said.text))

    def _by_a_third(self, said: Said, before: str) -> bool:
        return bool(
            re.search(
                r"(?:企業|業界|民間|G7|G20|国連|OECD|加盟国|事業者|閣議)(?:各社)?(?:は|が|で)[^、。]{0,30}$",
                before,
            )
        ) and not self._together.search(before)


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def _refused(rule: str, why: str, at: int) -> Verdict:
    return Verdict(False, rule, why, at=at)

"""The rules for Japanese sentences: the predicate stands at the end of its clause, and decides."""

import re
from collections.abc import Iterable, Iterator

from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import Cues
from servanda.documents.undertakings.japanese_sides import FOR_OTHERS, Sides
from servanda.documents.undertakings.verdict import Said, Verdict, left_out, refused, taken

_NEAR = 34
"""So many characters before the predicate the word stands that tells the kind of undertaking."""
_PREDICATE = 8
_WEAK = frozenset(
    {"実施", "開始", "開催", "推進", "強化", "深化", "促進", "進め", "取り組", "調整"}
)  # these tell the kind only where no other word does
_AGREED_LEAD = re.compile(r"(?:一致|合意|決定|申し合わせ|約束)(?:し|した|を)|こととし|ことを確認")
# "That they oppose it", "that it is so": a view, which the plain form of a verb may state as well.
_NO_VIEW_STATED = "".join(
    f"(?<!{word}す)" for word in ("反対", "歓迎", "評価", "重視", "懸念", "期待", "非難", "賛同", "希望")
)
_TO_DO_IT = rf"(?:(?<!あ)(?<!てい){_NO_VIEW_STATED}る|[うくすつぬむぶ])"
_ASSURED = re.compile(
    rf"{_TO_DO_IT}(?:旨|と|ことを)[をの]?(?:改めて)?(?:応答|表明|回答|約束|応じ|伝え|伝達)|"
    rf"{FOR_OTHERS}[^。]{{0,60}}?{_TO_DO_IT}(?:旨|と)[をの]?(?:改めて)?(?:述べ|発言)|"
    rf"(?:側に|に対し|{FOR_OTHERS}|貢献)[^。]{{0,60}}?{_TO_DO_IT}旨の(?:発言|表明|回答)"
)
# 「合意した文書」 is a document that was agreed; 「合意した。」 is the agreement.
_ATTRIBUTE = re.compile(r"た(?![。」、]|$|こと|と|旨|もの)|て(?:い|お)")
_CONFIRMED = re.compile(r"ことを(?:再)?確認|との認識")
_NOT_AGREED = re.compile(
    r"[^。、]{0,4}(?:至ら|至りませ|できな|できませ)|し?(?:な(?:い|かっ)|ませんで|ず[、。])"
)
_NOT_TO_DO = re.compile(r"ない(?:こと)?[でをにと]?$")
_HAPPENED = re.compile(r"(?:た|ている|ない|である)$")
_PUBLISHED = re.compile(r"掲載|ウェブサイト|ホームページ|記者")
_REPORTED = re.compile(r"とのこと|との?説明|を説明|旨の?説明|との?報告")
_VIEWS = ("認識", "歓迎", "評価", "強調", "留意", "確信", "期待", "懸念", "確認", "感謝", "想起", "支持")
_NO_VIEW = "".join(f"(?<!{word})" for word in ("で", "ている", *_VIEWS))
_PLAIN_VERB = (
    r"(?:する|行う|図る|進める|続ける|深める|高める|設ける|取り組む|努める|始める|広げる|支える|与える|"
    r"目指す|開く|定める|まとめる|強める|促す)"
)
_PLAIN_END = re.compile(rf"{_NO_VIEW}{_PLAIN_VERB}。?$")
_NO_STATE = "".join(
    f"(?<!{word})" for word in ("て", "で", "お", "い", "あり", "なり", "でき", "思い", "考え", "り")
)
_POLITE_END = re.compile(rf"{_NO_STATE}[しいきみちびめけえれせ]ます。?$")
_SUBJECT = re.compile(r"[はが]")
_DEADLINE = re.compile(r"までに|年内|年度内|月中|年中")
_CALLED_OFF = re.compile(r"中止|延期|見送")
_OPENING = r"(?:また|さらに|加えて|その上で)?、?"
_TRY = re.compile(r"(?:努める|努力する|目指す)$")
_NEEDED = r"(?:重要|必要|不可欠|有益|有意義|望ましい|べき)"
_NEEDED_BEFORE = re.compile(rf"{_NEEDED}[^、。]{{0,10}}(?:との|という|旨)?(?:認識|見解|考え|点)?$")
_IMPORTANCE_BEFORE = re.compile(r"(?:重要性|必要性|意義|認識)(?:を|で|について)?$")
_OF_A_MATTER = re.compile(r"(?:重要性|必要性|意義|価値|成果|進捗|現状|状況|認識)(?:について|に関して)?$")
_SETTLED = re.compile(r"を(?:合意|決定)し")
_TO_DO = re.compile(r"(?:こと|開催|実施|継続|強化|協力|連携|推進|設置|協議)$")
_PROSPECTS = frozenset({"見通し", "見込み", "見込まれ"})
_HOPES = frozenset({"期待され", "目指し", "努め", "目指すこと"}) | _PROSPECTS
_WORKING_TOGETHER = re.compile(r"協力|連携|対話|協議|意見交換|情報交換")
_HELD = re.compile(r"開催|ホスト|主催|行う|行われ|実施|予定|調整|開く|開か|開き")
_LATER_ROUND = r"第 ?(?!1回|一回)[0-9一二三四五六七八九十]+ ?回"
# 「次回会合までに報告する」 tells when something else is done, 「第3回会合を開き」 what was done.
_AS_A_TIME = r"(?!(?:会合|会議|対話|協議)?(?:まで|に向け|において|での|では|で(?!開催|行)|に(?:報告|提出)))"
_IN_THE_PAST = r"(?![^。]{0,24}(?:開き|開いた|開催し、|開催した|行い、))"
_OPINION = "that something is important is an opinion"
_WILL = "they say that they will do it"


class Japanese:
    """The rules, made once for a document.

    Args:
        cues: of the language.
        names: in the document.
        own_nouns: the nouns with which the dialogue's own name ends, such as 会合.
    """

    def __init__(self, cues: Cues, names: Spoken, own_nouns: tuple[str, ...] = ()) -> None:
        self._sides = sides = Sides(cues, names)
        self._firm = _any(cues["firm"])
        self._future = _any(cues["plain future"])
        self._soft = _any(cues["soft"])
        self._bodies = _any(cues["bodies"])
        they = f"{sides.together.pattern}|{self._bodies.pattern}"
        self._they = re.compile(f"(?:^|[、。]){_OPENING}(?:[両双][^、。]{{1,3}}の)?(?:{they})[はが]")
        nouns = "|".join(map(re.escape, [*cues["meetings"], *own_nouns]))
        named = rf"(?:次の|来年の|{_LATER_ROUND})[^、。は]{{0,12}}?(?:{nouns})"
        self._next = re.compile(rf"(?:{'|'.join(cues['next'])}|{named}){_AS_A_TIME}{_IN_THE_PAST}")
        self._kinds = [
            (re.compile(re.escape(word)), kind, word not in _WEAK)
            for kind, words in cues.groups("kinds").items()
            for word in words
        ]
        self._refused = [(why, _any(words)) for why, words in cues.groups("refused").items()]

    def verdicts(self, said: Said) -> list[Verdict]:
        """Everything that the rules say of a sentence: first what is taken, in the order of its words.

        Of a sentence longer than `LONGEST` only so much is judged; the last verdict says so.
        """
        judged = said.judged
        found = [
            *self._agreements(judged),
            *self._futures(judged),
            *self._plain(judged),
            *self._listed(judged),
            *self._intentions(judged),
            *self._assurances(judged),
            *self._refusals(judged),
        ]
        if self._next.search(judged.text) and (off := _CALLED_OFF.search(judged.text)):
            why = "a meeting is called off or put off; read yourself until when"
            found = [refused("called off", why, off.start())]
        return sorted(found, key=lambda verdict: (not verdict.taken, verdict.at)) + left_out(said)

    def _agreements(self, said: Said) -> Iterator[Verdict]:
        """As in 「…ことで一致した」."""
        for match in self._firm.finditer(said.text):
            before, at = said.text[: match.start()], match.start()
            if _NOT_AGREED.match(said.text, match.end()):
                yield refused("not agreed", "it says that they did not agree", at)
            elif _ATTRIBUTE.match(said.text, match.end()):
                yield refused("agreed before", "it describes a thing as agreed", at)
            elif _CONFIRMED.match(match.group()) and _HAPPENED.search(before):
                yield refused("opinion", "what is confirmed is how things are", at)
            elif _NEEDED_BEFORE.search(before) or _IMPORTANCE_BEFORE.search(before):
                yield refused("opinion", _OPINION, at)
            elif _SETTLED.match(match.group()) and not _TO_DO.search(before):
                yield refused("outcome", "an instrument that was agreed is an outcome", at)
            elif self._sides.is_third(before):
                yield refused("third actor", "who agreed is no party to the dialogue", at)
            else:
                strength = "soft" if _TRY.search(before) else "firm"
                yield self._taken(said, "agreed", "they agreed to do it", strength, at)

    def _futures(self, said: Said) -> Iterator[Verdict]:
        """As in 「…ていく」, 「…予定です」."""
        for match in self._future.finditer(said.text):
            at = match.start()
            if self._sides.is_of_others(said):
                yield refused("third actor", "it is a meeting of others", at)
            elif _REPORTED.search(said.text, at) or _PUBLISHED.search(said.text):
                yield refused("report", "it is reported, not undertaken", at)
            elif self._is_next(said):
                strength = "soft" if "方向で" in said.text else "firm"
                yield self._taken(said, "will", "the next round is announced", strength, at)
            elif self._is_at_home(said, at):
                why = "one side says what it does itself, and nothing towards the others"
                yield refused("own plan", why, at)
            elif self._is_in_common(said) or self._is_for_the_other(said, at):
                yield self._taken(said, "will", _WILL, "firm", at)
            else:
                yield refused("nobody named", "it does not say that the sides do it", at)

    def _is_at_home(self, said: Said, at: int) -> bool:
        sides = self._sides
        several = sides.are_several(said.text) or sides.for_another(said.text)
        return sides.is_one(said.text[:at]) and not several

    def _is_for_the_other(self, said: Said, at: int) -> bool:
        return self._sides.is_one(said.text[:at]) and self._sides.name_several(said.text)

    def _is_in_common(self, said: Said) -> bool:
        return (
            self._sides.together.search(said.text) is not None
            or self._sides.are_several(said.text)
            or (len(said.parties) > 1 and _WORKING_TOGETHER.search(said.text) is not None)
        )

    def _plain(self, said: Said) -> Iterator[Verdict]:
        """The plain or polite form of a joint statement: 「両者は、報告書を作成する。」."""
        match = _PLAIN_END.search(said.text) or _POLITE_END.search(said.text)
        if match and (
            self._they.search(said.sentence)
            or self._sides.act_together(said.sentence)
            or _is_set_down(said.sentence)
            or ("に対し" in said.sentence and self._is_for_the_other(said, match.start()))
        ):
            yield self._taken(said, "will", _WILL, "firm", match.start())

    def _listed(self, said: Said) -> Iterator[Verdict]:
        """An item under 「以下の点で一致しました。」."""
        if _AGREED_LEAD.search(said.lead) and not _NEEDED_BEFORE.search(said.text.rstrip("。")):
            why = "the line before the list says that they agreed"
            yield self._taken(said, "agreed", why, "firm", len(said.text))

    def _intentions(self, said: Said) -> Iterator[Verdict]:
        """As in 「…意向を示した」."""
        for match in self._soft.finditer(said.text):
            before, at = said.text[: match.start()], match.start()
            if self._is_next(said):
                yield self._taken(said, "next round awaited", "the next round is announced", "soft", at)
            elif match.group() in _PROSPECTS and self._bodies.match(said.sentence):
                yield self._taken(said, "intend", "a body of the dialogue is expected to do it", "soft", at)
            elif match.group() in _HOPES:
                yield refused("hope", "an aim or expectation binds nobody", at)
            elif _OF_A_MATTER.search(before) or "重要性" in match.group():
                yield refused("opinion", _OPINION, at)
            elif self._is_of_one_alone(said, before):
                yield refused("own plan", "one side says what it means to do", at)
            else:
                yield self._taken(said, "confirmed", "they confirmed that they mean to do it", "soft", at)

    def _is_of_one_alone(self, said: Said, before: str) -> bool:
        together = self._sides.together.search(before)
        return self._sides.is_one(before) and not together and not self._sides.for_another(said.text)

    def _assurances(self, said: Said) -> Iterator[Verdict]:
        """One side said that it will answer, provide, invite: 「回答すると述べた」."""
        for match in _ASSURED.finditer(said.text):
            at = match.start()
            by_all = self._sides.together.search(said.text[:at]) and not self._sides.is_one(said.text[:at])
            if not (by_all or _REPORTED.search(said.text, at)):
                why = "one side says that it will do it for the other"
                yield self._taken(said, "confirmed that they will", why, "firm", at)

    def _refusals(self, said: Said) -> Iterator[Verdict]:
        """What reports, hopes and views say, for the trace of a sentence that nothing takes."""
        for why, words in self._refused:
            if match := words.search(said.text):
                yield refused(why.removeprefix("a ").partition(",")[0], f"it is {why}", match.start())

    def _taken(self, said: Said, rule: str, why: str, strength: str, at: int) -> Verdict:
        if self._is_next(said):
            return taken(rule, why, "next-meeting", strength, at, by=self._sides.host(said))
        return taken(rule, why, self._kind(said.text, at), strength, at, by=self._sides.bound(said, at))

    def _is_next(self, said: Said) -> bool:
        match = self._next.search(said.text)
        return match is not None and _HELD.search(said.text, match.end()) is not None

    def _kind(self, text: str, at: int) -> str:
        """The kind by the last word before the end of the predicate that is not weak."""
        if _NOT_TO_DO.search(text, 0, at + 2):
            return "other"
        begin = max(text.rfind("。", 0, at), at - _NEAR, 0)
        found = [
            (strong, match.start(), kind)
            for pattern, kind, strong in self._kinds
            for match in pattern.finditer(text, begin, at + _PREDICATE)
        ]
        return max(found)[2] if found else "other"


def _is_set_down(sentence: str) -> bool:
    """Whether a result is set down without a subject, with its deadline: 「報告書を年内に作成します。」."""
    return _DEADLINE.search(sentence) is not None and not _SUBJECT.search(sentence)


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words, key=len, reverse=True)))

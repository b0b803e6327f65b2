"""Who is bound by a Japanese sentence: the sides together, one of them, or somebody else."""

import re

from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import Cues
from servanda.documents.undertakings.verdict import Said

_TOPIC = re.compile(r"(?:^|[。、])(?P<who>[^、。]{1,40}?)(?:は|が|から|より)")
_SUBJECT = re.compile(
    r"^[^、。]{0,4}?(?P<who>[^、。]{1,30}?)側?(?:は|が|から(?=、))|"
    r"[、。][^、。]{0,4}?(?P<side>[^、。]{1,30}?)側(?:は|が|から(?=、))"
)
_HOST = re.compile(r"(?P<who>[^、。は]{1,16}?)側?[がの](?:主催|ホスト)|(?P<side>[^、。は]{1,12}?)側?がホスト")
_SHARED = re.compile(
    r"両国|両者|双方|二国間|2国間|日[^、。]{1,6}間|相手国|との?(?:連携|協力)|に対(?:し|する)|ともに|共同"
)
_WITH_ACRONYM = re.compile(
    r"(?P<acronym>[A-Z]{3,8}\d*)[^、。はが]{0,10}(?:委員会|会合|会議|総会|理事会|サミット)[はがを]"
)
FOR_OTHERS = (
    r"(?:貢献|安定供給|研修|供与|円借款|支援|協力|連携|派遣|提供|招へい|招聘|受け入れ|受入れ|拠出|検討|共有|回答|働きかけ|連絡|後押し|"
    r"研修員|無償資金協力|専門家)"
)
_FOR_OTHERS = re.compile(FOR_OTHERS)


class Sides:
    """Finds who does it, for the sentences of one document."""

    def __init__(self, cues: Cues, names: Spoken) -> None:
        self._names = names
        third = "|".join(cues["third actors"])
        self._third = re.compile(rf"(?:{third})(?:各社)?[はがで]、?[^、。]{{0,30}}$")
        self.together = re.compile("|".join(sorted(cues["together"], key=len, reverse=True)))

    def bound(self, said: Said, at: int) -> tuple[str, ...]:
        """The one party that is bound by the predicate at a position; empty if it is all of them."""
        if self.together.search(said.text[:at]):
            return ()
        before = said.sentence[: max(at - said.begins, 0)]
        named = [self._codes(match["who"] or match["side"]) for match in _SUBJECT.finditer(before)]
        return next((codes for codes in reversed(named) if len(codes) == 1), ())

    def host(self, said: Said) -> tuple[str, ...]:
        """The party that is to host the next round, if the sentence says so."""
        match = _HOST.search(said.text)
        return self._codes(match["who"] or match["side"])[:1] if match else ()

    def is_one(self, before: str) -> bool:
        """Whether one side alone is the topic: 日本側は, 総務省は."""
        match = _TOPIC.search(before)
        if not match or self.together.search(match["who"]):
            return False
        who = match["who"]
        return "側" in who or len(self._names.parties(who)) == 1 or bool(self._names.bodies(who))

    def are_several(self, text: str) -> bool:
        """Whether the words say that the sides do it with or for each other."""
        return _SHARED.search(text) is not None

    def for_another(self, text: str) -> bool:
        """Whether what one side does is for another: it is named, or it is help by its kind."""
        return _FOR_OTHERS.search(text) is not None or self.name_several(text)

    def name_several(self, text: str) -> bool:
        """Whether the words name more than one side."""
        return len({one.code for one in self._names.parties(text)}) > 1 or text.count("側") > 1

    def act_together(self, sentence: str) -> bool:
        """Whether the topic names those of several sides: 海上保安庁とインド沿岸警備隊は."""
        match = _TOPIC.search(sentence)
        return match is not None and "と" in match["who"] and len(set(self._names.codes(match["who"]))) > 1

    def is_of_others(self, said: Said) -> bool:
        """Whether the topic is a meeting with an acronym that the dialogue does not bear: CPTPP委員会は."""
        match = _WITH_ACRONYM.search(said.text)
        return match is not None and not any(match["acronym"] in name for name in said.names)

    def is_third(self, before: str) -> bool:
        """Whether those who agreed are no party to the dialogue: 企業各社は, G7で."""
        return self._third.search(before) is not None and not self.together.search(before)

    def _codes(self, words: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.code for one in self._names.parties(words) if one.code))

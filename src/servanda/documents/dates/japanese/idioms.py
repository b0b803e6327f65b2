"""Japanese phrases without a date: 早期に, 年2回, 次回会合まで."""

import re

from servanda.documents.dates.japanese.script import NUMBER, Script, compiled, number
from servanda.documents.dates.meanings import Meaning, Recurring, Relative, Unclear, Undated

Meant = tuple[Meaning, int] | None
_UNDATED = (
    r"(?:可能な限り|できる限り|できるだけ|出来る限り|なるべく)(?:早期|早い時期|早い段階|速やか|"
    r"早急|迅速|早く)(?:に|の|な)?",
    r"早期(?:に|の|な)|早期(?=か|開催|実現|締結|発効|妥結|再開|開始|実施)|早い(?:時期|段階|"
    r"機会)に?|早急に|可及的(?:速やか|すみやか)に|"
    r"速やかに|すみやかに|迅速に|遅滞なく|直ちに",
    r"近日中に?|近い将来に?|近い時期に?|遠からず|ほどなく|間もなく|まもなく|近々|追って|"
    r"いずれ(?=[、開])|将来的に(?:は)?",
    r"(?:双方(?:に|の|が|にとって)?(?:と[っつ]て)?(?:都合の(?:良|よ|い)い|合意する|受入れ可能な)|"
    r"適切な|適当な|しかるべき|然るべき|都合の(?:良|よ)い)(?:時期|時|タイミング|日程|段階)(?:に)?",
    r"(?:日程|時期|開催日|具体的な日程|日時)(?:及び場所|や場所|・場所)?は?[、]?(?:今後|追って|"
    r"外交ルートを通じて|後日|別途)[ぁ-ん]{0,4}(?:調整|決定|合意|定め|発表|公表)",
    r"外交ルートを通じて?(?:調整|決定|合意)",
    r"定期的(?:に|な)|随時|適時|適宜|中長期的に|中長期的な|当面|不定期に",
    r"今後(?!_(?:約|概ね|おおむね)?_?(?:[0-9一二三四五六七八九十数]{1,4}_?[年かヶカケ箇個週日]|"
    r"半年))(?:も|は|とも|の)?|将来(?!像|性|世代)(?:も|は|に|の)?",
)
_NEAR = r"近く(?=、|[一-龠ァ-ヶ]{2,8}(?:する|される|し|を|が|の予定|予定))"
_UNIT = r"(?P<per>年|[かカケ箇個]月|月|週間?|四半期|半年)"
_RECURRING = (
    rf"(?:少なくとも_?|最低_?|原則_?|概ね_?|おおむね_?|約_?)?(?P<single>年|月|週|毎年|毎月|毎週|"
    rf"四半期|半年|各年)(?:間)?に?_?(?:少なくとも_?|最低_?|約_?|"
    rf"原則_?)?(?P<times>{NUMBER})_?[回度](?!目)(?:程度|以上|ずつ|は|の(?:ペース|頻度)(?:で)?)?",
    rf"(?:少なくとも_?|最低_?|概ね_?|おおむね_?|約_?|"
    rf"原則_?)?(?P<every>{NUMBER})_?{_UNIT}に_?(?P<often>{NUMBER})_?[回度](?:程度|以上|は|"
    rf"の(?:ペース|頻度)(?:で)?)?",
    rf"(?:概ね|おおむね|約)?_?(?P<each>{NUMBER})_?{_UNIT}(?:ごと|毎)に?",
    r"(?P<word>毎年度?|毎月|毎週|隔年|隔月|隔週|四半期(?:ごと|毎)|半年(?:ごと|毎)|月例|年次|"
    r"各四半期|年ごと|毎四半期)(?:に(?!は?わた))?",
)
_AGAIN = rf"(?:の?_?(?:{NUMBER}月(?:頃|ごろ)?|[春夏秋冬](?:頃|ごろ)?|[月火水木金土日]曜日?)に?)?"
_WORDS = {
    "毎年": Recurring(1, 1, "year"),
    "毎年度": Recurring(1, 1, "year"),
    "年次": Recurring(1, 1, "year"),
    "年ごと": Recurring(1, 1, "year"),
    "毎月": Recurring(1, 1, "month"),
    "月例": Recurring(1, 1, "month"),
    "毎週": Recurring(1, 1, "week"),
    "隔年": Recurring(1, 2, "year"),
    "隔月": Recurring(1, 2, "month"),
    "隔週": Recurring(1, 2, "week"),
    "半年ごと": Recurring(2, 1, "year"),
    "半年毎": Recurring(2, 1, "year"),
}
_HEADS = (
    r"会合|会議|対話|協議|サミット|総会|フォーラム|訪問|訪日|訪米|ラウンド|会談|セッション|"
    r"ワークショップ|大会|"
    r"[A-Z][A-Z0-9]{1,6}_?[0-9]{0,2}|発効|署名|締結|選挙|万博|交渉|シンポジウム|"
    r"セミナー|委員会|部会|発足|就任|理事会"
)
_RELATIVE = (
    rf"(?P<head>{_HEADS})(?:_\([^()\n]{{1,20}}\))?(?:の(?:場|開催|"
    rf"終了))?(?P<after>まで(?:に)?(?:は)?|前(?:に|まで)?(?!回|年|日|月|半|身|文|提|進|向)|"
    rf"に先立[ちっ](?:て)?|"
    r"に先駆けて|に向け(?:て|た)?|の際(?:に)?|に際し(?:て)?|の機会(?:に|を[^、。]{0,4})?|"
    r"に合わせ(?:て)?|の折(?:に)?|後(?:に|速やかに|直ちに)?(?!半|継|援|者|押|見)|の後(?:に)?|を受けて|"
    r"において|で(?!は?(?:な|あ|き|も))(?:は)?|の時(?:に)?|と同時に|と併せて|を経て)"
)
_AT = ("の際", "に際", "の機会", "に合わせ", "の折", "において", "で", "の時", "と同時", "と併せ")
_AFTER = ("後", "の後", "を受けて", "を経て")
_BACK = 24
_OFTEN = 100
_OF_NAME = re.compile(r"[一-龠々ァ-ヶーA-Za-z0-9・]")
_TO_COME = r"(?:次回|次期|次の|来る|来たる|今後の|次々回|次)"
_STARTS_OF_NAME = re.compile(r"次回の?|次期|次の|来る|来たる|次々回の?")


def undated(s: Script, at: int) -> Meant:
    """A time without any bound."""
    ends = [match.end() for rule in _UNDATED if (match := s.match(rule, at))]
    before = s.plain[at - 1] if at else "。"
    if s.plain[at] == "近" and before in "。、はがをも\n 」)" and (match := s.match(_NEAR, at)):
        ends.append(match.end())
    return (Undated(), max(ends)) if ends else None


def recurring(s: Script, at: int) -> Meant:
    """A rhythm."""
    if at and (s.plain[at - 1].isdigit() or s.plain[at - 1] in "第昨今来本同翌前当〇"):
        return None
    for rule in _RECURRING:
        match = s.match(rule + _AGAIN, at)
        if match:
            return _rhythm({name: said for name, said in match.groupdict().items() if said}), match.end()
    return None


def _rhythm(said: dict[str, str]) -> Meaning:
    if "word" in said:
        return _WORDS.get(said["word"], Recurring(4, 1, "year"))
    every = number(said.get("every") or said.get("each") or "1")
    times = number(said.get("times") or said.get("often") or "1")
    if not every or not times or max(times, every) > _OFTEN:
        return Unclear("it is not clear how often")
    unit = (said.get("per") or said.get("single") or "").removeprefix("毎").removeprefix("各")
    if unit == "四半期":
        return Recurring(times * 4, 1, "year") if every == 1 else Recurring(times, every * 3, "month")
    if unit == "半年":
        return Recurring(times * 2, 1, "year") if every == 1 else Recurring(times, every * 6, "month")
    return Recurring(times, every, "year" if unit == "年" else "month" if unit.endswith("月") else "week")


def relatives(s: Script) -> dict[int, tuple[Meaning, int]]:
    """Every time of a text that is told by an event, by the place where it begins."""
    found: dict[int, tuple[Meaning, int]] = {}
    for match in compiled(_RELATIVE).finditer(s.plain):
        start = _start(s, match.start("head"))
        relation = _relation(match["after"])
        event = s.text[start : match.start("after")].strip()
        plain_at = match["after"].startswith(("において", "で"))
        if plain_at and not s.match(_TO_COME, start):
            continue  # "会合において" is this meeting
        found.setdefault(start, (Relative(relation, event), match.end()))
    return found


def _relation(after: str) -> str:
    if after.startswith(_AFTER):
        return "after"
    return "at" if after.startswith(_AT) else "before"


def _start(s: Script, head: int) -> int:
    """Where the name of an event begins, of which the last word stands at a place."""
    start = head
    while start and head - start < _BACK and _OF_NAME.match(s.plain[start - 1]):
        start -= 1
    for match in _STARTS_OF_NAME.finditer(s.plain, max(start - 4, 0), head):
        if match.end() >= start:
            return match.start()
    return start

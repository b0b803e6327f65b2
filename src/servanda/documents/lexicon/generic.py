"""Bodies that are named as ministries and agencies are: "Ministry of X", "the Trade Ministry", 通商産業省."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from servanda.documents.lexicon.countries import Hit
from servanda.documents.lexicon.tokens import Tokens, is_kanji, is_katakana, name_tokens

HEADS = frozenset(
    [
        "Ministry",
        "Department",
        "Directorate",
        "Agency",
        "Authority",
        "Commission",
        "Office",
        "Secretariat",
        "Bureau",
        "Administration",
        "Council",
        "Institute",
        "Service",
        "Inspectorate",
    ]
)
_BEFORE_HEAD = frozenset(
    ["Federal", "National", "State", "Royal", "Union", "Central", "General", "Supreme", "Presidential"]
)
_OF = frozenset({"of", "for", "on"})
_JOINING = frozenset({",", "and", "of", "for", "in", "-", "/"})
_OF_BOTH = frozenset(
    [
        "Joint",
        "Mixed",
        "Bilateral",
        "Trilateral",
        "Intergovernmental",
        "Inter",
        "Level",
        "Binational",
        "Tripartite",
    ]
)
_OF_ANYTHING = frozenset({"Ministry", "Department", "Directorate"})
_OF_DIALOGUES = frozenset(
    {"Commission", "Council", "Office", "Secretariat", "Bureau", "Service", "Institute"}
)
_ALWAYS_BEHIND = frozenset({"Ministry"})
_BEHIND = frozenset(
    {"Ministry", "Agency", "Authority", "Commission", "Department", "Administration", "Institute", "Service"}
)
_SUBJECTS = frozenset(
    """
    Affairs Agriculture Aquatic Arts Atomic Aviation Border Budget Business Citizenship Climate Coal
    Commerce Communications Constitutional Construction Consumer Cooperation Cooperatives Crafts
    Culture Customs Defence Defense Development Digital Disaster Economic Economics Economy
    Education Elections Electricity Emergency Employment Energy Entrepreneurship Environment
    Equality Export Family Finance Fisheries Food Foreign Forestry Forests Gas Gender Geology Health
    Heritage Higher Housing Human Hydrocarbons Immigration Industrial Industries Industry
    Information Infrastructure Innovation Integration Interior Investment Investments Irrigation
    Justice Labor Labour Land Lands Livestock Local Management Marine Maritime Media Meteorological
    Metrology Migration Mineral Minerals Mines Mining Nuclear Nutrition Order Parliamentary Pensions
    Petroleum Planning Police Population Ports Posts Power Privatization Public Quality Railways
    Reform Regional Religious Renewable Research Resources Revenue Rights Roads Rural Safety
    Sanitation Schools Sciences Sea Security Settlement Shipping Skills Social Space Sports
    Standards Statistics Steel Sustainable Tax Taxation Technologies Technology Telecommunications
    Textiles Tourism Trade Training Transport Transportation Tribal Universities Urban Utilities
    Veterans Veterinary Vocational Water Welfare Wildlife Women Works Youth
    """.split()  # noqa: SIM905  a word a line would fill pages
)
_MOST_WORDS = 24
_MOST_BEFORE = 8
_MOST_BEFORE_HEAD = 3
_MOST_SIGNS = 30
_PROVINCES = tuple(
    f"{name}省"
    for name in (
        *("広東", "四川", "江蘇", "浙江", "山東", "山西", "河北", "河南", "湖北", "湖南", "福建", "安徽"),
        *("江西", "陝西", "遼寧", "吉林", "雲南", "貴州", "海南", "甘粛", "青海", "台湾", "竜江", "龍江"),
    )
)
_MINISTRIES = frozenset("省庁")
_OTHERS = ("委員会", "総局", "部", "局", "院", "署")
_NO_MINISTRY = (
    "両省",
    "同省",
    "本省",
    "他省",
    "各省",
    "府省",
    "省庁",
    "同庁",
    "各庁",
    "両庁",
    "関係省",
    "関係庁",
    "帰省",
    "反省",
)


class Generic:
    """Finds such names; the words they may be made of are those of the bodies that are known."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = list(known)

    @cached_property
    def _subjects(self) -> frozenset[str]:
        """The words that stand in the names of ministries and the like."""
        return _SUBJECTS | frozenset(
            word
            for name in self._known
            if any(head in name for head in HEADS)
            for word in name_tokens(name)
            if word[0].isupper() and word not in HEADS
        )

    def end(
        self, text: Tokens, start: int, starting: Mapping[int, Hit], ending: Mapping[int, Hit]
    ) -> int | None:
        """The token after a name that begins at one; None if none does.

        Args:
            text: the tokens.
            start: the token.
            starting: the parties of the text by their first token.
            ending: the parties by the token after their last.
        """
        token = text.of[start]
        if start in starting:
            return None
        if is_kanji(token) or is_katakana(token):
            return _japanese(
                text, start, start in ending or (text.at(start - 1) == "の" and start - 1 in ending)
            )
        if not token[0].isupper():
            return None
        return self._of_subject(text, start, starting, ending) or self._behind(text, start, starting, ending)

    def _of_subject(
        self, text: Tokens, start: int, starting: Mapping[int, Hit], ending: Mapping[int, Hit]
    ) -> int | None:
        """The end of a name such as "Federal Ministry of Economy, Trade and Industry"."""
        place = start
        while text.at(place) in _BEFORE_HEAD and place - start < _MOST_BEFORE_HEAD:
            place += 1
        head = text.at(place)
        if head not in HEADS or _is_of_both(text, start, head, ending):
            return None
        place += 1
        if text.at(place) == "-" and text.at(place + 1) == "General":
            place += 2
        elif text.at(place) == "General":
            place += 1
        if text.at(place) not in _OF:
            return None
        if head not in _OF_ANYTHING and text.at(place + 1) not in self._subjects:
            return None
        return self._subject(text, place + 1, starting)

    def _subject(self, text: Tokens, start: int, starting: Mapping[int, Hit]) -> int | None:
        """The end of what a ministry is of, which begins at a token."""
        first = text.at(start)
        if not first[:1].isupper() or start in starting or first in HEADS:
            return None
        end = place = start + 1
        while place - start < _MOST_WORDS and place not in starting:
            word = text.at(place)
            if word in self._subjects and not _is_of_another(text, place):
                end = place = place + 1
            elif word in _JOINING and text.at(place + 1) not in _JOINING:
                place += 2 if word == "and" and text.at(place + 1) == "the" else 1
                if word == "and" and self._begins_another(text, place):
                    break
            else:
                break
        return end

    def _begins_another(self, text: Tokens, place: int) -> bool:
        """Whether another name begins at a token: "… and the National Bank", "… and Trade Ministry"."""
        end = place
        while end - place < _MOST_BEFORE and text.at(end) in self._subjects:
            end += 1
        return text.at(place) in _BEFORE_HEAD or text.at(end) in HEADS

    def _behind(
        self, text: Tokens, start: int, starting: Mapping[int, Hit], ending: Mapping[int, Hit]
    ) -> int | None:
        """The end of a name such as "Foreign Ministry"; behind a country also of "Telecom Authority"."""
        place = start
        while place - start < _MOST_BEFORE and place not in starting and text.at(place) in self._subjects:
            place += 1
            if text.at(place) in ("and", ",") and text.at(place + 1) in self._subjects:
                place += 1
        if place == start or text.at(place) not in _BEHIND:
            return None
        owned = start in ending or (text.at(start - 1) == "s" and start - 2 in ending)
        joint = _is_of_both(text, start, text.at(place), ending) or text.of[start] in _OF_BOTH
        if joint or not (owned or text.at(place) in _ALWAYS_BEHIND) or text.at(place + 1) in _OF:
            return None
        return place + 1


def _is_of_another(text: Tokens, place: int) -> bool:
    """Whether a word begins something else: "…, Government of India", "… and Trade Minister"."""
    word = text.at(place)
    return (word in ("Government", "Republic", "State") and text.at(place + 1) == "of") or (
        word == "Minister" and text.at(place - 1) != "Prime"
    )


def _is_of_both(text: Tokens, start: int, head: str, ending: Mapping[int, Hit]) -> bool:
    """Whether a body is one of the dialogue: "Joint Commission on …", "the Japan-India Council for …"."""
    if head not in _OF_DIALOGUES:
        return False
    hit = ending.get(start)
    return text.at(start - 1) in _OF_BOTH or bool(hit and text.at(hit.start - 1) in ("-", "/", "・"))


def _japanese(text: Tokens, start: int, owned: bool) -> int | None:
    """The end of a Japanese name; behind a country also those of commissions and bureaux."""
    if not owned and text.adjoin(start - 1, start) and _goes_on(text.at(start - 1)):
        return None
    end = start + 1
    while end - start < _MOST_SIGNS and text.adjoin(end - 1, end):
        if not _goes_on(text.of[end]) and text.of[end - 1 : end + 1] != ["及", "び"]:
            break
        end += 1
    run = "".join(text.of[start:end])
    for place in range(2, len(run)):
        if run[place] in _MINISTRIES and not run[: place + 1].endswith(_NO_MINISTRY):
            if not owned and (run[: place + 1].endswith(_PROVINCES) or not any(map(is_kanji, run[:place]))):
                return None
            return None if run[place + 1 : place + 2] in ("庁", "令", "エ", "略", "力") else start + place + 1
    if owned:
        for ending in _OTHERS:
            if run.endswith(ending) and len(run) > len(ending) + 1:
                return end
    return None


def _goes_on(sign: str) -> bool:
    return is_kanji(sign) or is_katakana(sign) or sign == "・"

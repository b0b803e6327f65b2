"""Words for invented ledgers: their frequencies fall as those of a language do (Zipf's law).

A word's place in its list is its rank. Beyond the common words there are a few thousand invented
names of projects, most of which are rare, so that a search for a word finds everything from half a
ledger to a single entry.
"""
# ruff: noqa: PLR2004  chances

from collections.abc import Sequence
from random import Random
from typing import NamedTuple, TypeVar

from servanda.events.party import bodies, parties

T = TypeVar("T")


class Topic(NamedTuple):
    """A field of policy: as part of a slug, in English, in Japanese."""

    slug: str
    en: str
    ja: str


class Kind(NamedTuple):
    """A kind of dialogue with the name that such dialogues bear."""

    slug: str
    en: str
    ja: str


_TOPICS = """
ict|ICT|情報通信;digital|Digital Policy|デジタル政策;cyber|Cybersecurity|サイバーセキュリティ
energy|Energy Transition|エネルギー転換;ai|Artificial Intelligence|人工知能
trade|Trade Facilitation|貿易円滑化
health|Public Health|公衆衛生;climate|Climate Adaptation|気候変動適応;spectrum|Radio Spectrum|電波周波数
space|Outer Space|宇宙利用;ports|Ports and Shipping|港湾海運;farming|Farming and Food|農業食料
science|Science Cooperation|科学技術協力;data|Data Protection|データ保護;rail|Railways|鉄道
water|Water Management|水資源管理;disaster|Disaster Risk|防災;fisheries|Fisheries|水産
standards|Standards|標準化;semiconductors|Semiconductors|半導体;minerals|Critical Minerals|重要鉱物
tourism|Tourism|観光;postal|Postal Services|郵便;education|Higher Education|高等教育
aviation|Civil Aviation|航空;customs|Customs|税関;forests|Forests|森林;batteries|Battery Storage|蓄電池
hydrogen|Hydrogen|水素;quantum|Quantum Technology|量子技術;cables|Submarine Cables|海底ケーブル
cities|Smart Cities|スマートシティ;patents|Intellectual Property|知的財産;oceans|Ocean Governance|海洋政策
waste|Waste and Recycling|資源循環;labour|Labour Mobility|労働移動;ageing|Healthy Ageing|高齢化
roads|Road Safety|道路安全;nuclear|Nuclear Safety|原子力安全;polar|Polar Research|極域研究
"""
TOPICS = tuple(Topic(*item.split("|")) for row in _TOPICS.split("\n") if row for item in row.split(";"))

KINDS = (
    Kind("policy-dialogue", "Policy Dialogue", "政策対話"),
    Kind("consultations", "Consultations", "協議"),
    Kind("working-group", "Working Group", "作業部会"),
    Kind("partnership", "Partnership", "パートナーシップ"),
    Kind("workshop", "Workshop", "ワークショップ"),
    Kind("forum", "Forum", "フォーラム"),
    Kind("framework", "Framework", "枠組み"),
    Kind("programme", "Programme", "計画"),
    Kind("conference", "Conference", "会議"),
    Kind("negotiation", "Negotiations", "交渉"),
)


def _listed(text: str) -> tuple[str, ...]:
    """The items of a text, between bars or at the ends of its lines."""
    return tuple(item.strip() for line in text.splitlines() for item in line.split("|"))


NOUNS = _listed(
    """data|rules|networks|services|standards|trials|training|research|infrastructure|systems|security
    reports|experts|skills|markets|platforms|cables|procurement|certification|flows|licences
    supply chains|statistics|satellites|sensors|testbeds|roadmaps|tariffs|interconnection
    spectrum bands|identifiers|registers|audits|laboratories|scholarships|exchanges|guidelines
    incidents|vulnerabilities|alerts|ports|terminals|corridors|grids|turbines|batteries|electrolysers
    forecasts|maps|archives|models|chips|wafers|minerals|alloys|patents|seeds|fertilisers|quotas
    vessels|stocks|reefs|forests|peatlands|emissions|credits|inventories|loans|grants|guarantees
    insurance|pensions|visas|diplomas|curricula|teachers|nurses|vaccines|hospitals|laboratory samples
    rail gauges|signalling|bridges|tunnels|airspace|slots|drones|launchers|orbits|ground stations
    telescopes|glaciers|buoys|tide gauges|aquifers|dams|pipelines|meters|tenders|catalogues|glossaries
    dialects|museums|parcels|addresses|stamps|customs codes|seals|scanners|warehouses|cold chains
    pallets|barcodes|invoices|signatures|wallets|tokens|ledgers|oracles|compilers|kernels|firmware
    routers|antennas|beacons|modems|masts"""
)
ADJECTIVES = _listed(
    """joint|digital|secure|open|regional|common|technical|public|resilient|cross-border|trusted|annual
    mobile|rural|green|interoperable|voluntary|transparent|affordable|comparable|sustainable|domestic
    maritime|verified|early|independent|coordinated|practical|portable|accessible|low-carbon|emergency
    coastal|industrial|advanced|experimental|bilingual|seasonal|municipal|wireless|optical|renewable
    long-term|preliminary|mutual|federated|encrypted|automated|anonymous|urban|alpine|tropical|arctic
    inland|offshore|modular|reusable|parallel"""
)
TAILS = _listed(
    """for small firms|in rural areas|by means of a pilot project|at the level of experts
    with the private sector|in third countries|under the agreed work plan|on a voluntary basis
    in line with earlier rounds|for developing countries|ahead of the next round
    within the existing budget|for local government|in both languages|for students
    through a shared portal|in the event of a disaster|for islands|with regulators|under open licences
    after review"""
)

VERBS = {
    "deliver": ("Share", "Publish", "Prepare", "Submit", "Draw up", "Translate", "Circulate"),
    "discuss": ("Discuss", "Continue talks on", "Exchange views on", "Compare", "Review"),
    "cooperate": ("Cooperate on", "Work together on", "Promote", "Coordinate", "Carry out trials of"),
    "support": ("Support", "Fund", "Send experts for", "Strengthen", "Facilitate"),
    "other": ("Establish", "Appoint a contact for", "Simplify", "Recognise", "Keep open"),
    "progress": (
        "First exchange on",
        "Draft circulated of",
        "Trial begun of",
        "Experts met on",
        "Call opened for",
    ),
}
INSTRUMENTS = {
    "memorandum": "Memorandum of Cooperation",
    "joint-statement": "Joint Statement",
    "work-plan": "Work Plan",
    "letter-of-intent": "Letter of Intent",
    "agreement": "Agreement",
    "principles": "Principles",
    "report": "Report",
    "declaration": "Declaration",
}
REASONS = (
    "Diaries",
    "Elections",
    "Spread of an epidemic",
    "Budget not yet adopted",
    "At the request of the host",
    "Overtaken by new rules",
    "More time for the experts",
    "Storm damage at the venue",
)
MISTAKES = ("misread the source", "typing mistake", "wrong column of the table", "translation was wrong")
NOTES = (
    "The day is not stated; read from context.",
    "The press release and the annual report differ in a detail.",
    "The year is that of the document's head.",
    "Place and participants are not stated.",
    "Named only in a footnote.",
    "原文は日本語のみ。",
    "日付は文脈から読み取った。",
)
PLACES = {
    "JP": "Tokyo", "US": "Washington", "EU": "Brussels", "DE": "Berlin", "FR": "Paris", "GB": "London",
    "KR": "Seoul", "IN": "New Delhi", "AU": "Canberra", "CA": "Ottawa", "IT": "Rome", "BR": "Brasília",
    "SG": "Singapore", "ID": "Jakarta", "VN": "Hanoi", "KE": "Nairobi", "TH": "Bangkok", "CL": "Santiago",
    "NL": "The Hague", "ES": "Madrid", "PL": "Warsaw", "EG": "Cairo", "ZA": "Pretoria", "MX": "Mexico City",
}  # fmt: skip

_FIRST = (*PLACES, "ASEAN", "OECD")
"""Parties that take part most often, in this order."""
PARTIES = (*_FIRST, *sorted(code for code in parties() if code not in _FIRST))
_AGENCIES: dict[str, list[str]] = {code: [] for code in PARTIES}
for _body in bodies().values():
    _AGENCIES[_body.party].append(_body.code)

_SYLLABLES = _listed(
    """ka|vel|tor|min|sa|rel|dun|pir|lo|mas|fen|qui|ber|nal|cos|wis|jun|hef|zar|ild|ema|gro|ust|yar|pol
    len|dri|cam|obi|tan|rus|ves|mol|ine|kel|aro|bas|ner|til|fro"""
)
NAMES = 5_000


def name(rank: int) -> str:
    """The invented name of a project: one of `NAMES`, by rank."""
    pieces = ((rank + 4) % 40, (rank * 7 + rank // 40 + 1) % 40, (rank // 1600 * 13 + rank * 3 + 9) % 40)
    return "".join(_SYLLABLES[piece] for piece in pieces).capitalize()


def rank(random: Random, ranks: int) -> int:
    """A rank from 0 to ``ranks`` - 1, each about as often as one over its place (Zipf's law)."""
    return min(int((ranks + 1) ** random.random()), ranks) - 1


def common(random: Random, words: Sequence[T]) -> T:
    """One of the words, the first ones more often."""
    return words[rank(random, len(words))]


def even(random: Random, words: Sequence[T]) -> T:
    """One of the words, each as often."""
    return words[int(random.random() * len(words))]


def agencies(party: str) -> list[str]:
    """Bodies that act for a party: those of the lexicon, and two that every party has."""
    return [*_AGENCIES[party], f"Office of International Affairs {party}", f"Regulatory Authority {party}"]


def subject_matter(random: Random) -> str:
    """What an undertaking is about, in a few words."""
    about = f"{common(random, ADJECTIVES)} {common(random, NOUNS)}"
    chance = random.random()
    if chance < 0.3:
        about += f" and {common(random, NOUNS)}"
    if chance < 0.55:
        about += f" {common(random, TAILS)}"
    elif chance < 0.8:
        about += f" in the {name(rank(random, NAMES))} project"
    return about


def undertaking(random: Random, kind: str, topic: Topic) -> str:
    """What somebody promises to do, in English or, one time in seven, in Japanese."""
    if random.random() < 0.14:
        return _undertaking_ja(random, kind, topic)
    if kind == "sign":
        return f"Sign a {even(random, tuple(INSTRUMENTS.values()))} on {subject_matter(random)}"
    return f"{common(random, VERBS[kind])} {subject_matter(random)}"


_JA = {
    "sign": "覚書に署名する",
    "deliver": "報告書を共有する",
    "discuss": "議論を継続する",
    "cooperate": "協力を推進する",
    "support": "支援を強化する",
    "other": "窓口を設置する",
    "progress": "専門家会合を開催した",
}


def _undertaking_ja(random: Random, kind: str, topic: Topic) -> str:
    other = common(random, TOPICS)
    joined = topic.ja if other == topic else f"{topic.ja}及び{other.ja}"
    return f"{joined}に関する{_JA[kind]}"

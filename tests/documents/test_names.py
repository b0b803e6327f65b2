"""Whom a text speaks of: parties, bodies and places, and what only looks like one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.names import Mention, Names
from servanda.errors import InvalidInputError
from servanda.events import party

NAMES = Names.load()
LEXICON = Path(__file__).parents[2] / "src/servanda/documents/lexicon"
PARTIES = json.loads((LEXICON / "parties.json").read_text("utf-8"))
BODIES = json.loads((LEXICON / "bodies.json").read_text("utf-8"))


def codes(text: str) -> str:
    """The parties in a text, a side marked with an asterisk."""
    return " ".join(mention.code + ("*" if mention.kind == "side" else "") for mention in NAMES.parties(text))


def bodies(text: str, *sides: str) -> list[tuple[str, str, str | None]]:
    """The bodies in a text: their words, recorded names and parties."""
    return [(mention.words, mention.code, mention.party) for mention in NAMES.bodies(text, sides=sides)]


def cities(text: str) -> list[tuple[str, str]]:
    """The cities in a text with their countries."""
    return [(mention.words, mention.code) for mention in NAMES.places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Republic of Korea, the ROK, South Korea and Korea", "KR KR KR KR"),
        ("Democratic People’s Republic of Korea, the DPRK and North Korea", "KP KP KP"),
        ("U.S., U.K. and U.A.E.", "US GB AE"),
        ("US, UK, UAE, PRC", "US GB AE CN"),
        ("Great Britain and the British", "GB GB"),
        ("the Emirati and Saudi teams met Swiss and Dutch experts", "AE SA CH NL"),
        ("Democratic Republic of the Congo and Republic of Congo", "CD CG"),
        ("Niger, Nigeria, Nigerien and Nigerian", "NE NG NE NG"),
        ("Papua New Guinea, Guinea, Equatorial Guinea, Guinea-Bissau", "PG GN GQ GW"),
        ("the Dominican Republic, the Dominican team and Dominica", "DO DO DM"),
        ("American Samoa and Samoa", "AS WS"),
        ("South Sudan and Sudan", "SS SD"),
        ("Saint Kitts and Nevis, St. Vincent and the Grenadines", "KN VC"),
        ("Bosnia & Herzegovina, Bosnia and Herzegovina, Bosnia-Herzegovina", "BA BA BA"),
        ("Hong Kong, China and Chinese Taipei", "HK TW"),
        ("Turkey, Türkiye and Tu\u0308rkiye", "TR TR TR"),
        ("Côte d'Ivoire, Côte d’Ivoire, Timor‑Leste", "CI CI TL"),
        ("United\u00a0States\u00a0of America, New\nZealand, Viet\r\nNam", "US NZ VN"),
        ("France's plan, France’s plan, Netherlands' plan", "FR FR NL"),
        ("JAPAN AND THE REPUBLIC OF KOREA", "JP KR"),
        ("the Japanese side and the EU side agreed", "JP* EU*"),
        ("an EU side event", "EU"),
        ("Franco-German, Sino-African, Indo-Pacific", "FR DE"),
        ("the AU and the G-7", "AFU G7"),
        ("日本と米国、英国、韓国、豪州、ＥＵ", "JP US GB KR AU EU"),
        ("日仏、日米韓、日・ＡＳＥＡＮ、日カンボジア、日比", "JP FR JP US KR JP ASEAN JP KH JP PH"),
        ("日本側と仏側とEU側", "JP* FR* EU*"),
        ("北朝鮮、南アフリカ、赤道ギニア、ニュージーランド", "KP ZA GQ NZ"),
        ("フランスデジタル省", ""),
    ],
)
def test_a_party_is_found_by_any_of_its_names(text, expected):
    """Short and official names, adjectives and abbreviations, however they are set; the longest counts."""
    assert expected == codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "the Indian Ocean, the South China Sea, the Irish Sea, the Sea of Japan",
        "Latin American, North American, Inter-American, African American, Ibero-American",
        "Northern Ireland, British Columbia, New Jersey, New Mexico, the Gulf of Guinea",
        "Atlanta, Georgia; the Jordan River; Lake Chad; the Congo Basin; Congo",
        "Mr. Jordan, Ms Georgia and Dr. Chad",
        "polish, us, it, to, turkey, china, roman, swede",
        "Roman, Romany, Zealand, Indianapolis, Germane",
        "IT and TO, AI, CA, IN, DE, ES, NO, IS",
        "US$5 million, US dollars, Canadian dollars, AU$3",
        "CONTACT US, FOLLOW US",
        "published in Japanese only; available in English, French and German.",
        "French-speaking and Portuguese-speaking; the Spanish language; a Russian translation",
        "non-EU countries",
        "African, Asian and European values; the West African region",
        "Korean Peninsula, Indo-Pacific, Anglo-Saxon, Sinology",
        "日本海、日本語、東日本、中国地方、中国総合通信局、インド太平洋、韓国語、欧米、中南米",
        "日程、独立、加盟、中心、印刷、米価、豪雨、露出、仏教、伊豆",
        "今日、毎日、20日、土日、会議中、訪米中、参加中、追加、調印",
        "リアルタイム、タイトル、マリオ、シリアル、インドア",
        "5日米、20日英",
    ],
)
def test_what_only_looks_like_a_party_is_none(text):
    """Seas, regions, languages, currencies, people, and letters of other words."""
    assert "" == codes(text)


def test_an_empty_line_ends_a_name():
    """A heading does not go on in the paragraph below it."""
    assert "" == codes("New\n\nZealand")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("22nd Japan-France ICT Consultations", "JP FR"),
        ("U.S.-Japan Dialogue", "US JP"),
        ("India-EU Trade and Technology Council", "IN EU"),
        ("EU–Republic of Korea Digital Partnership", "EU KR"),
        ("EU — Republic of Korea", "EU KR"),
        ("Australia-India-Japan-U.S. Forum", "AU IN JP US"),
        ("ASEAN-Japan", "ASEAN JP"),
        ("Kenya–United States of America", "KE US"),
        ("Franco-German Council", "FR DE"),
        ("Indo-French, Anglo-American", "IN FR"),
        ("Luso-Brazilian", "PT BR"),
        ("US/UK Data Bridge", "US GB"),
        ("AU-EU Ministerial Meeting", "AFU EU"),
        ("Japan\n- United Kingdom", "JP GB"),
        ("Guinea-Bissau–Portugal", "GW PT"),
        ("Policy Dialogue between Japan and the EU", "JP EU"),
        ("Consultations of Japan, the United States, and the Republic of Korea", "JP US KR"),
        ("Committee between the Government of Japan and the Government of the Republic of Korea", "JP KR"),
        ("Japan and the Member States of ASEAN", "JP ASEAN"),
        ("JAPAN-FRANCE ICT CONSULTATIONS", "JP FR"),
        ("日EU・ICT政策対話", "JP EU"),
        ("日米豪印サイバー対話", "JP US AU IN"),
        ("第5回日仏ICT政策協議", "JP FR"),
        ("第3次日中韓", "JP CN KR"),
        ("日・ASEANサイバーセキュリティ政策会議", "JP ASEAN"),
        ("日-EU、日／英", "JP EU"),
        ("日・インドネシア、日タイ", "JP ID"),
        ("日本・シンガポール", "JP SG"),
        ("日豪NZ", "JP AU NZ"),
        ("日本とフランスとの協議", "JP FR"),
        ("Indo-Pacific Economic Dialogue", ""),
        ("Ibero-American Summit", ""),
        ("Guinea-Bissau Dialogue", ""),
        ("Bosnia-Herzegovina", ""),
        ("Quad Leaders' Summit", ""),
        ("EU-CELAC", ""),
        ("日米国", ""),
        ("日比谷公園", ""),
        ("ICT Policy Dialogue", ""),
    ],
)
def test_a_dialogue_is_named_after_its_parties(name, expected):
    """Two or more of them, in the order of the name."""
    assert tuple(expected.split()) == NAMES.pair(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ministry of Foreign Affairs of Japan", [("MOFA", "JP")]),
        ("Japan's Ministry of Foreign Affairs", [("MOFA", "JP")]),
        ("the Japanese Foreign Ministry", [("MOFA", "JP")]),
        ("the French Ministry of Culture", [("Ministry of Culture", "FR")]),
        (
            "the Ministry of Health of the Republic of Chile",
            [("Ministry of Health of the Republic of Chile", "CL")],
        ),
        (
            "Ministry of Trade of the Government of Chile",
            [("Ministry of Trade of the Government of Chile", "CL")],
        ),
        ("the Ministry of Trade of the State of Japan", [("Ministry of Trade of the State of Japan", "JP")]),
        ("In Japan Ministry of Trade of Ghana", [("Ministry of Trade of Ghana", "GH")]),
        ("the Ministry of Home Affairs (India)", [("Ministry of Home Affairs", "IN")]),
        ("Ministry of Power, Government of India", [("Ministry of Power", "IN")]),
        (
            "Ministry of Health, Chile, and Ministry of Health, Peru.",
            [("Ministry of Health", "CL"), ("Ministry of Health", "PE")],
        ),
        ("Ministry of Health, France and Japan agreed", [("Ministry of Health", None)]),
        ("the Ministry of Health and France", [("Ministry of Health", None)]),
        ("the Ministry of Foreign Affairs", [("Ministry of Foreign Affairs", None)]),
        ("the Foreign Ministry", [("Foreign Ministry", None)]),
        ("the Department of Commerce, USA", [("Commerce Department", "US")]),
        ("Korean Ministry of Science and ICT and NIA", [("MSIT", "KR"), ("NIA", "KR")]),
        (
            "Ministry of Finance and the Ministry of Trade",
            [("Ministry of Finance", None), ("Ministry of Trade", None)],
        ),
        (
            "Ministry of Communications and the Digital Economy",
            [("Ministry of Communications and the Digital Economy", None)],
        ),
        ("UK’s Department for Science, Innovation & Technology", [("DSIT", "GB")]),
        ("Directorate General for Communications Networks, Content, and Technology", [("DG CONNECT", "EU")]),
        ("European Commission’s Directorate-General for Trade", [("DG TRADE", "EU")]),
        ("DG CONNECT of the European Commission", [("DG CONNECT", "EU")]),
        ("European Commission (DG CONNECT)", [("European Commission", "EU"), ("DG CONNECT", "EU")]),
        ("the U.S. Department of State’s Bureau of Trade Policy", [("State Department", "US")]),
        ("Office of the Prime Minister of Malaysia", [("Office of the Prime Minister of Malaysia", "MY")]),
        ("Ministry of Education,\nCulture, Sports, Science\nand Technology", [("MEXT", "JP")]),
        ("In Japan DG CONNECT presented", [("DG CONNECT", "EU")]),
        ("Kenya's Communications Authority", [("CA Kenya", "KE")]),
        ("State Department for Trade (Kenya)", [("State Department for Trade", "KE")]),
        (
            "Ghana Revenue Authority; the Ghanaian Revenue Authority",
            [("Ghana Revenue Authority", "GH"), ("Revenue Authority", "GH")],
        ),
        (
            "the Ministry of Energy and Mineral Resources",
            [("Ministry of Energy and Mineral Resources", None)],
        ),
        ("Japan-Croatia Foreign Office Consultations", []),
        ("Trade Minister; a ministry of health; the Ministry; the Department", []),
        ("the Office of the Spokesperson; Secretariat of the Working Group; Council of Elders", []),
        ("the Joint Commission on Trade; the U.S.-India Commission on Trade", []),
        ("Digital Services Act; Working Group; Action Plan for Trade", []),
        ("総務省と経済産業省", [("MIC", "JP"), ("METI", "JP")]),
        ("今般総務省は", [("MIC", "JP")]),
        ("フランス経済・財務省", [("フランス経済・財務省", "FR")]),
        (
            "チリの鉱業及びエネルギー省、フランスデジタル省",
            [("鉱業及びエネルギー省", "CL"), ("フランスデジタル省", "FR")],
        ),
        ("広東省、四川省、黒竜江省、省エネ、帰省、ビンズオン省", []),
        ("国防省", [("国防省", None)]),
        ("Department of Trade of the Polish ministry", [("Department of Trade", None)]),
        ("Department of Trade of the Polish Ministry of Health", [("Ministry of Health", "PL")]),
        ("ドイツ外務省と外務省", [("Federal Foreign Office", "DE"), ("MOFA", "JP")]),
        ("ベトナム科学技術省、チリの保健省", [("MOST Viet Nam", "VN"), ("保健省", "CL")]),
        ("米国務省", [("State Department", "US")]),
        ("各省庁、関係省庁、両省", []),
    ],
)
def test_a_body_is_found_with_its_party(text, expected):
    """By a name that is known, or of the usual form; its country is the one beside it, or not known."""
    assert expected == [(code, of) for _, code, of in bodies(text)]


def test_country_and_abbreviation_belong_to_the_mention():
    """A body stands from the country before its name to what is behind it, and no party is left over."""
    text = (
        "Then the French Ministry of Culture (MC) met the Ministry of Health (MoH) of the Republic of Chile."
    )

    assert [
        Mention(9, 40, "French Ministry of Culture (MC)", "MC", "body", "FR", "MC"),
        Mention(49, 98, "Ministry of Health (MoH) of the Republic of Chile", "MoH", "body", "CL", "MoH"),
    ] == NAMES.bodies(text)
    assert [] == NAMES.parties(text)


def test_a_ministry_once_named_with_its_country_keeps_it():
    """Until another one of that name turns up, and in the texts that follow."""
    latvian = ("Ministry of Defence of the Republic of Latvia", "LV")
    text = f"The {latvian[0]} spoke. The Ministry of Defence left."
    both = f"{text} The Ministry of Defence of Tonga came. The Ministry of Defence stayed."
    following = NAMES.bodies("the Ministry of Defence", NAMES.abbreviations(text))

    assert [latvian] * 2 == [(code, of) for _, code, of in bodies(text)]
    assert [latvian] == [(body.code, body.party) for body in following]
    assert ("Ministry of Defence", None) == bodies(both)[-1][1:]
    assert {} == NAMES.abbreviations(both)


def test_what_a_text_calls_a_body_is_kept():
    """Beside the name by which it is recorded: the abbreviation introduced, or the name in the text."""
    text = "Japan's Ministry of Foreign Affairs and the Department of Health and Social Care (DOHSC)"

    assert [("MOFA", "Ministry of Foreign Affairs"), ("DHSC", "DOHSC")] == [
        (body.code, body.called) for body in NAMES.bodies(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On the Indian side, the Ministry of Power spoke. The Ministry of Coal spoke.",
            [("Ministry of Power", "IN"), ("Ministry of Coal", None)],
        ),
        (
            "The U.S. participants included the Department of Commerce and the Department of Energy.",
            [("Commerce Department", "US"), ("Department of Energy", "US")],
        ),
        (
            "Participants from the Japanese government included the Ministry of Foreign Affairs; "
            "those from the Korean government the Ministry of Foreign Affairs.",
            [("MOFA", "JP"), ("Ministry of Foreign Affairs of Korea", "KR")],
        ),
        (
            "On behalf of Chile, the Ministry of Health; from Peru, the Ministry of Health.",
            [("Ministry of Health", "CL"), ("Ministry of Health", "PE")],
        ),
        (
            "Chilean and Peruvian officials met at the Ministry of Health, with MTI and Singapore",
            [("Ministry of Health", None), ("MTI", "SG")],
        ),
        (
            "Brazil's Ministry of Health, the Ministry of Finance and the Ministry of Trade of Chile",
            [
                ("Ministry of Health", "BR"),
                ("Ministry of Finance", "BR"),
                ("Ministry of Trade of Chile", "CL"),
            ],
        ),
    ],
)
def test_the_sentence_tells_whose_ministry_it_is(text, expected):
    """A body without a country is of the side that speaks, or of the owner of the list it stands in."""
    assert expected == [(code, of) for _, code, of in bodies(text)]


@pytest.mark.parametrize(
    ("text", "sides", "expected"),
    [
        ("MTI will host", ("JP", "SG"), [("MTI", "MTI", "SG")]),
        ("MTI will host", ("JP", "FR"), []),
        ("Singapore and Japan met. MTI will host", (), [("MTI", "MTI", "SG")]),
        (
            "the Department of Commerce",
            ("JP", "US"),
            [("Department of Commerce", "Commerce Department", "US")],
        ),
        (
            "the Department of Commerce",
            ("IN", "US"),
            [("Department of Commerce", "Department of Commerce", None)],
        ),
        ("MIC", ("JP", "FR"), [("MIC", "MIC", "JP")]),
        ("MIC", ("VN", "LA"), [("MIC", "MIC Viet Nam", "VN")]),
        ("MIC", (), [("MIC", "MIC", "JP")]),
        (
            "the Ministry of Foreign Affairs",
            ("JP", "CL"),
            [("Ministry of Foreign Affairs", "Ministry of Foreign Affairs", None)],
        ),
    ],
)
def test_the_parties_of_the_dialogue_tell_whose_abbreviation_it_is(text, sides, expected):
    """A name of few bodies is that of the one whose party takes part; a name of all countries stays open."""
    assert expected == bodies(text, *sides)


def test_a_document_introduces_abbreviations():
    """They hold from there on, whatever else bears them, and in the texts that follow."""
    text = (
        "The Ministry of Digital Affairs (MoDA) and the Ministry of Internal Affairs and Communications "
        "(MIC) of the Kingdom of Tonga met. MoDA and MIC agreed."
    )
    introduced = NAMES.abbreviations(text)

    assert {
        "MoDA": ("MoDA", None),
        "MIC": ("MIC", "TO"),
        "Ministry of Internal Affairs and Communications": ("MIC", "TO"),
    } == {name: (body.code, body.party) for name, body in introduced.items()}
    assert [("MoDA", None), ("MIC", "TO")] * 2 == [(code, of) for _, code, of in bodies(text)]
    assert [("MIC", "TO")] == [(body.code, body.party) for body in NAMES.bodies("MIC left.", introduced)]
    assert [("MIC", "JP")] == [(body.code, body.party) for body in NAMES.bodies("MIC left.")]


@pytest.mark.parametrize(
    ("text", "introduced"),
    [
        ("総務省(以下「ABC」という。)", ["ABC"]),
        ("the Ministry of Trade (hereinafter referred to as “MoT”)", ["MoT"]),
        ("the Ministry of Trade (MT) (Chile)", ["MT", "Ministry of Trade"]),
        ("the Ministry of Trade (Chile) (MT)", ["MT", "Ministry of Trade"]),
        ("Directorate-General for Trade of the European Commission (EU)", []),
        ("the Ministry of Trade (see below)", []),
        ("the Ministry of Trade (Tokyo)", []),
        ("the Digital Services Act (DSA)", []),
        ("the Ministry of Trade (MT", []),
        ("the Ministry of Trade ()", []),
    ],
)
def test_only_abbreviations_of_bodies_are_introduced(text, introduced):
    """Not countries, not words, not the names of laws."""
    assert introduced == list(NAMES.abbreviations(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Paris, France, and in New York", [("Paris", "FR"), ("New York", "US")]),
        ("Washington, D.C.", [("Washington, D.C.", "US")]),
        ("MELBOURNE, 12 March", [("MELBOURNE", "AU")]),
        ("held in Singapore; the Japan-Singapore dialogue", [("Singapore", "SG")]),
        ("Cambridge, United Kingdom; Cambridge (US); Cambridge", [("Cambridge", "GB"), ("Cambridge", "US")]),
        ("San José, Costa Rica, and Victoria, Seychelles", [("San José", "CR"), ("Victoria", "SC")]),
        ("Nice to meet you; a split; Reading this, Nice, France", [("Nice", "FR")]),
        ("Paris Agreement, Hiroshima AI Process, Kyoto Protocol, Budapest Convention", []),
        ("at the Prague 5G Security Conference", []),
        ("東京、ソウル及びブリュッセルで", [("東京", "JP"), ("ソウル", "KR"), ("ブリュッセル", "BE")]),
        ("パリ協定、東京大学、シンガポールとの対話", []),
        ("シンガポールで", [("シンガポール", "SG")]),
        ("Mexico City", [("Mexico City", "MX")]),
    ],
)
def test_a_city_tells_its_country(text, expected):
    """An ambiguous one only with the country beside it; the name of an agreement is no place."""
    assert expected == cities(text)


def test_every_party_is_found_by_each_of_its_names():
    """Those of the ledger and of the lexicon, and every one has a name in each language."""
    for code, known in party.parties().items():
        names = [known.en, known.ja, *PARTIES[code]["en"], *PARTIES[code]["ja"]]
        whole = [name for name in names if len(name) > 1 and "-" not in (name[0], name[-1])]
        assert [code] * len(whole) == [mention.code for name in whole for mention in NAMES.parties(name)]


def test_every_body_is_found_by_each_of_its_names():
    """By its own alone, by those that it shares with others when its side is named."""
    for row in BODIES:
        others = [*row.get("shared", ()), *row.get("common", ())]
        own = [name for name in (row["name"], *row["names"], *row["ja"]) if name not in others]
        expected = [(row["name"], row["party"])]
        side = f"the {party.parties()[row['party']].en} side with "

        for text in (*own, *(side + name for name in others if name.isascii())):
            assert (text, expected) == (text, [(code, of) for _, code, of in bodies(text)])


def test_bodies_of_the_ledger_are_found():
    """By short, English and Japanese name."""
    for code, body in party.bodies().items():
        assert [(code, body.party)] * 3 == [
            (found, of) for name in (code, body.en, body.ja) for _, found, of in bodies(name)
        ]


WORDS = st.sampled_from(
    [
        *(
            "Japan",
            "France",
            "the",
            "of",
            "and",
            "(",
            ")",
            "'s",
            "’s",
            "-",
            "–",
            ",",
            ".",
            "U.S.",
            "MIC",
            "MTI",
        ),
        *(
            "Ministry",
            "Foreign",
            "Affairs",
            "Federal",
            "National",
            "Directorate",
            "General",
            "Office",
            "Trade",
        ),
        *("Republic", "Korea", "side", "in", "French", "Franco", "Indo", "Paris", "Agreement", "Government"),
        *(
            "日",
            "仏",
            "米",
            "側",
            "EU",
            "・",
            "総務",
            "省",
            "フランス",
            "タイ",
            "の",
            "20",
            "\n",
            "\n\n",
            "\u00a0",
            "ＥＵ",
        ),
        *(
            "MoDA",
            "(MoDA)",
            "Minister",
            "European",
            "Commission",
            "DG",
            "CONNECT",
            "以下",
            "「",
            "」",
            "JAPAN",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(st.tuples(WORDS, st.sampled_from(["", " "]))).map(lambda ws: "".join(w + s for w, s in ws)),
)


@given(TEXTS)
def test_mentions_stand_where_they_say(text):
    """Whatever the text: in order, apart from each other, and with its words."""
    found = NAMES.bodies(text)
    for mentions in (NAMES.parties(text), found, NAMES.places(text), sorted(NAMES.parties(text) + found)):
        assert [mention.words for mention in mentions] == [
            text[mention.start : mention.end] for mention in mentions
        ]
        ends = [0, *(mention.end for mention in mentions)]
        assert all(end <= mention.start < mention.end for end, mention in zip(ends, mentions, strict=False))


@given(TEXTS)
def test_a_pair_has_two_or_none(text):
    """Never one party alone, and none twice."""
    pair = NAMES.pair(text)

    assert len(pair) != 1
    assert len(set(pair)) == len(pair)


@given(TEXTS)
def test_what_is_introduced_stands_for_nothing_else(text):
    """What a document introduces is found under its abbreviation in the next text, or nothing is."""
    introduced = NAMES.abbreviations(text)
    for name, body in introduced.items():
        again = [(found.code, found.party) for found in NAMES.bodies(name, introduced)]
        assert again in ([], [(body.code, body.party)])


def test_a_lexicon_of_the_user_comes_first(tmp_path):
    """Its names are added, and count where they contradict those of the program."""
    (tmp_path / "parties.json").write_text(
        '{"TO": {"en": ["Friendly Islands", "Japan"]}, "none": {"en": ["Swiss roll"]}}', "utf-8"
    )
    (tmp_path / "bodies.json").write_text(
        '[{"name": "MIC Tonga", "party": "TO", "names": ["MIC", "Ministry of Reefs"], "ja": ["礁省"]}]',
        "utf-8",
    )
    (tmp_path / "places.json").write_text('{"Neiafu": "TO", "Paris": ["US"]}', "utf-8")
    names = Names.load(tmp_path)

    assert ["TO", "TO", "FR"] == [
        m.code for m in names.parties("Friendly Islands, Japan, France, Swiss roll")
    ]
    assert [("MIC Tonga", "TO")] * 3 == [
        (m.code, m.party) for m in names.bodies("MIC, Ministry of Reefs, 礁省")
    ]
    assert ["TO", "US"] == [m.code for m in names.places("Neiafu, Paris and Paris, USA")]
    assert ["JP"] == [m.code for m in NAMES.parties("Japan")]


def test_a_folder_without_files_changes_nothing(tmp_path):
    """All files are optional."""
    assert ["JP"] == [mention.code for mention in Names.load(tmp_path).parties("Japan")]


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("parties.json", "[]", "the file: is not an object"),
        ("parties.json", '{"JP": {"en": ["a"]},\n', "line 2: is not JSON"),
        ("parties.json", '{"XX": {"en": []}}', "XX: 'XX' is not the code of a party"),
        ("parties.json", '{"JP": ["Japan"]}', "JP: is not a pair of lists"),
        ("parties.json", '{"JP": {"fr": ["Japon"]}}', "JP: is not a pair of lists"),
        ("parties.json", '{"JP": {"en": "Japan"}}', "JP.en: is not a list of names"),
        ("parties.json", '{"JP": {"en": [" "]}}', "JP.en: is not a list of names"),
        ("bodies.json", "{}", "the file: is not a list"),
        ("bodies.json", '[{"name": "A"}]', "entry 1: is not a body with name and party"),
        (
            "bodies.json",
            '[{"name": "A", "party": "JP", "en": []}]',
            "entry 1: is not a body with name and party",
        ),
        ("bodies.json", '[{"name": "", "party": "JP"}]', "entry 1.name: is not a text"),
        (
            "bodies.json",
            '[{"name": "A", "party": "Japan"}]',
            "entry 1.party: 'Japan' is not the code of a party",
        ),
        ("bodies.json", '[{"name": "A", "party": 1}]', "entry 1.party: 1 is not the code of a party"),
        (
            "bodies.json",
            '[{"name": "A", "party": "JP", "shared": [1]}]',
            "entry 1.shared: is not a list of names",
        ),
        ("places.json", '{"Neiafu": "Tonga"}', "Neiafu: 'Tonga' is not the code of a party"),
        ("places.json", '{"Neiafu": []}', "'Neiafu': names no country"),
        ("places.json", "[" * 100_000, "the file: is not JSON that can be read"),
        ("places.json", "\ud800", "the file: is not UTF-8 text"),
    ],
)
def test_a_malformed_lexicon_is_refused(tmp_path, file, content, message):
    """With the file, the key, and the form that is expected."""
    (tmp_path / file).write_bytes(content.encode("utf-8", "surrogatepass"))

    with pytest.raises(InvalidInputError) as refused:
        Names.load(tmp_path)

    assert refused.value.message.startswith(f"{tmp_path / file}: {message}")
    assert refused.value.remedy.startswith("Expected: ")


def test_a_lexicon_is_a_folder(tmp_path):
    """A path to anything else is refused."""
    with pytest.raises(InvalidInputError, match="not a folder"):
        Names.load(tmp_path / "missing")

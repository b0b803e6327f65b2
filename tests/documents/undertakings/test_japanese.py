"""Tests of the rules for Japanese sentences."""

import pytest

from servanda.documents.undertakings.verdict import Said

TAKEN = [
    ("cooperate firm", "両外相は、引き続き緊密に連携していくことで一致しました。"),
    ("cooperate firm", "両大臣は、自由で開かれたインド太平洋の実現に向け、協力していくことを確認しました。"),
    ("discuss firm", "双方は、本件について協議を継続していくことで一致した。"),
    ("discuss firm", "双方は、引き続き意見交換を行っていくことを確認し合いました。"),
    ("deliver firm", "両者は、年内に作業部会を設置することで合意した。"),
    ("next-meeting firm", "次回会合は、来年春に東京で開催する予定です。"),
    ("next-meeting firm", "次回協議を2026年にニューデリーで開催することで一致しました。"),
    ("next-meeting firm", "次回の対話は日本で開催されることとなりました。"),
    ("next-meeting soft", "次回会合については、2026年前半の開催を目指すことで一致した。"),
    ("next-meeting soft", "次回は来年前半にインドで開催する方向で調整する。"),
    ("next-meeting soft", "次回会合は来春開かれる見通し。"),
    ("next-meeting firm", "双方は、次回会合を双方の都合の良い時期に東京で行うことで一致しました。"),
    ("support firm", "日本側から、インドの海上保安能力の向上を引き続き支援していく旨述べました。"),
    ("cooperate soft", "両国は、サイバー分野での協力を強化する意思を改めて表明しました。"),
    ("cooperate soft", "双方は、この分野における協力を再確認しました。"),
    ("cooperate firm", "両国は人材育成で協力することで合意した。"),
    ("cooperate firm", "両政府は30日、重要鉱物の供給網強化に向けて連携する方針で一致した。"),
    ("deliver firm", "両首脳は、共同研究を開始することを決定した。"),
    ("sign firm", "双方は、年内の署名に向けて作業を加速することで一致しました。"),
    ("discuss firm", "双方は、実務者レベルで情報共有を進めていくことを申し合わせました。"),
    ("deliver firm", "作業部会は、次回会合までに報告書を取りまとめる。"),
    ("other firm", "両者は、定期的に会合を開き、進捗を確認することとした。"),
    ("cooperate firm", "双方は、国際場裡においても協力していくことで意見が一致しました。"),
    ("cooperate firm", "これを受け、双方は、官民が連携して取組を進めていくことを確認した。"),
    ("support firm", "インド側は、日本企業の円滑な活動を支援すると応じた。"),
    ("discuss firm", "インド側は、日本側の要望を検討すると回答した。"),
    ("deliver firm", "両者は、人工知能に関する共同の指針を策定する。"),
    ("deliver firm", "双方は、共同訓練を近く実施することも申し合わせた。"),
    ("next-meeting firm", "次回の協議は来年前半に日本で開く予定だ。"),
    ("next-meeting firm", "次回は来年、日本で開催することで原則一致した。"),
    ("next-meeting firm", "次回会合は、2026年にインドにて開催されることが確認されました。"),
    ("next-meeting soft", "次回の対話について、日本側から東京での開催を提案し、インド側はこれを歓迎した。"),
    ("cooperate firm", "両外相は、緊密に連携して対応していくことを改めて確認しました。"),
    ("deliver firm", "海上保安庁とインド沿岸警備隊は、来春に机上訓練を実施する。"),
    ("deliver firm", "双方の事務局は、行動計画を年内に取りまとめます。"),
    ("support firm", "日本は、インドに対し、2027年までに海上保安能力の向上を支援する。"),
    ("deliver firm", "日本側は、研修をインドで来年夏に実施する予定です。"),
    ("support firm", "インド側から、市場の安定に引き続き貢献していく旨の発言がありました。"),
    ("deliver firm", "利用例の特定に向けた作業計画を今年度末までに策定します。"),
    ("next-meeting soft", "次回会合は来春に東京で開く方向だ。"),
    ("other firm", "双方は、協力しないことで一致した。"),
    ("next-meeting firm", "次回会合は来春に東京での開催が予定されている。"),
    ("support soft", "両国は、太平洋島嶼国への機材の供与を申し出た。"),
    ("discuss firm", "双方は、本件の早期解決に向け、協議を加速させることで一致した。"),
]

REFUSED = [
    "日本側から、国内の法改正の状況について説明しました。",
    "インド側から、デジタル公共インフラの取組について紹介がありました。",
    "双方は、法の支配の重要性を確認しました。",
    "双方は、サプライチェーンの強靱化が重要であるとの認識で一致しました。",
    "双方は、地域情勢について意見交換を行いました。",
    "両大臣は、二国間関係の進展を歓迎しました。",
    "第6回日印サイバー協議が東京で開催されました。",
    "総務省は、来年度に新たな制度を導入する予定です。",
    "本対話は、両国の相互理解を深めることを目的とするものです。",
    "日本側は、来年の通常国会に法案を提出する予定であると説明しました。",
    "インド側から、日本企業の投資拡大への期待が示されました。",
    "両国は長年にわたり友好関係を築いてきた。",
    "インド側は、力による現状変更に強く反対する旨表明しました。",
    "インド側から、交渉は順調に進んでいる旨の発言がありました。",
    "インド側から、法案を本年秋に日本側に提出する予定であるとの説明がありました。",
    "作業計画を策定します。",
    "双方は、条約に署名することで合意に至りませんでした。",
    "双方は、協力することで一致しなかった。",
    "次回会合は来年3月に延期することとなりました。",
    "なお、第2回QXZ閣僚会合は、8月に別の都市で開催される予定です。",
    "日本政府は、来年度に国内の制度を見直す方針だ。",
    "専門家は、需要が増加すると予測している。",
    "詳細については別紙を御参照ください。",
    "両大臣は夕食会を行い、和やかな雰囲気の中で懇談しました。",
]


@pytest.mark.parametrize(("expected", "sentence"), TAKEN)
def test_what_is_undertaken(read_ja, expected, sentence):
    """An undertaking is taken with its kind and strength."""
    assert expected == read_ja(sentence)


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_is_no_undertaking(read_ja, sentence):
    """An opinion, a report, a hope, somebody else's plan is none."""
    assert "-" == read_ja(sentence)


BY_REASON = [
    ("前回の会合で合意した文書を公表した。", "it describes a thing as agreed"),
    ("双方は、開催が重要であることで一致した。", "that something is important is an opinion"),
    ("双方は、共同声明を決定した。", "an instrument that was agreed is an outcome"),
    ("G7で、増産することで一致した。", "who agreed is no party to the dialogue"),
    ("需要を満たすため増産を行う。", "it does not say that the sides do it"),
    (
        "総務省は、制度を導入する予定です。",
        "one side says what it does itself, and nothing towards the others",
    ),
    ("総務省は、制度を変える意向を示した。", "one side says what it means to do"),
    ("結果はウェブサイトで公表する予定です。", "it is reported, not undertaken"),
    ("双方は、法の支配の重要性を確認しました。", "it is a view, not an undertaking"),
    ("日本側から、取組について説明しました。", "it is a report"),
    ("インド側から、期待が示されました。", "it is a hope"),
]


@pytest.mark.parametrize(("sentence", "why"), BY_REASON)
def test_reason_is_in_plain_words(japanese, sentence, why):
    """The trace tells why a sentence is none, and nothing takes it."""
    verdicts = japanese.verdicts(Said(sentence, parties=("JP", "IN")))
    assert not any(one.taken for one in verdicts)
    assert why in [one.why for one in verdicts]


def test_item_of_a_list_of_agreements(japanese):
    """An item under a line that says they agreed is one."""
    lead = "双方は、以下の点で一致しました。"
    said = Said(f"{lead}報告書の作成", len(lead), parties=("JP", "IN"))
    assert ["agreed"] == [one.rule for one in japanese.verdicts(said) if one.taken][:1]


def test_what_is_taken_comes_first(japanese):
    """A sentence with a report and an undertaking shows the undertaking first."""
    said = Said("双方は、取組を紹介し、協力していくことで一致した。", parties=("JP", "IN"))
    assert [True, False] == [one.taken for one in japanese.verdicts(said)]

"""Pages of the web: their text, as a reader sees it, and what is left out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.html import looks_like_html, read_html
from servanda.errors import InvalidInputError


def text(markup):
    return read_html(markup.encode(), "a.html").page.text


def notes(markup):
    return list(read_html(markup.encode(), "a.html").notes)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One\n  two&nbsp;&nbsp; <b>th</b>ree<p>four</p>five", "One two three\n\nfour\n\nfive"),
        ("<div>a<div>b</div>c</div><hr>d<section>e</section>", "a\n\nb\n\nc\n\nd\n\ne"),
        ("<p>a<br>b<br/>\n c<br><br><br><br>d</p>", "a\nb\nc\n\nd"),
        ("<p>a<b>b<p>c</b>d</p>", "ab\n\ncd"),
        (
            "<p>令和6年<br>\n2月に\n東京で\n 会合を\nABC 2024年\n行う。\u3000次</p>",
            "令和6年\n2月に東京で会合を ABC 2024年行う。\u3000次",
        ),
        ("<p>\u3000本文<ruby>会合<rp>(</rp><rt>かいごう</rt><rp>)</rp></ruby>の", "本文会合の"),
        ("<pre>one  two\r\nthree\n\n\n\nfour</pre>", "one two\nthree\n\nfour"),
        ("<h1>A <i>b</i></h1>x<h2>B<br>c</h2><h3><div>D</div></h3>", "A b\n\nx\n\nB c\n\nD"),
        ("<h2>Never ended<p>x<h2>y", "Never ended\n\nx\n\ny"),
        ("<h1>a<table><tr><td><h2>b</h2><td>c</table>", "a\n\nb\n\nc"),
        ("<ul><li>a<li><p>b</p><p>c</p><li><li>d</ul>e", "• a\n• b\n\nc\n\n• d\n\ne"),
        (
            "<ol start=9><li>a<ul><li>b</ul><li>c</ol><ol start=x><li>d</ol><li>e",
            "9. a\n• b\n10. c\n1. d\n• e",
        ),
        ("<ul><li></ul>x", "x"),
        ("<ol><li><h3>A</h3>b<li><h3>C</h3></ol>", "A\n\nb\n\nC"),
        ("<dl><dt>Day<dd>1 May<dt>Place<dd>Tokyo</dl>", "Day\n\n1 May\n\nPlace\n\nTokyo"),
        (
            "<table><caption>T</caption><tr><th>Day<th>Place<tr><td>1<br>May<td><p>a<p>b<td><td>c</table>x",
            "T\n\nDay | Place\n1 May | a b | | c\n\nx",
        ),
        ("<table><tr><td><p>a<p>b<tr><td>c</table>", "a\n\nb\n\nc"),
        ("<table><tr><td>a<td><p>b<p>c<p>d</table>", "a\n\nb\n\nc\n\nd"),
        ("<table><tr><td>a<td>b<br><br>c</table>", "a\n\nb\n\nc"),
        ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a | b\n\nc"),
        ("<table><tr><td><article>a</article><td>b</table>", "a\n\nb"),
        ("<table><tr role=main><td>a<td>b</table>", "a\n\nb"),
        ("<table><tr><td></table>x<td>y<table><td>z</table>", "x\n\ny\n\nz"),
        (
            "<p>in 2024<sup><a href=#>1</a></sup>.<a href=#><sup>[2]</sup></a> 29<sup>th</sup> x<sup>*</sup>",
            "in 2024. 29th x",
        ),
        ("<p>10<sup>9</sup> m<sup>2</sup> <sup>a note that is long</sup>", "10^9 m2 a note that is long"),
        ("a<svg/>b<svg><path/><text>x</text></svg>c", "abc"),
        ("a</p>b</br>c</div></li>d", "a\n\nb\ncd"),
        ("<p>co&shy;op&#8203;era&zwj;tion \u202ecba", "cooperation cba"),
        ("x <!-- y --> z<p hidden>a<p>b", "x z\n\nb"),
    ],
)
def test_text(markup, expected):
    """Blocks are paragraphs, items and rows are lines, and white space is what a reader sees."""
    assert expected == text(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<noscript><p>x</p></noscript>",
        "<template><div>x</div></template>",
        "<nav><ul><li>x</ul></nav>",
        "<div role=navigation>x<div>y</div></div>",
        "<header><h1>x</h1></header>",
        "<footer>x</footer>",
        "<aside><p>x</aside>",
        "<form>x</form>",
        "<svg><text>x</text></svg>",
        "<iframe>x</iframe>",
        "<button>x</button>",
        "<del>x<b>y</b></del>",
        "<dialog>x</dialog>",
        "<div hidden>x<p>y</div>",
        "<div style='color: red; Display : NONE'>x</div>",
        "<div style='visibility:hidden'>x</div>",
        "<div aria-hidden=TRUE>x</div>",
    ],
)
def test_what_is_left_out(markup):
    """What is not the text of a page, or is not shown, is left out with all in it, and counted."""
    assert ("a longer text\n\nb", 1) == (
        text(f"<p>a longer text</p>{markup}<p>b"),
        len(notes(f"<p>a longer text</p>{markup}<p>b")),
    )


def test_notes():
    """A remark says how much of each kind was left out."""
    assert [
        "2 script or style elements were left out",
        "1 embedded, deleted or form-control element was left out",
        "2 navigation, header, footer, aside or form elements were left out",
        "1 hidden element was left out",
        "1 footnote mark was left out",
        "1 text-direction control was left out: the page may show words in another order",
        "1 invisible character was left out",
    ] == notes(
        "<script>x</script><style>x</style><svg></svg><nav>x</nav><form>x</form><p hidden>x</p>"
        "<p>a longer text<sup>*</sup> &#x202e;&shy;"
    )


def test_headings_stand_where_they_are_marked():
    """The code points of each heading are told, and nothing else is a heading."""
    page = read_html(
        "<h1>第5回 <b>会合</b></h1>x<ul><li><h2>AI</h2>y</ul><h3>&shy;</h3>".encode(), "a.html"
    ).page
    assert ["第5回 会合", "AI"] == [page.text[begin:end] for begin, end in page.headings]


@pytest.mark.parametrize("name", ["main", "article", "div role=main"])
def test_the_main_part(name):
    """Where it holds most of the text, it alone is read; where it does not, everything is."""
    end = name.split()[0]
    assert "the text itself" == text(f"<p>before</p><{name}><p>the text itself</p></{end}>after")
    assert ["only the main part of the page was read: 11 characters around it were left out"] == notes(
        f"<p>before</p><{name}><p>the text itself</p></{end}>after"
    )
    assert "much longer before\n\nshort\n\nafter" == text(f"much longer before<{name}>short</{end}>after")


def test_the_header_of_an_article():
    """It is kept if it has a heading, which is the article's; the header of the page is not."""
    assert "Title\n\n1 May\n\nThe text" == text(
        "<header><h1>Ministry</h1></header><article><header><h1>Title</h1>1 May</header>The text"
        "<header>share</header></article>"
    )


def test_a_page_in_a_form():
    """Some programs put the whole page into a form, which is then no form."""
    assert "The text itself" == text("<form><nav>x</nav><form>The text itself</form></form>")


@pytest.mark.parametrize(
    "markup", ["<script>x</script>", "<p>&nbsp;<br>\u3000</p>", "<nav>x</nav>", "<!-- x"]
)
def test_no_text(markup):
    """A page without text is refused, saying what was not read."""
    with pytest.raises(InvalidInputError, match=r"a\.html holds no text once scripts, .* are left out"):
        text(markup)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("<meta charset=Shift_JIS>", "cp932"),
        ('<META http-equiv=Content-Type content="text/html; charset=EUC-JP">', "euc-jp"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=no-such>", "utf-8"),
        ("<meta name=x><meta charset='iso-2022-jp'>", "iso2022-jp"),
        ("<meta charset=utf-8>", "utf-16-le"),
        ("<meta charset=Shift_JIS>", "utf-8-sig"),
        ("", "utf-8"),
    ],
)
def test_encodings(declared, encoding):
    """The byte order mark says the encoding, then the page, within its beginning; else it is UTF-8."""
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    content = f"{mark}<html><head>{declared}</head><p>会合</p>".encode(encoding)
    assert "会合" == read_html(content, "a.html").page.text


@pytest.mark.parametrize(
    ("declared", "encoding", "said"),
    [
        ("<meta charset=Shift_JIS>", "utf-8", r"a\.html is not Shift_JIS throughout \(byte \d+\)"),
        ("<meta charset=utf-8>", "cp932", r"not utf-8 throughout \(byte 22\); it is probably Shift_JIS"),
        ("<p>" * 400 + "<meta charset=Shift_JIS>", "cp932", r"not UTF-8 text .* probably Shift_JIS"),
        ("", "euc-jp", r"not UTF-8 text \(byte 2\); it is probably EUC-JP"),
    ],
)
def test_a_page_in_another_encoding(declared, encoding, said):
    """It is refused rather than read with wrong characters."""
    with pytest.raises(InvalidInputError, match=said):
        read_html(f"{declared} 次の会合について、日程を調整しています".encode(encoding), "a.html")


def test_the_title_is_the_first_heading():
    """Where the page gives no title of its own."""
    assert "第5回会合" == read_html("x<h1>第5回会合</h1>".encode(), "a.html").said.title


@pytest.mark.parametrize(
    ("markup", "is_html"),
    [
        ("\ufeff\n <!DOCTYPE html>", True),
        ("<?xml version='1.0'?><!-- x > --><HTML lang=en>", True),
        ("<head>", True),
        ("<p>", False),
        ("A text about <html>", False),
        ("<!-- <html>", False),
        ("", False),
    ],
)
def test_looks_like_html(markup, is_html):
    """A page is known by how it begins."""
    assert is_html == looks_like_html(markup)


ELEMENTS = "p b div ul ol li table tr td th h1 h2 header main article form nav sup a pre dl dt dd svg title"
MORE = ["script", "tbody", "caption", "thead", "body", "option", "select", "section", "br"]
ODD = ["<svg/>", "<td role=main>", "<li hidden>", "<ul role=main>", "<tr role=main>", "<li role=navigation>"]
WORDS = ["x", "1", "日", "\n", "\u202e", "&amp;", "&shy;", "<!--", "-->", "<", ">"]
NAMES = st.sampled_from([*ELEMENTS.split(), *MORE])
PARTS = NAMES.map("<{}>".format) | NAMES.map("</{}>".format) | st.sampled_from(ODD) | st.sampled_from(WORDS)


@given(st.lists(PARTS, max_size=40))
def test_whatever_a_page_holds(parts):
    """No page raises an error that is not for the user; its text is tidy, and headings stand in it."""
    try:
        page = read_html("".join(parts).encode(), "a.html").page
    except InvalidInputError:
        return
    assert page == read_html("".join(parts).encode(), "a.html").page
    assert page.text == page.text.strip()
    assert "\n\n\n" not in page.text
    assert "  " not in page.text
    at = 0
    for begin, end in page.headings:
        assert at <= begin < end <= len(page.text)
        assert page.text[max(begin - 2, 0) : begin] in ("", "\n\n")
        assert page.text[end : end + 2] in ("", "\n\n")
        assert "\n" not in page.text[begin:end]
        at = end


BOMBS = "<div>x <b>x <p>x <ul><li>x <table><tr><td>x <header>x <article>x <form>x <sup>1 <h1><table><td>x"
MORE_BOMBS = ["<div hidden>", "</div>", "<a><b></a>x", "<dl><dt>x<dd>y", "<svg>", "<sup></sup>"]


@pytest.mark.parametrize("part", [*BOMBS.split(), *MORE_BOMBS])
def test_depth_bombs(part):
    """Thirty thousand elements in one another, none of which ends, are read without recursion."""
    assert text("start" + part * 30_000)[:5] in ("start", "x\n\nx\n")

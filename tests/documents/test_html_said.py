"""What a page says of itself; a day of publication above all, which others are read against."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.html import read_html
from servanda.documents.html_said import Published, day


def said(markup):
    return read_html(f"<p>text</p>{markup}".encode(), "a.html").said


def test_everything():
    """Each value in the first of the ways in which pages say it."""
    assert Published(
        "Outcomes of the 5th round", "Ministry of Things", date(2024, 2, 22), "ja", "https://x.example/5"
    ) == said(
        """<html lang="ja-JP"><title>Outcomes | Ministry</title><meta property="og:title" content="Outcomes of
        the 5th &#x202e;round"><meta property="og:site_name" content="Ministry of Things">
        <meta name=author content=Somebody>
        <meta property=article:published_time content="2024-02-22T10:00+09:00">
        <link rel="alternate canonical" href="https://x.example/5"><meta property=og:url content="https://y">"""
    )


def test_nothing():
    """A page that says nothing leaves everything empty."""
    assert Published() == said("")


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ("<meta name=date content=2024-02-22>", date(2024, 2, 22)),
        ("<meta name=DC.date.issued content=20240222>", date(2024, 2, 22)),
        ("<meta name=dcterms.issued content=2024/2/22>", date(2024, 2, 22)),
        ("<meta name=citation_date content='22 February 2024'>", date(2024, 2, 22)),
        ("<meta itemprop=datePublished content='Feb. 22, 2024'>", date(2024, 2, 22)),
        ("<time pubdate datetime=2024-02-22T00:00:00Z>yesterday</time>", date(2024, 2, 22)),
        ("<time itemprop=datePublished>2024年2月22日</time>", date(2024, 2, 22)),
        ("<span itemprop='datePublished x'>Thursday, 22 February 2024 <b>now</b></span>", date(2024, 2, 22)),
        ("<time datetime=2024-02-22>an event</time>", None),
        ("<meta name=last-modified content=2024-02-22>", None),
        ("<meta property=article:modified_time content=2024-02-22>", None),
        ("<meta name=date content=02/03/2024>", None),
        ("<meta name=date content=2024-02-30>", None),
        ("<meta name=date content=2024-02>", None),
        ("<div hidden><meta name=date content=2024-02-22></div>", None),
        ("<noscript><meta name=date content=2024-02-22></noscript>", None),
    ],
)
def test_the_day_of_publication(markup, published):
    """It is taken where the page calls it that, and where it can be one day only."""
    assert published == said(markup).published


@pytest.mark.parametrize(
    ("data", "published"),
    [
        ('{"@type": "NewsArticle", "datePublished": "2024-02-22"}', date(2024, 2, 22)),
        (
            '[{"@type": "WebPage", "datePublished": "2020-01-01"},'
            '{"@type": ["Report"], "datePublished": "2024-02-22"}]',
            date(2024, 2, 22),
        ),
        (
            '{"@graph": [1, {"@type": "WebSite"}, {"@type": "Article", "datePublished": "2024-02-22"}]}',
            date(2024, 2, 22),
        ),
        (
            '{"@type": "ItemList", "itemListElement": [{"@type": "Article", "datePublished": "2024-02-22"}]}',
            None,
        ),
        ('{"@type": "Article", "dateModified": "2024-02-22"}', None),
        ('{"@type": "Article", "datePublished": 20240222}', None),
        ("[" * 100_000, None),
        ("{", None),
        ("1" * 10_000, None),
        ("[]", None),
    ],
)
def test_json_ld(data, published):
    """What JSON-LD says of the article is taken, not what it says of others that it names."""
    assert published == said(f'<script type="application/ld+json">{data}</script>').published


def test_json_ld_names():
    """Headline, publisher and language too."""
    assert Published("T", "P", None, "fr", "https://x.example/") == said(
        '<script type="application/ld+json">{"@type": "Article", "headline": "T", "inLanguage": "fr-FR", '
        '"publisher": {"@type": "Organization", "name": "P"}, "url": "https://x.example/"}</script>'
    )


def test_remarks():
    """Two days, and a time in UTC, are told to the user."""
    assert [
        "the page gives several days of publication, 2024-02-21, 2024-02-22: the first is taken",
        "its time of publication is in UTC, 2024-02-21T22:00:00Z: it may have been another day where it was",
    ] == list(
        read_html(
            b"x<meta property=article:published_time content=2024-02-21T22:00:00Z>"
            b"<meta name=date content=20240222>",
            "a.html",
        ).notes
    )


@pytest.mark.parametrize(
    "markup",
    [
        f"<title>{'long ' * 200}</title>",
        "<title>never ended",
        "<link rel=canonical href=/relative>",
        "<meta property=article:publisher content=https://social.example/x>",
        "<html lang=>",
        "<html lang=english>",
        "<meta name=author content='&#x202e; '>",
        "<title></title>",
    ],
)
def test_what_is_no_value(markup):
    """What is too long, of another kind or empty is none."""
    assert Published() == said(markup)


def test_a_page_that_never_stops_talking():
    """Of a million values, the first are enough."""
    assert date(2024, 1, 1) == said("<meta name=date content=2024-01-01>" * 20_000).published


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(words):
    """No text raises an error."""
    assert day(words) is None or isinstance(day(words), date)


@given(st.dates(date(1000, 1, 1)))
def test_days_are_read_as_they_are_written(written):
    """In figures, and in Japanese."""
    japanese = f"{written.year}年{written.month}月{written.day}日"
    forms = (f"{written}", f"{written:%Y/%m/%d}", f"{written:%Y%m%d}", japanese)
    assert [written] * 4 == [day(form) for form in forms]

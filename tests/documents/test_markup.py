"""Tags and texts of a page, whatever is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.markup import End, Start, Words, tokens


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (
            "a<B Class=x id='y z' hidden>&amp;b</B >",
            ["a", ("b", {"class": "x", "id": "y z", "hidden": ""}), "&b", "/b"],
        ),
        ('<a href="&lt;1>" HREF=2 / title = "t">x', [("a", {"href": "<1>", "title": "t"}), "x"]),
        ("1 < 2 <3 </ 4>5", ["1 ", "<", " 2 ", "<", "3 ", "5"]),
        ("a<!-- <b> -->b<!-->c<!--->d<!--x--!>e<!doctype html><?xml?></>f", [*"abcdef"]),
        (
            "<script>if (a<b) '</div>&amp;'</SCRIPT >x",
            [("script", {}), "if (a<b) '</div>&amp;'", "/script", "x"],
        ),
        ("<title>a &amp; <b></title>x", [("title", {}), "a & <b>", "/title", "x"]),
        ("a<script>never ended", ["a", ("script", {}), "never ended"]),
        ("a<!-- never ended", ["a"]),
        ("a<b class='never ended", ["a"]),
        ('a<p id="never quoted>b', ["a", ("p", {"id": '"never', "quoted": ""}), "b"]),
        ("<p =x y>z", [("p", {"=x": "", "y": ""}), "z"]),
        (f"&#{'9' * 5000};&#x110000;&#xD800;", ["\ufffd\ufffd\ufffd"]),
    ],
)
def test_tokens(markup, found):
    """Tags, attributes and texts are those that a browser sees; what is no tag is text."""
    assert found == [_short(token) for token in tokens(markup)]


def _short(token):
    if isinstance(token, Start):
        return token.name, token.attributes
    return f"/{token.name}" if isinstance(token, End) else token.text


def test_a_tag_that_ends_itself_says_so():
    """As in XML; whether it counts is for others to say."""
    assert [Start("svg", {}, empty=True), Start("br", {}, empty=True), Words("x")] == list(
        tokens("<svg/><br />x")
    )


def test_more_attributes_than_any_tag_has():
    """They are passed over."""
    (tag,) = tokens("<p " + " ".join(f"a{number}=1" for number in range(5000)) + ">")
    assert 100 == len(tag.attributes)


@given(st.text("<>/!-='\" \n&#;abscript", max_size=100))
def test_any_text_has_tokens(markup):
    """No page raises an error, nor says more than it holds."""
    assert len(markup) >= sum(len(token.text) for token in tokens(markup) if isinstance(token, Words))


@pytest.mark.parametrize(
    "part", ["<a ", "<a b='", "<!--", "</a", "<?", "<", "<script>", "&", '<a b="x', "=", "<!["]
)
def test_what_never_ends(part):
    """Half a million characters of what never ends take no more than half a million steps."""
    assert 500_001 > sum(1 for _ in tokens(part * (500_000 // len(part))))

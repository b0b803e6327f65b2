"""Hidden characters: told of where they stay, counted where they are left out."""

from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.characters import Hidden, kept


def test_what_stays_is_told():
    """Each character that values may not hold is named, with its first place; tabs and line ends are none."""
    assert [
        "the text holds the text-direction control U+202E 2 times, first at code point 3 (line 2): "
        "values that hold it are refused",
        "the text holds the control character U+0007 once, at code point 6 (line 3): "
        "values that hold it are refused",
    ] == list(kept("\ta\n\u202eb\n\x07\u202e\r\n\u00ad"))


def test_what_is_left_out_is_counted():
    """Line separators part lines; the rest is dropped, kind by kind."""
    hidden = Hidden()
    assert "cooperation\n12" == hidden.left_out("co\u00adopera\u200btion\u20281\u202e2\ufffe")
    assert "" == hidden.left_out("\x00")
    assert [
        "1 text-direction control was left out: the page may show words in another order",
        "1 control character was left out",
        "2 invisible characters were left out",
        "1 non-character was left out",
    ] == list(hidden.remarks())


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_is_left_to_refuse(text):
    """A text without its hidden characters holds none that a value may not have, nor half a character."""
    cleaned = Hidden().left_out(text)
    assert [] == list(kept(cleaned))
    assert cleaned == cleaned.encode().decode()

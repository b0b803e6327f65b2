"""Reading DER: what is inside what, and nothing beyond the end."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from servanda.log import der

CONTENTS = st.recursive(
    st.tuples(st.sampled_from([0x02, der.OCTET_STRING, 0x06]), st.binary(max_size=300)),
    lambda inner: st.tuples(st.sampled_from([der.SEQUENCE, der.SET]), st.lists(inner, max_size=4)),
    max_leaves=8,
)


def written(tag, content):
    """An element as X.690 has it written: tag, shortest length, content."""
    inner = content if isinstance(content, bytes) else b"".join(written(*each) for each in content)
    if len(inner) < 128:
        return bytes([tag, len(inner)]) + inner
    length = len(inner).to_bytes((len(inner).bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(length)]) + length + inner


def taken_apart(element):
    """What an element was written from."""
    if element.tag in (der.SEQUENCE, der.SET):
        return element.tag, [taken_apart(each) for each in element.inside()]
    return element.tag, element.content


@given(CONTENTS)
def test_what_is_written_is_read(wanted):
    """Any tree of elements is found again, and each knows its own bytes."""
    element = der.read(written(*wanted))

    assert wanted == taken_apart(element)
    assert written(*wanted) == element.whole


@given(CONTENTS, st.data())
def test_every_beginning_is_refused(wanted, data):
    """An element that is cut off is none."""
    whole = written(*wanted)
    with pytest.raises(ValueError, match=r"cut off|over the end"):
        der.read(whole[: data.draw(st.integers(0, len(whole) - 1))])


@given(st.binary(max_size=40))
@example(b"\x30\x80\x00\x00")
@example(b"\x30\xff" + b"\xff" * 38)
def test_bytes_are_refused_or_read_to_their_end(content):
    """Whatever the bytes, they are one element to the end or a ValueError."""
    try:
        element = der.read(content)
    except ValueError:
        return
    assert content == element.whole


def test_bytes_after_the_end_are_refused():
    """One element is wanted, not more."""
    with pytest.raises(ValueError, match="1 bytes after the end"):
        der.read(b"\x04\x00\x00")


def test_elements_of_a_tag():
    """Those of one tag are listed; where there is none, the first is an error."""
    pair = der.read(written(der.SEQUENCE, [(0x02, b"\1"), (0x04, b"a"), (0x02, b"\2")]))

    assert [b"\1", b"\2"] == [each.content for each in pair.inside(0x02)]
    assert b"a" == pair.first(der.OCTET_STRING).content
    with pytest.raises(ValueError, match="no element of tag 0x31"):
        pair.first(der.SET)

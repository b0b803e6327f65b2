import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import InvalidInputError, ServandaError
from servanda.log.strict_json import LARGEST_EXACT, MAX_DEPTH, MAX_LINE, loads

values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_EXACT, LARGEST_EXACT) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(values)
def test_plain_json_is_read_as_it_is(value):
    """Whatever has one meaning to every reader is accepted unchanged."""
    assert value == loads(json.dumps(value).encode())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"a": 1, "b": 2, "a": 3}', "'a' is given twice"),
        (b'{"a": [{"b": 1, "b": 1}]}', "'b' is given twice"),
        (b'{"a": 1, "\\u0061": 1}', "'a' is given twice"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b"[-Infinity]", "-Infinity is not a number"),
        (b'{"score": 3.5}', "3.5 is not a whole number"),
        (b"1e3", "1e3 is not a whole number"),
        (b"9007199254740992", "is too large to be exact"),
        (b"-9007199254740992", "is too large to be exact"),
        (b"1" * 5000, "is too large to be exact"),
        (b'"caf\xe9"', "byte 5 is not UTF-8"),
        (b"", "not JSON at character 1"),
        (b'{"a": 1', "not JSON at character 8"),
        (b'{"a": 1} {"b": 2}', "not JSON at character 10"),
        (b"\xef\xbb\xbf{}", "not JSON at character 1"),
        (b'{"a": "line\nbreak"}', "not JSON at character 12"),
    ],
    ids=lambda value: value[:20] if isinstance(value, bytes) else None,
)
def test_what_two_readers_could_take_differently_is_refused(line, message):
    """Each refusal says what is wrong, where known also where, and what to do."""
    with pytest.raises(InvalidInputError, match=message) as caught:
        loads(line)

    assert caught.value.remedy


@pytest.mark.parametrize("number", [LARGEST_EXACT, -LARGEST_EXACT, 0])
def test_exact_numbers_are_accepted_to_the_last(number):
    """The largest whole number that every reader holds exactly is still accepted."""
    assert number == loads(str(number).encode())


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_depth_is_bounded(opening):
    """The deepest nesting accepted is 32; far deeper ones are refused as well and not a crash."""
    closing = b"]" if opening == b"[" else b"}"

    loads(opening * MAX_DEPTH + b"1" + closing * MAX_DEPTH)

    for depth in (MAX_DEPTH + 1, 1_000, 40_000):
        with pytest.raises(InvalidInputError, match="nested too deeply"):
            loads(opening * depth + b"1" + closing * depth)


@pytest.mark.parametrize(
    "line",
    [
        b'{"a":"' + b"[" * 1_000 + b'"}',
        b'{"a":"' + b'\\"[' * 1_000 + b'"}',
        b'["' + b"\\\\" * 33 + b'",' + b"[]," * 50 + b"[]]",
        b"[" + b"[{}]," * 1_000 + b"[]]",
    ],
    ids=["in a text", "after an escaped quote", "after escaped backslashes", "side by side"],
)
def test_depth_is_not_mistaken(line):
    """Brackets within texts, and beside each other, do not make a line deep."""
    assert json.loads(line) == loads(line)


@pytest.mark.parametrize(
    "line",
    [b'["\\\\",' + b"[" * MAX_DEPTH, b'"a" ' + b"[" * (MAX_DEPTH + 1)],
    ids=["escaped", "after a text"],
)
def test_depth_comes_before_all_else(line):
    """Depth is refused from the bytes alone, whether or not the line is JSON."""
    with pytest.raises(InvalidInputError, match="nested too deeply"):
        loads(line)


@given(values)
def test_depth_is_that_of_the_value(value):
    """What the bytes tell is what a walk through the value finds."""

    def depth(inner):
        if not isinstance(inner, (dict, list)):
            return 0
        return 1 + max(map(depth, inner.values() if isinstance(inner, dict) else inner), default=0)

    around = MAX_DEPTH - depth(value)
    line = json.dumps(value).encode()
    loads(b"[" * around + line + b"]" * around)
    with pytest.raises(InvalidInputError, match="nested too deeply"):
        loads(b"[" * around + b"[" + line + b"]" + b"]" * around)


@pytest.mark.parametrize(
    "line",
    [
        b"{" + b",".join(b'"%d":1' % number for number in range(20_000)) + b',"19999":1}',
        b'"' + b'\\"' * 100_000,
        b'"\\' * 80_000,
        b"[" * 100_000,
        b'{"a":' * 50_000,
    ],
    ids=["many keys", "no end", "quotes", "lists", "objects"],
)
def test_hostile_lines_are_refused_in_one_pass(line):
    """No line costs more than its length: all of these together take no noticeable time."""
    with pytest.raises(InvalidInputError):
        loads(line)


def test_length_is_bounded():
    """A line of the greatest length is read; one byte more is refused with both lengths."""
    assert MAX_LINE - 2 == len(loads(b'"' + b"a" * (MAX_LINE - 2) + b'"'))

    with pytest.raises(InvalidInputError, match="262,145 bytes") as caught:
        loads(b'"' + b"a" * (MAX_LINE - 1) + b'"')
    assert "262,144" in caught.value.remedy


@given(st.binary(max_size=60) | st.text('[]{}":,0123456789.eE+-ntrufalsNI\\ ').map(str.encode))
def test_any_bytes_are_read_or_refused(line):
    """Nothing that a file may hold ends in an error of the program itself."""
    with suppress(ServandaError):
        loads(line)

import json

import pytest

from servanda.domain.decide import Draft
from servanda.errors import InvalidInputError
from servanda.log.drafts import draft_from

GIVEN = {"type": "meeting-held", "subject": "jp-fr-ict", "data": {"round": 22, "occurred": "2023-11-09"}}


def line(**changed):
    return json.dumps(
        {name: value for name, value in {**GIVEN, **changed}.items() if value != "left out"}
    ).encode()


def test_a_draft_is_read_as_it_is_given():
    """Type, stream and data are taken over; whether they make sense is decided later."""
    expected = Draft("meeting-held", "jp-fr-ict", {"round": 22, "occurred": "2023-11-09"}, "line 3")

    assert expected == draft_from(line(), "line 3")
    assert Draft("no-such-type", "", {}) == draft_from(b'{"data":{},"subject":"","type":"no-such-type"}', "")


@pytest.mark.parametrize(
    ("given", "message", "remedy"),
    [
        (line(subject="left out"), 'a draft is {"type"', "No more and no fewer keys"),
        (line(note="x"), 'a draft is {"type"', "No more and no fewer keys"),
        (b"[]", 'a draft is {"type"', "No more and no fewer keys"),
        (b'"meeting-held"', 'a draft is {"type"', "No more and no fewer keys"),
        (line(type=22), "type is not a text", ""),
        (line(subject=None), "subject is not a text", ""),
        (line(data=[]), "data is not an object", ""),
        (line(specversion="1.0"), "an entry of a log, not a draft", "servanda load"),
        (b'{"type": "a", "type": "b"}', "'type' is given twice", "Keep one"),
        (b"{", "not JSON", "cut off"),
        (line(type="x" * 501), "type is 501 characters long", "At most 500"),
        (line(subject="x" * 200_000), "subject is 200,000 characters long", "At most 500"),
    ],
)
def test_what_is_no_draft_is_refused(given, message, remedy):
    """The refusal says what a draft is, or what else the line is and which command takes it."""
    with pytest.raises(InvalidInputError, match=message.replace("{", r"\{")) as caught:
        draft_from(given, "line 3")

    assert remedy in caught.value.remedy

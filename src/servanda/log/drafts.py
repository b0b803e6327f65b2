"""Drafts as JSON lines: what a person reviews before it becomes an entry."""

from servanda.domain.decide import Draft
from servanda.errors import InvalidInputError
from servanda.events.text import LINE_LIMIT
from servanda.log.strict_json import loads

FIELDS = {"type": str, "subject": str, "data": dict}


def draft_from(line: bytes, place: str = "") -> Draft:
    """The draft of one line, which knows its place in the file.

    Raises:
        InvalidInputError: not JSON, or not a draft.
    """
    loaded = loads(line)
    if isinstance(loaded, dict) and "specversion" in loaded:
        msg = "this is an entry of a log, not a draft"
        raise InvalidInputError(msg, "`servanda load` takes the lines of a published log.")
    if not isinstance(loaded, dict) or loaded.keys() != FIELDS.keys():
        msg = 'a draft is {"type": …, "subject": …, "data": {…}}'
        raise InvalidInputError(msg, "No more and no fewer keys.")
    for name, kind in FIELDS.items():
        if not isinstance(loaded[name], kind):
            msg = f"{name} is not {'a text' if kind is str else 'an object'}"
            raise InvalidInputError(msg)
    for name in ("type", "subject"):
        if len(loaded[name]) > LINE_LIMIT:
            msg = f"{name} is {len(loaded[name]):,} characters long"
            raise InvalidInputError(msg, f"At most {LINE_LIMIT} are accepted.")
    return Draft(loaded["type"], loaded["subject"], loaded["data"], place)

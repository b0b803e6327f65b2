"""Filters as people type them, checked against the lexicon before a question is asked."""

from typing import Any

from servanda.errors import InvalidInputError
from servanda.events.party import body_name, party_code


def actor_filters(given: dict[str, Any]) -> dict[str, Any]:
    """The filters with parties as codes and bodies as short names.

    Raises:
        InvalidInputError: a party that the lexicon does not know.
    """
    filters = dict(given)
    try:
        filters["party"] = tuple(party_code(party) for party in filters.get("party", ()))
    except ValueError as error:
        msg, _, remedy = str(error).partition("; ")
        msg = f"--party: {msg}"
        raise InvalidInputError(msg, remedy) from None
    filters["body"] = tuple(body_name(body) for body in filters.get("body", ()))
    return filters

"""The errors a user can meet: each says what is wrong, how to mend it, and how the program exits."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class ServandaError(Exception):
    """An error to be shown to the user.

    Attributes:
        message: what is wrong, naming the field and the value.
        remedy: what would be accepted, or what to run; may be empty.
        exit_code: 2 for refused input or usage, 1 for a finding.
    """

    exit_code = 2

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n  {self.remedy}" if self.remedy else self.message

    def at(self, place: str) -> "ServandaError":
        """The same error with the place in the input where it arose, such as ``line 3``."""
        return type(self)(f"{place}: {self.message}", self.remedy)


class InvalidInputError(ServandaError):
    """A value that no rule of the world is needed to refuse: malformed, too long, unknown field."""


class BrokenRuleError(ServandaError):
    """A well-formed event that contradicts what the log already holds."""


class UnknownNameError(ServandaError):
    """A dialogue, source, entry, meeting or commitment that the ledger does not hold."""


class ConflictError(ServandaError):
    """Somebody else recorded in the same stream in the meantime."""


class LedgerError(ServandaError):
    """A ledger that cannot be opened, read or written."""


class FindingError(ServandaError):
    """A check that found something; the input was fine."""

    exit_code = 1


def nearest(name: str, known: "Iterable[str]") -> str:
    """A remedy that offers the known name closest to a mistyped one, or an empty text."""
    from difflib import get_close_matches  # noqa: PLC0415  most commands meet no unknown name

    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"Did you mean {close[0]}?" if close else ""

"""Where a ledger is: a file, or a PostgreSQL database. Standard library only."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from servanda.errors import InvalidInputError

SCHEMES = ("postgresql", "postgres")
SCHEME = r"([A-Za-z][A-Za-z0-9+.-]*)://"
"""How a text begins that is a URL, and no path."""
SHOWN = ("host", "hostaddr", "port", "dbname", "user", "sslmode", "service")
"""The settings of a URL that are shown: among others there may be a password, rightly spelled or not."""

_HOST = r"(?:\[[0-9A-Fa-f:.%]*\]|[^@/?#:,\[\]\s]*)(?::[0-9]*)?"
_URL = (
    r"(?P<scheme>postgres(?:ql)?)://"
    r"(?:(?P<user>[^@/?#:\s]*)(?::[^@/?\s]*)?@)?"
    rf"(?P<hosts>{_HOST}(?:,{_HOST})*)"
    r"(?:/(?P<database>[^@/?#\s]*))?"
    r"(?:\?(?P<asked>[^=&?#\s]+=[^=&?#\s]*(?:&[^=&?#\s]+=[^=&?#\s]*)*))?"
)
"""A connection URL (PostgreSQL documentation, 34.1.1.2), only as strict as to know the password in it."""


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a PostgreSQL server, by its connection URL.

    What the URL leaves out comes from the standard ``PG*`` variables and the password file, as
    with every program that uses libpq. Printed, it shows no password.

    Attributes:
        url: as given, password included.
    """

    url: str = field(repr=False)

    def __str__(self) -> str:
        from urllib.parse import parse_qsl, quote, urlencode  # noqa: PLC0415  of no use where it is a file

        found = self._parts()
        asked = [(name, value) for name, value in parse_qsl(found["asked"]) if name in SHOWN]
        return "".join(
            (
                f"{found['scheme']}://",
                f"{found['user']}@" if found["user"] else "",
                found["hosts"],
                f"/{found['database']}" if found["database"] else "",
                f"?{urlencode(asked, safe='/', quote_via=quote)}" if asked else "",
            )
        )

    @property
    def database(self) -> str:
        """The database that the URL or PGDATABASE names; empty where the server is to choose it."""
        from urllib.parse import parse_qsl, unquote  # noqa: PLC0415  as above

        found = self._parts()
        asked = dict(parse_qsl(found["asked"])).get("dbname", "")
        return asked or unquote(found["database"]) or os.environ.get("PGDATABASE", "")

    def _parts(self) -> dict[str, str]:
        found = re.fullmatch(_URL, self.url)
        return found.groupdict("") if found else UNKNOWN


UNKNOWN = {"scheme": "postgresql", "user": "", "hosts": "…", "database": "", "asked": ""}
"""Shown of a URL of which nothing is understood."""

Address = Path | Server


def address(text: str) -> Address:
    """The ledger that a text names: a connection URL, or else a path.

    Raises:
        InvalidInputError: a URL of something else, or one in which it cannot be told what is the password.
    """
    scheme = re.match(SCHEME, text) if "://" in text else None
    if scheme is None:
        return Path(text)
    if scheme[1] not in SCHEMES:
        msg = f"the ledger is named with {scheme[0]}, and such a place is not known"
        raise InvalidInputError(msg, "Accepted: the path of a file, or postgresql://USER@HOST:PORT/DATABASE.")
    if not re.fullmatch(_URL, text):
        msg = "the address of the ledger is not a connection URL of PostgreSQL"
        raise InvalidInputError(
            msg,
            "Accepted: postgresql://USER@HOST:PORT/DATABASE?NAME=VALUE, percent-encoded (@ is %40). "
            "A password is better kept in ~/.pgpass.",
        )
    return Server(text)

"""Where a ledger is: a file, or a PostgreSQL database. Standard library only."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

SCHEMES = ("postgresql", "postgres")
SECRET = ("password", "sslpassword", "passfile")


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
        parts = urlsplit(self.url)
        user, _, host = parts.netloc.rpartition("@")
        named = f"{user.partition(':')[0]}@{host}" if user else host
        asked = [(name, value) for name, value in parse_qsl(parts.query) if name not in SECRET]
        return urlunsplit((parts.scheme, named, parts.path, urlencode(asked), ""))


Address = Path | Server


def address(text: str) -> Address:
    """The ledger that a text names: a connection URL, or else a path."""
    return Server(text) if text.partition("://")[0] in SCHEMES and "://" in text else Path(text)

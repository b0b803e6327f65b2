from pathlib import Path

import pytest

from servanda.errors import InvalidInputError
from servanda.log.address import Server, address


@pytest.mark.parametrize("text", ["servanda.db", "/srv/servanda.db", "postgresql", "postgres:/x"])
def test_what_is_no_connection_url_is_a_path(text):
    """Only the schemes of PostgreSQL name a server."""
    assert Path(text) == address(text)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://anna@db.example.org/ict", "postgresql://anna@db.example.org/ict"),
        ("postgresql://anna:s3cret@db.example.org:5433/ict", "postgresql://anna@db.example.org:5433/ict"),
        ("postgres://anna:a%40b:c@[::1]/ict?sslmode=require", "postgres://anna@[::1]/ict?sslmode=require"),
        ("postgresql:///ict?user=anna&password=s3cret", "postgresql:///ict?user=anna"),
        ("postgresql:///ict?host=/run/postgresql", "postgresql:///ict?host=/run/postgresql"),
        ("postgresql:///ict?user=anna&pasword=s3cret", "postgresql:///ict?user=anna"),
        ("postgresql://db.example.org/ict?sslpassword=s3cret&passfile=/x", "postgresql://db.example.org/ict"),
        (
            "postgresql://anna:s3cret@a.example.org,b.example.org/ict",
            "postgresql://anna@a.example.org,b.example.org/ict",
        ),
    ],
)
def test_a_server_is_shown_without_its_password(url, shown):
    """Neither printed nor in a traceback."""
    server = address(url)

    assert shown == str(server)
    assert "s3cret" not in repr(server)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna:p@s3cret@db.example.org/ict",
        "postgresql://anna:s3cret/x@db.example.org/ict",
        "postgresql://anna:s3cret?x@db.example.org/ict",
        "postgresql://anna s3cret@db.example.org/ict",
        "postgresql://[::1/ict?password=s3cret",
        "postgresql://db.example.org/ict?password=s3cret=x",
    ],
)
def test_a_url_in_which_the_password_cannot_be_told_is_refused_and_not_repeated(url):
    """A character of a password that is not percent-encoded makes it part of something else."""
    with pytest.raises(InvalidInputError) as refused:
        address(url)

    assert "s3cret" not in f"{refused.value.message} {refused.value.remedy} {Server(url)}"


@pytest.mark.parametrize("scheme", ["mysql", "postgresql+psycopg", "https", "Postgresql"])
def test_another_kind_of_address_is_refused_and_not_repeated(scheme):
    """It would be taken for a path, and printed with the password in it."""
    with pytest.raises(InvalidInputError, match=r"Accepted: the path of a file, or postgresql://") as refused:
        address(f"{scheme}://anna:s3cret@db.example.org/ict")

    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "database"),
    [
        ("postgresql://db.example.org/ict", "ict"),
        ("postgresql://db.example.org/a%20b", "a b"),
        ("postgresql://db.example.org/?dbname=ict", "ict"),
        ("postgresql://db.example.org", "from-the-environment"),
    ],
)
def test_the_database_of_a_server(url, database, monkeypatch):
    """The URL names it, or else PGDATABASE."""
    monkeypatch.setenv("PGDATABASE", "from-the-environment")

    assert database == Server(url).database

import sqlite3
from contextlib import closing

import pytest

from servanda.errors import LedgerError
from servanda.log.ledger_file import connect, create
from servanda.log.metadata import head_position, name_of, projected


def test_a_new_ledger_is_empty_and_has_no_read_model(tmp_path):
    """It knows its name, ends at 0, and its read model is still to be built."""
    create(tmp_path / "servanda.db", "japan-ict")

    with closing(connect(tmp_path / "servanda.db")) as rows:
        assert ("japan-ict", 0, None) == (name_of(rows), head_position(rows), projected(rows, "1"))


def test_a_ledger_without_its_name_is_damaged(tmp_path):
    """The name is written when the ledger is made and never taken out."""
    create(tmp_path / "servanda.db", "japan-ict")
    with closing(sqlite3.connect(tmp_path / "servanda.db")) as connection, connection:
        connection.execute("DELETE FROM ledger")

    with (
        closing(connect(tmp_path / "servanda.db")) as rows,
        pytest.raises(LedgerError, match="lost its name"),
    ):
        name_of(rows)

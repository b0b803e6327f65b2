"""The tree in the ledger file: it grows with the entries, and nothing else can be done to it."""

import json
import sqlite3
from contextlib import closing

import pytest
import rfc8785

from given import established, held, looked
from servanda.app.loading import load
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger
from servanda.errors import LedgerError
from servanda.log import ledger_file
from servanda.log.merkle import count, leaf_hash, node_hash, root
from servanda.log.tree import Tree


@pytest.fixture
def path(ledger_path, clock):
    """The file of a ledger of three entries."""
    with closing(Ledger.open(ledger_path, clock)) as ledger:
        ledger.record([established(), held(22), looked()], "a recorder")
    return ledger_path


def lines(path):
    with closing(ledger_file.connect(path)) as rows:
        return [row[0] for row in rows.execute("SELECT state FROM stored_events ORDER BY position")]


def test_the_stored_nodes_are_those_of_the_entries(path):
    """Each entry is followed by the nodes that it completes; together they give the root."""
    one, two, three = map(leaf_hash, lines(path))
    with closing(ledger_file.connect(path)) as rows:
        stored = rows.execute("SELECT place, hash FROM nodes ORDER BY place").fetchall()
        tree = Tree(rows)

        assert list(enumerate([one, two, node_hash(one, two), three])) == stored
        assert count(3) == tree.stored() == 4
        assert node_hash(node_hash(one, two), three) == root(3, tree) == verify_ledger(path).root


def test_it_grows_alike_one_by_one_and_in_batches(tmp_path, clock):
    """The same lines loaded at once or recorded singly leave the same rows."""
    drafts = [established(), *(held(number, occurred=f"2023-11-{number:02}") for number in range(1, 20))]
    with closing(Ledger.create(tmp_path / "one.db", "test", clock)) as ledger:
        for draft in drafts:
            ledger.record([draft], "a recorder")
    (tmp_path / "log.jsonl").write_bytes(b"".join(line + b"\n" for line in lines(tmp_path / "one.db")))
    with closing(Ledger.create(tmp_path / "two.db", "test", clock)) as ledger:
        load(ledger, tmp_path / "log.jsonl")

    found = []
    for name in ("one.db", "two.db"):
        with closing(ledger_file.connect(tmp_path / name)) as rows:
            found.append(rows.execute("SELECT * FROM nodes ORDER BY place").fetchall())
    assert found[0] == found[1]
    assert count(20) == len(found[0])


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE nodes SET hash = x'00' WHERE place = 0",
        "UPDATE OR REPLACE nodes SET place = 0 WHERE place = 1",
        "UPDATE nodes SET place = 4 WHERE place = 3",
        "DELETE FROM nodes",
        "DELETE FROM nodes WHERE place = 3",
        "INSERT OR REPLACE INTO nodes VALUES (0, x'00')",
        "REPLACE INTO nodes VALUES (3, x'00')",
        "INSERT OR IGNORE INTO nodes VALUES (2, x'00')",
        "INSERT INTO nodes VALUES (3, x'00') ON CONFLICT DO UPDATE SET hash = x'00'",
        "INSERT INTO nodes VALUES (5, x'00')",
        "INSERT INTO nodes VALUES (-1, x'00')",
        "INSERT INTO nodes VALUES (NULL, x'00')",
    ],
)
def test_sql_cannot_rewrite_the_tree(path, statement, recursive):
    """With another program, whichever way SQLite fires triggers there."""
    with closing(sqlite3.connect(path)) as rows:
        rows.execute(f"PRAGMA recursive_triggers = {recursive}")
        before = rows.execute("SELECT * FROM nodes").fetchall()

        with pytest.raises(sqlite3.IntegrityError, match="the tree is append-only"):
            rows.execute(statement)
        rows.rollback()

        assert before == rows.execute("SELECT * FROM nodes").fetchall()
    assert [] == verify_ledger(path).findings


def _insert_an_entry(path, rows):
    """A fourth entry that looks like one of the program's own."""
    found = json.loads(lines(path)[-1])
    found |= {"streamversion": 4, "time": "2025-07-01T12:00:00.000000Z", "id": found["id"][:-4] + "0000"}
    rows.execute(
        "INSERT INTO stored_events VALUES (4, 'jp-fr-ict', 4, 'coverage-checked', ?)", (rfc8785.dumps(found),)
    )


def _insert_a_node(_, rows):
    rows.execute("INSERT INTO nodes VALUES (4, zeroblob(32))")


@pytest.mark.parametrize(
    ("insert", "how"),
    [
        (_insert_an_entry, "it has 4 nodes, and 4 entries need 7"),
        (_insert_a_node, "it has 5 nodes, and 3 entries need 4"),
    ],
)
def test_what_was_added_behind_the_programs_back_is_found_at_the_next_append(path, insert, how):
    """The triggers let in what follows; the ledger takes no more entries until that is looked into."""
    with closing(sqlite3.connect(path)) as rows, rows:
        insert(path, rows)
    before = lines(path)

    with closing(Ledger.open(path)) as ledger, pytest.raises(LedgerError) as caught:
        ledger.record([looked(note="goes on")], "a recorder")

    assert f"the tree of the log is not whole: {how}" == caught.value.message
    assert "`servanda verify`" in caught.value.remedy
    assert before == lines(path)
    assert verify_ledger(path).findings


def test_a_missing_node_is_told(path):
    """One that the next entry, or a proof, would need."""
    with closing(sqlite3.connect(path)) as rows, rows:
        rows.execute("DROP TRIGGER nodes_remain")
        rows.execute("DELETE FROM nodes WHERE place = 2")

    missing = pytest.raises(LedgerError, match="the node 0 of level 1 is missing")
    with closing(Ledger.open(path)) as ledger, missing as caught:
        ledger.record([looked(note="goes on")], "a recorder")
    assert "restore a backup" in caught.value.remedy
    assert 3 == len(lines(path))

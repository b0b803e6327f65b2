"""Verifying: what a sound log is found to be, and that nothing done to one is passed over."""

import json
import re
import sqlite3
from contextlib import closing
from hashlib import sha256

import pytest
import rfc8785

from given import established, held, looked, made, published
from servanda.app.publishing import publish
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger, verify_lines
from servanda.errors import InvalidInputError, LedgerError
from servanda.log import ledger_file
from servanda.log.merkle import EMPTY, Frontier, leaf_hash
from servanda.log.notes import Checkpoint
from strategies import NOON


def too_many(stored, due):
    what = f"the stored tree has {stored} nodes, where {due} are due"
    return f"{what}: entries were taken from the end, or nodes put in"


@pytest.fixture
def path(tmp_path, clock):
    """The file of a ledger of five entries."""
    path = tmp_path / "servanda.db"
    with closing(Ledger.create(path, "test", clock)) as ledger:
        ledger.catch_up()
        ledger.record([established(), held(22), published(), made(), looked()], "a recorder")
    return path


def lines(path):
    with closing(ledger_file.connect(path)) as rows:
        return [row[0] for row in rows.execute("SELECT state FROM stored_events ORDER BY position")]


def root_of(leaves):
    """RFC 6962, section 2.1, once more."""
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()


def forge(path, *statements):
    """Run SQL on a ledger whose guards are taken away first and put back afterwards."""
    with closing(sqlite3.connect(path, isolation_level=None)) as rows:
        guards = rows.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            rows.execute(f"DROP TRIGGER {name}")
        for statement, *values in statements:
            rows.execute(statement, values)
        for _, sql in guards:
            rows.execute(sql)


def rewrite(path, change):
    """Somebody with skill: changes entries, and computes everything else anew."""
    entries = change(lines(path))
    tree, nodes = Frontier(0, lambda *_: b""), []
    for line in entries:
        nodes += tree.add(leaf_hash(line))
    found = [json.loads(line) for line in entries]
    forge(
        path,
        ("DELETE FROM stored_events",),
        ("DELETE FROM nodes",),
        *(
            (
                "INSERT INTO stored_events VALUES (?, ?, ?, ?, ?)",
                *(position, one["subject"], one["streamversion"], one["type"].removeprefix("servanda.")),
                line,
            )
            for position, (one, line) in enumerate(zip(found, entries, strict=True), start=1)
        ),
        *(("INSERT INTO nodes VALUES (?, ?)", place, node) for place, node in enumerate(nodes)),
    )
    with closing(Ledger.open(path)) as ledger:
        ledger.catch_up(anew=True)


def test_a_sound_ledger_is_what_it_is(path):
    """Name, size, last time, root and the roots of its beginnings, as computed anew here."""
    found = verify_ledger(path, [0, 1, 3, 5, 6])
    log = lines(path)

    assert ("urn:servanda:test", 5, []) == (found.origin, found.size, found.findings)
    assert json.loads(log[-1])["time"] == found.time
    assert root_of(log) == found.root
    assert {0: EMPTY, 1: root_of(log[:1]), 3: root_of(log[:3]), 5: root_of(log)} == found.roots
    assert Checkpoint("urn:servanda:test", 5, root_of(log)) == found.checkpoint()


def test_an_empty_ledger_is_sound(ledger_path):
    """Its root is that of the empty tree, its time is empty."""
    found = verify_ledger(ledger_path)
    assert ([], 0, EMPTY, "") == (found.findings, found.size, found.root, found.time)


def test_a_published_log_has_the_root_of_its_ledger(path, tmp_path):
    """From the lines alone, a folder of them or one file."""
    with closing(open_rows(path)) as rows:
        publish(rows, tmp_path / "events")
    (file,) = (tmp_path / "events").glob("*.jsonl")

    ledger = verify_ledger(path, [2])
    assert ledger == verify_lines(tmp_path / "events", [2]) == verify_lines(file, [2])


def test_verifying_changes_nothing_and_tells_how_far_it_is(path, tmp_path):
    """The file is the same, and what was told adds up."""
    with closing(open_rows(path)) as rows:
        publish(rows, tmp_path / "events")
    before, entries, told = path.read_bytes(), [], []

    verify_ledger(path, progress=entries.append)
    verify_lines(tmp_path / "events", progress=told.append)

    assert before == path.read_bytes()
    assert 5 == sum(entries)
    assert sum(file.stat().st_size for file in (tmp_path / "events").glob("*.jsonl")) == sum(told)


STATE = "UPDATE stored_events SET state = cast(replace(cast(state AS TEXT), ?, ?) AS BLOB) WHERE position = ?"
HASH = "does not have the hash that was stored with it"
FILED = "is filed under another stream, number or type than its bytes say"
FINDINGS = {
    "changed word": ([(STATE, "Share", "Shave", 4)], [f"#4 {HASH}"]),
    "changed time": (
        [(STATE, "T12:00:00.000003Z", "T11:00:00.000003Z", 4)],
        ["#4 was recorded 2025-06-30T11:00:00.000003Z, not after the one before it", f"#4 {HASH}"],
    ),
    "a space at the end": (
        [("UPDATE stored_events SET state = state || x'20' WHERE position = 5",)],
        [f"#5 {FILED}"],
    ),
    "no bytes": (
        [("UPDATE stored_events SET state = x'' WHERE position = 2",)],
        [f"#2 {FILED}", f"#2 {HASH}"],
    ),
    "bytes as text": (
        [("UPDATE stored_events SET state = cast(state AS TEXT) WHERE position = 2",)],
        [f"#2 {HASH}"],
    ),
    "changed type": (
        [("UPDATE stored_events SET topic = 'meeting-cancelled' WHERE position = 2",)],
        [f"#2 {FILED}"],
    ),
    "changed stream": (
        [("UPDATE stored_events SET originator_id = 'jp-eu-ict' WHERE position = 2",)],
        [f"#2 {FILED}", "#2 says it is entry 2 of jp-eu-ict, where entry 1 is due"],
    ),
    "changed number": (
        [("UPDATE stored_events SET originator_version = 9 WHERE position = 5",)],
        [f"#5 {FILED}", "#5 says it is entry 9 of jp-fr-ict, where entry 4 is due"],
    ),
    "missing entry": (
        [("DELETE FROM stored_events WHERE position = 3",)],
        ["#3 is missing: the next entry is #4"],
    ),
    "missing and changed entries": (
        [("DELETE FROM stored_events WHERE position = 3",), (STATE, "2025-02-01", "2025-02-02", 5)],
        ["#3 is missing: the next entry is #4", f"#5 {HASH}"],
    ),
    "first entry missing": (
        [("DELETE FROM stored_events WHERE position = 1",)],
        ["#1 is missing: the next entry is #2"],
    ),
    "end cut off": (
        [("DELETE FROM stored_events WHERE position = 5",)],
        [too_many(8, 7)],
    ),
    "largest position": (
        [("UPDATE stored_events SET position = 9223372036854775807 WHERE position = 5",)],
        ["#5 is missing: the next entry is #9223372036854775807"],
    ),
    "everything gone": (
        [("DELETE FROM stored_events",)],
        [too_many(8, 0)],
    ),
    "swapped": (
        [
            ("UPDATE stored_events SET position = 99 WHERE position = 3",),
            ("UPDATE stored_events SET position = 3 WHERE position = 4",),
            ("UPDATE stored_events SET position = 4 WHERE position = 99",),
        ],
        ["#4 was recorded", f"#3 {HASH}", f"#4 {HASH}"],
    ),
    "missing node": ([("DELETE FROM nodes WHERE place = 2",)], [f"#2 {HASH}"]),
    "missing last node": ([("DELETE FROM nodes WHERE place = 7",)], [f"#5 {HASH}"]),
    "changed node": ([("UPDATE nodes SET hash = zeroblob(32) WHERE place = 0",)], [f"#1 {HASH}"]),
    "no nodes": ([("DELETE FROM nodes",)], [f"#{number} {HASH}" for number in range(1, 6)]),
    "extra node": (
        [("INSERT INTO nodes VALUES (8, zeroblob(32))",)],
        [too_many(9, 8)],
    ),
    "changed answer": (
        [("UPDATE commitments SET text = 'Share nothing'",)],
        ["the read model: commitments: differs from the log"],
    ),
}


@pytest.mark.parametrize("what", FINDINGS)
def test_each_change_is_found(path, what):
    """By name of the entry, and nothing else is said to be wrong that is not."""
    statements, expected = FINDINGS[what]
    forge(path, *statements)

    found = verify_ledger(path).findings

    for sentence in expected:
        assert any(one.startswith(sentence) for one in found), found
    for number in range(1, 6):
        named = any(one.startswith(f"#{number} ") for one in expected)
        assert named or not any(f"#{number} does not have" in one for one in found), found


@pytest.mark.parametrize(
    "name",
    ["events_stay", "events_remain", "events_follow", "nodes_stay", "nodes_remain", "nodes_follow"],
)
def test_each_guard_is_missed(path, name):
    """Taken away, or made anew so that it guards nothing."""
    with closing(sqlite3.connect(path)) as rows:
        table = rows.execute("SELECT tbl_name FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
        rows.execute(f"DROP TRIGGER {name}")
        rows.commit()
        missing = [f"the trigger {name} of the ledger is missing or was changed"]
        assert missing == verify_ledger(path).findings

        rows.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT 1; END")
        rows.commit()
        assert missing == verify_ledger(path).findings


def test_a_foreign_trigger_is_found(path):
    """One that would change what is recorded."""
    with closing(sqlite3.connect(path)) as rows, rows:
        rows.execute("CREATE TRIGGER helpful AFTER INSERT ON stored_events BEGIN DELETE FROM entries; END")
    assert ["the trigger helpful is not one that this program made"] == verify_ledger(path).findings


def test_a_read_model_that_is_behind_is_no_finding(path):
    """The next reader builds it; `log_only` does not look at it at all."""
    forge(path, ("UPDATE commitments SET text = 'Share nothing'",))
    assert [] == verify_ledger(path, log_only=True).findings

    forge(path, ("UPDATE tracking SET notification_id = 3",))
    assert [] == verify_ledger(path).findings


def test_an_entry_added_behind_the_programs_back_is_found(path):
    """Though it follows the last one as it should, it has no hash."""
    entry = rfc8785.dumps(
        json.loads(lines(path)[-1]) | {"streamversion": 5, "time": "2025-07-01T12:00:00.000000Z"}
    )
    with closing(sqlite3.connect(path)) as rows, rows:
        rows.execute(
            "INSERT INTO stored_events VALUES (6, 'jp-fr-ict', 5, 'coverage-checked', ?)",
            (entry.replace(b"0000-7", b"0001-7"),),
        )
    assert [f"#6 {HASH}"] == verify_ledger(path, log_only=True).findings


def test_a_log_that_grew_extends_its_checkpoints(path, clock):
    """Every one that was ever made of it, also of the empty log."""
    known = []
    for _ in range(2):
        known.append(verify_ledger(path).checkpoint())
        with closing(Ledger.open(path, clock)) as ledger:
            ledger.record([looked()], "a recorder")
    known += [verify_ledger(path).checkpoint(), Checkpoint("urn:servanda:test", 0, EMPTY)]

    found = verify_ledger(path, [one.size for one in known])

    assert [5, 6, 7, 0] == [one.size for one in known]
    assert [""] * 4 == [found.extends(one) for one in known]


def test_a_rewritten_log_agrees_with_itself_but_not_with_a_checkpoint(path):
    """Whatever was recomputed with it."""
    known = verify_ledger(path).checkpoint()
    rewrite(path, lambda log: [line.replace(b"Share", b"Shave") for line in log])

    found = verify_ledger(path, [known.size])

    assert [] == found.findings
    assert "the first 5 entries are not those of the checkpoint: the log was rewritten" == found.extends(
        known
    )


def test_a_cut_log_agrees_with_itself_but_not_with_a_checkpoint(path):
    """How many entries are missing is said."""
    known = verify_ledger(path).checkpoint()
    rewrite(path, lambda log: log[:3])

    found = verify_ledger(path, [known.size])

    assert ([], 3) == (found.findings, found.size)
    assert "the checkpoint knows 5 entries, and this log only 3: its end is missing" == found.extends(known)


def test_a_log_cut_and_grown_again_is_not_that_of_the_checkpoint(path, clock):
    """As long as before, or longer."""
    known = verify_ledger(path).checkpoint()
    rewrite(path, lambda log: log[:3])
    clock.now = NOON.replace(year=2026)
    for _ in range(3):
        with closing(Ledger.open(path, clock)) as ledger:
            ledger.record([looked()], "a recorder")

    found = verify_ledger(path, [known.size])

    assert ([], 6) == (found.findings, found.size)
    assert "the log was rewritten" in found.extends(known)


def edited(number, **attributes):
    return lambda log: [
        rfc8785.dumps(json.loads(line) | attributes) if place == number else line
        for place, line in enumerate(log, start=1)
    ]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda log: log[:1] + log[2:], "#2 says it is entry 3 of jp-fr-ict|#3 says it is entry 3 of"),
        (lambda log: [log[0], log[2], log[1], *log[3:]], "#3 was recorded .*, not after the one before it"),
        (lambda log: [*log[:2], *log[1:]], "#3 was recorded .*, not after the one before it"),
        (edited(5, streamversion=9), "#5 says it is entry 9 of jp-fr-ict, where entry 4 is due"),
        (edited(2, time="2025-06-30T12:00:00.000000Z"), "#2 was recorded .*, not after the one before it"),
    ],
    ids=["a line missing", "swapped", "twice", "another number", "another time"],
)
def test_lines_that_do_not_follow_each_other_are_found(path, tmp_path, change, finding):
    """In a published log, which has no tree beside it."""
    (tmp_path / "log.jsonl").write_bytes(b"".join(line + b"\n" for line in change(lines(path))))

    found = verify_lines(tmp_path / "log.jsonl").findings

    assert found
    assert re.search(finding, "\n".join(found)), found


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda content: content[:-5], "log.jsonl line 5: the last line is cut off"),
        (lambda content: content.replace(b'{"', b'{ "', 1), "log.jsonl line 1: "),
        (lambda content: content + b'{"a":"diary"}\n', "log.jsonl line 6: not an entry"),
    ],
)
def test_what_is_no_entry_is_refused(path, tmp_path, spoil, message):
    """With the place of the line."""
    content = b"".join(line + b"\n" for line in lines(path))
    (tmp_path / "log.jsonl").write_bytes(spoil(content))
    with pytest.raises(InvalidInputError, match=message):
        verify_lines(tmp_path / "log.jsonl")


def test_a_file_that_is_damaged_is_said_to_be(path):
    """A page of zeros is found, or the file cannot be read at all; only of a free page it does not matter."""
    with closing(ledger_file.connect(path)) as rows:
        free = rows.execute("PRAGMA freelist_count").fetchone()[0]
    content = bytearray(path.read_bytes())
    page = int.from_bytes(content[16:18])
    silent = []
    for start in range(page, len(content), page):
        path.write_bytes(bytes(content[:start]) + bytes(page) + bytes(content[start + page :]))
        try:
            if not verify_ledger(path).findings:
                silent.append(start // page)
        except LedgerError:
            continue
    assert free == len(silent)

"""`verify`: levels, findings and exit codes, for people and for programs."""

import json
import sqlite3
from contextlib import closing

import pytest


@pytest.fixture
def kept(desk):
    """The desk with a checkpoint, a longer one, and proofs."""
    assert 0 == desk("checkpoint --out older").exit_code
    held = "record meeting-held jp-fr-ict --round 23 --occurred 2024-11-26"
    assert 0 == desk(held).exit_code
    for command in ("checkpoint --out kept", "prove '#3' --out entry", "prove --extends older --out growth"):
        assert 0 == desk(command).exit_code
    return desk


@pytest.mark.parametrize(
    ("command", "level"),
    [
        ("verify", "structure"),
        ("verify --checkpoint older", "known checkpoint"),
        ("verify --checkpoint kept", "known checkpoint"),
        ("verify --proof entry", "structure"),
        ("verify --proof growth", "structure"),
        ("verify --proof entry --checkpoint kept", "known checkpoint"),
    ],
)
def test_what_is_sound_reaches_its_level(kept, command, level):
    """Exit code 0; the same in JSON."""
    result, told = kept(command), kept.json(command)
    assert 0 == result.exit_code
    assert f"Level reached: {level}." in result.stdout
    assert (level, [], 17) == (told["level"], told["findings"], told["entries"])


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("verify --proof entry --checkpoint older", "older is another checkpoint than that of the proof"),
        ("verify --checkpoint foreign", "the log was rewritten"),
        ("verify --checkpoint longer", "its end is missing"),
        ("verify --proof spoilt", "the entry is not #4 of the log"),
        ("verify --checkpoint kept --key public", "has not signed this checkpoint"),
    ],
)
def test_what_is_wrong_is_a_finding(kept, command, said):
    """Exit code 1, no level; the same in JSON."""
    content = (kept.folder / "kept").read_text()
    root = content.split("\n")[2]
    (kept.folder / "foreign").write_text(content.replace(root, "A" * 43 + "="))
    (kept.folder / "longer").write_text(content.replace("\n17\n", "\n19\n"))
    proof = (kept.folder / "entry").read_text()
    (kept.folder / "spoilt").write_text(proof.replace("index 2\n", "index 3\n"))
    (kept.folder / "public").write_text(kept("key new example.org/log --out key").stdout)

    result, told = kept(command), kept(f"{command} --json")

    assert (1, 1) == (result.exit_code, told.exit_code)
    assert said in result.stdout
    assert said in json.loads(told.stdout)["findings"][0]


@pytest.mark.parametrize(
    ("command", "rows"),
    [
        ("verify --checkpoint foreign", ("every entry", "WRONG", "not checked: --key")),
        ("verify --checkpoint kept --key public", ("every entry", "kept covers all", "WRONG")),
        ("verify --checkpoint foreign --key public", ("every entry", "WRONG", "WRONG")),
        (
            "verify --proof spoilt --checkpoint kept",
            ("WRONG", "kept is the checkpoint", "not checked: --key"),
        ),
    ],
)
def test_each_level_says_what_came_of_it(kept, command, rows):
    """What was given and is wrong is never said not to have been checked."""
    content = (kept.folder / "kept").read_text()
    (kept.folder / "foreign").write_text(content.replace(content.split("\n")[2], "A" * 43 + "="))
    (kept.folder / "public").write_text(kept("key new example.org/log --out key").stdout)
    (kept.folder / "spoilt").write_text((kept.folder / "entry").read_text().replace("index 2\n", "index 3\n"))

    told = kept(command).stdout

    for level, row in zip(("structure", "known checkpoint", "signature"), rows, strict=True):
        assert f"\n{level:18}{row}" in told


def test_a_damaged_ledger_is_a_finding(kept):
    """Which entry, and what to do, is said."""
    with closing(sqlite3.connect(kept.folder / "servanda.db")) as rows, rows:
        rows.execute("DROP TRIGGER events_stay")
        rows.execute("UPDATE stored_events SET topic = 'meeting-cancelled' WHERE position = 3")
    result = kept("verify --checkpoint kept")
    assert 1 == result.exit_code
    assert "#3 is filed under another stream, number or type" in result.stdout
    assert "Level reached: none." in result.stdout
    assert "2 findings" in result.stderr
    told = json.loads(kept("verify --json").stdout)
    assert (None, {}, 2) == (told["level"], told["levels"], len(told["findings"]))


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("verify --key example.org+00000000+AAAA", "--checkpoint is missing"),
        ("verify --timestamp kept", "--timestamp and --roots are given together"),
        ("verify --checkpoint missing", "missing cannot be read"),
        ("verify --checkpoint servanda.db", "servanda.db is longer than 65,536 bytes"),
        ("verify --proof missing", "missing cannot be read"),
        ("verify --proof kept", "kept: this is no proof"),
        ("verify --checkpoint kept --key missing", "--key: missing cannot be read"),
        ("verify --checkpoint kept --key a+b+c", "is no public key"),
        ("verify missing.jsonl", "cannot be read"),
        ("verify --ledger missing.db", "there is no ledger"),
    ],
)
def test_wrong_input_is_refused(kept, command, said):
    """Exit code 2, nothing on stdout."""
    result = kept(command)
    assert (2, "") == (result.exit_code, result.stdout)
    assert said in result.stderr

"""`checkpoint`, `prove` and `key`: what they write, and what they refuse."""

import sqlite3
from contextlib import closing

import pytest

from servanda.log.notes import checkpoint_of, parse


def cut(desk):
    """The ledger before its last entries, as from an old copy: another one, of the first drafts only."""
    (desk.folder / "short.jsonl").write_bytes(b"".join(line + b"\n" for line in desk.log[:9]))
    (desk.folder / "servanda.db").unlink()
    assert 0 == desk("init --name example").exit_code
    assert 0 == desk("load short.jsonl").exit_code


def test_a_checkpoint_is_printed_or_written(desk):
    """The same three lines."""
    printed, written = desk("checkpoint"), desk("checkpoint --out kept")
    assert (0, 0, "Wrote kept.\n") == (printed.exit_code, written.exit_code, written.stderr)
    assert printed.stdout_bytes == (desk.folder / "kept").read_bytes()
    assert 16 == checkpoint_of(parse(printed.stdout_bytes)).size


def test_a_checkpoint_of_a_longer_log_is_not_replaced(desk):
    """A log that was cut gets no new checkpoint over the old one; one that grew does."""
    assert 0 == desk("checkpoint --out kept").exit_code
    before = (desk.folder / "kept").read_bytes()
    assert (
        0
        == desk(
            "record meeting-held jp-fr-ict --round 23 --occurred 2024-11-26 --ledger servanda.db"
        ).exit_code
    )
    assert 0 == desk("checkpoint --out kept").exit_code
    grown = (desk.folder / "kept").read_bytes()
    assert before != grown

    cut(desk)
    result = desk("checkpoint --out kept")

    assert 1 == result.exit_code
    assert "It was not replaced" in result.stderr
    assert grown == (desk.folder / "kept").read_bytes()


def test_the_same_checkpoint_keeps_its_signatures(desk):
    """A cosignature that a witness appended stays when the log has not grown."""
    assert 0 == desk("checkpoint --out kept").exit_code
    with (desk.folder / "kept").open("a", encoding="utf-8") as file:
        file.write("\n\u2014 witness.example.org AAAAAAA=\n")
    assert 0 == desk("checkpoint --out kept").exit_code
    assert 1 == len(parse((desk.folder / "kept").read_bytes()).signatures)


@pytest.mark.parametrize("how", ["--key key", ""])
def test_a_signed_checkpoint_is_checked_with_the_public_half(desk, how):
    """The key is named by the option or by SERVANDA_KEY; what is printed is only the public half."""
    made = desk("key new example.org/log --out key")
    assert 0 == desk(f"checkpoint {how} --out kept", **({} if how else {"SERVANDA_KEY": "key"})).exit_code

    result = desk(f"verify --checkpoint kept --key {made.stdout.strip()}")

    assert (0, 0o600) == (result.exit_code, (desk.folder / "key").stat().st_mode & 0o777)
    assert "Level reached: signature." in result.stdout
    secret = (desk.folder / "key").read_text().strip().split("+", 4)[4]
    assert secret not in made.output


def test_a_key_is_never_replaced(desk):
    """Nor one in the configuration folder."""
    for command in ("key new example.org/log --out key", "key new example.org/log"):
        first = desk(command, XDG_CONFIG_HOME=str(desk.folder / "config"))
        again = desk(command, XDG_CONFIG_HOME=str(desk.folder / "config"))
        assert (0, 2) == (first.exit_code, again.exit_code)
        assert "A key is never replaced" in again.stderr
    assert (desk.folder / "config" / "servanda" / "example.org-log.key").is_file()


def test_nothing_is_said_for_a_log_that_is_not_sound(desk):
    """Neither a checkpoint nor a proof."""
    with closing(sqlite3.connect(desk.folder / "servanda.db")) as rows, rows:
        rows.execute("DROP TRIGGER events_stay")
    for command in ("checkpoint --out kept", "prove '#3' --out kept"):
        result = desk(command)
        assert (1, "") == (result.exit_code, result.stdout)
        assert "events_stay" in result.stderr
    assert not (desk.folder / "kept").exists()


@pytest.mark.parametrize(
    ("command", "exit_code", "said"),
    [
        ("prove", 2, "prove takes an entry, or --extends FILE"),
        ("prove '#3' --extends kept", 2, "prove takes an entry, or --extends FILE"),
        ("prove '#three'", 2, "'#three' is no entry"),
        ("prove '#٣'", 2, "is no entry"),
        ("prove '#99'", 2, "no entry #99"),
        ("prove '#3' --checkpoint missing", 2, "missing cannot be read"),
        ("prove '#3' --checkpoint kept --key key", 2, "there is none to sign"),
        ("prove '#3' --out no/such/folder", 2, "cannot be written"),
        ("checkpoint --key missing", 2, "the private key missing cannot be read"),
        ("checkpoint --key kept", 2, "can be read by others"),
        ("key new 'two words'", 2, "the name of a key: 'two words'"),
    ],
)
def test_what_is_refused(desk, command, exit_code, said):
    """With what is wrong; the log stays as it is."""
    assert 0 == desk("checkpoint --out kept").exit_code
    (desk.folder / "kept").chmod(0o644)
    before = desk.log
    result = desk(command)
    assert (exit_code, "") == (result.exit_code, result.stdout)
    assert said in result.stderr
    assert before == desk.log

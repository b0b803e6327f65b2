"""`servanda` itself: its help, its examples, its exit codes."""

import errno
import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing

import click
import pytest

from servanda import __version__
from servanda.cli.main import COMMANDS, main
from servanda.events.registry import EVENT_TYPES

RECORDS = [f"record {slug}" for slug in EVENT_TYPES]
INTERPUNCT = " · "
LIGHT = (
    "--help",
    "--version",
    "completion bash",
    "status",
    "dialogues --party JP",
    "meetings jp-fr-ict",
    "commitments --open --csv",
    "outcomes --json",
    "sources",
    "show jp-us-digital",
    "show jp-fr-ict/2",
    "show '#3'",
    "log --known-at '#9'",
    "search 総務省",
    "publish out",
    "follow --no-wait",
)


def command_of(name):
    """The click command of a name such as `record meeting-held`, and its context."""
    command, context = main, click.Context(main, info_name="servanda")
    for part in name.split():
        command = command.get_command(context, part)
        context = click.Context(command, info_name=part, parent=context)
    return command, context


def examples_of(name):
    """The arguments of each example below a command's help."""
    epilog = command_of(name)[0].epilog
    return re.split(INTERPUNCT, re.sub(r"^Examples?: ", "", epilog))


def test_help_lists_every_command(desk):
    """`servanda --help` has a line for each command, none of them cut short."""
    result = desk("--help")
    listed = re.findall(r"^  ([a-z]+) {2,}(\S.*)$", result.output.partition("Commands:\n")[2], re.MULTILINE)
    assert (0, list(COMMANDS)) == (result.exit_code, [name for name, _ in listed])
    assert not [said for _, said in listed if said.endswith("...")]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_their_own_help_says(name):
    """The line of a command in the list is the first sentence of its docstring."""
    assert command_of(name)[0].get_short_help_str(limit=100) == COMMANDS[name][1]


def test_record_help_lists_every_event_type(desk):
    """`servanda record --help` has a line for each event type."""
    listed = re.findall(r"^  ([a-z]+-[a-z-]+)  ", desk("record --help").output, re.MULTILINE)
    assert list(EVENT_TYPES) == listed


@pytest.mark.parametrize("name", [*COMMANDS, *RECORDS])
def test_help_shows_an_example(desk, name):
    """Every --help ends with an example of that very command, and its paragraphs are not indented further."""
    result = desk(f"{name} --help")
    assert result.exit_code == 0
    assert re.search(rf"^  Examples?: .*servanda {name}", result.output, re.MULTILINE)
    told = result.output.partition("\n\n")[2].partition("\n\nOptions:")[0]
    assert not re.findall(r"\S {4,}\S|^ {6,}\S", told, re.MULTILINE)


@pytest.mark.parametrize("name", [*COMMANDS, *RECORDS])
def test_example_parses(name, tmp_path, monkeypatch):
    """Each example below a help is understood: no unknown option, no missing argument."""
    (tmp_path / "drafts.jsonl").touch()
    monkeypatch.chdir(tmp_path)
    for example in examples_of(name):
        found = re.search(rf"servanda ({name})\b(.*?)(?:\)\")?$", example)
        assert found, example
        command, context = command_of(name)
        if not isinstance(command, click.Group):
            with command.make_context(name, shlex.split(found[2]), parent=context.parent):
                pass  # leaving the context closes the files that it opened


@pytest.mark.parametrize(
    "example",
    [
        example
        for name in (
            "status",
            "dialogues",
            "commitments",
            "outcomes",
            "sources",
            "show",
            "log",
            "search",
            "schema",
        )
        for example in examples_of(name)
    ],
)
def test_example_of_a_question_runs(desk, example):
    """Examples that ask something can be copied as they are."""
    result = desk(example.removeprefix("servanda "))
    assert 0 == result.exit_code, result.output


def test_version(desk):
    """--version names the program and its version."""
    assert f"servanda, version {__version__}\n" == desk("--version").output


@pytest.mark.parametrize(
    ("command", "exit_code"),
    [
        ("status", 0),
        ("rebuild --check", 0),
        ("check sources --documents .", 1),
        ("wibble", 2),
        ("status --wibble", 2),
        ("show jp-fr-itc", 2),
    ],
)
def test_exit_code(desk, command, exit_code):
    """0 is fine, 1 is a finding, 2 is refused input."""
    assert exit_code == desk(command).exit_code


def test_answers_and_talk_go_apart(desk):
    """What was found is on stdout; that nothing was found, and what is wrong, on stderr."""
    found, nothing, wrong = desk("sources"), desk("meetings --round 99"), desk("show jp-fr-itc")
    assert ("", False) == (found.stderr, found.stdout == "")
    assert ("", False) == (nothing.stdout, nothing.stderr == "")
    assert ("", False) == (wrong.stdout, wrong.stderr == "")


def test_help_and_questions_import_little(desk):
    """Neither help nor a question pays for what only recording needs."""
    script = (
        "import shlex, sys\n"
        "from servanda.cli.main import main\n"
        "for command in sys.argv[1:]:\n"
        "    try:\n"
        "        main(shlex.split(command))\n"
        "    except SystemExit as done:\n"
        "        assert not done.code, command\n"
        "sys.exit(','.join({'pydantic', 'eventsourcing'} & set(sys.modules)) or 0)\n"
    )
    done = subprocess.run(  # noqa: S603  the script is the one above
        [sys.executable, "-c", script, *LIGHT],
        cwd=desk.folder,
        env={"SERVANDA_LEDGER": "servanda.db"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)


def test_a_damaged_ledger_is_reported_without_a_traceback(desk):
    """A file whose pages are spoilt is named as the trouble, with exit code 2."""
    path = desk.folder / "servanda.db"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    result = desk("status")
    assert 2 == result.exit_code
    assert result.stderr.startswith("servanda: the ledger ")


def test_an_error_that_damage_explains_is_reported_as_damage(desk):
    """Where an answer fails on what no ledger of this program holds, the finding of `verify` is told."""
    with closing(sqlite3.connect(desk.folder / "servanda.db")) as rows, rows:
        rows.execute("UPDATE commitments SET due = 'soon'")
    result = desk("commitments")
    assert 2 == result.exit_code
    assert result.stderr.startswith(
        "servanda: the ledger servanda.db is damaged: the read model: commitments"
    )
    assert "restore a backup" in result.stderr


def test_an_error_of_the_program_is_not_called_damage(desk, monkeypatch):
    """With a sound ledger an error that nobody foresaw comes out as it is."""
    monkeypatch.setattr("servanda.cli.asking.open_rows", None)
    with pytest.raises(TypeError):
        desk("commitments")


def test_wrong_usage_is_answered_without_looking_for_damage(desk, monkeypatch):
    """What is typed wrong says nothing about the ledger, and to verify a large one takes long."""
    monkeypatch.setattr("servanda.app.verifying.verify_ledger", None)
    result = desk("show --ledger servanda.db")
    assert 2 == result.exit_code
    assert "Missing argument 'ADDRESS'" in result.stderr


def test_a_reader_who_has_seen_enough_ends_it(desk, monkeypatch):
    """A pipe that was closed says nothing about the ledger, which is not verified for it."""
    monkeypatch.setattr("servanda.app.verifying.verify_ledger", lambda *_, **__: pytest.fail("verified"))

    def closed(*_):
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("servanda.cli.printing.print_lines", closed)

    assert 1 == desk("dialogues").exit_code

"""Shell completion: the script, and the names that are completed."""

import pytest


def completions(desk, *words):
    """What bash is offered for the last of the words."""
    result = desk(
        "",
        COMP_WORDS=" ".join(("servanda", *words)),
        COMP_CWORD=str(len(words)),
        _SERVANDA_COMPLETE="bash_complete",
    )
    return [line.partition(",")[2] for line in result.stdout.split()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script(desk, shell):
    """Each shell gets a script that calls servanda with its own variable."""
    result = desk(f"completion {shell}")
    assert 0 == result.exit_code
    assert "_SERVANDA_COMPLETE" in result.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("com",), ["commitments", "completion"]),
        (("record", "meeting-h"), ["meeting-held"]),
        (("meetings", "jp-"), ["jp-fr-ict", "jp-us-digital"]),
        (("meetings", "mic"), []),
        (("log", "m"), ["mic-2023-11-14-jp-fr-ict-22", "mofa-2024-02-07-jp-us-14"]),
        (("show", "jp-fr-ict/"), ["jp-fr-ict/1", "jp-fr-ict/2", "jp-fr-ict/3"]),
        (("record", "meeting-held", "jp-u"), ["jp-us-digital"]),
        (("record", "commitment-made", "jp-fr-ict", "--strength", ""), ["firm", "soft"]),
        (("--ledger", "none.db", "meetings", "jp"), []),
        (("meetings", "--ledger", "none.db", "jp"), []),
    ],
)
def test_names_are_completed(desk, words, expected):
    """Commands, event types, choices, and the names that the ledger holds; nothing if there is none."""
    assert expected == completions(desk, *words)

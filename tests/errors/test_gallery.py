"""Every refusal a user can meet, as a transcript; README.md here says how to add one."""

import re
from pathlib import Path

import pytest

from transcript import play, settle

GALLERY = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_refusal(path, folder):
    """The last command exits as said, says what is wrong and what to do, and leaves everything as it was."""
    played = play(path, folder)
    *before, last = played.steps
    must_say = _remark("Must say", played.remarks).split(" · ")
    exit_code = int(_remark("Exit code", played.remarks) or 2)

    assert [0] * len(before) == [step.exit_code for step in before]
    assert (exit_code, []) == (last.exit_code, [words for words in must_say if words not in last.output])
    assert exit_code == 0 or _has_a_remedy(last.output)
    assert played.unchanged
    settle(path, played)


def _remark(name, remarks):
    found = re.search(rf"^{name}: (.+)$", remarks, re.MULTILINE)
    return found[1] if found else ""


def _has_a_remedy(output):
    """The remedy is the indented line below the message; click's own errors point to --help."""
    message, remedy, *_ = [*output.splitlines(), ""]
    if message.startswith("Usage: "):
        return remedy.startswith("Try 'servanda ")
    return message.startswith("servanda: ") and remedy.startswith("  ")

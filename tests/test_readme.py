"""The README's examples are run: every console block, in order, on the real record."""

import os
import re
import shutil
from pathlib import Path

from transcript import servanda

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TODAY = "2026-11-24"
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


def test_readme_shows_what_the_commands_print(tmp_path):
    """Each command prints what stands below it; UPDATE_TRANSCRIPTS=1 rewrites the blocks."""
    shutil.copytree(ROOT / "events", tmp_path / "events")
    (tmp_path / "projections").mkdir()
    shutil.copy(ROOT / "projections" / "checkpoint", tmp_path / "projections")
    for command in ("init --name japan-ict", "load events/"):
        assert servanda(command, tmp_path).exit_code == 0
    text = README.read_text("utf-8")
    rerun = BLOCK.sub(lambda block: _rerun(block[0], tmp_path), text)
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        README.write_text(rerun, "utf-8")
    assert BLOCK.findall(text), "the README has no examples"
    assert text == rerun


def _rerun(block, folder):
    said = ""
    for line in block.splitlines():
        if line.startswith("$ servanda "):
            arguments = line.removeprefix("$ servanda ")
            said += f"{line}\n{servanda(arguments, folder, SERVANDA_TODAY=TODAY).output}"
    return said

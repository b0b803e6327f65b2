"""The reference pages are what the code says."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_reference_pages_are_up_to_date():
    """docs/events.md and docs/cli.md are what `make docs` would write."""
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (0, "") == (done.returncode, done.stdout)


def test_links_between_pages_lead_somewhere():
    """Every relative link of the project's own pages has its target."""
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("events/*.md"))
        for target in _targets(page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken


def _targets(text):
    for part in text.split("](")[1:]:
        target = part.partition(")")[0].partition("#")[0]
        if target and "://" not in target and " " not in target:
            yield target

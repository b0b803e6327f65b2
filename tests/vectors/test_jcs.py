"""The canonicaliser under the log against the published vectors of RFC 8785.

Our own reader of JSON refuses fractions, which the vectors contain; this is about `rfc8785` itself.
"""

import json
from pathlib import Path

import pytest
import rfc8785

VECTORS = Path(__file__).parent / "jcs"
NAMES = sorted(path.stem for path in (VECTORS / "input").glob("*.json"))


def test_all_vectors_are_there():
    """The six pairs of the reference repository."""
    assert ["arrays", "french", "structures", "unicode", "values", "weird"] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_canonical_form(name):
    """Each input has exactly the canonical bytes that the vectors give, as text and as hexadecimal."""
    given = json.loads((VECTORS / "input" / f"{name}.json").read_bytes())

    canonical = rfc8785.dumps(given)

    assert (VECTORS / "output" / f"{name}.json").read_bytes() == canonical
    assert bytes.fromhex((VECTORS / "outhex" / f"{name}.txt").read_text()) == canonical

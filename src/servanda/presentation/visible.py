"""Characters that nobody sees, shown: what they are there for otherwise is to deceive.

Control characters rewrite a terminal, text-direction controls make a line read as something it is
not (CVE-2021-42574), others look like nothing at all. Entries are mostly free of them, but file
names, messages that repeat what was typed, and lines written by other programs need not be.
"""

import json
import re
from typing import Any

# General categories Cc (without the line feed), Cf, Zl, Zp and Cs of Unicode 16, and the letters and
# marks that are Default_Ignorable_Code_Point all the same. Not among them: the signs that show
# although they are Cf (Prepended_Concatenation_Mark), and variation selectors, which belong to
# Japanese names and to emoji.
_CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff"
    "\ufeff\uffa0\ufff9-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"
)
_HIDDEN = re.compile(f"[{_CONTROLS}{_INVISIBLE}]")


def visible(text: str) -> str:
    """The text with hidden characters by their code point, as ``⟨U+202E⟩``; line feeds stay."""
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def one_line(text: str) -> str:
    """The text, its hidden characters shown, in one line: line feeds are spaces there."""
    return visible(text.replace("\n", " "))


def json_text(value: Any) -> str:
    """A value as JSON that people can read; hidden characters in it are escaped, which is exact."""
    # Outside of texts JSON has no other characters than these, and the indentation is of spaces.
    return _HIDDEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2))


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]

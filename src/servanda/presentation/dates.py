"""Windows in plain words, as exact as they are and no more."""

import re

from servanda.events.window import UNKNOWN, Window

NOT_STATED = "not stated"
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_QUARTERS = {"33": "1st", "34": "2nd", "35": "3rd", "36": "4th"}
_HALVES = {"40": "1st", "41": "2nd"}
_SEASON_LIKE = r"(\d{4})-(2[1-4]|3[3-6]|4[01])"
_FISCAL = r"FY ?\d{4}"


def plain(window: Window | None) -> str:
    """A window for people: ``2024``, ``by 2021-12-31``, ``autumn 2021``, ``not stated``."""
    if window is None or window.edtf == UNKNOWN:
        return NOT_STATED
    if window.words == NOT_STATED:
        return f"{NOT_STATED} ({_edtf(window.edtf)})"
    if re.fullmatch(_FISCAL, window.words) and Window.of(window.words).edtf == window.edtf:
        return window.words
    return _edtf(window.edtf)


def _edtf(text: str) -> str:
    if text.startswith("["):
        members = [
            _between(*_ends(part, "..")) if ".." in part else _single(part) for part in text[1:-1].split(",")
        ]
        return " or ".join(members)
    if "/" in text:
        return _between(*_ends(text, "/"))
    return _single(text)


def _ends(text: str, separator: str) -> tuple[str, str]:
    first, _, last = text.partition(separator)
    return first, last


def _between(first: str, last: str) -> str:
    is_open = ("", "..")
    if first in is_open:
        return f"by {_single(last)}"
    if last in is_open:
        return f"since {_single(first)}"
    if first[:7] == last[:7] and len(first) == len(last) == len("2024-05-17"):
        return f"{first} to {last[8:]}"
    return f"{_single(first)} to {_single(last)}"


def _single(text: str) -> str:
    text = text.strip()
    if text[-1] in "~?%":
        said = {"~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}[text[-1]]
        return said.format(_single(text[:-1]))
    if match := re.fullmatch(_SEASON_LIKE, text):
        year, part = match.groups()
        if part in _SEASONS:
            return f"{_SEASONS[part]} {year}"
        return f"{_QUARTERS[part]} quarter {year}" if part in _QUARTERS else f"{_HALVES[part]} half {year}"
    if text.endswith("X"):
        return _unspecified(text)
    return text


def _unspecified(text: str) -> str:
    year, _, rest = text.partition("-")
    if rest:
        return text.replace("-XX", "")
    if year.endswith("XX"):
        return f"{year[:2]}00 to {year[:2]}99"
    return f"{year[:3]}0s"

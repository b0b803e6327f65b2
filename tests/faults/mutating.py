"""Real lines, changed by chance: bits, bytes, tokens and values. The same seed gives the same changes."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

TOKENS = (
    *(b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"null", b"true", b"-", b"0", b"1e9", b"NaN"),
    *(b"\x00", b"\n", b"\r", b" ", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\\ud800"),
    *(
        b"\\u0000",
        "\u202e".encode(),
        "é".encode(),
        "ガ".encode(),
        b"'",
        b"--",
        b"../",
        b"%s",
        b"{}",
        b"\x1b[",
    ),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2**31, 2**53 - 1, 2**53, -(2**63), 10**30, 0.5, float("nan")),
    *(
        "",
        " ",
        "\x00",
        "\n",
        "\x1b[2J",
        "\u202e",
        "\ud800",
        "\ufeff",
        "e\u0301",
        "Ａ",
        "x" * 600,
        "é" * 40_000,
    ),
    *(
        [],
        {},
        [[]],
        [None],
        [{}],
        ["JP", "JP"],
        [""],
        {"": ""},
        {"edtf": "2024"},
        {"edtf": 1},
        {"words": "x"},
    ),
    *(
        "0000",
        "0001",
        "9999",
        "9999-12-31",
        "0000-01-01",
        "FY0",
        "FY0000",
        "FY9999",
        "../..",
        "/",
        "..",
        "[]",
    ),
    *("2024-02-30", "2024-24", "9999-24", "2024-XX-31", "XXXX", "00XX", "[2024,]", "[..2024]", "2025/2024"),
    *(
        "JP",
        "jp",
        "QQ",
        "MIC",
        "総務省",
        "en",
        "EN",
        "jp-fr-ict",
        "jp-fr-ict/1",
        "jp-fr-ict/99999",
        "a",
        "-a",
    ),
    *("../../x", "x'; DROP TABLE stored_events; --", "__proto__", "os.system", "servanda.entry-voided"),
    *("00000000-0000-7000-8000-000000000000", "#1", "#0", "#99999999999999999999", "1.0", "1.1"),
    *("9999-12-31T23:59:59.999999Z", "0000-00-00T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z"),
    *("urn:servanda:schema/meeting-held/2", "urn:servanda:schema/x/1", "urn:servanda:x", "a@0-0=" + "0" * 64),
)
KEYS = (
    "id",
    "type",
    "data",
    "occurred",
    "citations",
    "note",
    "round",
    "entry",
    "changes",
    "__class__",
    "",
    "é",
)


def changed(lines: list[bytes], random: Random) -> Iterator[bytes]:
    """Lines without end, each one of those given with something changed."""
    while True:
        line = random.choice(lines)
        for _ in range(1 if random.random() < 0.8 else random.randint(2, 4)):
            line = random.choice(CHANGES)(line, random, lines)
        yield line


def _bit(line: bytes, random: Random, _: list[bytes]) -> bytes:
    if not line:
        return line
    at = random.randrange(len(line))
    return line[:at] + bytes([line[at] ^ 1 << random.randrange(8)]) + line[at + 1 :]


def _inserted(line: bytes, random: Random, _: list[bytes]) -> bytes:
    at = random.randint(0, len(line))
    return line[:at] + random.choice(TOKENS) + line[at:]


def _replaced(line: bytes, random: Random, _: list[bytes]) -> bytes:
    at = random.randint(0, len(line))
    return line[:at] + random.choice(TOKENS) + line[at + random.randint(1, 4) :]


def _deleted(line: bytes, random: Random, _: list[bytes]) -> bytes:
    at = random.randint(0, len(line))
    return line[:at] + line[at + random.choice((1, 1, 2, 10, 100)) :]


def _repeated(line: bytes, random: Random, _: list[bytes]) -> bytes:
    start = random.randint(0, len(line))
    part = line[start : start + random.choice((1, 2, 10, 100))]
    return line[:start] + part * random.choice((2, 3, 50)) + line[start + len(part) :]


def _cut(line: bytes, random: Random, _: list[bytes]) -> bytes:
    return line[: random.randint(0, len(line))]


def _spliced(line: bytes, random: Random, lines: list[bytes]) -> bytes:
    other = random.choice(lines)
    return line[: random.randint(0, len(line))] + other[random.randint(0, len(other)) :]


def _tokens_swapped(line: bytes, random: Random, _: list[bytes]) -> bytes:
    parts = line.split(b",")
    one, other = random.randrange(len(parts)), random.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]
    return b",".join(parts)


def _value(line: bytes, random: Random, lines: list[bytes]) -> bytes:
    """A value put in another's place, a key left out, added or renamed; written as the log writes."""
    try:
        whole = json.loads(line)
        other = json.loads(random.choice(lines))
    except (ValueError, RecursionError):
        return line
    holder = random.choice(list(_holders(whole)) or [{}])
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    if keys:
        key = random.choice(keys)
        match random.randrange(6):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[random.choice(KEYS)] = holder.pop(key)
            case 2 | 3:
                donor = random.choice(list(_holders(other)) or [{"": ""}])
                found = list(donor.values()) if isinstance(donor, dict) else donor
                same = donor.get(key) if isinstance(donor, dict) else None
                holder[key] = same if same is not None else random.choice(found or [None])
            case _:
                holder[key] = random.choice(VALUES)
    elif isinstance(holder, dict):
        holder[random.choice(KEYS)] = random.choice(VALUES)
    else:
        holder.append(random.choice(VALUES))
    return _written(whole)


def _holders(value: Any) -> Iterator[Any]:
    if isinstance(value, (dict, list)):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _holders(inner)


def _written(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode("utf-8", "surrogatepass")


CHANGES: tuple[Callable[[bytes, Random, list[bytes]], bytes], ...] = (
    *(_bit, _bit, _inserted, _replaced, _deleted, _repeated, _cut, _spliced, _tokens_swapped),
    *(_value,) * 5,
)

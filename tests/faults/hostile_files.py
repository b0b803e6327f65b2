"""Files that nobody means well with, for `load` and `append`; the large ones are made as they are written."""

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from servanda.events.values import MAX_MEMBERS

MEGABYTE = 1 << 20
HUGE = 100 * MEGABYTE

BOTH, LOAD, APPEND = ("load", "append"), ("load",), ("append",)


class Hostile(NamedTuple):
    """A file: what is wrong with it, its bytes in blocks, and the commands it is given to."""

    name: str
    blocks: Callable[[], Iterator[bytes]]
    commands: tuple[str, ...] = BOTH


def files(real: list[bytes]) -> Iterator[Hostile]:
    """Every hostile file. ``real`` are lines that continue the ledger to which they are given."""
    yield from _of_any_kind(real)
    yield from _long()
    yield from _lines(real)
    yield from _drafts()


def _of_any_kind(real: list[bytes]) -> Iterator[Hostile]:
    whole = b"".join(line + b"\n" for line in real)
    yield _file("nothing at all", b"")
    yield _file("a line feed", b"\n")
    yield _file("a NUL", b"\x00\n")
    yield _file("NULs", b"\x00" * MEGABYTE)
    yield _file("not UTF-8", b"\xff\xfe\xfd\n")
    yield _file("a BOM", b"\xef\xbb\xbf" + whole)
    yield _file("UTF-16", whole.decode().encode("utf-16"))
    yield _file("CRLF", whole.replace(b"\n", b"\r\n"))
    yield _file("gzip", gzip.compress(whole, mtime=0))
    yield _file("an SQLite file", b"SQLite format 3\x00" + bytes(4080))
    yield _file("cut off", whole[:-1])
    yield _file("cut off within a character", whole[:-1] + b"\xe3\x81")
    yield _file("no JSON after a good line", whole + b"x\n")
    yield _file("a bad line in the middle", real[0] + b"\n{}\n" + whole)
    for name, value in {
        "NaN": b"NaN",
        "infinite": b"-Infinity",
        "a fraction": b"1.5",
        "an exponent": b"1e999999999",
        "a number of 200,000 digits": b"9" * 200_000,
        "arrays 100,000 deep": b"[" * 100_000 + b"]" * 100_000,
        "objects 20,000 deep": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
        "arrays never closed": b"[" * 200_000,
        "a lone surrogate": b'"\\ud800"',
        "a pair the wrong way round": b'"\\udc00\\ud800"',
        "a surrogate in UTF-8": b'"\xed\xa0\x80"',
        "an overlong NUL": b'"\xc0\x80"',
        "a string of backslashes": b'"' + b"\\" * 200_000 + b'"',
        "keys given twice": b"{" + b",".join(b'"k%d":0' % n for n in range(20_000)) + b',"k19999":0}',
        "a wide object": b"{" + b",".join(b'"k%d":0' % n for n in range(20_000)) + b"}",
        "a long key": b'{"' + b"k" * 200_000 + b'":0}',
        "keys of prototypes": b'{"__proto__":{"x":1},"constructor":{"prototype":{}},"__class__":"os"}',
        "a key that clears the screen": b'{"\\u001b[2J":0}',
        "one text": b'"x"',
        "null": b"null",
    }.items():
        yield _file(name, value + b"\n")


def _long() -> Iterator[Hostile]:
    yield Hostile("a line of 300 KB", lambda: iter([b'{"a":"', b"x" * 300_000, b'"}\n']))
    yield Hostile("a line of 100 MB", lambda: _repeated(b'{"a":"', b"x", HUGE))
    yield Hostile("100 MB without a line feed", lambda: _repeated(b"", b"[", HUGE))
    yield Hostile("100 MB of spaces", lambda: _repeated(b"", b" ", HUGE))
    yield Hostile("a million empty lines", lambda: iter([b"\n" * 1_000_000]))
    yield Hostile("a million lines of {}", lambda: iter([b"{}\n" * 1_000_000]))


def _lines(real: list[bytes]) -> Iterator[Hostile]:
    """Lines of a log, right but for one attribute."""
    first, *_ = real
    other = "0123456789abcdef"
    changes: dict[str, Any] = {
        "stream version 0": {"streamversion": 0},
        "stream version -1": {"streamversion": -1},
        "stream version 2^53-1": {"streamversion": 2**53 - 1},
        "stream version 10^30": {"streamversion": 10**30},
        "stream version of text": {"streamversion": "1"},
        "stream version true": {"streamversion": True},
        "the last moment there is": {"time": "9999-12-31T23:59:59.999999Z"},
        "the last day but one": {"time": "9999-12-30T23:59:59.999999Z"},
        "the last year but one": {"time": "9998-12-31T23:59:59.999999Z"},
        "the year 0": {"time": "0000-01-01T00:00:00.000000Z"},
        "the year 1": {"time": "0001-01-01T00:00:00.000000Z"},
        "30 February": {"time": "2025-02-30T00:00:00.000000Z"},
        "a leap second": {"time": "2016-12-31T23:59:60.000000Z"},
        "Arabic digits": {"time": "٢٠٢٥-01-01T00:00:00.000000Z"},
        "another UUID version": {"id": "00000000-0000-4000-8000-000000000000"},
        "an upper-case id": {"id": "00000000-0000-7000-8000-00000000000A"},
        "an id with a line feed": {"id": "00000000-0000-7000-8000-000000000000\n"},
        "an id of another variant": {"id": "00000000-0000-7000-c000-000000000000"},
        "a path as a slug": {"subject": "../../etc/passwd"},
        "SQL as a slug": {"subject": "x'; DROP TABLE stored_events; --"},
        "a slug with a line feed": {"subject": "jp-fr-ict\n"},
        "a slug of 100,000 hyphens": {"subject": "a" + "-" * 100_000},
        "a slug of 100,000 parts": {"subject": "-".join("a" * 100_000) + "!"},
        "a slug in Cyrillic": {"subject": "jp-fr-ісt"},
        "a type with a module path": {"type": "servanda.os.system"},
        "a type of Python": {"type": "builtins.eval", "dataschema": "urn:servanda:schema/builtins.eval/1"},
        "an unknown type": {"type": "servanda.x", "dataschema": "urn:servanda:schema/x/1"},
        "a schema of 200,000 digits": {"dataschema": "urn:servanda:schema/source-published/" + "9" * 200_000},
        "another schema": {"dataschema": "urn:servanda:schema/entry-voided/1"},
        "a recorder with bidi controls": {"recordedby": "a\u202eb"},
        "a recorder in NFD": {"recordedby": "e\u0301"},
        "a recorder of a line feed": {"recordedby": "\n"},
        "data of null": {"data": None},
        "data of a list": {"data": []},
        "data of nothing": {"data": {}},
        "another key": {"traceparent": "x"},
        "a source of 200,000 parts": {"source": "urn:servanda:" + "-".join(other * 12_000) + "_"},
    }
    for name, change in changes.items():
        yield _file(name, _canonical(json.loads(first) | change) + b"\n", LOAD)
    yield _file("the same line twice", first + b"\n" + first + b"\n", LOAD)
    yield _file("the id of another line", _with_id(real[1], first) + b"\n", LOAD)
    yield _file("lines backwards", b"".join(line + b"\n" for line in reversed(real)), LOAD)
    yield _file("a line left out", b"".join(line + b"\n" for line in [*real[:-2], real[-1]]), LOAD)
    yield _file("two lines swapped", b"".join(line + b"\n" for line in [*real[:-2], *real[:-3:-1]]), LOAD)
    yield _file("keys in another order", json.dumps(json.loads(first)).encode() + b"\n", LOAD)
    yield _file("escapes for letters", first.replace(b"servanda.", b"serv\\u0061nda.") + b"\n", LOAD)


def _drafts() -> Iterator[Hostile]:
    """Drafts, right but for one field."""
    for edtf in (
        *("0000", "0000-01-01", "0001", "9999", "9999-12-31", "9999-24", "FY0", "FY0000", "FY0001", "FY9999"),
        *("00XX", "99XX", "999X", "XXXX", "../..", "0001-01-01/9999-12-31", "../9999-12-31", "9999/..", "/"),
        *("2024/2023", "[2024", "[]", "[,]", "[..]", "[..9999]", "2024-13", "2024-02-30", "2024-00", "-2024"),
        *("Y12024", "2024-W01", "2024-01-01T00:00:00Z", "٢٠٢٤", "2024?~%", "[" + "2024," * 30_000 + "2024]"),
        *("/" * 200_000, "1" * 200_000, "2024-01/2024-02/2024-03", "2024\n", "\x002024", " 2024 ", "unknown"),
    ):
        shown = edtf[:24]
        yield _draft(f"established {shown!r}", {"occurred": edtf})
        due = {"occurred": "2020", "text": "Hold a round", "kind": "next-meeting", "due": edtf}
        yield _draft(f"due {shown!r}", due, "commitment-made")
        yield _draft(
            f"scheduled {shown!r}", {"occurred": "2020", "round": 1, "when": edtf}, "meeting-scheduled"
        )
    for name, change in {
        "60,000 unknown parties": {"parties": ["Q"] * 60_000},
        "unknown parties": {"parties": [f"Q{n}" for n in range(MAX_MEMBERS)]},
        "a party of 200,000 letters": {"parties": ["Q" * 200_000]},
        "20,000 bodies": {"bodies": [f"Body {n}" for n in range(20_000)]},
        "20,000 titles": {"titles": {f"k{n}": "x" for n in range(20_000)}},
        "60,000 empty citations": {"citations": [{}] * 60_000},
        "20,000 citations": {"citations": [f"source-{n}" for n in range(20_000)]},
        "a citation of signs": {"citations": ["@#" * 100_000]},
        "a citation beyond numbers": {"citations": ["ab@0-99999999999999999999=" + "0" * 64]},
        "a citation backwards": {"citations": [{"source": "ab", "start": 5, "end": 1, "sha256": "0" * 64}]},
        "a passage of null": {"citations": [{"source": "ab", "start": None, "end": 3, "sha256": None}]},
        "marks without order": {"note": "a" + "\u0301\u0323" * 60_000},
        "a note of 65,536 bytes of marks": {"note": "a" + "\u0301\u0323" * 16_000},
        "bidi controls": {"note": "a\u202eb"},
        "a note that clears the screen": {"note": "\x1b[2J"},
        "confusables": {"titles": {"en": "Ｊapan-Frаnce"}},
        "a parent that is a path": {"parent": "../../x"},
        "itself as parent": {"parent": "jp-xx-ict"},
        "no such parent": {"parent": "x" * 79},
        "a kind of 200,000 letters": {"kind": "x" * 200_000},
        "numbers for texts": {"titles": {"en": 1}, "note": 2, "kind": 3},
        "deep data": {"titles": {"en": [[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]}},
    }.items():
        yield _draft(name, change)
    at = {"occurred": "2020"}
    for name, type_, data in (
        ("a round of 200,000 digits", "meeting-held", at | {"round": "1" * 200_000}),
        ("a round of a list", "meeting-held", at | {"round": [1]}),
        ("a round of an object, no date", "meeting-held", {"round": {"a": 1}}),
        ("a round -1", "meeting-held", at | {"round": -1}),
        ("a round true", "meeting-held", at | {"round": True}),
        ("10^15 times a year", "cadence-agreed", at | {"times": 10**15, "every": 10**15, "per": "year"}),
        ("0 times in 0 years", "cadence-agreed", at | {"times": 0, "every": 0}),
        ("looked through the last day", "coverage-checked", at | {"through": "9999-12-31"}),
        ("looked through week 1", "coverage-checked", at | {"through": "2020-W01-1"}),
        ("position 0", "entry-voided", {"entry": "#0", "reason": "x"}),
        ("position 10^20", "entry-voided", {"entry": "#" + "9" * 20, "reason": "x"}),
        ("position of 200,000 digits", "entry-voided", {"entry": "#" + "9" * 200_000, "reason": "x"}),
        ("position in Arabic digits", "entry-voided", {"entry": "#١", "reason": "x"}),
        ("position superscript", "entry-voided", {"entry": "#²", "reason": "x"}),
        ("a correction of the type", "entry-corrected", _correcting({"type": "entry-voided"})),
        ("a correction of prototypes", "entry-corrected", _correcting({"__class__": "x", "__dict__": {}})),
        ("a correction into depth", "entry-corrected", _correcting({"titles": [[[[[[1]]]]]]})),
        ("a correction of the date", "entry-corrected", _correcting({"occurred": "9999-12-31"})),
        ("a correction of nothing", "entry-corrected", _correcting({})),
        ("shown by itself", "commitment-fulfilled", at | {"ref": "jp-xx-ict/1", "through": "#2"}),
        ("an address beyond numbers", "commitment-withdrawn", at | {"ref": "jp-xx-ict/" + "9" * 100_000}),
        ("an address of a list", "commitment-made", at | {"ref": [], "text": "x", "kind": "other"}),
        ("no such type", "../../x", at),
        ("a type of 200,000 letters", "x" * 200_000, at),
        ("a type with a module path", "os.system", at),
    ):
        yield _draft(name, data, type_)


def _correcting(changes: dict[str, Any]) -> dict[str, Any]:
    return {"entry": "#1", "reason": "misread", "changes": changes}


ESTABLISHED = {
    "occurred": "2010",
    "titles": {"en": "Consultations"},
    "kind": "consultations",
    "parties": ["JP", "FR"],
}


def _draft(name: str, data: dict[str, Any], type_: str = "") -> Hostile:
    """A draft that changes a dialogue's beginning, or one of another type after a right beginning."""
    opening = {"type": "dialogue-established", "subject": "jp-xx-ict", "data": ESTABLISHED}
    if type_:
        drafts = [opening, opening | {"type": type_, "data": data}]
    else:
        drafts = [opening | {"data": ESTABLISHED | data}]
    content = b"".join(_canonical(draft) + b"\n" for draft in drafts)
    return _file(f"draft: {name}", content, APPEND)


def _file(name: str, content: bytes, commands: tuple[str, ...] = BOTH) -> Hostile:
    return Hostile(name, lambda: iter([content]), commands)


def _repeated(before: bytes, byte: bytes, size: int) -> Iterator[bytes]:
    yield before
    for _ in range(size // MEGABYTE):
        yield byte * MEGABYTE


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _with_id(line: bytes, other: bytes) -> bytes:
    return _canonical(json.loads(line) | {"id": json.loads(other)["id"]})

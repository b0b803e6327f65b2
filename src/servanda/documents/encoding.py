"""From bytes to text, strictly: a wrong character could make a wrong date. Standard library only."""

import codecs
import re
from typing import NamedTuple

from servanda.errors import InvalidInputError

AS_UTF_8 = "Save the document as UTF-8 text first"
LOOKED_AT = 65_536
"""Bytes that tell an encoding, from the line on where UTF-8 ends."""
MOST_ACCENTS = 0.2
"""Of the bytes of a text in Latin letters, at most so many are accented letters or signs."""

FEW = 2
"""Bytes that are 0 by chance."""

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_JIS_ESCAPES = re.compile(rb"\x1b(\$[@B]|\([JI])")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_WRONG = re.compile("[\ufffd\uff61-\uff9f\ue000-\uf8ff]")

# The labels of the WHATWG Encoding Standard, without those that Python's own names cover: a page in
# "Shift_JIS" is in what Windows calls so, "ISO-8859-1" in windows-1252, GBK is read as GB 18030.
_LABELS = {
    # As the standard has it: what declares UTF-16 in bytes that can be read before is UTF-8.
    "utf-8": "csunicode iso-10646-ucs-2 ucs-2 unicode unicode-1-1-utf-8 unicode11utf8 unicode20utf8 "
    "unicodefeff unicodefffe utf-16 utf-16be utf-16le utf-8 utf8 x-unicode20utf8",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso8859-3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso8859-4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso8859-5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 "
    "iso_8859-5:1988",
    "iso8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e "
    "iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 "
    "iso_8859-7 iso_8859-7:1987 sun_eu_greek",
    "iso8859-8": "csiso88598e csiso88598i csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-8859-8-i "
    "iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 logical visual",
    "iso8859-10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859-15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8-u": "koi8-ru koi8-u",
    "mac-roman": "csmacintosh mac macintosh x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 "
    "iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 "
    "latin5 windows-1254 x-cp1254",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb18030 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso2022-jp": "csiso2022jp iso-2022-jp",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 "
    "windows-949",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}


class Guess(NamedTuple):
    """What bytes that are no UTF-8 probably are: its name, and the one that ``iconv`` knows."""

    name: str
    iconv: str


SHIFT_JIS = Guess("Shift_JIS", "CP932")
EUC_JP = Guess("EUC-JP", "EUC-JP")
ISO_2022_JP = Guess("ISO-2022-JP", "ISO-2022-JP")
WINDOWS_1252 = Guess("windows-1252", "WINDOWS-1252")
UTF_32 = Guess("UTF-32", "UTF-32")
UTF_16_LE = Guess("UTF-16 without a byte order mark", "UTF-16LE")
UTF_16_BE = Guess("UTF-16 without a byte order mark", "UTF-16BE")


def codec(label: str) -> str | None:
    """The name by which Python decodes what a page calls its charset; None if it is not known."""
    return _CODECS.get(label.strip().lower())


def decode_text(content: bytes, name: str) -> str:
    """The text of a file that says nothing of its encoding: UTF-8, or UTF-16 with a byte order mark.

    A byte order mark stays in the text, as its first code point: passages are counted so.

    Args:
        content: the bytes.
        name: what the error calls them.

    Raises:
        InvalidInputError: they are neither; it says at which byte, and what they probably are.
    """
    encoding = "utf-8" if content.startswith(_UTF_32) else _UTF_16.get(content[:2], "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        said = "UTF-8" if encoding == "utf-8" else "UTF-16"
        msg = f"{name} is not {said} text (byte {error.start + 1})"
        raise not_decoded(msg, guess(content, error.start)) from None


def decode_as(content: bytes, encoding: str, name: str, said: str) -> str:
    """The text of a page in the encoding that it declares, without a byte order mark.

    Args:
        content: the bytes.
        encoding: as Python calls it.
        name: what the error calls the bytes.
        said: the charset as the page says it, for the error.

    Raises:
        InvalidInputError: a byte is not of this encoding; it says which, and what they probably are.
    """
    try:
        return content.decode(encoding, "servanda.nec" if encoding == "euc-jp" else "strict")
    except UnicodeDecodeError as error:
        msg = f"{name} is not {said} throughout (byte {error.start + 1})"
        raise not_decoded(msg, guess(content, error.start)) from None


def not_decoded(message: str, probably: Guess | None) -> InvalidInputError:
    """The error for bytes in another encoding, with how to change it where it can be seen."""
    if probably is None:
        return InvalidInputError(message, f"{AS_UTF_8}.")
    return InvalidInputError(
        f"{message}; it is probably {probably.name}",
        f"{AS_UTF_8}, for example with: iconv -f {probably.iconv} -t UTF-8",
    )


def escaped(content: bytes) -> bool:
    """Whether bytes are ISO-2022-JP: ASCII throughout, with escapes into Japanese."""
    return content.isascii() and _JIS_ESCAPES.search(content) is not None


def guess(content: bytes, wrong_at: int = 0) -> Guess | None:
    """What bytes that are not in the encoding they should be in probably are; None if it cannot be seen.

    Args:
        content: the bytes.
        wrong_at: where the first wrong one is.
    """
    if content.startswith(_UTF_32):
        return UTF_32
    start = content.rfind(b"\n", 0, wrong_at) + 1
    sample = content[max(start, wrong_at - LOOKED_AT) :][:LOOKED_AT]
    if b"\x00" in sample:
        return _utf_16(content[: len(content) & ~1][:LOOKED_AT])
    if escaped(sample):
        return ISO_2022_JP
    return _japanese(sample) or _western(sample)


def _utf_16(sample: bytes) -> Guess | None:
    """UTF-16 of Latin letters, spaces and digits: every other byte is 0."""
    for nuls, others, found in (
        (sample[1::2], sample[::2], UTF_16_LE),
        (sample[::2], sample[1::2], UTF_16_BE),
    ):
        if nuls.count(0) > max(FEW, len(nuls) // 5) and 0 not in others:
            return found
    return None


def _japanese(sample: bytes) -> Guess | None:
    """Of the two in which the bytes make sense, the one in which they make more kana."""
    kana = {}
    for encoding, found in (("cp932", SHIFT_JIS), ("euc-jp", EUC_JP)):
        text = sample.decode(encoding, "replace")
        if len(_WRONG.findall(text)) * 20 < len(text) - len(text.encode("ascii", "ignore")):
            kana[found] = len(_KANA.findall(text))
    best = max(kana, key=kana.__getitem__, default=None)
    return best if best and kana[best] else None


def _western(sample: bytes) -> Guess | None:
    """Latin letters with accents and typographic signs here and there."""
    high = sum(byte >= 0x80 for byte in sample)  # noqa: PLR2004  the end of ASCII
    if high > MOST_ACCENTS * len(sample) or re.search(rb"[\x00-\x08\x0e-\x1f\x81\x8d\x8f\x90\x9d]", sample):
        return None
    return WINDOWS_1252


def _nec(error: UnicodeError) -> tuple[str, int]:
    """Row 13 of what Windows calls EUC-JP, such as circled numbers, which Python's codec leaves out."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if len(pair) == 2 and pair[0] == 0xAD and 0xA1 <= pair[1] <= 0xFE:  # noqa: PLR2004
        trail = pair[1] - (0x61 if pair[1] < 0xE0 else 0x60)  # noqa: PLR2004
        return bytes([0x87, trail]).decode("cp932"), error.start + 2
    raise error


codecs.register_error("servanda.nec", _nec)

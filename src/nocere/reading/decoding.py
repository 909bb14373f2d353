"""Bytes become text, every character kept, or are refused in one line that says what they look like.

    decoded = decode(data, "report.txt")         # Decoded(text, encoding, notes)

Rule, in this order: byte order mark; UTF-16 seen by its zero bytes; the charset an HTML or XML head declares; UTF-8;
Windows-1252 where its letters are plausible; what charset-normalizer finds. A guess is noted. Kinds of files that are no
text are rows of rules/reading_binaries.toml. UTF-7 and Python's escape codecs are never taken from a declaration.

What it will not do: replace a byte that does not decode, change line ends, or read more than `MOST_TEXT` characters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from nocere.errors import InputError
from nocere.rulebook import Row, rows

MOST_TEXT = 10_000_000
"""Characters: the longest text that is read (a report has some 10,000 to 100,000)."""

MOST_BYTES = 4 * MOST_TEXT
"""No encoding takes more than four bytes for a character."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.I
)
_KNOWN = re.compile(
    r"(utf-?8|iso-?8859-\d{1,2}|latin-?\d|windows-\d{3,4}|cp125\d|us-ascii|ascii|gb2312|gbk|gb18030|big5|big5-hkscs|"
    r"shift[_-]jis|x-sjis|euc-(jp|kr)|koi8-[ru]|iso-2022-jp|macintosh)",
    re.I,
)
_SAME = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "x-sjis": "shift_jis"}
_PLAUSIBLE = re.compile("[À-ÖØ-öø-ÿŒœŠšŽžŸ€‚„…†‡ˆ‰‹›‘’“”•–—˜™¡£§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿×÷\u00a0\u00ad]")


class Magic(Row):
    """How one kind of file that is no text begins: its first bytes, what it is, and what would do."""

    hex: str
    at: int = 0
    holds: str = ""
    looks: str
    would: str


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was read in, and what the reader wants known of that."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text of these bytes. Raises `InputError` for nothing, too much, binary data, or bytes that no encoding fits."""
    if not data:
        raise InputError(f"{name}: the file is empty (0 bytes); give a report as text or HTML")
    if len(data) > MOST_BYTES:
        raise too_large(name, f"{len(data):,} bytes")
    _refuse_binary(data, name)
    decoded = _marked(data, name) or _zeroed(data) or _declared_or_utf8(data) or _guessed(data, name)
    if len(decoded.text) > MOST_TEXT:
        raise too_large(name, f"{len(decoded.text):,} characters")
    if "\0" in decoded.text:
        raise InputError(f"{name}: NUL at character {decoded.text.index(chr(0))}: a binary file; give text or HTML")
    return decoded


def too_large(name: str, found: str) -> InputError:
    """The refusal of a source that holds more than any report."""
    return InputError(f"{name}: {found}, and at most {MOST_TEXT:,} characters of text are read; give one report a file")


def _refuse_binary(data: bytes, name: str) -> None:
    head = data[:4096]
    for magic in rows("reading_binaries", Magic):
        begins = bytes.fromhex(magic.hex)
        if head[magic.at : magic.at + len(begins)] == begins and magic.holds.encode() in head:
            raise InputError(f"{name}: this looks like {magic.looks}; {magic.would}")


def _marked(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(name, f"its mark says {encoding}", error) from error
    return None


def _zeroed(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: Western text has a zero in every other byte."""
    head = data[:4000]
    pairs = len(head) // 2
    if len(data) % 2 or b"\0" not in head:
        return None
    for encoding, high, low in (("utf-16-le", head[1::2], head[0::2]), ("utf-16-be", head[0::2], head[1::2])):
        if high.count(0) > 0.8 * pairs and low.count(0) == 0:
            text = _tried(data, encoding)
            return Decoded(text, encoding, (f"encoding guessed as {encoding}",)) if text is not None else None
    return None


def _declared_or_utf8(data: bytes) -> Decoded | None:
    utf8 = _tried(data, "utf-8")
    declared = _declaration(data)
    if declared in ("", "utf-8"):
        return Decoded(utf8, "utf-8") if utf8 is not None else None
    if utf8 is not None and not data.isascii():
        return Decoded(utf8, "utf-8", (f"declared as {declared}, but read as utf-8, which it is",))
    text = _tried(data, declared)
    if text is not None:
        return Decoded(text, declared)
    return Decoded(utf8, "utf-8") if utf8 is not None else None


def _declaration(data: bytes) -> str:
    """The charset that the head of an HTML or XML file declares, as Python calls it, or ""."""
    found = _DECLARED.search(data[:4096])
    declared = found.group(1).decode("latin-1").lower() if found else ""
    if not _KNOWN.fullmatch(declared):
        return ""
    try:
        return _SAME.get(declared) or codecs.lookup(declared).name
    except LookupError:
        return ""


def _guessed(data: bytes, name: str) -> Decoded:
    if len(data) > MOST_TEXT:
        raise too_large(name, f"{len(data):,} bytes that are not UTF-8")
    for encoding in (_western(data), _normalizer(data)):
        text = _tried(data, encoding) if encoding else None
        if text is not None:
            return Decoded(text, encoding, (f"encoding guessed as {encoding}",))
    bad = next(i for i, byte in enumerate(data) if byte > 127)
    raise InputError(f"{name}: byte {bad} is no text in UTF-8, and no other encoding fits; save the file as UTF-8")


def _western(data: bytes) -> str:
    """Windows-1252, where few bytes are not ASCII and all those are letters or signs of Western print."""
    high = bytes(byte for byte in data if byte > 127)
    if b"\0" in data or len(high) > 0.3 * len(data):
        return ""
    text = _tried(high, "cp1252")
    return "cp1252" if text is not None and not _PLAUSIBLE.sub("", text) else ""


def _normalizer(data: bytes) -> str:
    if b"\0" in data:
        return ""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    return codecs.lookup(best.encoding).name if best else ""


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _undecodable(name: str, why: str, error: UnicodeDecodeError) -> InputError:
    return InputError(f"{name}: {why}, but byte {error.start} does not decode; save the file as UTF-8")

"""Bytes become text with every character, or are refused in one line that says what they are."""

from __future__ import annotations

import codecs
import time

import pytest

from nocere.errors import InputError
from nocere.reading import read_document
from nocere.reading.decoding import MOST_BYTES, MOST_TEXT, decode

SAID = "Zoë, 4 years, 37.5 °C: naïve β-blocker – “5 µg” é"
WESTERN = "Zoë, 4 years, 37.5 °C: naïve – “5 µg” caffè"


@pytest.mark.parametrize(
    ("data", "encoding", "text", "noted"),
    [
        (SAID.encode(), "utf-8", SAID, False),
        (codecs.BOM_UTF8 + SAID.encode(), "utf-8", SAID, False),
        (SAID.encode("utf-16"), "utf-16-le", SAID, False),
        (codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"), "utf-16-be", SAID, False),
        (codecs.BOM_UTF32_LE + SAID.encode("utf-32-le"), "utf-32-le", SAID, False),
        (("A boy took tea. " * 9).encode("utf-16-le"), "utf-16-le", "A boy took tea. " * 9, True),
        (("A boy took tea. " * 9).encode("utf-16-be"), "utf-16-be", "A boy took tea. " * 9, True),
        (WESTERN.encode("cp1252"), "cp1252", WESTERN, True),
        (b"line\r\nnext\rthird\nA", "utf-8", "line\r\nnext\rthird\nA", False),
    ],
)
def test_encodings(data: bytes, encoding: str, text: str, noted: bool) -> None:
    decoded = decode(data, "x")
    assert (decoded.encoding, decoded.text) == (encoding, text)
    assert bool(decoded.notes) == noted


def test_a_guess_is_told() -> None:
    assert read_document(WESTERN.encode("cp1252"), "x.txt").notes == ("encoding guessed as cp1252",)


def test_a_text_in_cyrillic_is_guessed() -> None:
    """What is plainly not Western goes to charset-normalizer."""
    said = "Мальчик четырёх лет выпил чай, после чего у него посинели уши. Через два дня всё прошло. " * 5
    decoded = decode(said.encode("cp1251"), "x")
    assert decoded.text == said
    assert decoded.notes


@pytest.mark.parametrize(
    ("head", "encoding", "codec"),
    [
        ('<meta charset="iso-8859-1">', "cp1252", "cp1252"),
        ("<meta charset='windows-1251'>", "cp1251", "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">', "iso8859-2", "iso8859-2"),
        ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso8859-15", "iso8859-15"),
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8"),
        ('<meta charset="utf-7">', "utf-8", "utf-8"),
        ('<meta charset="unicode_escape">', "utf-8", "utf-8"),
        ('<meta charset="windows-999">', "utf-8", "utf-8"),
    ],
)
def test_a_declared_charset(head: str, encoding: str, codec: str) -> None:
    """It is believed unless the bytes are UTF-8, and never where it names no charset of the web."""
    said = "ж" if codec == "cp1251" else "é"
    decoded = decode(f"{head}<p>A caf{said}</p>".encode(codec), "x")
    assert (decoded.encoding, decoded.text[-5]) == (encoding, said)


def test_utf7_is_never_decoded() -> None:
    """A page cannot smuggle tags in by declaring UTF-7."""
    document = read_document(b'<meta charset="utf-7"><p>A +ADw-script+AD4- boy</p>', "x.html")
    assert document.text == "A +ADw-script+AD4- boy"


BINARIES = [
    (b"%PDF-1.7\n%\xe2\xe3", "PDF files need a later reader"),
    (b"PK\x03\x04\x14\x00\x06\x00" + b"\0" * 20 + b"word/document.xml", "docx"),
    (b"PK\x03\x04\x14\x00\x06\x00rest", "ZIP"),
    (b"\x1f\x8b\x08\x00rest", "gunzip"),
    (b"\x89PNG\r\n\x1a\nrest", "PNG"),
    (b"\xff\xd8\xff\xe0rest", "JPEG"),
    (b"GIF89a rest", "GIF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "Office"),
    (b"{\\rtf1 A boy}", "RTF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"A boy\0took tea", "NUL"),
    (b"\xff\xfeA\0\0\0", "NUL"),
    (b"\xff\xfeA", "does not decode"),
    (b"", "empty"),
    (b"12 345 \n - ", "not a single letter"),
    (b"<html><body><p>12</p><script>alert('boy')</script></body></html>", "not a single letter"),
    (b"<!-- A boy -->", "nothing in it"),
    (bytes(range(128, 256)) * 9 + b"boy", "byte 0"),
    (b'<?xml version="1.0"?>\n<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>', "PubmedArticleSet"),
    (b'<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS"><article/>', "JATS"),
]


@pytest.mark.parametrize(("data", "says"), BINARIES, ids=lambda value: repr(value)[:24])
def test_what_is_refused_is_named_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_document(data, "odd\nname.txt")
    message = str(refusal.value)
    assert says in message
    assert message.startswith("odd?name.txt: ")
    assert "\n" not in message


@pytest.mark.parametrize(
    "data", [b"a " * 25_000_000, b"\xe9a" * 15_000_000, b"a" * (MOST_TEXT + 1)], ids=["50MB", "30MB", "limit"]
)
def test_too_much_is_refused_at_once(data: bytes) -> None:
    begun = time.perf_counter()
    with pytest.raises(InputError, match="at most 10,000,000 characters"):
        read_document(data, "big.txt")
    assert time.perf_counter() - begun < 1


def test_no_encoding_needs_more_bytes() -> None:
    assert len("😀".encode()) == len("😀".encode("utf-16-le")) == MOST_BYTES // MOST_TEXT

"""Uncased BERT WordPiece in plain Python, with offsets into the text as it was given.

    pieces = WordPiece(vocab).split("Sjögren's")       # Piece(id=..., start=0, end=7), ...
    vocab = read_vocab(path)                            # one piece a line; its line number is its id

The rule: Devlin et al. 2019 (arXiv 1810.04805), section 3 and the authors' published tokenizer: drop controls, set
CJK apart, decompose and drop accents, lower the case, part at blanks and punctuation, then take the longest known
piece from the left. Ids equal those of the `tokenizers` library on every text that Python's and the library's
Unicode tables describe alike (a test holds this); a word that cannot be spelled from the vocabulary is one `[UNK]`.

What it will not do: add `[CLS]` and `[SEP]`, cut long texts, read special tokens written in a text, train a vocabulary.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

UNKNOWN = "[UNK]"
LONGEST_WORD = 100  # characters; the authors' limit, above which a word is unknown

_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),  # the library begins here where the paper's code says 2B820; ours must equal the library
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class Piece(NamedTuple):
    """One piece: its id in the vocabulary and the characters `[start, end)` of the text that it stands for."""

    id: int
    start: int
    end: int


def read_vocab(path: Path) -> dict[str, int]:
    """The vocabulary in `path`: a piece a line, ids from 0."""
    return {piece: n for n, piece in enumerate(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))}


@lru_cache(maxsize=4096)
def _normal(char: str) -> tuple[str, bool]:
    """What a character becomes, and whether it stands alone. `("", False)` is dropped, `(" ", False)` parts words."""
    if char in "\t\n\r":
        return " ", False
    if char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs"):
        return "", False
    if char.isspace():
        return " ", False
    code = ord(char)
    if any(low <= code <= high for low, high in _CJK):
        return unicodedata.normalize("NFD", char).lower(), True
    plain = "".join(c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn")
    return "".join(c.lower() for c in plain), False


@lru_cache(maxsize=4096)
def _is_punctuation(char: str) -> bool:
    return (char.isascii() and not char.isalnum() and char.isprintable() and char != " ") or (
        unicodedata.category(char)[0] == "P"
    )


def _words(text: str) -> Iterator[tuple[str, list[int]]]:
    """Normalised words with, for each of their characters, where in `text` it came from."""
    word: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        plain, alone = _normal(char)
        for c in plain:
            apart = alone or _is_punctuation(c)
            if (apart or c.isspace()) and word:
                yield "".join(word), origin
                word, origin = [], []
            if apart:
                yield c, [at]
            elif not c.isspace():
                word.append(c)
                origin.append(at)
    if word:
        yield "".join(word), origin


class WordPiece:
    """Splits texts into the pieces of one vocabulary."""

    def __init__(self, vocab: Mapping[str, int]) -> None:
        self._vocab = dict(vocab)
        self._unknown = self._vocab[UNKNOWN]
        self._longest = max(map(len, self._vocab))
        self._spell = lru_cache(maxsize=65536)(self._spell_afresh)

    def split(self, text: str) -> list[Piece]:
        """The pieces of `text`, left to right, without `[CLS]` and `[SEP]`."""
        pieces: list[Piece] = []
        for word, origin in _words(text):
            spelled = self._spell(word)
            if spelled is None:
                pieces.append(Piece(self._unknown, origin[0], origin[-1] + 1))
                continue
            for known, first, last in spelled:
                pieces.append(Piece(known, origin[first], origin[last] + 1))
        return pieces

    def _spell_afresh(self, word: str) -> tuple[tuple[int, int, int], ...] | None:
        """(id, first, last) of each piece of a word, greedy from the left; None when it cannot be spelled."""
        if len(word) > LONGEST_WORD:
            return None
        found: list[tuple[int, int, int]] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(min(len(word), start + self._longest), start, -1):
                known = self._vocab.get(prefix + word[start:end])
                if known is not None:
                    found.append((known, start, end - 1))
                    start = end
                    break
            else:
                return None
        return tuple(found)

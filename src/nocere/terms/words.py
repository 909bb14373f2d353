"""Words as the lexicons know them: which characters a word is, what it is folded to, what may stand between two.

    words_of("β-Blockers")      # (['beta', 'blockers'], [(0, 1), (2, 10)])
    normalise("β-Blockers")     # 'beta blockers'

The rule: a word is a run of letters and digits with their combining marks; it is folded by compatibility decomposition
(Unicode Standard Annex 15, NFKD), without accents, in lower case, Greek letters by their names. Offsets are always into
the text as given. Words of one term are joined by one blank, hyphen or apostrophe, or by one line end.

What it will not do: stem, translate, or join a word that was cut at a line's end.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_ASCII_WORD = re.compile(r"[a-z0-9]+")  # the same on ASCII, in half the time
_JOINT = re.compile(r"[^\S\n]*\n?[^\S\n]*|[-\u2010\u2011\u2012\u2013\u2212'’]\s?")
_GREEK = str.maketrans(
    {
        "α": "alpha",
        "β": "beta",
        "γ": "gamma",
        "δ": "delta",
        "ε": "epsilon",
        "κ": "kappa",
        "λ": "lambda",
        "μ": "mu",
        "τ": "tau",
        "ω": "omega",
    }
)


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """The folded form of one word."""
    if word.isascii():
        return word.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.casefold().translate(_GREEK)


def words_of(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The folded words of `text`, left to right, and where each stands."""
    if text.isascii():
        matches = list(_ASCII_WORD.finditer(text.lower()))
        return [match.group() for match in matches], [match.span() for match in matches]
    matches = list(_WORD.finditer(text))
    return [fold(match.group()) for match in matches], [match.span() for match in matches]


def joined(gap: str) -> bool:
    """Whether two words with `gap` between them may belong to one term."""
    return gap in (" ", "-") or (bool(gap) and _JOINT.fullmatch(gap) is not None)


def normalise(phrase: str) -> str:
    """The folded words of `phrase`, one blank between; punctuation is lost."""
    return " ".join(words_of(phrase)[0])

"""Numbers in words and figures.

    number("twenty-one")    # Decimal("21")
    number("2,600")         # Decimal("2600")

`NUMBER` is a pattern for use inside other grammars. It reads plain figures, decimals, thousands with a comma or a space that
does not break ("10\u202f000"; "10 000" too, but "1 200" may be two figures), and English words up to ninety-nine; it will not
read Roman numerals or fractions.
"""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

_WORDS = {word: value for value, word in enumerate(_UNITS)} | {word: 10 * value for value, word in enumerate(_TENS, 2)}

_COUNT = "|".join(sorted((w for w in _UNITS if w != "zero"), key=len, reverse=True))
WORD_NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[1:10])}))?|{_COUNT})"
FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d{1,3}(?: \d{3})* 000(?!\d)|\d+)(?:\.\d+)?"
NUMBER = rf"(?:{FIGURE}|{WORD_NUMBER})"


def number(text: str) -> Decimal:
    """The value of a string that `NUMBER` matches. Raises `ValueError` for any other."""
    plain = text.strip().lower()
    if plain[:1].isdigit():
        return Decimal(re.sub(r"[,\s]", "", plain))
    parts = plain.replace("-", " ").split()
    if not parts or any(part not in _WORDS for part in parts):
        raise ValueError(f"{text!r} is not a number in figures or English words")
    return Decimal(sum(_WORDS[part] for part in parts))

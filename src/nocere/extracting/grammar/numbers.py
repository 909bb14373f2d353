"""Numbers in words and figures.

    number("twenty-one")    # Decimal("21")
    number("2,600")         # Decimal("2600")
    number("2 1/2")         # Decimal("2.5")

`NUMBER` is a pattern for use inside other grammars. It reads plain figures, decimals (with a raised point, or a comma before
one or two figures, too), thousands with a comma or a space that does not break ("10\u202f000"; "10 000" too, but "1 200" may
be two figures), and English words up to ninety-nine; `HALF` is a half behind either. It will not read Roman numerals or
other fractions.
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
FIGURE = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,3}(?:[\u00a0\u202f]\d{3}){1,4}(?!\d)|\d{1,3}(?: \d{3}){0,3} 000(?!\d)"
    r"|\d{1,9},\d{1,2}(?![\d,])|\d{1,12})(?:[.·]\d{1,6})?"
)
NUMBER = rf"(?:{FIGURE}|{WORD_NUMBER})"
HALF = r"(?: ?½| 1/2|[- ]and[- ](?:a|one)[- ]half)"
_HALF = re.compile(rf"{HALF}$")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")


def number(text: str) -> Decimal:
    """The value of a string that `NUMBER` matches, with `HALF` or without. Raises `ValueError` for any other."""
    plain = text.strip().lower()
    half = _HALF.search(plain)
    if half:
        return number(plain[: half.start()]) + Decimal("0.5")
    if plain[:1].isdigit():
        comma = "." if _DECIMAL_COMMA.fullmatch(plain) else ""
        return Decimal(re.sub(r"\s", "", plain).replace(",", comma).replace("·", "."))
    parts = plain.replace("-", " ").split()
    if not parts or any(part not in _WORDS for part in parts):
        raise ValueError(f"{text!r} is not a number in figures or English words")
    return Decimal(sum(_WORDS[part] for part in parts))

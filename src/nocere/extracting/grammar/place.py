"""Places in a text: what every grammar's finding begins with, and how findings are kept apart.

    Place(2, 12, "4-year-old")
    apart(text, found)              # the findings without those that overlap an earlier one, in the order of the text

The rule: `text[start:end] == quote`, and no two findings of one grammar share a character; the earlier of the list stands.
What it will not do: hold offsets of anything but the text that the grammar was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Place:
    """`text[start:end]` is `quote`."""

    start: int
    end: int
    quote: str


P = TypeVar("P", bound=Place)


def place(match: re.Match[str], group: str | int = 0) -> Place:
    """The place of a match or of one of its groups."""
    return Place(match.start(group), match.end(group), match[group])


def moved(one: P, by: int) -> P:
    """The finding in a text in which its own begins so many characters later."""
    return replace(one, start=one.start + by, end=one.end + by)


def apart(text: str, found: Iterable[P]) -> tuple[P, ...]:
    """The findings that share no character with one before them in the list, in the order of the text."""
    taken = bytearray(len(text))
    kept = []
    for one in found:
        if 1 not in taken[one.start : one.end]:
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))

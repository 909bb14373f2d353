"""What a grammar of references answers: which stretch of the string is which field.

    Parsed("vancouver", names, {"year": Cut(61, 65), ...})
    parsed.value(string, "year")                 # "2014"

Offsets are into the string that was parsed, so that a caller can quote each field from the document.

What it will not do: hold a field that the string does not print.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from nocere.document import Author

FIELDS = ("year", "title", "journal", "volume", "issue", "pages", "doi", "pmid")


class Cut(NamedTuple):
    """A half-open stretch of the string."""

    start: int
    end: int


@dataclass(frozen=True)
class Named:
    """One author and where it is printed."""

    author: Author
    cut: Cut


@dataclass(frozen=True)
class Names:
    """A whole list of authors; `more` where it ends in "et al."."""

    named: tuple[Named, ...]
    more: bool = False


@dataclass(frozen=True)
class Parsed:
    """The fields of one reference, and the rule (`route`) that accounts for every character of it."""

    route: str
    names: Names
    cuts: Mapping[str, Cut]

    def value(self, text: str, field: str) -> str:
        """The field as printed, white space made single, or ""."""
        cut = self.cuts.get(field)
        return one_line(text[cut.start : cut.end]) if cut else ""


def one_line(text: str) -> str:
    """The text with each run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()


def trimmed(text: str, start: int, end: int, signs: str = "") -> Cut:
    """The stretch without white space, or any of `signs`, at its edges."""
    while start < end and (text[start].isspace() or text[start] in signs):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in signs):
        end -= 1
    return Cut(start, end)


def cuts_of(found: re.Match[str], *fields: str) -> dict[str, Cut]:
    """The named groups of a match that took part; "issue_2" and its like count as "issue"."""
    cuts = {}
    for name in found.re.groupindex:
        field = name.rstrip("_0123456789")
        if found[name] and (field in fields or (not fields and field in FIELDS)):
            cuts[field] = trimmed(found.string, *found.span(name))
    return cuts

"""Reference strings become fields, by one grammar for each house style, each accounting for every character.

    parsed = parse("Leung, A. (1985) Calcification. Journal of Pediatrics, 106, 168.")
    parsed.route                                 # "harvard"; "none" where no grammar accounts for the string

Rule: a grammar takes a string whole or declines; so a route other than "none" means that no word was left over.
DOI and PMID are kept on the route "none" too, since they are read for sure wherever they end the string.

What it will not do: guess fields of a string that no grammar accounts for (books, web pages, chapters come out as "none").
"""

from __future__ import annotations

import re

from nocere.reading.references import acs, ama, apa, cse, elsevier, harvard, nature, springer, vancouver
from nocere.reading.references.parsed import Cut, Named, Names, Parsed, one_line
from nocere.reading.references.tail import peel

__all__ = ["LONGEST", "ROUTES", "Cut", "Named", "Names", "Parsed", "one_line", "parse"]

LONGEST = 3000
"""Characters; no reference is longer, and no grammar is asked to read more."""

ROUTES = (
    apa.ROUTE,
    harvard.ROUTE,
    springer.ROUTE,
    ama.ROUTE,
    vancouver.ROUTE,
    elsevier.ROUTE,
    cse.ROUTE,
    cse.LATE,
    nature.ROUTE,
    acs.ROUTE,
    "none",
)

_BLANK = re.compile(r"\s{40}")
"""No reference has a hole like this in it, and every grammar would look into it from each side."""

_NOTHING = Names(())


def parse(text: str) -> Parsed:
    """The fields of one reference string, with the route that read it."""
    if len(text) > LONGEST or _BLANK.search(text):
        return Parsed("none", _NOTHING, {})
    tail = peel(text)
    parsed = _core(text[: tail.end], text)
    cuts = {**parsed.cuts, **tail.cuts} if parsed else tail.cuts
    return Parsed(parsed.route, parsed.names, cuts) if parsed else Parsed("none", _NOTHING, cuts)


def _core(core: str, whole: str) -> Parsed | None:
    """The first grammar's answer, from the most to the least telling shape."""
    return (
        apa.parse(core)
        or harvard.parse(core)
        or springer.parse(core)
        or ama.parse(core, whole)
        or vancouver.parse(core)
        or elsevier.parse(core)
        or cse.parse(core)
        or nature.parse(core)
        or acs.parse(core)
    )

"""What follows a reference's pages: DOI, PMID, PMCID, web addresses, labels of links. It is peeled off from the end.

    peel("… 2011;19:43-50. doi: 10.1234/x.1. [PubMed]")      # Tail(end=…, cuts={"doi": Cut(…)})

Rule: NLM Citing Medicine (2nd ed.), appendices on DOI and PMID; DOI names after ISO 26324 ("10." and a registrant, then
anything but white space); labels are rows of rules/reference_links.toml.

What it will not do: follow a link, or take anything from the middle of a reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nocere.reading.references.parsed import Cut
from nocere.rulebook import Row, rows

_WINDOW = 400
_DOI = r"(?:doi\s?:?\s*|DOI\s?:?\s*)?(?:https?://(?:dx\.)?doi\.org/|(?:dx\.)?doi\.org/)?(?:doi:)?(?P<doi>10\.\d{4,9}/[^\s<>\"]{1,250}?)"
_IDS = r"PMID\s?:?\s?(?P<pmid>\d{1,9})|PMCID\s?:?\s?PMC\d{1,9}(?:\.\d)?|PMC\d{5,9}"
_WEB = (
    r"(?:(?:Available|Retrieved|Accessed)(?:\s(?:online|from|at|[A-Z]?[a-z]+\s\d{1,2},\s\d{4},\sfrom))?\s?:?\s*)?"
    r"(?:https?://|www\.)[^\s<>\"]{1,300}?"
)
_WHEN = (
    r"\(?(?:[Aa]ccessed|[Cc]ited)(?:\son)?\s[^()\[\].]{1,40}\)?|\[[Cc]ited\s[^\[\]]{1,30}\]|\[?Epub\sahead\sof\sprint\]?|"
    r"Epub\s(?:19|20)\d\d(?:\s[A-Z][a-z]{2,8}(?:\s\d{1,2})?)?|eCollection\s(?:19|20)\d\d(?:\s[A-Z][a-z]{2,8}(?:\s\d{1,2})?)?|"
    r"Review|Erratum\sin[^\[\]]{1,100}"
)


class LinkRow(Row):
    """Labels that publishers print after a reference."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Tail:
    """Where the reference proper ends, and the identifiers after it."""

    end: int
    cuts: dict[str, Cut]


def peel(text: str) -> Tail:
    """The end of the reference proper, without identifiers and links."""
    end = len(text.rstrip())
    cuts: dict[str, Cut] = {}
    while True:
        found = _pattern().search(text, max(0, end - _WINDOW), end)
        if not found or found.start() == 0:
            return Tail(end, cuts)
        for field in ("doi", "pmid"):
            if found[field]:
                cuts[field] = Cut(*found.span(field))
        end = found.start()
        while end and (text[end - 1].isspace() or text[end - 1] in ",;"):
            end -= 1


@cache
def _pattern() -> re.Pattern[str]:
    labels = sorted(
        (label for row in rows("reference_links", LinkRow) for label in row.labels),
        key=lambda label: (-len(label), label),
    )
    one = "|".join(re.escape(label) for label in labels)
    links = rf"[\[(](?:{one})[\])]|(?<=\s)(?:{one})(?=[\s.;,|]*$)"
    return re.compile(rf"(?<=[\s.,;\])])(?:{_DOI}|{_IDS}|{_WEB}|{links}|{_WHEN})[\s.;,|]*$")

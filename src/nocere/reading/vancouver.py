"""A citation in Vancouver style, at most 500 characters (ICH E2B(R3) C.4.r.1).

    render(Parts(authors, {"title": fact, ...})) # Rendered("Perillo T, … 2014;3:13-17. doi: …", why="")

Rule: NLM Citing Medicine (2nd ed.), chapter 1: initials without full stops, authors parted by commas, `year;volume(issue):pages`.
What is too long loses authors first ("et al."), then the end of its title ("…"), and says so.

What it will not do: abbreviate a journal's name, or expand one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nocere.document import Author
from nocere.span import Fact, Span

MOST = 500
"""Characters that E2B(R3) C.4.r.1 holds."""

_RANK = re.compile(r"\s((?:Jr|Sr)\.?|II|III|IV|2nd|3rd|4th)$")


@dataclass(frozen=True)
class Parts:
    """What a citation is made of; `more`: the printed list of authors ends in "et al."."""

    authors: tuple[Fact[Author], ...]
    fields: Mapping[str, Fact[str]]
    more: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of all parts, in the order of the text, none twice."""
        spans = {span for spans in self._each() for span in spans}
        return tuple(sorted(spans, key=lambda span: (span.start, span.end)))

    def _each(self) -> Iterator[tuple[Span, ...]]:
        yield from (fact.spans for fact in self.authors)
        yield from (fact.spans for fact in self.fields.values())


@dataclass(frozen=True)
class Rendered:
    """The string, and what was left out of it."""

    text: str
    why: str = ""


def render(parts: Parts) -> Rendered | None:
    """The citation in Vancouver style, or None where neither title nor journal is known."""
    if not ("title" in parts.fields or "journal" in parts.fields):
        return None
    names = [_name(fact.value) for fact in parts.authors]
    title = parts.fields["title"].value if "title" in parts.fields else ""
    whole = _joined(names, parts.more, title, parts)
    if len(whole) <= MOST:
        return Rendered(whole)
    for kept in range(len(names) - 1, 0, -1):
        shorter = _joined(names[:kept], True, title, parts)
        if len(shorter) <= MOST:
            return Rendered(shorter, f"{kept} of {len(names)} authors kept, to stay within {MOST} characters")
    cut = _joined(names[:1], len(names) > 1 or parts.more, _cut(title, names, parts), parts)
    return Rendered(cut[:MOST], f"authors and title shortened, to stay within {MOST} characters")


def initials(given: str) -> str:
    """ "F.-F." and "Fay-Finn" are "FF"; particles and ranks stay apart."""
    if given.isupper() and given.isalpha():
        return given
    return "".join(word[0] for word in re.split(r"[.\s‐‑-]+", given) if word and word[0].isupper())


def _name(author: Author) -> str:
    rank = _RANK.search(author.given)
    given = author.given[: rank.start()] if rank else author.given
    words = [author.family, initials(given), rank.group(1).rstrip(".") if rank else ""]
    return " ".join(word for word in words if word)


def _joined(names: list[str], more: bool, title: str, parts: Parts) -> str:
    said = {name: fact.value for name, fact in parts.fields.items()}
    authors = ", ".join([*names, "et al"] if more and names else names)
    numbers = said.get("volume", "") + (f"({said['issue']})" if "issue" in said else "")
    pages = f":{said['pages']}" if "pages" in said else ""
    when = said.get("year", "") + (f";{numbers}{pages}" if numbers or pages else "")
    doi = f"doi: {said['doi']}" if "doi" in said else ""
    return " ".join(_stopped(each) for each in (authors, title, said.get("journal", ""), when, doi) if each)


def _stopped(said: str) -> str:
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _cut(title: str, names: list[str], parts: Parts) -> str:
    """The title cut after a word, so that the rest fits."""
    room = MOST - len(_joined(names[:1], len(names) > 1 or parts.more, "", parts)) - 3
    return title[: max(room, 0)].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…" if room > 0 else ""

"""The edges of names: where a drug or condition begins and ends inside a longer phrase.

    cut_items("total blindness with headache and fever", 0, 39, known)   # each condition apart
    trim_condition("azithromycin-induced acute nephritis", 0, 36, known)  # (21, 36)

After the gold guidelines: a term leaves out "X-induced", grades, bracketed abbreviations and outcome words, and keeps
adjectives of severity or course directly before the noun. `rules/phrase_edges.toml` has the words.
What it will not do: look at meaning beyond these words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from nocere.rulebook import Row, rows

_WORD = re.compile(r"[^\W_](?:[\w'’/+-]*[^\W_])?")


class HollowWord(Row):
    """A word that names nothing by itself."""

    words: str


@cache
def _hollow() -> frozenset[str]:
    return frozenset(word for row in rows("hollow_words", HollowWord) for word in row.words.split())


class Edge(Row):
    """A pattern at an edge: `lead` is cut from the front, `tail` from the back, `join` parts two conditions, `adjective`
    belongs to the noun behind it, `head` is a last word that by itself makes a phrase a condition, `whole` is never cut,
    `course` is what is told behind a name that a lexicon knows."""

    id: str
    edge: Literal["lead", "tail", "join", "head", "adjective", "whole", "course", "drug_tail", "drug_lead"]
    pattern: str


@cache
def _edges(edge: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.pattern, re.IGNORECASE) for row in rows("phrase_edges", Edge) if row.edge == edge)


def _trim(text: str, start: int, end: int, lead: str, tail: str) -> tuple[int, int]:
    """The stretch without whatever the `lead` and `tail` rows cut, as often as they cut."""
    before = (-1, -1)
    while before != (start, end) and start < end:
        before = (start, end)
        for pattern in _edges(lead):
            match = pattern.match(text, start, end)
            start = match.end() if match else start
        for pattern in _edges(tail):
            match = pattern.search(text[start:end])
            end = start + match.start() if match else end
    return start, end


def trim_condition(text: str, start: int, end: int, known: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The condition inside `text[start:end]`, or None where nothing is left; a lexicon name in it is never cut,
    and part of a name that is never cut is all of it."""
    low, high = _trim(text, start, end, "lead", "tail")
    inside = [(a, b) for a, b in known if start <= a and b <= end]
    if inside:
        low = min(low, min(a for a, _ in inside))
        high = max(high, max(b for _, b in inside)) if high < min(b for _, b in inside) else high
        told = [m.start() for p in _edges("course") if (m := p.search(text, max(a for a, _ in inside), high))]
        high = min([high, *told])
    for whole in (m for p in _edges("whole") for m in p.finditer(text) if m.start() < high and low < m.end()):
        low, high = min(low, whole.start()), max(high, whole.end())
    words = [w.lower() for w in _WORD.findall(text[low:high])]
    named = any(len(w) > 2 and w not in _hollow() and not is_adjective(w) for w in words)
    return widen(text, low, high) if named else None


def trim_drug(text: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The drug names inside `text[start:end]`: the phrase itself, or each name where it joins several."""
    apart = [
        (a, b)
        for a, b in sorted(names)
        if start <= a and b <= end and not any(a < d and c < b and (c, d) != (a, b) and d - c > b - a for c, d in names)
    ]
    if len(apart) > 1 and re.search(r",|;|\band\b|\bor\b|\bplus\b|\bwith\b", text[apart[0][1] : apart[-1][0]]):
        return apart
    low, high = _trim(text, start, end, "drug_lead", "drug_tail")
    return [(low, high)] if low < high else []


def _has_head(phrase: str) -> bool:
    """Whether the last word of the phrase makes it a condition by itself."""
    words = _WORD.findall(phrase)
    return bool(words) and any(p.fullmatch(words[-1]) for p in _edges("head"))


def cut_items(text: str, start: int, end: int, known: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The conditions that a phrase lists, one stretch each. It is cut at a comma, "and" or "with" only where a lexicon
    name or a word such as "syndrome" stands on both sides, so "optochiasmatic and peripheral neuropathy" stays whole."""
    inside = [(a, b) for a, b in known if start <= a and b <= end]
    inside += [m.span() for p in _edges("whole") for m in p.finditer(text, start, end)]
    cuts: list[tuple[int, int]] = []
    for pattern in _edges("join"):
        for match in pattern.finditer(text, start, end):
            in_name = any(a < match.end() and match.start() < b for a, b in inside)
            left = any(b <= match.start() for _, b in inside) or _has_head(text[start : match.start()])
            right = any(a >= match.end() for a, _ in inside) or _has_head(text[match.end() : end])
            listed = match.start() - start > 3 and end - match.end() > 3 and "," in match.group()
            if not in_name and ((left and right) or listed):
                cuts.append(match.span())
    found, begin = [], start
    for a, b in sorted(cuts):
        if a >= begin:
            found.append((begin, a))
            begin = b
    return [(a, b) for a, b in [*found, (begin, end)] if a < b]


def is_adjective(word: str) -> bool:
    """Whether the word is an adjective of severity, course or kind that a name keeps before its noun."""
    return any(pattern.search(f"{word} ") for pattern in _edges("adjective"))


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """A lexicon name with the adjectives of severity, course, side or kind directly before it."""
    while True:
        before = text[:start]
        match = next((m for m in (p.search(before) for p in _edges("adjective")) if m), None)
        if match is None:
            return start, end
        start = match.start()

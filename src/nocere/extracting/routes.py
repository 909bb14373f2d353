"""By which route each drug was given, in the authors' words.

    route_of(evidence, drug)        # Told("intravenous", start, end, "route.intravenous") or None

A route belongs to the nearest drug of its clause; right before the first drug of a list ("intravenous X 4 mg and Y") it
belongs to all that have none of their own, and so it does right behind the last. A route counts before words that only say
how it was done ("infusion", "injection"), words in full before their abbreviation, the patient's own sentences before the
title. What no sentence of the patient says is read, last, from a general statement that blames this very drug for this very
reaction ("intravenous administration of ... such as X"). Words are `rules/routes.toml`. What it will not do: infer a route
from a form of medicine or from the drug, or read one in the name of a condition ("vaginal candidiasis").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from nocere.extracting.evidence import DrugEvidence, PatientEvidence, same_drug
from nocere.extracting.grammar.doses import doses
from nocere.extracting.mentions import DrugMention
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.told import Told
from nocere.rulebook import Row, rows

_REACH = 30
_ADJECTIVE_REACH = 2  # characters from "oral" to the drug it names
_GIVEN = re.compile(
    r" (?:administration|infusions?|injections?|use|treatment|therapy) (?:of|with) [^.;]{0,110}", re.IGNORECASE
)
_ADMINISTERED = re.compile(
    r" (?:[\w-]+ ){0,2}(?:administration|applications?|infusions?|injections?|treatment|therapy|use|doses?|bolus(?:es)?)"
    r" (?:of|with) (?:[\w-]+ ){0,2}",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[\s(),;]*(?:(?:and|or|plus|/|&|followed by)[\s(]*(?:of )?)?", re.IGNORECASE)


class RouteWord(Row):
    """A route and the patterns of the words for it, in any case, and of its abbreviations, in just this case. `how` where
    the words only say how it was done."""

    route: str
    pattern: str = "(?!)"
    abbreviation: str = "(?!)"
    how: bool = False


@cache
def _routes() -> tuple[tuple[RouteWord, re.Pattern[str]], ...]:
    return tuple(
        (row, re.compile(rf"(?i:{row.pattern})|(?P<short>{row.abbreviation})")) for row in rows("routes", RouteWord)
    )


@lru_cache(maxsize=1024)  # every drug of a sentence asks
def route_words(text: str) -> tuple[tuple[RouteWord, re.Match[str]], ...]:
    """The words for a route in a text."""
    return tuple((row, match) for row, pattern in _routes() for match in pattern.finditer(text))


def _names(match: re.Match[str], sentence: Sentence, drug: DrugMention) -> bool:
    """Whether the word for a route is an adjective of the drug right behind it: "intravenous methylprednisolone"."""
    gap = drug.start - sentence.start - match.end()
    return 0 <= gap <= _ADJECTIVE_REACH and not match.group().lower().endswith("ly")


def _gap(match: re.Match[str], sentence: Sentence, drug: DrugMention, others: Sequence[DrugMention]) -> int | None:
    """How far the word is from the drug it belongs to, or None where it is another's or nobody's."""
    low, high = drug.start - sentence.start, drug.end - sentence.start
    begin, end = min(high, match.end()), max(low, match.start())
    gap = end - begin
    if any(begin <= d.start - sentence.start < end or _names(match, sentence, d) for d in others):
        return None
    if match.end() <= low and _ADMINISTERED.fullmatch(sentence.text, match.end(), low):
        return 0
    between = sentence.text[begin:end].replace("i.v.", "")
    return gap if 0 <= gap <= _REACH and not re.search(r"[.;:]", between) else None


def _follows(sentence: Sentence, first: DrugMention, second: DrugMention) -> bool:
    """Whether nothing but a dose and a word that lists stands between two drugs."""
    between = sentence.text[first.end - sentence.start : second.start - sentence.start]
    for dose in reversed(doses(between)):
        between = between[: dose.start] + between[dose.end :]
    return bool(_LISTED.fullmatch(between))


def _shared(match: re.Match[str], sentence: Sentence, found: Sequence[DrugMention], drug: DrugMention) -> bool:
    """Whether the word stands before the first drug of a list in which this one follows without a route of its own."""
    place = next((n for n, d in enumerate(found) if _names(match, sentence, d)), None)
    if place is None or drug not in found[place + 1 :]:
        return False
    run = found[place : found.index(drug) + 1]
    return all(_follows(sentence, a, b) for a, b in pairwise(run))


def _shared_behind(match: re.Match[str], sentence: Sentence, found: Sequence[DrugMention], drug: DrugMention) -> bool:
    """Whether the word stands behind the last drug of a list in which this one comes before it: "X 1 g and Y 20 mg orally"."""
    before = [d for d in found if d.end - sentence.start <= match.start()]
    if not before or drug not in before[:-1]:
        return False
    near = match.start() - (before[-1].end - sentence.start) <= _REACH
    run = before[before.index(drug) :]
    return near and all(_follows(sentence, a, b) for a, b in pairwise(run))


def _told(row: RouteWord, sentence: Sentence, match: re.Match[str]) -> Told[str]:
    return Told(row.route, sentence.start + match.start(), sentence.start + match.end(), f"route.{row.route}")


def _in_sentence(
    evidence: PatientEvidence, sentence: Sentence, drug: DrugEvidence
) -> Iterator[tuple[tuple[bool, bool, bool, int], Told[str]]]:
    """The routes that a sentence tells of the drug, each with how far it is from the best way to tell one."""
    found = evidence.marks[sentence.index].drugs
    title = evidence.scopes[sentence.index] is Scope.TITLE
    others = [d for d in found if d not in drug.mentions]
    names = [(c.start - sentence.start, c.end - sentence.start) for c in evidence.marks[sentence.index].conditions]
    for row, match in route_words(sentence.text):
        if any(start <= match.start() and match.end() <= end for start, end in names):
            continue
        short = match["short"] is not None
        for mention in (d for d in found if d in drug.mentions):
            gap = _gap(match, sentence, mention, others)
            listed = _shared(match, sentence, found, mention) or _shared_behind(match, sentence, found, mention)
            gap = _REACH if gap is None and listed else gap
            if gap is not None:
                yield (row.how, short, title, gap), _told(row, sentence, match)


def _in_general(evidence: PatientEvidence, drug: DrugEvidence) -> Told[str] | None:
    """The route by which the authors say, in general, that this drug does the harm they report of this patient."""
    for sentence, found in evidence.background:
        for mention in (d for d in found.drugs if any(same_drug(m, d) for m in drug.mentions)):
            start = mention.start - sentence.start
            for row, match in route_words(sentence.text[:start]):
                if _GIVEN.fullmatch(sentence.text[match.end() : start]):
                    return _told(row, sentence, match)
    return None


def route_of(evidence: PatientEvidence, drug: DrugEvidence) -> Told[str] | None:
    """The route by which the patient was given the drug, or None where the report does not tell it."""
    told = [found for sentence in evidence.sentences for found in _in_sentence(evidence, sentence, drug)]
    best = min(told, key=lambda found: found[0], default=None)
    return best[1] if best else _in_general(evidence, drug)

"""How and for what each drug was given: dose, route, indication, with the words that say so.

    dosing_of(evidence, drug)           # Dosing(dose=…, dose_at=…, route=…, route_at=…)
    indications_of(evidence, drug)      # ((start, end), ...)

A dose belongs to the drug right before it ("losartan 50 mg"), or right behind it with "of" ("50 mg of losartan"); a route
to the nearest drug of its clause; in a list each takes its own. Grammar and model are reconciled here: the grammar's dose
counts, widened to the model's dosage where that holds it.
A route that the patient's own sentences do not say is read, last, from a general statement that blames this very drug for
this very reaction ("intravenous administration of ... such as X"). It will not give a dose to a drug of another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence, same_drug
from nocere.extracting.grammar.doses import DoseMention, doses
from nocere.extracting.links import Relation
from nocere.extracting.mentions import DrugMention
from nocere.extracting.sentences import Sentence
from nocere.rulebook import Row, rows

_BEHIND = 22  # characters from a drug to its dose
_AHEAD = 34  # characters from a dose to the drug it is "of"
_ROUTE_REACH = 30
_ADJECTIVE_REACH = 2  # characters from "oral" to the drug it names
_GIVEN = re.compile(
    r" (?:administration|infusions?|injections?|use|treatment|therapy) (?:of|with) [^.;]{0,110}", re.IGNORECASE
)


class RouteWord(Row):
    """A route and the pattern of the words for it."""

    route: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Dosing:
    """One way a drug was given; `*_at` are document offsets, None where it is not said."""

    dose: DoseMention | None
    dose_at: tuple[int, int] | None
    route: str
    route_at: tuple[int, int] | None


@cache
def _routes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row.route, re.compile(row.pattern)) for row in rows("routes", RouteWord))


def _owner_of_dose(dose: DoseMention, sentence: Sentence, drugs: Sequence[DrugMention]) -> DrugMention | None:
    """The drug a dose belongs to, by place."""
    start, end = sentence.start + dose.start, sentence.start + dose.end
    before = [d for d in drugs if 0 <= start - d.end <= _BEHIND]
    after = [d for d in drugs if 0 <= d.start - end <= _AHEAD]
    nearest_before = max(before, key=lambda d: d.end, default=None)
    nearest_after = min(after, key=lambda d: d.start, default=None)
    if nearest_after is not None:
        between = sentence.text[dose.end : nearest_after.start - sentence.start]
        if re.match(
            r"\s*(?:dose |doses |dosage )?(?:of|intravenous|oral|i\.?v|daily|weekly)?\s*(?:\w+\s+){0,2}$", between
        ) and not (
            nearest_before
            and re.search(r"[(:]\s*$|^\s*$", sentence.text[nearest_before.end - sentence.start : dose.start])
        ):
            return nearest_after
    if nearest_before is not None and not re.search(
        r"[.;]", sentence.text[nearest_before.end - sentence.start : dose.start]
    ):
        return nearest_before
    return None


def _widened(evidence: PatientEvidence, sentence: Sentence, dose: DoseMention) -> tuple[int, int]:
    """The dose's place, widened to the model's dosage span where that holds it and begins with a figure."""
    start, end = sentence.start + dose.start, sentence.start + dose.end
    for span in evidence.marks[sentence.index].spans.get("Treatment.Dosage", ()):
        if span.start <= start and end <= span.end and sentence.text[span.start - sentence.start].isdigit():
            return span.start, span.end
    return start, end


def _own_dose(evidence: PatientEvidence, drug: DrugEvidence) -> tuple[DoseMention, tuple[int, int]] | None:
    """The dose that tells this patient from the others, where the drug is the one it is of."""
    for sentence in evidence.sentences:
        for dose in doses(sentence.text):
            place = (sentence.start + dose.start, sentence.start + dose.end)
            after = [d for d in evidence.marks[sentence.index].drugs if d.start >= place[1]]
            if place in evidence.individual.anchors and after and after[0] in drug.mentions:
                return dose, place
    return None


def _dose(evidence: PatientEvidence, drug: DrugEvidence) -> tuple[DoseMention, tuple[int, int]] | None:
    own = _own_dose(evidence, drug)
    if own is not None:
        return own
    for sentence in evidence.sentences:
        found = evidence.marks[sentence.index].drugs
        if not any(d in drug.mentions for d in found):
            continue
        for dose in doses(sentence.text):
            owner = _owner_of_dose(dose, sentence, found)
            if owner is not None and owner in drug.mentions:
                return dose, _widened(evidence, sentence, dose)
    return None


def _route(evidence: PatientEvidence, drug: DrugEvidence) -> tuple[str, tuple[int, int]] | None:
    best: tuple[int, str, tuple[int, int]] | None = None
    for sentence in evidence.sentences:
        found = evidence.marks[sentence.index].drugs
        for mention in (d for d in found if d in drug.mentions):
            low, high = mention.start - sentence.start, mention.end - sentence.start
            for route, pattern in _routes():
                for match in pattern.finditer(sentence.text):
                    gap = low - match.end() if match.end() <= low else match.start() - high
                    between = sentence.text[min(high, match.end()) : max(low, match.start())]
                    others = [d for d in found if d not in drug.mentions]
                    other = any(_between(d, sentence, match, low, high) or _names(match, sentence, d) for d in others)
                    if 0 <= gap <= _ROUTE_REACH and not other and not re.search(r"[.;:]", between.replace("i.v.", "")):
                        at = (sentence.start + match.start(), sentence.start + match.end())
                        if best is None or gap < best[0]:
                            best = (gap, route, at)
    return (best[1], best[2]) if best else None


def _route_in_general(evidence: PatientEvidence, drug: DrugEvidence) -> tuple[str, tuple[int, int]] | None:
    """The route by which the authors say, in general, that this drug does the harm they report of this patient."""
    for sentence, found in evidence.background:
        for mention in (d for d in found.drugs if any(same_drug(m, d) for m in drug.mentions)):
            for route, pattern in _routes():
                for match in pattern.finditer(sentence.text, 0, mention.start - sentence.start):
                    if _GIVEN.fullmatch(sentence.text[match.end() : mention.start - sentence.start]):
                        return route, (sentence.start + match.start(), sentence.start + match.end())
    return None


def _names(match: re.Match[str], sentence: Sentence, drug: DrugMention) -> bool:
    """Whether the word for a route is an adjective of the drug right behind it: "intravenous methylprednisolone"."""
    gap = drug.start - sentence.start - match.end()
    return 0 <= gap <= _ADJECTIVE_REACH and not match.group().lower().endswith("ly")


def _between(other: DrugMention, sentence: Sentence, match: re.Match[str], low: int, high: int) -> bool:
    at = other.start - sentence.start
    return min(high, match.end()) <= at < max(low, match.start())


def dosing_of(evidence: PatientEvidence, drug: DrugEvidence) -> Dosing | None:
    """How the drug was given, or None where neither dose nor route is said."""
    dose, route = _dose(evidence, drug), _route(evidence, drug) or _route_in_general(evidence, drug)
    if dose is None and route is None:
        return None
    return Dosing(
        dose[0] if dose else None, dose[1] if dose else None, route[0] if route else "", route[1] if route else None
    )


def indications_of(
    evidence: PatientEvidence, drug: DrugEvidence, excluded: Sequence[ConditionEvidence]
) -> tuple[ConditionEvidence, ...]:
    """What the drug was for, by what ties them; `excluded` are conditions that cannot be it (its own reactions)."""
    found: list[ConditionEvidence] = []
    for tie in evidence.ties:
        if tie.drug is drug and tie.condition is not None and tie.link.relation is Relation.INDICATION:
            known = any(tie.condition is f for f in found) or any(tie.condition is e for e in excluded)
            if not known:
                found.append(tie.condition)
    return tuple(found)

"""What was done with each drug after the reaction, and what then happened: action, dechallenge, rechallenge.

    action_of(evidence, drug, suspects, onset)      # Measure(Action.WITHDRAWN, start, end, 'action.d-was-stopped') or None

Cues are the rows of `rules/action.toml` and `rules/rechallenge.toml`. The first measure counts (gold guidelines). A cue
that names a drug speaks of that drug alone: a suspension of chemotherapy is no dechallenge of calcium gluconate.
Dechallenge is read from what the words of the measure, or the two sentences after it, tell of the reaction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nocere.case import Action, Dechallenge, Outcome, Recurrence
from nocere.extracting.course import endings
from nocere.extracting.evidence import DrugEvidence, PatientEvidence
from nocere.extracting.links import mark, marked_drugs, with_words
from nocere.extracting.scope import Scope
from nocere.rulebook import Row, rows

_AFTER = 2  # sentences after a measure in which its effect may be told
_CONTINUED_FOR_REST = re.compile(r"\ball (?:medications|drugs|therapy|treatment|other)", re.IGNORECASE)


class ActionCue(Row):
    """Words that tell what was done with a drug; without `{D}` in the pattern they speak of every suspect."""

    id: str
    action: Action
    pattern: str


class RechallengeCue(Row):
    """Words that tell what a second exposure did."""

    id: str
    recurrence: Recurrence
    pattern: str


@dataclass(frozen=True, slots=True)
class Measure:
    """An action taken and the document offsets of the words that tell it; `sentence` is their sentence's index."""

    action: Action
    start: int
    end: int
    sentence: int
    rule: str


@dataclass(frozen=True, slots=True)
class Rechallenge:
    """What re-administration did, and the words that tell it."""

    recurrence: Recurrence
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What happened when a drug was stopped or reduced, and the words that tell it."""

    dechallenge: Dechallenge
    start: int
    end: int
    rule: str


@cache
def _action_cues() -> tuple[tuple[ActionCue, re.Pattern[str]], ...]:
    return tuple((row, re.compile(with_words(row.pattern), re.IGNORECASE)) for row in rows("action", ActionCue))


@cache
def _rechallenge_cues() -> tuple[tuple[RechallengeCue, re.Pattern[str]], ...]:
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in rows("rechallenge", RechallengeCue))


def _is(evidence: PatientEvidence, sentence: int, position: int, drug: DrugEvidence) -> bool:
    return evidence.marks[sentence].drugs[position] in drug.mentions


def action_of(
    evidence: PatientEvidence, drug: DrugEvidence, suspects: Sequence[DrugEvidence], onset: int
) -> Measure | None:
    """The first measure taken with the drug in or after the sentence at `onset` (an index), or None where none is told."""
    suspected = any(drug is s for s in suspects)
    for sentence in evidence.sentences:
        if sentence.index < onset or evidence.scopes[sentence.index] is Scope.TITLE:
            continue
        found = evidence.marks[sentence.index]
        marked = mark(sentence, found.drugs, ())
        for row, pattern in _action_cues():
            for match in pattern.finditer(marked.text):
                named = marked_drugs(match.group())
                everything = bool(_CONTINUED_FOR_REST.search(match.group()))
                ours = any(_is(evidence, sentence.index, n, drug) for n in named)
                if ours or (not named and (suspected or everything)):
                    return Measure(row.action, *marked.place(match), sentence.index, row.id)
    return None


_TELLS = {
    Outcome.RECOVERED: Dechallenge.POSITIVE,
    Outcome.RECOVERING: Dechallenge.POSITIVE,
    Outcome.SEQUELAE: Dechallenge.POSITIVE,
    Outcome.NOT_RECOVERED: Dechallenge.NEGATIVE,
}


def dechallenge_of(evidence: PatientEvidence, measure: Measure | None) -> Effect | None:
    """What stopping or reducing did, or None where the drug was not stopped or the report does not tell."""
    if measure is None or measure.action is Action.NOT_CHANGED:
        return Effect(Dechallenge.NOT_DONE, measure.start, measure.end, measure.rule) if measure else None
    if measure.action not in (Action.WITHDRAWN, Action.REDUCED):
        return None
    for sentence in evidence.sentences:
        if not measure.sentence <= sentence.index <= measure.sentence + _AFTER:
            continue
        for row, match in endings(sentence):
            if row.outcome in _TELLS:
                start = sentence.start + match.start()
                return Effect(_TELLS[row.outcome], start, sentence.start + match.end(), row.id)
            if row.outcome is Outcome.FATAL:
                return None
    return None


def rechallenge_of(
    evidence: PatientEvidence, drug: DrugEvidence, suspects: Sequence[DrugEvidence]
) -> Rechallenge | None:
    """What giving the drug again did, or None where the report does not tell of it."""
    for sentence in evidence.sentences:
        for row, pattern in _rechallenge_cues():
            match = pattern.search(sentence.text)
            if match is None:
                continue
            named = [d for d in suspects if any(m in d.mentions for m in evidence.marks[sentence.index].drugs)]
            if any(d is drug for d in named) or (not named and len(suspects) == 1):
                return Rechallenge(row.recurrence, sentence.start + match.start(), sentence.start + match.end(), row.id)
    return None

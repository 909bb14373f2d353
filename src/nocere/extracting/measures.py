"""What was done with a drug, and what that did: action taken, dechallenge, rechallenge.

    use = use_of(evidence, drug, suspects, onset)   # Use(action=Told(Action.WITHDRAWN, start, end, rule), …)
    action_of(evidence, drug, suspects, onset)      # Measure(Action.WITHDRAWN, start, end, 'action.d-was-stopped', sentence)

Cues are the rows of `rules/action.toml` and `rules/rechallenge.toml`. The first measure counts (gold guidelines). A cue
that names a drug speaks of that drug alone: a suspension of chemotherapy is no dechallenge of calcium gluconate.
Dechallenge is read from what the words of the measure, or the two sentences after it, tell of the reaction.
A drug begun after the reaction, or given once before it, has no action to take: not applicable (E2B G.k.8, code 9).
What it will not do: read a dechallenge or rechallenge of a drug that is no suspect (for those see `events`).
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
from nocere.extracting.told import Told
from nocere.rulebook import Row, rows

_AFTER = 2  # sentences after a measure in which its effect may be told
_NEAR = 60  # characters between a drug and the words that say it was given once
_CONTINUED_FOR_REST = re.compile(r"\ball (?:medications|drugs|therapy|treatment|other)", re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?:single (?:\S+ ){0,3}?(?:dose|injection|infusion|bolus|administration)|overdos\w+|self-poisoning|poisoning|"
    r"(?:accidental|deliberate|intentional) (?:\S+ ){0,2}?(?:ingestion|exposure|injection)|one dose|bolus|"
    r"in utero|occupational exposure|vaccination|ingested|during (?:an)?a?esthesia)\b",
    re.IGNORECASE,
)
_TELLS = {
    Outcome.RECOVERED: Dechallenge.POSITIVE,
    Outcome.RECOVERING: Dechallenge.POSITIVE,
    Outcome.SEQUELAE: Dechallenge.POSITIVE,
    Outcome.NOT_RECOVERED: Dechallenge.NEGATIVE,
}


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
class Measure(Told[Action]):
    """An action taken; `sentence` is the index of the sentence that tells it."""

    sentence: int

    @property
    def action(self) -> Action:
        """What was done."""
        return self.value


@dataclass(frozen=True, slots=True)
class Use:
    """What a report tells of a drug's use from the reaction on; None where it tells nothing."""

    action: Told[Action] | None
    dechallenge: Told[Dechallenge] | None = None
    rechallenge: Told[Recurrence] | None = None


@cache
def _action_cues() -> tuple[tuple[ActionCue, re.Pattern[str]], ...]:
    return tuple((row, re.compile(with_words(row.pattern), re.IGNORECASE)) for row in rows("action", ActionCue))


@cache
def _rechallenge_cues() -> tuple[tuple[RechallengeCue, re.Pattern[str]], ...]:
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in rows("rechallenge", RechallengeCue))


def action_of(
    evidence: PatientEvidence, drug: DrugEvidence, suspects: Sequence[DrugEvidence], onset: int
) -> Measure | None:
    """The first measure taken with the drug in or after the sentence at `onset` (an index), or None where none is told."""
    suspected = any(drug is s for s in suspects)
    for sentence in evidence.sentences:
        if sentence.index < onset or evidence.scopes[sentence.index] is Scope.TITLE:
            continue
        drugs = evidence.marks[sentence.index].drugs
        marked = mark(sentence, drugs, ())
        for row, pattern in _action_cues():
            for match in pattern.finditer(marked.text):
                named = marked_drugs(match.group())
                everything = bool(_CONTINUED_FOR_REST.search(match.group()))
                ours = any(drugs[n] in drug.mentions for n in named)
                if ours or (not named and (suspected or everything)):
                    return Measure(row.action, *marked.place(match), row.id, sentence.index)
    return None


def _dechallenge_of(evidence: PatientEvidence, measure: Measure | None) -> Told[Dechallenge] | None:
    """What stopping or reducing did, or None where the drug was not stopped or the report does not tell."""
    if measure is None or measure.action is Action.NOT_CHANGED:
        return Told(Dechallenge.NOT_DONE, measure.start, measure.end, measure.rule) if measure else None
    if measure.action not in (Action.WITHDRAWN, Action.REDUCED):
        return None
    for sentence in evidence.sentences:
        if not measure.sentence <= sentence.index <= measure.sentence + _AFTER:
            continue
        for row, match in endings(sentence):
            if row.outcome in _TELLS:
                return Told(_TELLS[row.outcome], *_place(sentence.start, match), row.id)
            if row.outcome is Outcome.FATAL:
                return None
    return None


def _rechallenge_of(
    evidence: PatientEvidence, drug: DrugEvidence, suspects: Sequence[DrugEvidence]
) -> Told[Recurrence] | None:
    """What giving the drug again did, or None where the report does not tell of it."""
    for sentence in evidence.sentences:
        for row, pattern in _rechallenge_cues():
            match = pattern.search(sentence.text)
            if match is None:
                continue
            named = [d for d in suspects if any(m in d.mentions for m in evidence.marks[sentence.index].drugs)]
            if any(d is drug for d in named) or (not named and len(suspects) == 1):
                return Told(row.recurrence, *_place(sentence.start, match), row.id)
    return None


def _place(start: int, match: re.Match[str]) -> tuple[int, int]:
    return start + match.start(), start + match.end()


def _over_before(evidence: PatientEvidence, drug: DrugEvidence) -> Told[Action] | None:
    """Words that say the drug was given once, or was over, before the reaction."""
    for sentence in evidence.sentences:
        match = _ONCE.search(sentence.text)
        if match is None or evidence.scopes[sentence.index] is Scope.TITLE:
            continue
        start, end = _place(sentence.start, match)
        if any(m.sentence == sentence.index and abs(m.start - start) <= _NEAR for m in drug.mentions):
            return Told(Action.NOT_APPLICABLE, start, end, "action.given-once")
    return None


def _begun_after(evidence: PatientEvidence, drug: DrugEvidence, onset: int) -> Told[Action] | None:
    told = [m for m in drug.mentions if evidence.scopes[m.sentence] is not Scope.TITLE]
    if told and min(m.sentence for m in told) > onset:
        return Told(Action.NOT_APPLICABLE, told[0].start, told[0].end, "action.begun-after-reaction")
    return None


def use_of(evidence: PatientEvidence, drug: DrugEvidence, suspects: Sequence[DrugEvidence], onset: int) -> Use:
    """What was done with the drug and what it did; `onset` is the index of the sentence in which the reaction begins."""
    measure = action_of(evidence, drug, suspects, onset)
    if not any(drug is s for s in suspects):
        return Use(measure or _begun_after(evidence, drug, onset))
    return Use(
        measure or _over_before(evidence, drug),
        _dechallenge_of(evidence, measure),
        _rechallenge_of(evidence, drug, suspects),
    )

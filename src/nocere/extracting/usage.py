"""Action taken, dechallenge and rechallenge of one drug, as the case holds them.

    use = use_of(evidence, judged, judgement, onset)      # Use(action=(Action.WITHDRAWN, start, end, rule), …)

A drug begun after the reaction, or given once before it, has no action to take: not applicable (E2B G.k.8, code 9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nocere.case import Action, Dechallenge, Recurrence, Role
from nocere.extracting.evidence import DrugEvidence, PatientEvidence
from nocere.extracting.measures import action_of, dechallenge_of, rechallenge_of
from nocere.extracting.roles import JudgedDrug, Judgement
from nocere.extracting.scope import Scope

_ONCE = re.compile(
    r"\b(?:single (?:\S+ ){0,3}?(?:dose|injection|infusion|bolus|administration)|overdos\w+|self-poisoning|poisoning|"
    r"(?:accidental|deliberate|intentional) (?:\S+ ){0,2}?(?:ingestion|exposure|injection)|one dose|bolus|"
    r"in utero|occupational exposure|vaccination|ingested|during (?:an)?a?esthesia)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Use:
    """Each as (value, start, end, rule) in the document, or None where the report does not tell."""

    action: tuple[Action, int, int, str] | None
    dechallenge: tuple[Dechallenge, int, int, str] | None
    rechallenge: tuple[Recurrence, int, int, str] | None


def _over_before(evidence: PatientEvidence, drug: DrugEvidence) -> tuple[Action, int, int, str] | None:
    """Words that say the drug was given once, or was over, before the reaction."""
    for sentence in evidence.sentences:
        mine = [m for m in drug.mentions if m.sentence == sentence.index]
        match = _ONCE.search(sentence.text)
        if mine and match and evidence.scopes[sentence.index] is not Scope.TITLE:
            near = any(abs(m.start - sentence.start - match.start()) <= 60 for m in mine)
            if near:
                at = sentence.start + match.start()
                return Action.NOT_APPLICABLE, at, sentence.start + match.end(), "action.given-once"
    return None


def _begun_after(evidence: PatientEvidence, drug: DrugEvidence, onset: int) -> tuple[Action, int, int, str] | None:
    told = [m for m in drug.mentions if evidence.scopes[m.sentence] is not Scope.TITLE]
    if told and min(m.sentence for m in told) > onset:
        return Action.NOT_APPLICABLE, told[0].start, told[0].end, "action.begun-after-reaction"
    return None


def use_of(evidence: PatientEvidence, judged: JudgedDrug, judgement: Judgement, onset: int) -> Use:
    """What was done with the drug and what it did; `onset` is the index of the sentence in which the reaction begins."""
    suspects = [d.drug for d in judgement.drugs if d.role in (Role.SUSPECT, Role.INTERACTING)]
    measure = action_of(evidence, judged.drug, suspects, onset)
    suspect = judged.role in (Role.SUSPECT, Role.INTERACTING)
    action: tuple[Action, int, int, str] | None
    if measure is not None:
        action = (measure.action, measure.start, measure.end, measure.rule)
    elif suspect:
        action = _over_before(evidence, judged.drug)
    else:
        action = _begun_after(evidence, judged.drug, onset)
    effect = dechallenge_of(evidence, measure) if suspect else None
    again = rechallenge_of(evidence, judged.drug, suspects) if suspect else None
    return Use(
        action,
        (effect.dechallenge, effect.start, effect.end, effect.rule) if effect else None,
        (again.recurrence, again.start, again.end, again.rule) if again else None,
    )

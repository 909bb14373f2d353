"""Which of a patient's reactions are only signs of another one.

    without_signs(evidence, found)      # found without "fever" where a blamed pneumonitis explains it

The rule: a diagnosis given for the patient replaces its signs (annotation guidelines of the development cases); what stands in
one list with a blamed reaction, what words blame on a drug by itself, and grave harms (`rules/grave_harms.toml`) stay.
What it will not do: say from medicine which sign goes with which diagnosis.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from nocere.extracting.complications import came_of
from nocere.extracting.evidence import ConditionEvidence, PatientEvidence
from nocere.extracting.links import Relation
from nocere.extracting.narrative import AFTER_OVERDOSE
from nocere.extracting.reactions import JudgedReaction, blamed, side_by_side
from nocere.extracting.weighing import SURE
from nocere.rulebook import Row, rows


class GraveHarm(Row):
    """Words in the names of harms that are never only a sign."""

    id: str
    pattern: str


@cache
def _grave_names() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.pattern, re.IGNORECASE) for row in rows("grave_harms", GraveHarm))


def without_signs(evidence: PatientEvidence, found: Sequence[JudgedReaction]) -> tuple[JudgedReaction, ...]:
    """The reactions without the signs of others: of the diagnosis that the title blames on the drug, and of what a sentence ties
    to the drug where only the order of the story ties the sign."""
    told = _beside_title(evidence, found)
    if not any(_tied(evidence, r.condition) for r in told):
        return told
    return _with_lists(evidence, told, [r for r in told if _stands(evidence, r.condition)])


def _beside_title(evidence: PatientEvidence, found: Sequence[JudgedReaction]) -> tuple[JudgedReaction, ...]:
    """The reactions without what is only told after the drug, blamed on nothing itself, where the title blames a drug for
    another."""
    if not any(evidence.in_title(r.condition) and blamed(evidence, r.condition) for r in found):
        return tuple(found)
    kept = [r for r in found if evidence.in_title(r.condition) or _caused(evidence, r.condition) or _grave(r.condition)]
    return _with_lists(evidence, found, [*kept, *(r for r in found if any(_in_one_list(evidence, r, o) for o in kept))])


def _with_lists(
    evidence: PatientEvidence, found: Sequence[JudgedReaction], kept: Sequence[JudgedReaction]
) -> tuple[JudgedReaction, ...]:
    """Those kept and those that stand in one list with one of them, in the order of the text."""
    return tuple(r for r in found if r in kept or any(_in_one_list(evidence, r, other) for other in kept))


def _tied(evidence: PatientEvidence, condition: ConditionEvidence) -> bool:
    """Whether a sentence ties it to a drug as cause or in time."""
    own = [t.link for t in evidence.ties if t.condition is condition and t.link.rule.startswith("link.")]
    return any(k.relation in (Relation.CAUSAL, Relation.TEMPORAL) for k in own)


def _stands(evidence: PatientEvidence, condition: ConditionEvidence) -> bool:
    """Whether more than the order of the story speaks for it."""
    seen = any(
        m.adverse >= SURE and any(d.adverse >= SURE for d in evidence.marks[m.sentence].drugs)
        for m in condition.mentions
    )
    tied = _tied(evidence, condition) or _caused(evidence, condition)
    return tied or seen or evidence.in_title(condition) or _grave(condition)


def _grave(condition: ConditionEvidence) -> bool:
    return any(pattern.search(m.text) for pattern in _grave_names() for m in condition.mentions)


def _in_one_list(evidence: PatientEvidence, one: JudgedReaction, other: JudgedReaction) -> bool:
    return any(side_by_side(evidence, m, n) for m in one.condition.mentions for n in other.condition.mentions)


def _caused(evidence: PatientEvidence, condition: ConditionEvidence) -> bool:
    """Whether words blame a drug for it, or it came of an overdose or a reaction; that it went with the drug says no more."""
    own = [t.link for t in evidence.ties if t.condition is condition]
    causal = [k for k in own if k.relation is Relation.CAUSAL and k.rule != "link.stopping-d-resolved-r"]
    came = any(blamed(evidence, cause) for cause, *_ in came_of(evidence, condition))
    return came or bool(causal) or any(k.rule == AFTER_OVERDOSE for k in own)

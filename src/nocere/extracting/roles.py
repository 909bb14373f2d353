"""Which conditions are reactions, and what each drug was: suspect, interacting, treatment or concomitant.

    verdict = judge(evidence, support)
    verdict.reactions, verdict.drugs        # each with its score and the ties that decided it

Every tie of the patient's own sentences is a voice: a construction of `rules/links.toml` with its weight, and the
model's reading of drug and effect in one sentence. Voices of one kind join as 1 - Π(1 - weight), so many weak ones
convince and one denial does not erase. A condition is a reaction when it is tied to a drug as harm more strongly than as
what the drug was for; a drug is suspect when it is so tied to a reaction; it is a treatment when what ties it to the
reaction is relief and it came after. `rules/roles.toml` holds the weights and thresholds.
What it will not do: use medical knowledge. What the authors do not blame is not blamed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from nocere.case import Role
from nocere.extracting.assertion import Assertion
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence, Tie
from nocere.extracting.links import Relation
from nocere.extracting.scope import Scope
from nocere.rulebook import Row, rows


class Threshold(Row):
    """A named number of this stage and why it is what it is."""

    id: str
    value: float
    why: str


class GenericTerm(Row):
    """A whole term that names nothing by itself."""

    kind: str
    pattern: str


@dataclass(frozen=True, slots=True)
class JudgedReaction:
    """A condition judged a reaction of the patient."""

    condition: ConditionEvidence
    score: float


@dataclass(frozen=True, slots=True)
class JudgedDrug:
    """A drug and its part; `role` is None for a treatment of the reaction. `why` is the tie that decided it, if one did."""

    drug: DrugEvidence
    role: Role | None
    score: float
    why: Tie | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Reactions and drugs of one patient, in the order of the text."""

    reactions: tuple[JudgedReaction, ...]
    drugs: tuple[JudgedDrug, ...]

    @property
    def is_case(self) -> bool:
        """Whether at least one suspect or interacting drug and one reaction were found."""
        return bool(self.reactions) and any(d.role in (Role.SUSPECT, Role.INTERACTING) for d in self.drugs)


@cache
def number(name: str) -> float:
    """The threshold or weight of that name."""
    return next(row.value for row in rows("roles", Threshold) if row.id == name)


@cache
def _generic(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(row.pattern, re.IGNORECASE) for row in rows("generic_terms", GenericTerm) if row.kind == kind
    )


def is_generic(text: str, kind: str) -> bool:
    """Whether the term names no event ("reaction") or no drug ("drug") by itself."""
    return any(pattern.fullmatch(text.strip()) for pattern in _generic(kind))


def joined(weights: Iterable[float]) -> float:
    """Independent voices as one: 1 - Π(1 - weight)."""
    left = 1.0
    for weight in weights:
        left *= 1.0 - min(max(weight, 0.0), 1.0)
    return 1.0 - left


_SURE = 0.5
_HARM = {Relation.CAUSAL: 1.0, Relation.INTERACTION: 1.0}


def _harm(tie: Tie) -> float:
    if tie.link.relation is Relation.TEMPORAL:
        return tie.link.weight * number("temporal")
    return tie.link.weight * _HARM.get(tie.link.relation, 0.0)


def _model_harm(evidence: PatientEvidence, condition: ConditionEvidence) -> list[float]:
    """The model's voice for a condition: by sentence where it also sees a known drug that did it, else once."""
    voices, alone = [], 0.0
    for mention in condition.mentions:
        drugs = evidence.marks[mention.sentence].drugs
        partner = max((d.adverse for d in drugs if d.known), default=0.0)
        if partner >= _SURE:
            voices.append(mention.adverse * number("model-with-drug"))
        else:
            alone = max(alone, mention.adverse * number("model-alone"))
    return [*voices, alone]


def _asserted(condition: ConditionEvidence) -> bool:
    """Whether any mention says the patient had it."""
    return any(m.said in (Assertion.PRESENT, Assertion.HISTORY) for m in condition.mentions)


def _purpose(evidence: PatientEvidence, condition: ConditionEvidence) -> float:
    """How surely the condition is what a drug was for, or what the patient had before."""
    voices = [
        t.link.weight for t in evidence.ties if t.condition is condition and t.link.relation is Relation.INDICATION
    ]
    voices += [max(m.indication, m.subject) * number("model-disorder") for m in condition.mentions]
    voices += [number("said-history") for m in condition.mentions if m.said is Assertion.HISTORY]
    return joined(voices)


def _reaction_score(evidence: PatientEvidence, condition: ConditionEvidence) -> float:
    if not _asserted(condition) or all(is_generic(m.text, "reaction") for m in condition.mentions):
        return 0.0
    harm = joined([*(_harm(t) for t in evidence.ties if t.condition is condition), *_model_harm(evidence, condition)])
    return harm * (1.0 - number("purpose") * _purpose(evidence, condition))


def _first(evidence: PatientEvidence, item: DrugEvidence | ConditionEvidence) -> int:
    """The first mention outside the title (the title tells no order); the title's where there is no other."""
    told = [m.start for m in item.mentions if evidence.scopes[m.sentence] is not Scope.TITLE]
    return min(told, default=item.mentions[0].start)


def _suspicion(evidence: PatientEvidence, drug: DrugEvidence, reactions: Sequence[ConditionEvidence]) -> float:
    voices = [
        _harm(t)
        for t in evidence.ties
        if t.drug is drug and (t.condition is None or any(t.condition is r for r in reactions))
    ]
    alone = 0.0
    for mention in drug.mentions:
        partners = evidence.marks[mention.sentence].conditions
        if any(any(p in r.mentions for r in reactions) for p in partners):
            voices.append(mention.adverse * number("model-with-drug"))
        else:
            alone = max(alone, mention.adverse * number("model-alone"))
    return joined([*voices, alone])


def _relief(evidence: PatientEvidence, drug: DrugEvidence, reactions: Sequence[ConditionEvidence], onset: int) -> float:
    voices = []
    for tie in evidence.ties:
        if tie.drug is not drug:
            continue
        after = tie.link.start > onset
        if tie.link.relation is Relation.TREATMENT and after:
            ours = tie.condition is None or any(tie.condition is r for r in reactions)
            voices.append(tie.link.weight if ours else 0.0)
        if tie.link.relation is Relation.INDICATION and any(tie.condition is r for r in reactions):
            voices.append(tie.link.weight)
    voices += [m.therapeutic * number("model-relief") for m in drug.mentions if m.start > onset]
    return joined(voices)


def _role(
    evidence: PatientEvidence, drug: DrugEvidence, reactions: Sequence[ConditionEvidence], onset: int
) -> JudgedDrug:
    suspicion = _suspicion(evidence, drug, reactions)
    relief = _relief(evidence, drug, reactions, onset)
    mine = [t for t in evidence.ties if t.drug is drug and _harm(t) > 0]
    why = max(mine, key=_harm, default=None)
    later = _first(evidence, drug) > onset
    if later and relief > suspicion * number("relief-over-suspicion"):
        return JudgedDrug(drug, None, relief, why)
    if suspicion >= number("suspect"):
        interacts = any(t.link.relation is Relation.INTERACTION for t in mine)
        return JudgedDrug(drug, Role.INTERACTING if interacts else Role.SUSPECT, suspicion, why)
    if relief >= number("treatment") and later:
        return JudgedDrug(drug, None, relief, None)
    return JudgedDrug(drug, Role.CONCOMITANT, 1.0 - suspicion, None)


def _taken(evidence: PatientEvidence, drug: DrugEvidence) -> bool:
    """Whether it is a drug the patient had: a substance the lexicons know, a class the model sees given, or a name that
    only the model knows and sees more than once, or in the title."""
    named = [m for m in drug.mentions if not is_generic(m.text, "drug")]
    if any(m.known and (not m.is_class or m.tagged >= _SURE) for m in named):
        return True
    seen = [m for m in named if m.tagged >= number("unknown-drug")]
    return len(seen) > 1 or any(evidence.scopes[m.sentence] is Scope.TITLE for m in seen)


def judge(evidence: PatientEvidence) -> Judgement:
    """Reactions and drugs of this patient."""
    scored = [(c, _reaction_score(evidence, c)) for c in evidence.conditions]
    reactions = [JudgedReaction(c, s) for c, s in scored if s >= number("reaction")]
    chosen = [r.condition for r in reactions]
    onset = min((_first(evidence, c) for c in chosen), default=-1)
    drugs = [_role(evidence, d, chosen, onset) for d in evidence.drugs if _taken(evidence, d)]
    return Judgement(tuple(reactions), tuple(drugs))

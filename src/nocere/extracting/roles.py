"""What each drug of a patient was: suspect, interacting, treatment of the reaction, or concomitant.

    judgement = judge(evidence)
    judgement.reactions, judgement.drugs        # each with its score and the tie that decided it

A drug is suspect when it is tied as harm to a reaction (`reactions`). Where the authors single out some drugs as the
cause, those that only stood beside them are concomitant (gold guidelines); an exposure such as alcohol beside a suspect
is interacting. A drug that is said to be taken anyway, or to take a suspect's place, is
concomitant. A drug first named after the reaction whose ties are relief is a treatment. Where a reaction is blamed on
treatment without a name, the drugs given last before it are what is blamed.
What it will not do: use medical knowledge. What the authors do not blame is not blamed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from nocere.case import Action, Role
from nocere.extracting.course import first_told
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence, Tie
from nocere.extracting.generic import is_generic
from nocere.extracting.links import Relation
from nocere.extracting.measures import action_of
from nocere.extracting.narrative import is_begun
from nocere.extracting.reactions import (
    JudgedReaction,
    first_mention,
    harm,
    reactions_of,
    taken_back,
    with_the_story,
)
from nocere.extracting.scope import Scope
from nocere.extracting.signs import without_signs
from nocere.extracting.weighing import SURE, joined, weight
from nocere.rulebook import Row, rows

_NEAR = 5  # sentences in which a drug that the model reads as helping may help against a reaction told before
_BLAMED = (Role.SUSPECT, Role.INTERACTING)


class Exposure(Row):
    """Words for exposures that are no medicines."""

    pattern: str


class Ground(StrEnum):
    """What decided a drug's part, in words for a person."""

    BLAMED = "enough speaks for suspicion"
    INTERACTS = "enough speaks for suspicion, and the words tell of an interaction"
    RELIEVES = "first named after the reaction, and tied to its relief"
    UNBLAMED = "too little speaks for suspicion"
    OTHERS_BLAMED = "others are blamed by name, and this one stands beside them"
    TAKEN_ANYWAY = "said to be taken anyway, or for something else, where others were not"
    EXPOSURE = "an exposure beside a suspect drug"
    SUCCESSOR = "said to have taken a suspect's place"
    LAST_BEFORE = "the reaction is blamed on treatment without a name, and this was told last before it"


@dataclass(frozen=True, slots=True)
class JudgedDrug:
    """A drug and its part; `role` is None for a treatment of the reaction. `why` is the tie that decided it, if one did;
    `ground` says what did. `suspicion` and `relief` are what spoke for the one and the other."""

    drug: DrugEvidence
    role: Role | None
    score: float
    why: Tie | None
    ground: Ground
    suspicion: float
    relief: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """Reactions and drugs of one patient, in the order of the text; `signs` are what was only a sign of a reaction."""

    reactions: tuple[JudgedReaction, ...]
    drugs: tuple[JudgedDrug, ...]
    signs: tuple[ConditionEvidence, ...] = ()

    @property
    def is_case(self) -> bool:
        """Whether at least one suspect or interacting drug and one reaction were found."""
        return bool(self.reactions) and any(d.role in _BLAMED for d in self.drugs)


@cache
def _exposure() -> re.Pattern[str]:
    return re.compile("|".join(row.pattern for row in rows("exposures", Exposure)), re.IGNORECASE)


def _ours(tie: Tie, reactions: Sequence[ConditionEvidence]) -> bool:
    return tie.condition is None or any(tie.condition is r for r in reactions)


def _stopped_after(evidence: PatientEvidence, drug: DrugEvidence, reactions: Sequence[ConditionEvidence]) -> bool:
    """Whether the drug was told before a reaction and stopped or reduced by name once it had begun."""
    begun = min((first_told(evidence, r) for r in reactions), default=None)
    if begun is None or first_mention(evidence, drug) > min(first_mention(evidence, r) for r in reactions):
        return False
    measure = action_of(evidence, drug, (), begun)
    return measure is not None and measure.action in (Action.WITHDRAWN, Action.REDUCED)


def _suspicion(evidence: PatientEvidence, drug: DrugEvidence, reactions: Sequence[ConditionEvidence]) -> float:
    voices = [harm(evidence, t) for t in evidence.ties if t.drug is drug and _ours(t, reactions)]
    general = [
        harm(evidence, t)
        for t in evidence.general
        if t.drug is drug and t.condition is not None and _ours(t, reactions)
    ]
    voices.append(max(general, default=0.0) * weight("general-support"))
    if _stopped_after(evidence, drug, reactions):
        voices.append(weight("stopped-after"))
    alone = 0.0
    for mention in drug.mentions:
        partners = evidence.marks[mention.sentence].conditions
        if any(any(p in r.mentions for r in reactions) for p in partners):
            voices.append(mention.adverse * weight("model-with-drug"))
        else:
            alone = max(alone, mention.adverse * weight("model-alone"))
    return joined([*voices, alone]) * taken_back(evidence, drug)


def _relief(evidence: PatientEvidence, drug: DrugEvidence, reactions: Sequence[ConditionEvidence], onset: int) -> float:
    """How far the drug is told to relieve a reaction; the model, which does not say what a drug relieved, is heard where a
    reaction is told in the same sentence or shortly before."""
    told = {m.sentence for r in reactions for m in r.mentions}
    told |= {s.index for s in evidence.sentences if s.start <= onset < s.end}
    near = [s for s in evidence.sentences if any(0 <= s.index - n <= _NEAR for n in told)]
    voices = []
    for tie in (t for t in evidence.ties if t.drug is drug):
        named = tie.condition is not None or any(s.start <= tie.link.start < s.end for s in near)
        if tie.link.relation is Relation.TREATMENT and tie.link.end > onset and named and _ours(tie, reactions):
            voices.append(tie.link.weight)
        if tie.link.relation is Relation.INDICATION and any(tie.condition is r for r in reactions):
            voices.append(tie.link.weight)
    read = [m for m in drug.mentions if m.start > onset and any(m.sentence == s.index for s in near)]
    voices += [m.therapeutic * weight("model-relief") for m in read]
    return joined(voices)


def _blamed_at_once(evidence: PatientEvidence, drug: DrugEvidence, reactions: Sequence[ConditionEvidence]) -> bool:
    """Whether the words that first name the drug blame it for a reaction they name before it ("nephritis due to X")."""
    first = first_mention(evidence, drug)
    own = [t.link for t in evidence.ties if t.drug is drug and any(t.condition is r for r in reactions)]
    return any(k.relation is Relation.CAUSAL and k.start <= first < k.end for k in own)


def _treats(evidence: PatientEvidence, drug: DrugEvidence, reactions: Sequence[ConditionEvidence]) -> bool:
    """Whether the report says that the drug was given for one of the reactions, by its name."""
    own = [t for t in evidence.ties if t.drug is drug and any(t.condition is r for r in reactions)]
    return any(t.link.relation in (Relation.TREATMENT, Relation.INDICATION) for t in own)


def _stands_apart(evidence: PatientEvidence, drug: DrugEvidence, reactions: Sequence[ConditionEvidence]) -> bool:
    """Whether the report says that the drug was taken anyway, or for something that is no reaction."""
    own = [t for t in evidence.ties if t.drug is drug]
    kinds = {t.link.relation for t in own if not any(t.condition is r for r in reactions)}
    return Relation.STANDING in kinds or (Relation.INDICATION in kinds and Relation.TREATMENT not in kinds)


def _role(
    evidence: PatientEvidence, drug: DrugEvidence, reactions: Sequence[ConditionEvidence], onset: int
) -> JudgedDrug:
    suspicion = _suspicion(evidence, drug, reactions)
    relief = _relief(evidence, drug, reactions, onset)
    mine = [t for t in evidence.ties if t.drug is drug and harm(evidence, t) > 0 and _ours(t, reactions)]
    why = max(mine, key=lambda t: harm(evidence, t), default=None)
    later = first_mention(evidence, drug) > onset and not _blamed_at_once(evidence, drug, reactions)
    relieves = later and relief >= weight("treatment") and relief > suspicion
    if relieves and (_treats(evidence, drug, reactions) or not _stands_apart(evidence, drug, reactions)):
        return JudgedDrug(drug, None, relief, None, Ground.RELIEVES, suspicion, relief)
    if suspicion >= weight("suspect"):
        interacts = any(t.link.relation is Relation.INTERACTION for t in mine)
        role, ground = (Role.INTERACTING, Ground.INTERACTS) if interacts else (Role.SUSPECT, Ground.BLAMED)
        return JudgedDrug(drug, role, suspicion, why, ground, suspicion, relief)
    return JudgedDrug(drug, Role.CONCOMITANT, 1.0 - suspicion, None, Ground.UNBLAMED, suspicion, relief)


def was_taken(evidence: PatientEvidence, drug: DrugEvidence) -> bool:
    """Whether it is a drug the patient had: a substance the lexicons know, a class that the model sees given or that is told
    to be begun, stopped or changed, or a name that only the model knows and sees more than once, in the title, or as what
    did it."""
    named = [m for m in drug.mentions if not is_generic(m.text, "drug")]
    if any(m.known and (not m.is_class or m.tagged >= SURE) for m in named):
        return True
    if any(m.known for m in named) and (action_of(evidence, drug, (), 0) is not None or is_begun(evidence, drug)):
        return True
    seen = [m for m in named if m.tagged >= weight("unknown-drug")]
    harmed = any(harm(evidence, t) >= SURE for t in evidence.ties if t.drug is drug) and any(
        m.adverse >= SURE for m in seen
    )
    return len(seen) > 1 or harmed or any(evidence.scopes[m.sentence] is Scope.TITLE for m in seen)


def _blamed_by_name(evidence: PatientEvidence, judged: JudgedDrug) -> bool:
    ties = [t for t in (*evidence.ties, *evidence.general) if t.drug is judged.drug]
    return any(t.link.relation in (Relation.CAUSAL, Relation.INTERACTION) for t in ties)


def _singled_out(
    evidence: PatientEvidence, drugs: Sequence[JudgedDrug], reactions: Sequence[ConditionEvidence]
) -> list[JudgedDrug]:
    """The drugs with those made concomitant that are suspect by company alone, where others are blamed by name, or that were
    taken anyway, where others were not."""
    suspects = [d for d in drugs if d.role in _BLAMED]
    blamed = [d for d in suspects if _blamed_by_name(evidence, d)]
    standing = [d for d in suspects if d not in blamed and _stands_apart(evidence, d.drug, reactions)]
    aside = [d for d in suspects if d not in blamed] if blamed else standing if len(standing) < len(suspects) else []
    exposure = [d for d in suspects if any(_exposure().fullmatch(m.text) for m in d.drug.mentions)]
    made = []
    for judged in drugs:
        if judged in exposure and len(exposure) < len(suspects):
            made.append(replace(judged, role=Role.INTERACTING, ground=Ground.EXPOSURE))
        elif judged in aside:
            ground = Ground.OTHERS_BLAMED if blamed else Ground.TAKEN_ANYWAY
            made.append(replace(judged, role=Role.CONCOMITANT, score=1.0 - judged.score, why=None, ground=ground))
        else:
            made.append(judged)
    return made


def _takes_over(evidence: PatientEvidence, judged: JudgedDrug, suspects: Sequence[DrugEvidence]) -> bool:
    """Whether the drug is said to replace a suspect, or what it replaces is not said."""
    replacing = [t for t in evidence.ties if t.link.relation is Relation.REPLACEMENT]
    for link in (t.link for t in replacing if t.drug is judged.drug):
        within = [d for d in evidence.drugs if any(link.start <= m.start < link.end for m in d.mentions)]
        beside = [t.drug for t in replacing if (t.link.start, t.link.rule) == (link.start, link.rule)]
        others = [d for d in within if not any(d is b for b in beside)]
        if not others or any(d is s for d in others for s in suspects):
            return True
    return False


def _without_successors(evidence: PatientEvidence, drugs: Sequence[JudgedDrug]) -> list[JudgedDrug]:
    """The drugs with those made concomitant that took a suspect's place: they treat what the suspect was for."""
    suspects = [d.drug for d in drugs if d.role in _BLAMED]
    return [
        replace(d, role=Role.CONCOMITANT, why=None, ground=Ground.SUCCESSOR)
        if suspects and not _blamed_by_name(evidence, d) and _takes_over(evidence, d, suspects)
        else d
        for d in drugs
    ]


def _last_before(evidence: PatientEvidence, drugs: Sequence[JudgedDrug], onset: int) -> list[DrugEvidence]:
    """The drugs named last before the reaction at this offset, treatments and the title aside."""
    told = [(m.sentence, d.drug) for d in drugs if d.role is not None for m in d.drug.mentions if m.start < onset]
    told = [(sentence, drug) for sentence, drug in told if evidence.scopes[sentence] is not Scope.TITLE]
    last = max((sentence for sentence, _ in told), default=-1)
    return [drug for sentence, drug in told if sentence == last]


def _blamed_without_name(
    evidence: PatientEvidence, drugs: Sequence[JudgedDrug], reactions: Sequence[ConditionEvidence]
) -> list[JudgedDrug]:
    """The drugs with those made suspect that were given last before a reaction blamed on treatment without a name."""
    blamed: list[DrugEvidence] = []
    for reaction in reactions:
        ties = [t for t in evidence.ties if t.condition is reaction and harm(evidence, t) > 0]
        if ties and all(t.drug is None for t in ties):
            blamed += _last_before(evidence, drugs, min(t.link.end for t in ties))
    score = weight("last-before")
    return [
        replace(
            d,
            role=Role.SUSPECT,
            score=max(score, d.score),
            ground=d.ground if d.role is Role.SUSPECT else Ground.LAST_BEFORE,
        )
        if any(d.drug is b for b in blamed)
        else d
        for d in drugs
    ]


def _begun(evidence: PatientEvidence, condition: ConditionEvidence) -> int:
    """The offset at which the condition begins: its first mention, or, where only the title names it, the sentence that
    `first_told` takes."""
    if any(evidence.scopes[m.sentence] is not Scope.TITLE for m in condition.mentions):
        return first_mention(evidence, condition)
    told = first_told(evidence, condition)
    return next(s.start for s in evidence.sentences if s.index == told)


def judge(evidence: PatientEvidence) -> Judgement:
    """Reactions and drugs of this patient. Where no drug is suspect of the reactions, what the story ties to a drug counts
    too ("took lamotrigine. Five weeks later she had fever. Lamotrigine was stopped" in a report of an eruption)."""
    reactions = reactions_of(evidence)
    judgement = _judged(evidence, reactions)
    if judgement.is_case or not reactions:
        kept = without_signs(evidence, reactions)
        signs = tuple(r.condition for r in reactions if r not in kept)
        return replace(judgement, reactions=kept, signs=signs)
    wider = _judged(evidence, with_the_story(evidence, reactions))
    return wider if wider.is_case else judgement


def _judged(evidence: PatientEvidence, reactions: tuple[JudgedReaction, ...]) -> Judgement:
    chosen = [r.condition for r in reactions]
    onset = min((_begun(evidence, c) for c in chosen), default=-1)
    drugs = [_role(evidence, d, chosen, onset) for d in evidence.drugs if was_taken(evidence, d)]
    drugs = _without_successors(evidence, _singled_out(evidence, drugs, chosen))
    return Judgement(reactions, tuple(_blamed_without_name(evidence, drugs, chosen)))

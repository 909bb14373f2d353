"""What the tellings of one case decide together: which conditions are reactions, and what part each drug had.

    judgements = agreed(told)           # told: each telling with its judgement, first that which decides; a judgement for each

The abstract says what its authors hold the case to be: where it makes a case by itself, it decides on all that it names, and the
report decides on the rest. What only the report tells is a reaction where words blame a drug for it: with a diagnosis named, all
else is a sign of it (gold guidelines). Where the abstract makes no case, the report decides, and the abstract adds to it.
What it will not do: read anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nocere.case import Role
from nocere.extracting.evidence import ConditionEvidence, PatientEvidence, Tie
from nocere.extracting.links import Relation
from nocere.extracting.reactions import JudgedReaction, harm
from nocere.extracting.roles import JudgedDrug, Judgement
from nocere.extracting.scope import Scope
from nocere.extracting.tellings import Telling

_BLAMED = (Role.SUSPECT, Role.INTERACTING)
ToldAndJudged = tuple[Telling, Judgement]


def agreed(told: Sequence[ToldAndJudged]) -> tuple[Judgement, ...]:
    """The judgement of each telling, as all of them decide it."""
    if len(told) == 1:
        return (told[0][1],)
    drugs, reactions = _drugs(told), _reactions(told)
    first, *others = (Judgement(_own_reactions(one, reactions), _own_drugs(one, drugs)) for one in told)
    return (
        first,
        *(_in_own_words(telling, judgement) for (telling, _), judgement in zip(told[1:], others, strict=True)),
    )


def _drugs(told: Sequence[ToldAndJudged]) -> dict[int, JudgedDrug]:
    """Each drug of the case by its number, as the first telling that judges it does."""
    found: dict[int, JudgedDrug] = {}
    for telling, judgement in told:
        for judged in judgement.drugs:
            found.setdefault(telling.number_of(judged.drug), judged)
    return found


def _reactions(told: Sequence[ToldAndJudged]) -> dict[int, JudgedReaction]:
    """Each reaction by the number of its condition: those of the first telling, and what the others blame on a drug and it does
    not name."""
    leading, judgement = told[0]
    found = {leading.number_of(r.condition): r for r in judgement.reactions}
    named = {leading.number_of(c) for c in leading.evidence.conditions}
    for telling, other in told[1:]:
        for reaction in other.reactions:
            number = telling.number_of(reaction.condition)
            if number not in named and _caused(telling.evidence, reaction.condition):
                found.setdefault(number, reaction)
    return found


def _caused(evidence: PatientEvidence, condition: ConditionEvidence) -> bool:
    """Whether words blame a drug for it."""
    return any(t.condition is condition and t.link.relation is Relation.CAUSAL for t in evidence.ties)


def _own_reactions(one: ToldAndJudged, reactions: dict[int, JudgedReaction]) -> tuple[JudgedReaction, ...]:
    telling, _ = one
    numbers = [(condition, telling.number_of(condition)) for condition in telling.evidence.conditions]
    return tuple(replace(reactions[n], condition=condition) for condition, n in numbers if n in reactions)


def _own_drugs(one: ToldAndJudged, drugs: dict[int, JudgedDrug]) -> tuple[JudgedDrug, ...]:
    """The telling's drugs in the parts agreed on, with its own words for them."""
    telling, judgement = one
    own = {telling.number_of(d.drug): d for d in judgement.drugs}
    made = []
    for drug in telling.evidence.drugs:
        number = telling.number_of(drug)
        if number in drugs:
            mine, part = own.get(number, drugs[number]), drugs[number]
            why = mine.why if number in own and part.role in _BLAMED else None
            made.append(replace(mine, drug=drug, role=part.role, score=part.score, why=why, ground=part.ground))
    return tuple(made)


def _in_own_words(telling: Telling, judgement: Judgement) -> Judgement:
    """The judgement with drugs that the title blames blamed by the telling's own words, where it has them: the title is of all."""
    return replace(judgement, drugs=tuple(replace(d, why=_own_why(telling, d)) for d in judgement.drugs))


def _own_why(telling: Telling, judged: JudgedDrug) -> Tie | None:
    if judged.why is None or judged.why.scope is not Scope.TITLE:
        return judged.why
    told = [t for t in telling.evidence.ties if t.drug is judged.drug and t.scope is not Scope.TITLE]
    blaming = [t for t in told if harm(telling.evidence, t) > 0.0]
    return max(blaming, key=lambda t: harm(telling.evidence, t), default=judged.why)

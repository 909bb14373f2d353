"""How likely a report says that a drug did something: one learned number for a drug and a condition.

    said = Pairs(evidence)
    said.score(drug, condition)         # 0.93, by itself; said.standing(drug, condition) beside the others

All that the other stages found about the pair, in everything told of one patient, is written as a row of named numbers
(`Pairs.features`): constructions that tie the two, the model's reading of each sentence, their places, their company. A
logistic regression over that row says how likely the pair is by itself, and a second one how likely it is beside the other
pairs. Their weights are `rules/pairs.toml` and `rules/pairs_beside.toml`, fitted on abstracts
whose drug-disease pairs are annotated (training/pairs.py); weight times number is a reason that can be shown.

What it will not do: see words. A drug and a condition are whatever `mentions` and `evidence` made of them.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import TypeVar

from nocere.extracting.assertion import Assertion
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence, Tie
from nocere.extracting.generic import is_generic
from nocere.extracting.links import Relation
from nocere.extracting.mentions import ConditionMention, DrugMention
from nocere.extracting.weighing import joined
from nocere.rulebook import Row, rows

Item = TypeVar("Item", DrugEvidence, ConditionEvidence)
_SAID = (Assertion.PRESENT, Assertion.HISTORY)


class PairWeight(Row):
    """The weight of one number of the row, and what the number is."""

    id: str
    value: float
    why: str


@cache
def _beside_weights() -> Mapping[str, float]:
    return {row.id: row.value for row in rows("pairs_beside", PairWeight)}


@cache
def _weights() -> Mapping[str, float]:
    return {row.id: row.value for row in rows("pairs", PairWeight)}


def _joined(ties: Iterable[Tie], relation: Relation) -> float:
    return joined(t.link.weight for t in ties if t.link.relation is relation)


def _sum(weights: Mapping[str, float], row: Mapping[str, float]) -> float:
    return weights["bias"] + sum(weights[name] * number for name, number in row.items())


def _probability(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds))


def candidates(evidence: PatientEvidence) -> list[tuple[DrugEvidence, ConditionEvidence]]:
    """Every drug with every condition, those aside that name nothing by themselves."""
    drugs = [d for d in evidence.drugs if not all(is_generic(m.text, "drug") for m in d.mentions)]
    conditions = [c for c in evidence.conditions if not all(is_generic(m.text, "reaction") for m in c.mentions)]
    return [(drug, condition) for drug in drugs for condition in conditions]


class Ranked:
    """What all pairs of a document say alone, in order, so that each is placed among them without a look at every other."""

    def __init__(self, everything: Iterable[float]) -> None:
        self._ordered = sorted(everything)
        self._likely = float(self._above(0.0))

    def _above(self, odds: float) -> int:
        return len(self._ordered) - bisect_right(self._ordered, odds)

    def beside(self, own: float) -> dict[str, float]:
        """How a pair stands beside all pairs, from what each says alone."""
        best = self._ordered[-1]
        return {
            "alone": own,
            "behind": best - own,
            "rank": math.log1p(self._above(own)),
            "best": best,
            "pairs": math.log(len(self._ordered)),
            "likely": self._likely,
        }


def beside(own: float, everything: Sequence[float]) -> dict[str, float]:
    """How one pair stands beside all pairs, from what each says alone."""
    return Ranked(everything).beside(own)


def _share(numbers: Iterable[float]) -> float:
    listed = list(numbers)
    return sum(listed) / len(listed)


class Places:
    """The sentences that name a drug or condition, in order, and how the model reads each mention there as harm."""

    def __init__(self, mentions: Sequence[DrugMention] | Sequence[ConditionMention]) -> None:
        self.adverse: dict[int, list[float]] = defaultdict(list)
        for mention in mentions:
            self.adverse[mention.sentence].append(mention.adverse)
        self.ordered = sorted(self.adverse)
        self.most = max(m.adverse for m in mentions)

    def distance(self, sentence: int) -> int:
        """How many sentences the nearest of these is away."""
        place = bisect_left(self.ordered, sentence)
        return min(abs(sentence - near) for near in self.ordered[max(0, place - 1) : place + 1])


class Pairs:
    """The pairs of one patient."""

    def __init__(self, evidence: PatientEvidence) -> None:
        self.evidence = evidence
        self._of_drug: dict[int, list[Tie]] = defaultdict(list)
        self._of_condition: dict[int, list[Tie]] = defaultdict(list)
        for tie in evidence.ties:
            self._of_drug[id(tie.drug)].append(tie)
            self._of_condition[id(tie.condition)].append(tie)
        self._most_drug = max((len(d.mentions) for d in evidence.drugs), default=1)
        self._most_condition = max((len(c.mentions) for c in evidence.conditions), default=1)
        self._asked: dict[tuple[int, str], dict[str, float]] = {}
        self._places: dict[int, Places] = {}
        self._length = max((s.end for s in evidence.sentences), default=1)

    def score(self, drug: DrugEvidence, condition: ConditionEvidence) -> float:
        """The probability that the report says the drug did it, for the pair by itself."""
        return _probability(self.alone(drug, condition))

    def standing(self, drug: DrugEvidence, condition: ConditionEvidence) -> float:
        """The same for the pair beside all others, as annotators of whole documents choose them: fewer, and diseases alone."""
        own = self._alone[id(drug), id(condition)]
        return _probability(_sum(_beside_weights(), {**self._ranked.beside(own), **self.marked(drug, condition)}))

    def marked(self, drug: DrugEvidence, condition: ConditionEvidence) -> dict[str, float]:
        """The share of the mentions in which the model marks a chemical, and a disease."""
        return {**self._once(drug, self._chemical), **self._once(condition, self._disease)}

    def alone(self, drug: DrugEvidence, condition: ConditionEvidence) -> float:
        """What the row of the pair says by itself: the logarithm of its odds."""
        return _sum(_weights(), self.features(drug, condition))

    @cached_property
    def _alone(self) -> dict[tuple[int, int], float]:
        return {(id(drug), id(one)): self.alone(drug, one) for drug, one in candidates(self.evidence)}

    @cached_property
    def _ranked(self) -> Ranked:
        return Ranked(self._alone.values())

    def features(self, drug: DrugEvidence, condition: ConditionEvidence) -> dict[str, float]:
        """The row of the pair: named numbers, most of them 0 to 1."""
        row = {
            **self._ties(drug, condition),
            **self._model(drug, condition),
            **self._once(drug, self._drug),
            **self._once(condition, self._condition),
        }
        row |= self._together(drug, condition)
        row["causal-or-seen"] = max(row["causal"], row["seen-together"])
        row["title-both-shared"] = row["title-both"] * row["in-one-sentence"]
        row["adverse-no-disorder"] = row["condition-adverse"] * (
            1.0 - max(row["condition-subject"], row["condition-indication"])
        )
        return row

    def _ties(self, drug: DrugEvidence, condition: ConditionEvidence) -> dict[str, float]:
        of_drug, of_condition = self._of_drug[id(drug)], self._of_condition[id(condition)]
        own = [t for t in of_drug if t.condition is condition]
        half = [t for t in of_drug if t.condition is None] + [t for t in of_condition if t.drug is None]
        return {
            "causal": _joined(own, Relation.CAUSAL),
            "temporal": _joined(own, Relation.TEMPORAL),
            "relieved": _joined(own, Relation.TREATMENT),
            "purpose": _joined(own, Relation.INDICATION),
            "half-causal": _joined(half, Relation.CAUSAL),
            "condition-of-other": _joined((t for t in of_condition if t.drug and t.drug is not drug), Relation.CAUSAL),
            "drug-did-other": _joined(
                (t for t in of_drug if t.condition and t.condition is not condition), Relation.CAUSAL
            ),
            "condition-purpose": _joined(of_condition, Relation.INDICATION),
            "drug-relieves": _joined(of_drug, Relation.TREATMENT),
        }

    def _once(self, item: Item, ask: Callable[[Item], dict[str, float]]) -> dict[str, float]:
        """What is asked of one drug or condition, which has a pair with each of the others."""
        key = (id(item), ask.__name__)
        if key not in self._asked:
            self._asked[key] = ask(item)
        return self._asked[key]

    def _chemical(self, drug: DrugEvidence) -> dict[str, float]:
        return {"chemical": self._share_marked(drug, "Chemical")}

    def _disease(self, condition: ConditionEvidence) -> dict[str, float]:
        return {"disease": self._share_marked(condition, "Disease")}

    def _share_marked(self, item: DrugEvidence | ConditionEvidence, label: str) -> float:
        marks = self.evidence.marks
        spans = [(m, marks[m.sentence].spans.get(label, ())) for m in item.mentions]
        return _share(float(any(s.start < m.end and m.start < s.end for s in named)) for m, named in spans)

    def _drug(self, drug: DrugEvidence) -> dict[str, float]:
        return {
            "drug-adverse": max(m.adverse for m in drug.mentions),
            "drug-adverse-share": _share(m.adverse for m in drug.mentions),
            "drug-therapeutic": max(m.therapeutic for m in drug.mentions),
            "title-drug": float(self.evidence.in_title(drug)),
            "drug-count": len(drug.mentions) / self._most_drug,
            "drug-once": float(len(drug.mentions) == 1),
            "drug-class": float(all(m.is_class for m in drug.mentions)),
            "drug-known": float(any(m.known for m in drug.mentions)),
            "drugs": math.log(len(self.evidence.drugs)),
        }

    def _condition(self, condition: ConditionEvidence) -> dict[str, float]:
        found = condition.mentions
        return {
            "condition-adverse": max(m.adverse for m in found),
            "condition-adverse-share": _share(m.adverse for m in found),
            "condition-therapeutic": max(m.therapeutic for m in found),
            "condition-subject": max(m.subject for m in found),
            "condition-indication": max(m.indication for m in found),
            "condition-disorder-share": _share(max(m.subject, m.indication) for m in found),
            "title-condition": float(self.evidence.in_title(condition)),
            "condition-count": len(found) / self._most_condition,
            "condition-once": float(len(found) == 1),
            "condition-begins": found[0].start / self._length,
            "condition-last": found[-1].start / self._length,
            "condition-known": float(any(m.known for m in found)),
            "conditions": math.log(len(self.evidence.conditions)),
            "sign": float(all(m.sign for m in found)),
            "history": _share(m.said is Assertion.HISTORY for m in found),
            "absent": _share(m.said not in _SAID for m in found),
        }

    def _placed(self, item: DrugEvidence | ConditionEvidence) -> Places:
        if id(item) not in self._places:
            self._places[id(item)] = Places(item.mentions)
        return self._places[id(item)]

    def _model(self, drug: DrugEvidence, condition: ConditionEvidence) -> dict[str, float]:
        one, other = self._placed(drug), self._placed(condition)
        both = [d.adverse * adverse for d in drug.mentions for adverse in other.adverse.get(d.sentence, ())]
        return {
            "seen-together": max(both, default=0.0),
            "seen-together-again": joined(0.5 * x for x in both),
            "both-adverse": one.most * other.most,
        }

    def _together(self, drug: DrugEvidence, condition: ConditionEvidence) -> dict[str, float]:
        one, other = self._placed(drug), self._placed(condition)
        shared = one.adverse.keys() & other.adverse.keys()
        near = min(other.distance(sentence) for sentence in one.ordered)
        return {
            "sentences-shared": math.log1p(len(shared)),
            "in-one-sentence": float(bool(shared)),
            "next-sentence": float(near == 1),
            "far": math.log1p(near),
            "title-both": float(self.evidence.in_title(drug) and self.evidence.in_title(condition)),
            "drug-first": float(drug.mentions[0].start < condition.mentions[0].start),
        }

"""What was considered for one patient, what became of it, and why, in sentences for a person.

    considered = Considered(document, evidence, judgement, case)    # case is None where the patient makes none
    considered.conditions(), considered.drugs()

It decides nothing: it asks the stages for their numbers (`reactions.weigh`, `roles.JudgedDrug`) and the case for what it
holds. What is not in the case is `dropped`, with the first of these that is true of it as the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from nocere.case import Case
from nocere.case.explanation import (
    Became,
    ConsideredCondition,
    ConsideredDrug,
    Factor,
    Learned,
    Share,
    Voice,
)
from nocere.document import Document
from nocere.extracting.assertion import Assertion
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence
from nocere.extracting.generic import is_generic
from nocere.extracting.links import Link, LinkPattern, Relation
from nocere.extracting.mentions import ConditionMention, DrugMention
from nocere.extracting.pairs import Pairs, PairWeight
from nocere.extracting.reactions import Weighed, harm, weigh
from nocere.extracting.roles import JudgedDrug, Judgement
from nocere.extracting.scope import Scope
from nocere.extracting.tabled import TABLE_ROW
from nocere.extracting.weighing import weight
from nocere.rulebook import rows
from nocere.span import Fact, Span, spans_in

MOST = 3  # of the numbers that speak for a learned sum, and of those that speak against it
_SAID = {
    Assertion.ABSENT: "denied or ruled out",
    Assertion.FEARED: "only feared or looked for",
    Assertion.FAMILY: "of a relative",
}
_TIES = {
    Relation.CAUSAL: "words say that a drug did it",
    Relation.INTERACTION: "words say that drugs acted on each other",
    Relation.TEMPORAL: "words say that it came after a drug",
    Relation.TREATMENT: "words say that a drug was given against it",
    Relation.INDICATION: "words say that a drug was for it",
    Relation.STANDING: "words say that the drug was taken anyway",
    Relation.REPLACEMENT: "words say that the drug took another's place",
}
_TOLD = {
    "narrative.told-next": "the report tells it next after the drug",
    "narrative.told-after-overdose": "the report tells that it began after an overdose of the drug",
    "narrative.the-therapy": "the therapy that was stopped for it is the drug told before",
    "narrative.stopped": "the drug told before it was stopped or reduced after it",
    "table.row": "the patient's row of a table names it",
    "model-with-drug": "the model reads it and a drug of its sentence as one harm",
    "model-alone": "the model reads it as a harm, and no drug of its sentence as the cause",
    "general-support": "the authors say in general that the drug does it",
    "complication": "the report says that it came of a condition that a drug is blamed for",
    "named-harm": "its name says that a medicine did it",
}
_LOWERED = {
    "sign": "told only as a sign of another condition",
    "purpose": "told as what a drug was for, or as what the patient had before",
    "after-denial": "the report says that no drug did harm",
    "after-revision": "what was suspected at first is said to have been something else in the end",
}
Place = tuple[int, int]


@cache
def _ties() -> dict[str, str]:
    return _TOLD | {row.id: _TIES[row.relation] for row in rows("links", LinkPattern)}


@cache
def _shares() -> dict[str, PairWeight]:
    return {row.id: row for row in rows("pairs", PairWeight)}


def _places(item: ConditionEvidence | DrugEvidence) -> set[Place]:
    return {(m.start, m.end) for m in item.mentions}


def _longest(mentions: Iterable[ConditionMention | DrugMention]) -> str:
    return " ".join(max((m.text for m in mentions), key=len).split())


def _overlap(places: Iterable[Place], spans: Iterable[Span]) -> bool:
    listed = list(spans)
    return any(span.start < end and start < span.end for start, end in places for span in listed)


def _dropped_as_said(condition: ConditionEvidence) -> str:
    """Why nothing can speak for the condition: what is said of it, or that it names nothing; "" where something can."""
    said = [m.said for m in condition.mentions]
    if not {Assertion.PRESENT, Assertion.HISTORY} & set(said):
        return " and ".join(_SAID.get(each, str(each)) for each in dict.fromkeys(said))
    return "names no event by itself" if all(is_generic(m.text, "reaction") for m in condition.mentions) else ""


class Considered:
    """The candidates of one patient."""

    def __init__(self, document: Document, evidence: PatientEvidence, judgement: Judgement, case: Case | None) -> None:
        self.document = document
        self.evidence = evidence
        self.judgement = judgement
        self.case = case
        said = Pairs(evidence)
        self._said = said
        self._weighed = {id(c): weigh(said, c) for c in evidence.conditions}

    def _spans(self, places: Iterable[Place]) -> tuple[Span, ...]:
        return tuple(self.document.span(*place) for place in sorted(set(places)))

    def _voice(self, worth: float, rule: str, place: Place) -> Voice:
        return Voice(worth, rule, _ties().get(rule, "words tie it to a drug"), self.document.span(*place))

    def conditions(self) -> tuple[ConsideredCondition, ...]:
        """Every condition of the patient, in the order of the text; last the diseases that only the model names."""
        return tuple(self._condition(c) for c in self.evidence.conditions)

    def named_only(self, wider: Sequence[ConditionEvidence]) -> tuple[ConsideredCondition, ...]:
        """Those of the wider conditions that the evidence has no word of: what the model names as diseases."""
        known = {place for c in self.evidence.conditions for place in _places(c)}
        fresh = [c for c in wider if not any(a < end and start < b for a, b in known for start, end in _places(c))]
        why = "the model names it as a disease, and nothing reads it as a harm"
        return tuple(
            ConsideredCondition(_longest(c.mentions), self._spans(_places(c)), self._elsewhere(c), why) for c in fresh
        )

    def _condition(self, condition: ConditionEvidence) -> ConsideredCondition:
        weighed = self._weighed[id(condition)]
        name, spans, became = _longest(condition.mentions), self._spans(_places(condition)), Became.DROPPED
        for reaction in self.case.reactions if self.case else ():
            if _places(condition) <= {(s.start, s.end) for s in reaction.name.spans}:
                name, spans, became = reaction.name.value, reaction.name.spans, Became.REACTION
        if became is Became.DROPPED:
            became = self._elsewhere(condition)
        return ConsideredCondition(
            name,
            spans,
            became,
            self._why_reaction(condition, weighed) if became is Became.REACTION else self._why_not(condition, weighed),
            voices=tuple(self._voice(v.weight, v.said_by, (v.start, v.end)) for v in weighed.voices),
            factors=tuple(Factor(key, _LOWERED.get(key, key), left) for key, left in weighed.lowered),
            by_rule=weighed.by_rule,
            learned=self._learned(condition, weighed),
            score=weighed.score,
            threshold=weight("reaction"),
        )

    def _elsewhere(self, condition: ConditionEvidence) -> Became:
        """Where else in the case the condition stands."""
        if self.case is None:
            return Became.DROPPED
        indications = [i.name for d in self.case.drugs for i in d.indications]
        indications += [t.indication for t in self.case.treatments]
        if _overlap(_places(condition), spans_in(self.case.patient.history)):
            return Became.HISTORY
        if _overlap(_places(condition), (s for i in indications if isinstance(i, Fact) for s in i.spans)):
            return Became.INDICATION
        return Became.DROPPED

    def _learned(self, condition: ConditionEvidence, weighed: Weighed) -> Learned | None:
        if weighed.drug is None:
            return None
        numbers = self._said.features(weighed.drug, condition)
        shares = [Share(name, _shares()[name].why, x, _shares()[name].value) for name, x in numbers.items()]
        most = sorted((s for s in shares if s.worth), key=lambda s: (-abs(s.worth), s.id))
        speaks_for = tuple(s for s in most if s.worth > 0)[:MOST]
        against = tuple(s for s in most if s.worth < 0)[:MOST]
        return Learned(_longest(weighed.drug.mentions), weighed.learned, speaks_for, against)

    def _why_reaction(self, condition: ConditionEvidence, weighed: Weighed) -> str:
        if weighed.score >= weight("reaction"):
            return "enough speaks for it"
        if any(w.score >= weight("reaction") for w in self._weighed.values()):
            return "told side by side with a reaction that is beyond doubt"
        return (
            "the report blames a drug and does not say for what; this is told after it, and the model reads it as harm"
        )

    def _why_not(self, condition: ConditionEvidence, weighed: Weighed) -> str:
        if any(r.condition is condition for r in self.judgement.reactions):
            return "read as a reaction, but no drug is suspect, so the patient makes no case"
        unsaid = _dropped_as_said(condition)
        if unsaid or not weighed.voices:
            return unsaid or "nothing reads it as a drug's harm"
        if weighed.score >= weight("reaction"):
            if all(self.evidence.scopes[m.sentence] is Scope.TITLE for m in condition.mentions):
                return "only the title names it, and blames no drug for it; the report itself tells the reactions"
            if any(t.link.rule == TABLE_ROW for t in self.evidence.ties):
                return "told of several patients, and the patient's own row of a table tells the reaction"
            return "a sign of the diagnosis that the title blames on a drug, and blamed on nothing itself"
        return self._why_low(weighed)

    def _why_low(self, weighed: Weighed) -> str:
        """Why too little is left of what spoke: the factor without which there would be enough."""
        for name, _ in weighed.lowered:
            if weighed.without(name) >= weight("reaction"):
                return _LOWERED.get(name, name)
        return "too little speaks for it"

    def drugs(self) -> tuple[ConsideredDrug, ...]:
        """Every drug of the patient, in the order of the text."""
        return tuple(self._drug(d) for d in self.evidence.drugs)

    def _drug(self, drug: DrugEvidence) -> ConsideredDrug:
        judged = next((j for j in self.judgement.drugs if j.drug is drug), None)
        if judged is None:
            return ConsideredDrug(
                _longest(drug.mentions), self._spans(_places(drug)), Became.DROPPED, _why_not_taken(drug)
            )
        name, spans, became = self._in_case(drug, judged)
        why = str(judged.ground) if became is not Became.DROPPED else f"{judged.ground}; the patient makes no case"
        link = judged.why.link if judged.why and became in (Became.SUSPECT, Became.INTERACTING) else None
        return ConsideredDrug(
            name, spans, became, why, judged.suspicion, judged.relief, weight("suspect"), self._link(judged, link)
        )

    def _in_case(self, drug: DrugEvidence, judged: JudgedDrug) -> tuple[str, tuple[Span, ...], Became]:
        """The drug as the case has it, or as dropped where there is no case."""
        names = [d.name for d in self.case.drugs] + [t.name for t in self.case.treatments] if self.case else []
        for name in names:
            if _places(drug) <= {(s.start, s.end) for s in name.spans}:
                became = Became.TREATMENT if judged.role is None else Became(str(judged.role))
                return name.value, name.spans, became
        return _longest(drug.mentions), self._spans(_places(drug)), Became.DROPPED

    def _link(self, judged: JudgedDrug, link: Link | None) -> Voice | None:
        if link is None or judged.why is None:
            return None
        return self._voice(harm(self.evidence, judged.why), link.rule, (link.start, link.end))


def _why_not_taken(drug: DrugEvidence) -> str:
    """Why `roles.was_taken` says that the patient did not have the drug."""
    named = [m for m in drug.mentions if not is_generic(m.text, "drug")]
    if not named:
        return "names no drug by itself"
    if any(m.known for m in named):
        return "a class of drugs that the model does not see given, and of which nothing is told"
    best = max(m.tagged for m in named)
    if best >= weight("unknown-drug"):
        return "no lexicon knows it, and the model is sure of a drug only once, and not in the title"
    return f"no lexicon knows it, and the model is only {best:.0%} sure of a drug"

"""What each drug was given for.

    purposes(evidence, judgement)       # (Purpose(drug, condition, mention, 'indication.given-for'), ...)

The rule, for each drug the first that holds:

1. words tie them in one sentence: the constructions of `rules/indications.toml`, or those of `links` where the model does
   not read the condition as harm;
2. the model is sure that a condition of the sentence is what a drug of it was for, and the sentence says that the drug
   was begun or given; a condition or drug that words tie otherwise is left out;
3. what a treatment of the reaction stands beside: the one reaction of its sentence, or of the sentence before;
4. what the sentence before says was diagnosed or presented, where this one goes on with the drug and names nothing else;
5. the one disorder that the patient is introduced with and the model is sure is treated, where the drug is begun.

By 4 and 5 a drug that is given for what comes up (an antibiotic, an analgesic, a contrast agent) gets only what it is
given for. A suspect is never for its own reaction. What it will not do: take a disease that merely stands beside a drug
for its indication, or choose among several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from nocere.case import Role
from nocere.extracting.assertion import Assertion
from nocere.extracting.course import first_told
from nocere.extracting.disorders import names_disorder
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence
from nocere.extracting.links import Relation, construction, mark, marked_in
from nocere.extracting.mentions import ConditionMention, DrugMention
from nocere.extracting.reactions import first_mention
from nocere.extracting.roles import JudgedDrug, Judgement
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.weighing import SURE
from nocere.rulebook import Row, rows

_VERY_SURE = 0.7  # PHEE v2 train: of pairs the model is so sure of, 8 in 10 are annotated; at 0.5, 7 in 10
_HARM = (Relation.CAUSAL, Relation.TEMPORAL)
_BLAMED = (Role.SUSPECT, Role.INTERACTING)


class IndicationCue(Row):
    """Words that tie a drug to what it was for, or kinds of drugs that are given for what comes up."""

    id: str
    says: Literal["stated", "carried", "given", "told", "anew", "goes-on", "ended", "prevented", "vague", "occasional"]
    pattern: str
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a drug was for; `mention` is the condition where it is tied, `rule` what tied it."""

    drug: DrugEvidence
    condition: ConditionEvidence
    mention: ConditionMention
    rule: str


@cache
def _constructions() -> tuple[tuple[IndicationCue, re.Pattern[str]], ...]:
    found = [row for row in rows("indications", IndicationCue) if row.says in ("stated", "carried")]
    return tuple((row, construction(row.pattern)) for row in found)


@cache
def _cue(says: str) -> re.Pattern[str]:
    joined = "|".join(f"(?:{row.pattern})" for row in rows("indications", IndicationCue) if row.says == says)
    return re.compile(joined, re.IGNORECASE)


@cache
def _occasional() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    found = [row for row in rows("indications", IndicationCue) if row.says == "occasional"]
    return tuple((re.compile(r.pattern, re.IGNORECASE), re.compile(r.conditions, re.IGNORECASE)) for r in found)


def _fits(drug: DrugEvidence, condition: ConditionMention) -> bool:
    """Whether the condition may be carried to the drug without words that tie: not to one that is given for what comes up."""
    kinds = [c for d, c in _occasional() if any(d.fullmatch(name) for m in drug.mentions for name in (m.text, m.key))]
    return all(any(c.fullmatch(name) for name in (condition.text, condition.key)) for c in kinds)


def _meant(listed: Sequence[ConditionMention]) -> list[ConditionMention]:
    """Of the conditions of one construction those that the model reads as what is treated; all where it reads none so."""
    named = [c for c in listed if names_disorder(c)]
    return [c for c in named if c.indication >= SURE] or named


class _Reader:
    """Reads the purposes of one patient's drugs."""

    def __init__(self, evidence: PatientEvidence, judgement: Judgement) -> None:
        self.evidence = evidence
        self.reactions = [r.condition for r in judgement.reactions]
        self.stated = [p for s in evidence.sentences for p in self._stated(s)] + list(self._linked())
        self.seen = [p for d in judgement.drugs for p in self._modelled(d.drug)]

    def _purpose(self, drug: DrugMention, condition: ConditionMention, rule: str) -> Purpose:
        return Purpose(self.evidence.drug_of(drug), self.evidence.condition_of(condition), condition, rule)

    def is_reaction(self, condition: ConditionEvidence) -> bool:
        return any(condition is r for r in self.reactions)

    def _stated(self, sentence: Sentence) -> Iterator[Purpose]:
        """What the constructions of a sentence tie."""
        found = self.evidence.marks[sentence.index]
        text = mark(sentence, found.drugs, found.conditions).text
        for row, pattern in _constructions():
            for match in pattern.finditer(text):
                meant = _meant([found.conditions[n] for n in marked_in(match, "r")])
                if row.says == "carried" and len(meant) > 1:
                    continue
                for condition in meant:
                    tied = [self._purpose(found.drugs[n], condition, row.id) for n in marked_in(match, "d")]
                    yield from (p for p in tied if row.says == "stated" or _fits(p.drug, condition))

    def _linked(self) -> Iterator[Purpose]:
        """What the links tie, where the model does not read the condition as harm."""
        for tie in self.evidence.ties:
            if tie.drug is None or tie.condition is None or tie.link.relation is not Relation.INDICATION:
                continue
            inside = [m for m in tie.condition.mentions if tie.link.start <= m.start < tie.link.end]
            for mention in inside:
                harm = mention.adverse >= SURE and mention.indication < SURE
                sure = mention.known or max(mention.subject, mention.indication) >= SURE
                if not harm and sure and names_disorder(mention):
                    yield Purpose(tie.drug, tie.condition, mention, tie.link.rule)

    def _tied_otherwise(self, sentence: Sentence, drug: DrugEvidence, condition: ConditionMention) -> bool:
        """Whether words of the sentence tie the drug to another condition, or the condition to another drug."""
        here = [p for p in self.stated if p.mention.sentence == sentence.index]
        told = self.evidence.condition_of(condition)
        return any(p.drug is drug or p.condition is told for p in here)

    def _modelled(self, drug: DrugEvidence) -> Iterator[Purpose]:
        """What the model is sure of, in sentences that say that a drug was begun or given."""
        for mention in drug.mentions:
            sentence = self.sentence(mention.sentence)
            ended = _cue("ended").search(sentence.text[mention.end - sentence.start :])
            if mention.tagged < SURE or ended or not _cue("given").search(sentence.text):
                continue
            for condition in self.evidence.marks[sentence.index].conditions:
                wanted = condition.said in (Assertion.PRESENT, Assertion.HISTORY) or self._prevented(condition)
                if condition.indication < _VERY_SURE or not wanted or not names_disorder(condition):
                    continue
                if condition.subject >= SURE and not _fits(drug, condition):
                    continue
                if not self._tied_otherwise(sentence, drug, condition):
                    yield self._purpose(mention, condition, "indication.model")

    def sentence(self, index: int) -> Sentence:
        return next(s for s in self.evidence.sentences if s.index == index)

    def _prevented(self, condition: ConditionMention) -> bool:
        sentence = self.sentence(condition.sentence)
        return bool(_cue("prevented").search(sentence.text, 0, condition.start - sentence.start))

    def _named(self, sentence: Sentence) -> list[ConditionMention]:
        """The conditions that a sentence says were there, as the lexicons or the model's disorders have them."""
        found = self.evidence.marks[sentence.index].conditions
        named = [c for c in found if c.known or max(c.subject, c.indication) >= SURE]
        return [c for c in named if c.said in (Assertion.PRESENT, Assertion.HISTORY) and names_disorder(c)]

    def beside_reaction(self, drug: DrugEvidence) -> Iterator[Purpose]:
        """What a treatment of the reaction was for: the one reaction that its sentence names, or the one before does."""
        story = [s for s in self.evidence.sentences if self.evidence.scopes[s.index] is not Scope.TITLE]
        for position, sentence in enumerate(story):
            mentions = [m for m in drug.mentions if m.sentence == sentence.index]
            if not mentions or _cue("vague").search(sentence.text):
                continue
            relieves = any(m.therapeutic >= SURE for m in mentions)
            here = [c for c in self._reactions_in(sentence) if relieves or self._told_earlier(c)]
            before = self._only_reaction(story[position - 1]) if position and not self._named(sentence) else []
            ours = [c for c in here or before if not self._blamed(drug, c)]
            if len({id(self.evidence.condition_of(c)) for c in ours}) == 1:
                yield self._purpose(mentions[0], ours[0], "indication.beside-reaction")
                return

    def _only_reaction(self, sentence: Sentence) -> list[ConditionMention]:
        """The reactions that a sentence names, where it names no other event."""
        events = [c for c in self._named(sentence) if max(c.subject, c.indication) < SURE]
        ours = self._reactions_in(sentence)
        return ours if all(c in ours for c in events) else []

    def _told_earlier(self, condition: ConditionMention) -> bool:
        return first_told(self.evidence, self.evidence.condition_of(condition)) < condition.sentence

    def _blamed(self, drug: DrugEvidence, condition: ConditionMention) -> bool:
        """Whether words of any sentence tie the drug to the condition as what came before it."""
        return any(
            t.drug is drug
            and t.condition is not None
            and condition in t.condition.mentions
            and t.link.relation in _HARM
            for t in self.evidence.ties
        )

    def _reactions_in(self, sentence: Sentence) -> list[ConditionMention]:
        return [c for c in self._named(sentence) if self.is_reaction(self.evidence.condition_of(c))]

    def told_next(self, drug: DrugEvidence) -> Iterator[Purpose]:
        """What was diagnosed or presented in the sentence before the one that goes on with the drug."""
        story = [s for s in self.evidence.sentences if self.evidence.scopes[s.index] is Scope.PATIENT]
        for before, sentence in pairwise(story):
            if not any(m.sentence == sentence.index for m in drug.mentions) or self._named(sentence):
                continue
            if not (_cue("anew").search(sentence.text) and _cue("given").search(sentence.text)):
                continue
            for condition in self._named(before):
                told = _cue("told").search(before.text, 0, condition.start - before.start)
                if told and _fits(drug, condition):
                    yield Purpose(drug, self.evidence.condition_of(condition), condition, "indication.told-before")
            return

    def introduced(self, drug: DrugEvidence) -> Iterator[Purpose]:
        """The one disorder that the patient is introduced with, where the drug is begun."""
        begun = first_mention(self.evidence, drug)
        sentence = next(s for s in self.evidence.sentences if s.start <= begun < s.end)
        if not _cue("given").search(sentence.text):
            return
        told = [
            m
            for c in self.evidence.conditions
            for m in c.mentions
            if m.start < begun
            and m.said is Assertion.PRESENT
            and min(m.indication, m.subject + 0.2) >= _VERY_SURE
            and names_disorder(m)
        ]
        told = [m for m in told if not self.is_reaction(self.evidence.condition_of(m))]
        if len({id(self.evidence.condition_of(m)) for m in told}) != 1 or not _fits(drug, told[-1]):
            return
        found = Purpose(drug, self.evidence.condition_of(told[-1]), told[-1], "indication.introduced-with")
        if not self._for_others(found) or _cue("goes-on").search(sentence.text):
            yield found

    def _for_others(self, found: Purpose) -> bool:
        """Whether words tie the condition to other drugs, and so leave this one to something else."""
        return any(p.condition is found.condition and p.drug is not found.drug for p in (*self.stated, *self.seen))

    def read(self, judged: JudgedDrug) -> list[Purpose]:
        """What one drug was for."""
        drug = judged.drug
        stated = [p for p in self.stated if p.drug is drug]
        if judged.role is None:
            mine = [p for p in stated if self.is_reaction(p.condition)]
            before = (
                [p for p in self.seen if p.drug is drug]
                if any(self._blamed(drug, m) for r in self.reactions for m in r.mentions)
                else ()
            )
            others = [mine, stated, before, self.beside_reaction(drug), self.told_next(drug)]
        else:
            last = self.introduced(drug) if judged.role in _BLAMED else ()
            others = [stated, [p for p in self.seen if p.drug is drug], self.told_next(drug), last]
        allowed = ([p for p in found if self._allowed(judged, p)] for found in others)
        return next((found for found in allowed if found), [])

    def _allowed(self, judged: JudgedDrug, purpose: Purpose) -> bool:
        return judged.role not in _BLAMED or not self.is_reaction(purpose.condition)


def purposes(evidence: PatientEvidence, judgement: Judgement) -> tuple[Purpose, ...]:
    """What the drugs were for, in the order of the drugs, each condition once for a drug."""
    reader = _Reader(evidence, judgement)
    found: list[Purpose] = []
    for judged in judgement.drugs:
        for purpose in reader.read(judged):
            if not any(purpose.drug is p.drug and purpose.condition is p.condition for p in found):
                found.append(purpose)
    return tuple(found)


def purposes_of(drug: DrugEvidence, found: Sequence[Purpose]) -> tuple[Purpose, ...]:
    """Those of one drug."""
    return tuple(p for p in found if p.drug is drug)

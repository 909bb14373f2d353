"""Order in time across sentences: a drug was given, and in what is told next something began.

    with_narrative_ties(evidence)       # the same evidence, with temporal ties from one sentence to the next

In a patient's own story, an event ("developed", "presented with") in a sentence that gives a time ("two weeks later") is
tied to the drugs of the exposure told last before it, at most two sentences back; without a time, more weakly. What is
said to be stopped once the reaction has begun is tied too. Words and weights are `rules/narrative.toml` and `roles.toml`.
What it will not do: tie across patients, from the title, or backwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from nocere.case import Action
from nocere.extracting.assertion import Assertion
from nocere.extracting.evidence import DrugEvidence, PatientEvidence, Tie
from nocere.extracting.generic import is_generic
from nocere.extracting.grammar.times import times
from nocere.extracting.links import Link, Relation
from nocere.extracting.measures import action_of
from nocere.extracting.mentions import ConditionMention
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.weighing import weight
from nocere.rulebook import Row, rows

_AUXILIARY = re.compile(r"\A(?:(?:was|were|has|had|been|then|also|first|soon)\s+)+", re.IGNORECASE)
_INTENT = re.compile(r"\b(?:suicid\w+|self-?(?:harm|poison)\w*)\b", re.IGNORECASE)
AFTER_OVERDOSE = "narrative.told-after-overdose"
_STOPPED_THERAPY = ("link.therapy-stopped-for-r", "link.r-and-therapy-stopped")
_JOINED = re.compile(r"\s*(?:,|,?\s*(?:and|or|with)\s)\s*(?:an? |the )?")
_BACK = 2  # sentences between an exposure and the event it is tied to, at most
_BEFORE_CUE = 90  # characters an event's verb stands before the condition


class NarrativeCue(Row):
    """Words that tell an exposure or an event."""

    says: str
    pattern: str


@cache
def _cues(says: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.pattern, re.IGNORECASE) for row in rows("narrative", NarrativeCue) if row.says == says)


def events(sentence: Sentence, conditions: tuple[ConditionMention, ...]) -> Iterator[ConditionMention]:
    """The conditions that the sentence says began; what it says of the first or the last of a list, it says of all."""
    said: dict[int, bool] = {}
    for mention in sorted(conditions, key=lambda m: -m.start):
        rest = sentence.text[mention.end - sentence.start :]
        listed = next((m for m in conditions if m.start > mention.end and _listed(sentence, mention, m)), None)
        behind = _AUXILIARY.sub("", rest.lstrip(), count=1)
        said[mention.start] = any(p.match(behind) for p in _cues("event")) or (listed and said[listed.start]) or False
    last: ConditionMention | None = None
    for mention in conditions:
        at = mention.start - sentence.start
        told = any(p.search(sentence.text, max(0, at - _BEFORE_CUE), at) for p in _cues("event"))
        told = told or (last is not None and _listed(sentence, last, mention))
        had = (
            mention.said is Assertion.PRESENT and not is_generic(mention.text, "reaction") and not names_intent(mention)
        )
        if had and (told or said[mention.start]):
            last = mention
            yield mention


def _listed(sentence: Sentence, one: ConditionMention, other: ConditionMention) -> bool:
    return bool(_JOINED.fullmatch(sentence.text[one.end - sentence.start : other.start - sentence.start]))


def is_begun(evidence: PatientEvidence, drug: DrugEvidence) -> bool:
    """Whether the words before one of its names say that it was begun or received."""
    texts = {s.index: s for s in evidence.sentences}
    return any(
        pattern.search(texts[m.sentence].text[: m.start - texts[m.sentence].start])
        for m in drug.mentions
        if m.known and m.sentence in texts and evidence.scopes[m.sentence] is Scope.PATIENT
        for pattern in _cues("begun")
    )


def _standing(evidence: PatientEvidence, sentence: Sentence) -> list[DrugEvidence]:
    """The drugs that this sentence says are taken anyway."""
    links = [(t.drug, t.link) for t in evidence.ties if t.drug and t.link.relation is Relation.STANDING]
    return [drug for drug, link in links if sentence.start <= link.start < sentence.end]


def _exposed(evidence: PatientEvidence, position: int) -> list[DrugEvidence]:
    """The drugs of the exposure told last before the sentence at this position of the patient's story: those begun, or, where
    only drugs taken anyway are told, these."""
    anyway: list[DrugEvidence] = []
    for sentence in reversed(evidence.sentences[max(0, position - _BACK) : position]):
        drugs = [evidence.drug_of(d) for d in evidence.marks[sentence.index].drugs if d.known]
        if drugs and any(p.search(sentence.text) for p in _cues("exposure")):
            standing = _standing(evidence, sentence)
            begun = [d for d in drugs if not any(d is s for s in standing)]
            if begun:
                return begun
            anyway = anyway or drugs
    return anyway


def with_narrative_ties(evidence: PatientEvidence) -> PatientEvidence:
    """The evidence with what the order of its sentences ties."""
    story = [s for s in evidence.sentences if evidence.scopes[s.index] is not Scope.TITLE]
    told = PatientEvidence(evidence.individual, story, evidence.marks, evidence.scopes, evidence.drugs)
    told.ties = evidence.ties
    for position, sentence in enumerate(story):
        found = evidence.marks[sentence.index]
        own = [d for d in found.drugs if d.known and not d.therapeutic >= 0.5]
        timed = any(t.rule != "time.for-n" for t in times(sentence.text))
        drugs = [] if own else [(d, _how_told(told, d, timed)) for d in _exposed(told, position)]
        for mention in events(sentence, found.conditions):
            for drug, how in drugs:
                link = Link(
                    drug=None,
                    condition=None,
                    relation=Relation.TEMPORAL,
                    weight=weight(how),
                    rule=AFTER_OVERDOSE if how == "told-after-overdose" else "narrative.told-next",
                    start=sentence.start,
                    end=mention.end,
                )
                evidence.ties.append(Tie(drug, evidence.condition_of(mention), link, Scope.PATIENT))
    evidence.ties += [*_stopped(evidence), *_meant(told), *_after_overdose(evidence, story)]
    return evidence


def _how_told(evidence: PatientEvidence, drug: DrugEvidence, timed: bool) -> str:
    """By the name of its weight, how an event is told after a drug: after an overdose all that begins is held against it."""
    if overdosed(evidence, drug):
        return "told-after-overdose"
    return "told-next-with-time" if timed else "told-next"


def _after_overdose(evidence: PatientEvidence, story: Sequence[Sentence]) -> Iterator[Tie]:
    """What the patient's story tells, in whatever words, once the one poison of the report was taken."""
    taken = [d for d in evidence.drugs if overdosed(evidence, d)]
    if len(taken) != 1:
        return
    drug = taken[0]
    named = {m.sentence for m in drug.mentions}
    taken_at = next((n for n, s in enumerate(story) if s.index in named), len(story))
    tied = {id(t.condition) for t in evidence.ties if t.link.rule == AFTER_OVERDOSE}
    for sentence in story[taken_at + 1 :]:
        if evidence.scopes[sentence.index] is not Scope.PATIENT:
            continue
        for mention in evidence.marks[sentence.index].conditions:
            condition = evidence.condition_of(mention)
            had = mention.said is Assertion.PRESENT and mention.known and not names_intent(mention)
            new = min(m.start for m in condition.mentions) >= story[taken_at].start
            if had and new and id(condition) not in tied:
                link = Link(
                    drug=None,
                    condition=None,
                    relation=Relation.TEMPORAL,
                    weight=weight("told-after-overdose"),
                    rule=AFTER_OVERDOSE,
                    start=sentence.start,
                    end=mention.end,
                )
                yield Tie(drug, condition, link, Scope.PATIENT)


def names_intent(mention: ConditionMention) -> bool:
    """Whether the words name why a poison was taken ("suicide attempt"): what it did comes after."""
    return bool(_INTENT.search(mention.text))


def overdosed(evidence: PatientEvidence, drug: DrugEvidence) -> bool:
    """Whether a sentence that names the drug, the title's too, tells of a poisoning."""
    named = {m.sentence for m in drug.mentions}
    texts = [s.text for s in evidence.sentences if s.index in named]
    return any(p.search(text) for p in _cues("overdose") for text in texts)


def _meant(evidence: PatientEvidence) -> Iterator[Tie]:
    """What "the therapy" that was stopped for a condition means: the drugs begun last before, in its sentence or before."""
    places = {s.index: n for n, s in enumerate(evidence.sentences)}
    for tie in [t for t in evidence.ties if t.drug is None and t.condition and t.link.rule in _STOPPED_THERAPY]:
        sentence = next((s for s in evidence.sentences if s.start <= tie.link.start < s.end), None)
        if sentence is None:
            continue
        drugs = [d for d in evidence.marks[sentence.index].drugs if d.known and d.end <= tie.link.start]
        meant = [evidence.drug_of(d) for d in drugs] or _exposed(evidence, places[sentence.index])
        for drug in meant:
            yield replace(tie, drug=drug, link=replace(tie.link, rule="narrative.the-therapy"))


def _stopped(evidence: PatientEvidence) -> Iterator[Tie]:
    """What is said to be stopped or reduced once a condition told next after it had begun: ties to that condition."""
    for tie in [t for t in evidence.ties if t.link.rule == "narrative.told-next" and t.drug and t.condition]:
        begun = next(s.index for s in evidence.sentences if s.start <= tie.link.end <= s.end)
        measure = action_of(evidence, tie.drug, (), begun) if tie.drug else None
        if measure and measure.action in (Action.WITHDRAWN, Action.REDUCED):
            link = replace(
                tie.link, weight=weight("stopped-next"), rule="narrative.stopped", start=measure.start, end=measure.end
            )
            yield replace(tie, link=link)

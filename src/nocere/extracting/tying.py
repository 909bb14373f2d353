"""What a sentence ties of drugs and what they were for: by its words, and by the model where it is sure.

    tied = stated(evidence)             # [Purpose(drug, condition, mention, 'indication.given-for'), ...]
    modelled(evidence, tied)            # [Purpose(..., 'indication.model'), ...]

By words: the constructions of `rules/indications.toml`, and those of `links` where the model does not read the condition as
harm; what is tied to one drug of a list is tied to all. By the model: a condition that it is sure is treated and a drug of
the same sentence, where the sentence says that a drug was begun or given and words tie neither otherwise.
What it will not do: look beyond the sentence, or take a drug's name in "alcohol withdrawal" for a drug given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from nocere.extracting.assertion import Assertion
from nocere.extracting.disorders import names_disorder
from nocere.extracting.evidence import ConditionEvidence, DrugEvidence, PatientEvidence, Tie
from nocere.extracting.links import Relation, construction, mark, marked_in
from nocere.extracting.mentions import ConditionMention, DrugMention
from nocere.extracting.named import is_purpose
from nocere.extracting.sentences import Sentence
from nocere.extracting.weighing import SURE
from nocere.rulebook import Row, any_of, rows

VERY_SURE = 0.7  # PHEE v2 train: of pairs of which the model is so sure 8 in 10 are annotated; at 0.5, 7 in 10
_OF_ANOTHER = re.compile(r"[-–](?:related|associated|induced)\b", re.IGNORECASE)  # "X-related Y" is Y
_AGAINST = re.compile(r"anti-?([a-z]{4,}) ", re.IGNORECASE)
_HAD = (Assertion.PRESENT, Assertion.HISTORY)


class IndicationCue(Row):
    """Words that tie a drug to what it was for, or kinds of drugs that are given for what comes up."""

    id: str
    says: Literal[
        "stated",
        "carried",
        "purpose",
        "given",
        "diagnosis",
        "told",
        "anew",
        "long-before",
        "goes-on",
        "prevented",
        "no-drug",
        "ended",
        "vague",
        "rejection",
        "occasional",
        "begun",
        "relief",
        "no-relief",
    ]
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
    found = [row for row in rows("indications", IndicationCue) if row.says in ("stated", "carried", "purpose")]
    return tuple((row, construction(row.pattern)) for row in found)


@cache
def _list_of_drugs() -> re.Pattern[str]:
    return construction("(?P<d>{DD})")


@cache
def cue(says: str) -> re.Pattern[str]:
    """All words of one kind."""
    return any_of(row.pattern for row in rows("indications", IndicationCue) if row.says == says)


@cache
def _occasional() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    found = [row for row in rows("indications", IndicationCue) if row.says == "occasional"]
    kinds = (re.compile(rf"(?:{r.pattern})(?:\W.*)?", re.IGNORECASE) for r in found)
    return tuple(zip(kinds, (re.compile(r.conditions, re.IGNORECASE) for r in found), strict=True))


def fits(drug: DrugEvidence, condition: ConditionMention) -> bool:
    """Whether the condition may be carried to the drug without words that tie: not to one that is given for what comes up."""
    kinds = [c for d, c in _occasional() if any(d.fullmatch(name) for m in drug.mentions for name in (m.text, m.key))]
    return all(any(c.fullmatch(name) for name in (condition.text, condition.key)) for c in kinds)


def _meant(listed: Sequence[ConditionMention]) -> list[ConditionMention]:
    """Of the conditions of one construction those that the model reads as what is treated; all where it reads none so."""
    named = [c for c in listed if names_disorder(c)]
    return [c for c in named if c.indication >= SURE] or named


def _given(sentence: Sentence, drug: DrugMention) -> bool:
    """Whether the name stands for the drug given and not in the name of something else ("opioid dependence")."""
    return not cue("no-drug").search(sentence.text[drug.end - sentence.start :])


def _regimens(sentence: Sentence, drugs: Sequence[DrugMention]) -> list[list[DrugMention]]:
    """The lists of drugs in the sentence, with their doses between."""
    text = mark(sentence, drugs, ()).text
    return [[drugs[n] for n in marked_in(match, "d")] for match in _list_of_drugs().finditer(text)]


def _by_words(evidence: PatientEvidence, sentence: Sentence) -> Iterator[tuple[DrugMention, ConditionMention, str]]:
    found = evidence.marks[sentence.index]
    text = mark(sentence, found.drugs, found.conditions).text
    regimens = _regimens(sentence, found.drugs)
    for row, pattern in _constructions():
        for match in pattern.finditer(text):
            meant = _meant([found.conditions[n] for n in marked_in(match, "r")])
            if row.says == "carried" and (len(meant) > 1 or any(c.adverse >= SURE for c in meant)):
                continue
            if row.says == "purpose" and not all(is_purpose(c.text) for c in meant):
                continue
            named = [found.drugs[n] for n in marked_in(match, "d")]
            shared = [d for regimen in regimens if any(n in regimen for n in named) for d in regimen]
            for condition in meant:
                yield from (
                    (drug, condition, row.id) for drug in dict.fromkeys((*named, *shared)) if _given(sentence, drug)
                )


def _by_link(evidence: PatientEvidence, tie: Tie) -> Iterator[Purpose]:
    """What a link ties, where the model does not read the condition as harm."""
    if tie.drug is None or tie.condition is None or tie.link.relation is not Relation.INDICATION:
        return
    place = range(tie.link.start, tie.link.end)
    sentences = {s.index: s for s in evidence.sentences}
    if not any(m.start in place and _given(sentences[m.sentence], m) for m in tie.drug.mentions):
        return
    for mention in (m for m in tie.condition.mentions if m.start in place):
        harm = mention.adverse >= SURE and mention.indication < SURE
        sure = mention.known or max(mention.subject, mention.indication) >= SURE
        if not harm and sure and names_disorder(mention):
            yield Purpose(tie.drug, tie.condition, mention, tie.link.rule)


def stated(evidence: PatientEvidence) -> list[Purpose]:
    """What words tie, the constructions before the links."""
    carried = {row.id for row, _ in _constructions() if row.says == "carried"}
    found = [
        Purpose(evidence.drug_of(drug), evidence.condition_of(condition), condition, rule)
        for sentence in evidence.sentences
        for drug, condition, rule in _by_words(evidence, sentence)
    ]
    fit = [p for p in found if fits(p.drug, p.mention)]
    found = [p for p in found if p in fit or (p.rule not in carried and not any(p.drug is f.drug for f in fit))]
    found += [p for tie in evidence.ties for p in _by_link(evidence, tie)]
    return found + [p for p in _by_name(evidence) if not any(p.drug is other.drug for other in found)]


def _by_name(evidence: PatientEvidence) -> Iterator[Purpose]:
    """What a class is for by its own name, where the report names it: "anti-tuberculosis treatment" and tuberculosis."""
    for drug in evidence.drugs:
        against = {found[1].lower() for m in drug.mentions if (found := _AGAINST.match(m.text))}
        for condition in evidence.conditions:
            mention = next((m for m in condition.mentions if m.text.lower() in against), None)
            if mention:
                yield Purpose(drug, condition, mention, "indication.by-name")


def _wanted(sentence: Sentence, condition: ConditionMention) -> bool:
    """Whether the condition was there, or was to be prevented, and is not only the cause that names another."""
    prevented = cue("prevented").search(sentence.text, 0, condition.start - sentence.start)
    if _OF_ANOTHER.match(sentence.text, condition.end - sentence.start):
        return False
    return names_disorder(condition) and (condition.said in _HAD or bool(prevented))


def _tied_otherwise(tied: Sequence[Purpose], found: Purpose) -> bool:
    """Whether words of the sentence tie the drug to another condition, or the condition to another drug."""
    here = [p for p in tied if p.mention.sentence == found.mention.sentence]
    return any(p.drug is found.drug or p.condition is found.condition for p in here)


def modelled(evidence: PatientEvidence, tied: Sequence[Purpose]) -> list[Purpose]:
    """What the model ties; `tied` is what words do."""
    found = []
    for sentence in evidence.sentences:
        if not cue("given").search(sentence.text):
            continue
        marks = evidence.marks[sentence.index]
        drugs = [d for d in marks.drugs if d.tagged >= SURE and _given(sentence, d)]
        drugs = [d for d in drugs if not cue("ended").search(sentence.text[d.end - sentence.start :])]
        regimens = _regimens(sentence, marks.drugs)
        for condition in (c for c in marks.conditions if c.indication >= VERY_SURE and _wanted(sentence, c)):
            for drug in drugs:
                one = Purpose(evidence.drug_of(drug), evidence.condition_of(condition), condition, "indication.model")
                others = [d for regimen in regimens if drug in regimen for d in regimen]
                fit = condition.subject < SURE or any(fits(evidence.drug_of(d), condition) for d in (drug, *others))
                if fit and not _tied_otherwise(tied, one):
                    found.append(one)
    return found

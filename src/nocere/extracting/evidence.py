"""All that a report says of one patient, gathered: the drugs and conditions by identity, and what ties them.

    for evidence in gather(sentences, cast, tagger, lexicon): ...

A mention counts for a patient when the words it stands in are theirs (`patients.Cast`). Mentions of one drug are one
`DrugEvidence` (by the lexicon's preferred name); mentions of one condition are one `ConditionEvidence` (same name, or one
name inside the other with the same head noun). What a sentence tells before a diagnosis is its sign.
General statements are kept apart: they may support, never create.
What it will not do: decide anything.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from nocere.extracting.abbreviations import with_abbreviations
from nocere.extracting.links import Link, links
from nocere.extracting.mentions import ConditionMention, DrugMention, SentenceMentions, mentions
from nocere.extracting.patients import Cast, Individual, Territory
from nocere.extracting.phrases import is_adjective
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.tabled import TableRow, cell_links, table_rows, with_cells
from nocere.extracting.tagger import Tagger
from nocere.terms.lexicon import Lexicon

_SUMS_UP = re.compile(
    r"(?:These|Those|The|All these) (?:manifestations|symptoms|findings|signs|features|abnormalities)\b"
    r"(?!\s+(?:\w+\s+){0,4}?(?:improv|resol|disappear|subsid|abat|regress|recover|remit|ameliorat|normali|ceas|settl|recur|"
    r"reappear|worsen|persist))",  # what tells how they went sums nothing up
    re.IGNORECASE,
)
_DIAGNOSED = re.compile(
    r"(?: \([^()]{0,40}\))?(?: (?:caused|induced|due|secondary|related|from|after|by|to)\b[^.;,]{0,40})?"
    r" (?:was|were) (?:\w+ )?diagnosed\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class DrugEvidence:
    """One drug of the patient: its mentions in text order."""

    key: str
    mentions: list[DrugMention] = field(default_factory=list)


@dataclass(slots=True)
class ConditionEvidence:
    """One condition of the patient: its mentions in text order."""

    key: str
    mentions: list[ConditionMention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between a drug and a condition by identity; one of them may be None, as in `links.Link`."""

    drug: DrugEvidence | None
    condition: ConditionEvidence | None
    link: Link
    scope: Scope


@dataclass(slots=True)
class PatientEvidence:
    """What the report says of `individual`; `sentences` are those with words of theirs, cut to them, title included. `general` and
    `background` are the ties and sentences of general statements about drugs and conditions that this patient has."""

    individual: Individual
    sentences: list[Sentence] = field(default_factory=list)
    marks: dict[int, SentenceMentions] = field(default_factory=dict)
    scopes: dict[int, Scope] = field(default_factory=dict)
    drugs: list[DrugEvidence] = field(default_factory=list)
    conditions: list[ConditionEvidence] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    general: list[Tie] = field(default_factory=list)
    background: list[tuple[Sentence, SentenceMentions]] = field(default_factory=list)

    def sentence_of(self, mention: DrugMention | ConditionMention) -> Sentence:
        """The sentence that holds this mention."""
        return next(s for s in self.sentences if s.index == mention.sentence)

    def in_title(self, item: DrugEvidence | ConditionEvidence) -> bool:
        """Whether the title names it."""
        return any(self.scopes[m.sentence] is Scope.TITLE for m in item.mentions)

    def drug_of(self, mention: DrugMention) -> DrugEvidence:
        """The drug that this mention names."""
        return next(d for d in self.drugs if mention in d.mentions)

    def condition_of(self, mention: ConditionMention) -> ConditionEvidence:
        """The condition that this mention names."""
        return next(c for c in self.conditions if mention in c.mentions)


@lru_cache(maxsize=4096)  # each mention is held against many others
def stems(text: str) -> tuple[str, ...]:
    """The words of a name, lower case, without plural and British/American differences that do not change the thing."""
    words = [w.lower().replace("aem", "em").replace("oed", "ed").replace("haem", "hem") for w in _TOKEN.findall(text)]
    return tuple(w[:-1] if len(w) > 4 and w.endswith("s") and not w.endswith(("ss", "is", "us")) else w for w in words)


def _alike(one: str, other: str) -> bool:
    """Whether two words are one word: equal, or alike in their first seven letters."""
    return one == other or (len(one) > 6 and len(other) > 6 and one[:7] == other[:7])


def _within_name(short: Sequence[str], long: Sequence[str]) -> bool:
    return all(any(_alike(a, b) for b in long) for a in short)


def _kinds(words: Sequence[str]) -> list[str]:
    """The words of a name without its adjectives of severity and course."""
    return [w for w in words[:-1] if not is_adjective(w)] + list(words[-1:])


def same_condition(one: ConditionMention, other: ConditionMention) -> bool:
    """Whether two mentions name one condition: one name, or one inside the other with the same last word, adjectives of
    severity and course aside."""
    if one.key == other.key:
        return True
    a, b = stems(one.text), stems(other.text)
    if not a or not b or not _alike(a[-1], b[-1]):
        return False
    return _within_name(_kinds(a), b) or _within_name(_kinds(b), a)


def same_drug(one: DrugMention, other: DrugMention) -> bool:
    """Whether two mentions name one drug: one name, one name inside the other, or "brand (substance)"."""
    if one.key == other.key or one.text.lower() == other.text.lower():
        return True
    if (
        one.sentence == other.sentence
        and 0 < other.start - one.end <= 2
        and one.known
        and other.known
        and other.bracketed
    ):
        return True
    a, b = stems(one.text), stems(other.text)
    short, long = sorted((a, b), key=len)
    return bool(short) and set(short) <= set(long) and one.is_class == other.is_class and len(short[0]) > 5


def _add_drug(drugs: list[DrugEvidence], mention: DrugMention) -> None:
    for drug in drugs:
        if any(same_drug(m, mention) for m in drug.mentions):
            drug.mentions.append(mention)
            return
    drugs.append(DrugEvidence(mention.key, [mention]))


def _add_condition(conditions: list[ConditionEvidence], mention: ConditionMention) -> None:
    for condition in conditions:
        if any(same_condition(mention, m) for m in condition.mentions):
            condition.mentions.append(mention)
            return
    conditions.append(ConditionEvidence(mention.key, [mention]))


def _within(territories: Sequence[Territory], offset: int) -> bool:
    return any(t.start <= offset < t.end for t in territories)


def _over(territories: Sequence[Territory], sentence: Sentence) -> Sequence[Territory]:
    """Those of the territories, which are in order, that the sentence has words of."""
    first = bisect_right(territories, sentence.start, key=lambda t: t.end)
    last = bisect_left(territories, sentence.end, key=lambda t: t.start)
    return territories[first:last]


def _own_words(sentence: Sentence, territories: Sequence[Territory]) -> Sentence:
    """The sentence from its first word of these territories to its last."""
    start = max(sentence.start, min(t.start for t in territories))
    end = min(sentence.end, max(t.end for t in territories))
    text = sentence.text[start - sentence.start : end - sentence.start]
    return replace(sentence, start=start, end=end, text=text)


def _with_signs(sentence: Sentence, found: SentenceMentions) -> SentenceMentions:
    """The mentions with those marked as signs that the sentence tells before a diagnosis made of them."""
    made = [c for c in found.conditions if _DIAGNOSED.match(sentence.text, c.end - sentence.start)]
    last = max((c.start for c in made), default=-1)
    return replace(
        found,
        conditions=tuple(c if c in made or c.start > last else replace(c, sign=True) for c in found.conditions),
    )


def _for_one(
    individual: Individual, sentences: Sequence[Sentence], cast: Cast, marks: dict[int, SentenceMentions]
) -> PatientEvidence:
    evidence = PatientEvidence(individual)
    own = [t for t in cast.territories if individual.number in t.owners]
    for number, sentence in enumerate(sentences):
        mine = _over(own, sentence)
        if not mine:
            continue
        found = marks[sentence.index]
        if number + 1 < len(sentences) and _SUMS_UP.match(sentences[number + 1].text):
            found = replace(found, conditions=tuple(replace(c, sign=True) for c in found.conditions))
        found = _with_signs(sentence, found)
        drugs = tuple(d for d in found.drugs if _within(mine, d.start))
        conditions = tuple(c for c in found.conditions if _within(mine, c.start))
        sentence = _own_words(sentence, mine)
        evidence.sentences.append(sentence)
        evidence.scopes[sentence.index] = mine[0].scope
        evidence.marks[sentence.index] = SentenceMentions(drugs, conditions, found.spans)
        for drug in drugs:
            _add_drug(evidence.drugs, drug)
        for condition in conditions:
            _add_condition(evidence.conditions, condition)
        for link in links(sentence, drugs, conditions):
            tied = evidence.condition_of(conditions[link.condition]) if link.condition is not None else None
            drug_tied = evidence.drug_of(drugs[link.drug]) if link.drug is not None else None
            evidence.ties.append(Tie(drug_tied, tied, link, mine[0].scope))
    return evidence


def _tie_cells(evidence: PatientEvidence, tabled: Mapping[int, TableRow]) -> None:
    """Add what the cells of the patient's rows tie."""
    for sentence in evidence.sentences:
        found = evidence.marks[sentence.index]
        row = tabled.get(sentence.index)
        for link in cell_links(sentence, row, found.drugs, found.conditions) if row else ():
            drug = evidence.drug_of(found.drugs[link.drug]) if link.drug is not None else None
            condition = evidence.condition_of(found.conditions[link.condition]) if link.condition is not None else None
            evidence.ties.append(Tie(drug, condition, link, Scope.PATIENT))


def _general_ties(evidence: PatientEvidence, sentence: Sentence, found: SentenceMentions) -> list[Tie]:
    """What a general statement ties of drugs and conditions that this patient has too."""
    made = []
    for link in links(sentence, found.drugs, found.conditions):
        if link.drug is None:
            continue
        named = found.drugs[link.drug]
        drug = next((d for d in evidence.drugs if any(same_drug(m, named) for m in d.mentions)), None)
        other = found.conditions[link.condition] if link.condition is not None else None
        mine = (c for c in evidence.conditions if other and any(same_condition(m, other) for m in c.mentions))
        condition = next(mine, None)
        if drug is not None:
            made.append(Tie(drug, condition, link, Scope.GENERAL))
    return made


class _Silent:
    """A tagger that says nothing: general statements are read by the lexicons alone."""

    def tag(self, text: str) -> tuple[()]:
        return ()


def gather(sentences: Sequence[Sentence], cast: Cast, tagger: Tagger, lexicon: Lexicon) -> tuple[PatientEvidence, ...]:
    """The evidence of each individual, in their order. Without an individual nothing is read at all."""
    if not cast.individuals:
        return ()
    of_somebody = [t for t in cast.territories if t.owners]
    owned = [s for s in sentences if _over(of_somebody, s)]
    marks = with_abbreviations(owned, {s.index: mentions(s, tagger, lexicon) for s in owned})
    tabled = table_rows(sentences)
    marks.update({s.index: with_cells(s, tabled[s.index], marks[s.index]) for s in owned if s.index in tabled})
    everyone = tuple(_for_one(individual, owned, cast, marks) for individual in cast.individuals)
    for evidence in everyone:
        _tie_cells(evidence, tabled)
    for sentence in sentences:
        if sentence.index not in marks:
            found = mentions(sentence, _Silent(), lexicon)
            for evidence in everyone:
                evidence.general += _general_ties(evidence, sentence, found)
                if any(same_condition(m, c) for e in evidence.conditions for m in e.mentions for c in found.conditions):
                    evidence.background.append((sentence, found))
    return everyone

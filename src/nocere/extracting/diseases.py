"""Diseases that the model names and that are no drug's effect, and operations: what history and indications choose from.

    wider = with_diseases(evidence)     # the same evidence, with more and shorter conditions; reactions are as they were

What the model marks as a named disease (`Disease`) where neither lexicon nor effect stands becomes a condition of its own. A
longer phrase that the model read as the patient's disorder is cut to the diseases in it: "an advanced, molecularly confirmed
XYZ" is XYZ, "solitary kidney and renal insufficiency" are two. Where the model has no such label it adds
nothing. What only words name comes from `named`, operations and habits from `past`.
What it will not do: add to or cut what was judged a reaction, or say that the patient had it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nocere.extracting.assertion import assertion
from nocere.extracting.disorders import is_stage, names_disorder, tells_more
from nocere.extracting.evidence import ConditionEvidence, PatientEvidence, Tie, same_condition
from nocere.extracting.mentions import ConditionMention, SentenceMentions
from nocere.extracting.named import named
from nocere.extracting.past import is_operation_or_habit, operations_and_habits
from nocere.extracting.phrases import trim_condition, widen
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.tagger import Mention
from nocere.extracting.weighing import SURE

_STAGE = re.compile(
    r"(?:early |late |advanced )?(?:stage|grade)(?:[ -](?:[IVX]+[A-C]?|\d[A-Ca-c]?|T\d\S*))?[ -](?=\S)", re.IGNORECASE
)


def _overlap(found: ConditionMention, span: Mention) -> bool:
    return found.start < span.end and span.start < found.end


def _named(sentence: Sentence, span: Mention, whole: ConditionMention | None) -> ConditionMention | None:
    """The disease at a span as a condition, with what the model says of the phrase it stands in."""
    low, high = span.start - sentence.start, span.end - sentence.start
    if not 0 <= low < high <= len(sentence.text):
        return None
    low, high = widen(sentence.text, low, high)
    place = trim_condition(sentence.text, low, high, ())
    if place is None:
        return None
    start, end = sentence.start + place[0], sentence.start + place[1]
    text = sentence.text[place[0] : place[1]]
    said = assertion(sentence.text, *place)
    if whole is not None:
        return replace(whole, start=max(start, whole.start), end=end, text=text, key=text.lower(), said=said)
    return ConditionMention(
        start, end, text, text.lower(), sentence.index, False, 0.0, 0.0, subject=0.0, indication=0.0, said=said
    )


def _widened(
    sentence: Sentence, whole: ConditionMention, others: Sequence[ConditionMention], spans: Sequence[Mention]
) -> ConditionMention:
    """A known name, no drug's effect, widened to the one disease that the model names around it: "mixed dementia"."""
    if not whole.known or whole.adverse >= SURE:
        return whole
    for span in spans:
        longer = span.start <= whole.start and whole.end <= span.end and span.end - span.start > len(whole.text)
        named = _named(sentence, span, None) if longer and not any(_overlap(o, span) for o in others) else None
        if named is not None and named.start <= whole.start and whole.end <= named.end:
            return replace(whole, start=named.start, end=named.end, text=named.text)
    return whole


def _parts(sentence: Sentence, whole: ConditionMention, spans: Sequence[Mention]) -> list[ConditionMention]:
    """A phrase cut to the diseases that the model names in it; the phrase itself where it is one or is known as it is."""
    inside = [s for s in spans if whole.start <= s.start and s.end <= whole.end]
    if len(inside) == 1 and not is_stage(whole.text[inside[0].end - whole.start :]):
        inside = []
    read = max(whole.subject, whole.indication) >= SURE and not (whole.known and len(inside) < 2)
    if not inside or not (read or tells_more(whole.text)):
        return [whole]
    parts = [named for s in inside if (named := _named(sentence, s, whole))]
    return [p for p in parts if names_disorder(p)] or [whole]


def _unstaged(condition: ConditionMention) -> ConditionMention:
    """The condition without the stage or grade that opens it: "stage IV breast cancer"."""
    stage = _STAGE.match(condition.text)
    if stage is None:
        return condition
    return replace(condition, start=condition.start + stage.end(), text=condition.text[stage.end() :])


def _in_sentence(
    sentence: Sentence, found: SentenceMentions, kept: Sequence[ConditionMention], past: Sequence[ConditionMention]
) -> SentenceMentions:
    """The sentence's mentions with its diseases and what is past; `kept` stay as they are."""
    spans = [s for s in found.spans.get("Disease", ()) if s.probability >= SURE]
    told: list[ConditionMention] = []
    for condition in found.conditions:
        others = [c for c in found.conditions if c is not condition]
        cut = [condition] if condition in kept else _parts(sentence, condition, spans)
        told += [c if c in kept else _widened(sentence, c, others, spans) for c in cut]
    taken = [(d.start, d.end) for d in found.drugs if d.known] + [(c.start, c.end) for c in found.conditions]
    free = [s for s in spans if not any(a < s.end and s.start < b for a, b in taken)]
    told += [one for s in free if (one := _named(sentence, s, None)) and names_disorder(one)]
    told += named(sentence, told, found.drugs)
    done = [p for p in past if not any(k.start < p.end and p.start < k.end for k in kept)]
    told = [c if c in kept else _unstaged(c) for c in told]
    told = [c for c in told if not any(p.start <= c.start and c.end <= p.end for p in done)]
    done = [p for p in done if not any(c.start < p.end and p.start < c.end for c in told)]
    return replace(found, conditions=tuple(sorted((*told, *done), key=lambda c: c.start)))


def _same(one: ConditionMention, other: ConditionMention) -> bool:
    """Whether two mentions are of one condition; of one operation, if one holds the other's words ("liver transplant")."""
    if is_operation_or_habit(one.text) or is_operation_or_habit(other.text):
        short, long = sorted((one.text.lower(), other.text.lower()), key=len)
        return short in long
    return same_condition(one, other)


def _gathered(mentions: Sequence[ConditionMention], reactions: Sequence[ConditionEvidence]) -> list[ConditionEvidence]:
    """The mentions by condition; the reactions as they were judged."""
    conditions = list(reactions)
    judged = [m for r in reactions for m in r.mentions]
    for mention in (m for m in mentions if m not in judged):
        same = next((c for c in conditions if any(_same(mention, m) for m in c.mentions)), None)
        if same is None:
            conditions.append(ConditionEvidence(mention.key, [mention]))
        elif not any(same is r for r in reactions):
            same.mentions.append(mention)
    return sorted(conditions, key=lambda c: c.mentions[0].start)


def _moved(tie: Tie, conditions: Sequence[ConditionEvidence]) -> Tie:
    """The tie to the condition that now holds the first of its condition's mentions; of its parts the last, its head."""
    if tie.condition is None or any(tie.condition is c for c in conditions):
        return tie
    for old in tie.condition.mentions:
        for condition in reversed(conditions):
            if any(old.start <= m.start and m.end <= old.end for m in condition.mentions):
                return replace(tie, condition=condition)
    return replace(tie, condition=None)


def name_of(condition: ConditionEvidence) -> ConditionMention:
    """The mention that names a condition best: read as the patient's disorder before as harm, known before unknown, in full
    before its abbreviation, then the longest."""
    return max(
        condition.mentions,
        key=lambda m: (m.adverse < SURE, not m.text.isupper(), m.known, len(m.text), -m.start),
    )


def with_diseases(evidence: PatientEvidence, reactions: Sequence[ConditionEvidence]) -> PatientEvidence:
    """The evidence with the diseases that the model names; `reactions` are what it was judged to hold as such."""
    judged = [m for r in reactions for m in r.mentions]
    told = [m for r in reactions for m in r.mentions if evidence.scopes[m.sentence] is not Scope.TITLE]
    begun = min((m.start for m in told), default=0)
    marks = {}
    for sentence in evidence.sentences:
        title = evidence.scopes[sentence.index] is Scope.TITLE
        past = () if title else operations_and_habits(sentence, begun)
        marks[sentence.index] = _in_sentence(sentence, evidence.marks[sentence.index], judged, past)
    named = [m for s in evidence.sentences for m in marks[s.index].conditions]
    conditions = _gathered(named, reactions)
    held = [m for c in conditions for m in c.mentions]
    marks = {
        i: replace(found, conditions=tuple(c for c in found.conditions if c in held)) for i, found in marks.items()
    }
    ties = [_moved(tie, conditions) for tie in evidence.ties]
    return replace(evidence, marks=marks, conditions=conditions, ties=[t for t in ties if t.drug or t.condition])

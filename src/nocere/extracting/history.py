"""What the patient had besides the reactions: underlying disease, indications, past and concurrent conditions, operations.

    history_of(evidence, judgement, indications)        # (ConditionEvidence, ...)

A condition is history when the words make it so: it is what a drug was for, the model reads it as the patient's disorder,
words such as "history of" or "diagnosed with" stand before it, or the patient is said to have it, and not as harm or as a
finding of the work-up, before the first reaction. Operations and habits (`rules/history.toml`) told before it are history too.
What is absent, feared or a relative's is none. What it will not do: diagnose, or tell a disease from its symptom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from nocere.extracting.assertion import Assertion, assertion
from nocere.extracting.course import first_told
from nocere.extracting.disorders import is_adjective_alone, names_disorder
from nocere.extracting.evidence import ConditionEvidence, PatientEvidence
from nocere.extracting.grammar.persons import persons
from nocere.extracting.mentions import ConditionMention
from nocere.extracting.roles import Judgement
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.weighing import SURE
from nocere.rulebook import Row, rows

_PERSON_REACH = 30  # characters from "hypertensive" to the man
_HAD = (Assertion.PRESENT, Assertion.HISTORY)


class HistoryCue(Row):
    """Words that make a condition, an operation or a habit history, or that keep it out."""

    id: str
    says: Literal[
        "had", "listed", "complaint", "owned", "found", "operation", "habit", "done", "done_before", "not_done"
    ]
    pattern: str


@cache
def _cue(says: str) -> re.Pattern[str]:
    joined = "|".join(f"(?:{row.pattern})" for row in rows("history", HistoryCue) if row.says == says)
    return re.compile(joined, re.IGNORECASE)


def _before(evidence: PatientEvidence, mention: ConditionMention) -> str:
    sentence = next(s for s in evidence.sentences if s.index == mention.sentence)
    return sentence.text[: mention.start - sentence.start]


def _behind(evidence: PatientEvidence, mention: ConditionMention) -> str:
    sentence = next(s for s in evidence.sentences if s.index == mention.sentence)
    return sentence.text[mention.end - sentence.start :]


def _names(evidence: PatientEvidence, mention: ConditionMention) -> bool:
    """Whether the mention names a disorder: a noun, or an adjective before the word for a person."""
    if not names_disorder(mention):
        return False
    if not is_adjective_alone(mention):
        return True
    behind = _behind(evidence, mention)
    person = next((p for p in persons(behind) if p.kind == "person"), None)
    return person is not None and person.start <= _PERSON_REACH and not re.search(r"[.;,:]", behind[: person.start])


def _reads_as_disorder(mention: ConditionMention) -> bool:
    return max(mention.subject, mention.indication) >= SURE


def _said_to_be_had(evidence: PatientEvidence, mention: ConditionMention) -> bool:
    before = _before(evidence, mention)
    if _cue("complaint").search(before):
        return False
    return mention.said is Assertion.HISTORY or any(_cue(says).search(before) for says in ("had", "listed"))


def _had_before(evidence: PatientEvidence, mention: ConditionMention, begun: int) -> bool:
    """Whether the report says, before the reaction, that the patient has it ("she also had"), and not as harm or a finding."""
    before = _before(evidence, mention)
    told = mention.known and mention.adverse < SURE and mention.start < begun
    return told and bool(_cue("owned").search(before)) and not _cue("found").search(before)


def _is_history(evidence: PatientEvidence, condition: ConditionEvidence, begun: int) -> bool:
    had = [m for m in condition.mentions if m.said in _HAD and not m.sign and _names(evidence, m)]
    return any(_reads_as_disorder(m) or _said_to_be_had(evidence, m) or _had_before(evidence, m, begun) for m in had)


def _made(sentence: Sentence, match: re.Match[str]) -> ConditionMention:
    start, end = sentence.start + match.start(), sentence.start + match.end()
    text = match.group()
    said = assertion(sentence.text, match.start(), match.end())
    return ConditionMention(
        start, end, text, text.lower(), sentence.index, True, 0.0, 0.0, subject=0.0, indication=0.0, said=said
    )


def _operations_and_habits(evidence: PatientEvidence, begun: int) -> Iterator[ConditionMention]:
    """What is history by itself, told of the patient before the reaction."""
    for sentence in evidence.sentences:
        if evidence.scopes[sentence.index] is Scope.TITLE:
            continue
        for says in ("operation", "habit"):
            for match in _cue(says).finditer(sentence.text):
                before = sentence.text[: match.start()]
                early = sentence.start + match.start() < begun
                done = _cue("done_before").search(before) or (
                    early and (says == "habit" or _cue("done").search(before))
                )
                found = _made(sentence, match)
                if done and found.said in _HAD and not _cue("not_done").search(before):
                    yield found


def _again(made: ConditionMention, other: ConditionMention) -> bool:
    """Whether two mentions are of one operation: one holds the other's words ("liver transplant", "transplant")."""
    short, long = sorted((made.text.lower(), other.text.lower()), key=len)
    return short in long


def history_of(
    evidence: PatientEvidence, judgement: Judgement, indications: Sequence[ConditionEvidence]
) -> tuple[ConditionEvidence, ...]:
    """The patient's history, in the order of the text."""
    reactions = [r.condition for r in judgement.reactions]
    begun = min((m.start for r in reactions for m in r.mentions if m.sentence == first_told(evidence, r)), default=0)
    found = [
        c
        for c in evidence.conditions
        if not any(c is r for r in reactions) and (any(c is i for i in indications) or _is_history(evidence, c, begun))
    ]
    named = [m for c in (*found, *reactions) for m in c.mentions]
    for made in _operations_and_habits(evidence, begun):
        if any(m.start < made.end and made.start < m.end for m in named):
            continue
        again = next((c for c in found if any(_again(made, m) for m in c.mentions)), None)
        if again is None:
            found.append(ConditionEvidence(made.key, [made]))
        else:
            found[found.index(again)] = ConditionEvidence(again.key, [*again.mentions, made])
    return tuple(sorted(found, key=lambda c: c.mentions[0].start))

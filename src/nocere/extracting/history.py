"""What the patient had besides the reactions: underlying disease, indications, past and concurrent conditions, operations.

    history_of(evidence, judgement, purposes)           # (ConditionEvidence, ...)

A condition is history when the words make it so: it is what a drug was for, the model reads it as the patient's disorder,
words such as "history of" or "diagnosed with" stand before it, or the patient is said to have it, and not as harm or as a
finding of the work-up, before the first reaction. Operations and habits (`rules/history.toml`) told before it are history too.
What is absent, feared or a relative's is none. What it will not do: diagnose, or tell a disease from its symptom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nocere.extracting.assertion import Assertion
from nocere.extracting.course import first_told
from nocere.extracting.disorders import is_adjective_alone, names_disorder
from nocere.extracting.evidence import ConditionEvidence, PatientEvidence
from nocere.extracting.grammar.persons import persons
from nocere.extracting.mentions import ConditionMention
from nocere.extracting.named import is_purpose
from nocere.extracting.past import history_cue, is_operation_or_habit
from nocere.extracting.roles import Judgement
from nocere.extracting.tying import Purpose
from nocere.extracting.weighing import SURE

_PERSON_REACH = 30  # characters from "hypertensive" to the man
_HAD = (Assertion.PRESENT, Assertion.HISTORY)


def _before(evidence: PatientEvidence, mention: ConditionMention) -> str:
    sentence = evidence.sentence_of(mention)
    return sentence.text[: mention.start - sentence.start]


def _behind(evidence: PatientEvidence, mention: ConditionMention) -> str:
    sentence = evidence.sentence_of(mention)
    return sentence.text[mention.end - sentence.start :]


def _names(evidence: PatientEvidence, mention: ConditionMention) -> bool:
    """Whether the mention names a disorder: a noun, or an adjective before the word for a person."""
    if not names_disorder(mention) or not _a_disease_too(evidence, mention) or _is_origin(evidence, mention):
        return False
    if not is_adjective_alone(mention):
        return True
    behind = _behind(evidence, mention)
    person = next((p for p in persons(behind) if p.kind == "person"), None)
    return person is not None and person.start <= _PERSON_REACH and not re.search(r"[.;,:]", behind[: person.start])


def _is_origin(evidence: PatientEvidence, mention: ConditionMention) -> bool:
    """Whether a name that no lexicon knows tells where the patient comes from."""
    return not mention.known and mention.text[:1].isupper() and _before(evidence, mention).endswith(" from ")


def _a_disease_too(evidence: PatientEvidence, mention: ConditionMention) -> bool:
    """Whether a name that no lexicon knows is a disease to the model as well, where the model marks diseases at all."""
    if mention.known or not any(found.spans.get("Disease") for found in evidence.marks.values()):
        return True
    spans = evidence.marks[mention.sentence].spans.get("Disease", ())
    return any(s.start < mention.end and mention.start < s.end for s in spans)


def _reads_as_disorder(mention: ConditionMention) -> bool:
    """Whether the model reads it as what the patient had or was treated for, and not more surely as harm."""
    return max(mention.subject, mention.indication) >= max(SURE, mention.adverse)


def _said_to_be_had(evidence: PatientEvidence, mention: ConditionMention) -> bool:
    before = _before(evidence, mention)
    if history_cue("complaint").search(before):
        return False
    if mention.said is Assertion.HISTORY or history_cue("underlying").search(_behind(evidence, mention)):
        return True
    return any(history_cue(says).search(before) for says in ("had", "listed"))


def _had_before(evidence: PatientEvidence, mention: ConditionMention, begun: int) -> bool:
    """Whether the report says, before the reaction, that the patient has it ("she also had", "was diagnosed"), and not as harm or a
    finding."""
    before = _before(evidence, mention)
    if not mention.known or mention.adverse >= SURE or mention.start >= begun or history_cue("found").search(before):
        return False
    return bool(history_cue("owned").search(before) or history_cue("had_behind").search(_behind(evidence, mention)))


def had_besides(evidence: PatientEvidence, condition: ConditionEvidence, begun: int) -> bool:
    """Whether the report says that the patient had the condition, which is no reaction; `begun` is where the first is told."""
    told = [
        m
        for m in condition.mentions
        if m.said in _HAD and (not m.sign or history_cue("listed").search(_before(evidence, m)))
    ]
    if all(is_purpose(m.text) for m in condition.mentions):
        return False
    if any(is_operation_or_habit(m.text) for m in told):
        return True
    had = [m for m in told if _names(evidence, m)]
    return any(
        is_adjective_alone(m)
        or _reads_as_disorder(m)
        or _said_to_be_had(evidence, m)
        or _had_before(evidence, m, begun)
        for m in had
    )


def first_reaction(evidence: PatientEvidence, judgement: Judgement) -> int:
    """The document offset at which the first reaction is told."""
    reactions = [r.condition for r in judgement.reactions]
    return min((m.start for r in reactions for m in r.mentions if m.sentence == first_told(evidence, r)), default=0)


def _is_indication(condition: ConditionEvidence, judgement: Judgement, found: Sequence[Purpose]) -> bool:
    """Whether a drug was for it, treatments of the reaction aside, and it is something that one has."""
    treatments = [d.drug for d in judgement.drugs if d.role is None]
    taken = [p for p in found if p.condition is condition and not any(p.drug is t for t in treatments)]
    return bool(taken) and not all(is_purpose(m.text) for m in condition.mentions)


def history_of(
    evidence: PatientEvidence, judgement: Judgement, found: Sequence[Purpose]
) -> tuple[ConditionEvidence, ...]:
    """The patient's history, in the order of the text; `found` is what the drugs were for."""
    reactions = [r.condition for r in judgement.reactions]
    begun = first_reaction(evidence, judgement)
    return tuple(
        c
        for c in evidence.conditions
        if not any(c is r for r in reactions)
        and (_is_indication(c, judgement, found) or had_besides(evidence, c, begun))
    )

"""How each drug was given: dose, how long, form and route, with the words that say so.

    dosing_of(evidence, drug)           # Dosing(dose=…, dose_at=…, duration=…, form=…, route=…, route_at=…)

A dose belongs to the drug right before it ("losartan 50 mg"), or right behind it with "of" ("50 mg of losartan"); in a list
each takes its own. Grammar and model are reconciled here: the grammar's dose counts, widened to the model's dosage where
that holds it. How long it was given is told right behind the dose, or the drug behind it; the form right behind the drug or
the dose ("fusidic acid cream"). For routes see `routes`. It will not give a dose to a drug of another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nocere.extracting.evidence import DrugEvidence, PatientEvidence
from nocere.extracting.grammar.doses import DoseMention, doses
from nocere.extracting.grammar.durations import DurationMention, durations
from nocere.extracting.grammar.forms import FormMention, forms
from nocere.extracting.grammar.place import moved
from nocere.extracting.mentions import DrugMention
from nocere.extracting.routes import route_of
from nocere.extracting.sentences import Sentence

_BEHIND = 22  # characters from a drug to its dose
_AHEAD = 44  # characters from a dose to the drug it is "of"
_HELD = re.compile(r"[(:]\s*$|^\s*$")  # between a drug and its dose
_OF = re.compile(
    r"[\s)]*(?:(?:[\w-]+ ){0,3}(?:of|with) (?:the )?)?(?:(?!(?:and|or|plus|with|then|followed|was|were|had|after|before|while)\b)"
    r"[\w.-]+ ){0,2}",
    re.IGNORECASE,
)
_AT_A_DOSE = re.compile(r"[^.;]{0,60}\b(?:at|in|with) (?:an? |the )?(?:[\w-]+ ){0,2}dos(?:e|age|es) of ", re.IGNORECASE)
_FORM_REACH = 40  # characters behind a drug or dose in which its form is named
_STRENGTH = re.compile(r"\s(?:\d+(?:\.\d+)?\s?(?:%|mg|g|mcg|µg)\s)?")
_OF_IT = re.compile(r"\s?(?:of\s)?(?:oral\s|intravenous\s)?", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(r"\s?[,(]?\s?")


@dataclass(frozen=True, slots=True)
class Dosing:
    """One way a drug was given; `*_at` are document offsets, None where it is not said."""

    dose: DoseMention | None
    dose_at: tuple[int, int] | None
    route: str
    route_at: tuple[int, int] | None
    duration: DurationMention | None = None
    form: FormMention | None = None


def _owner_of_dose(dose: DoseMention, sentence: Sentence, drugs: Sequence[DrugMention]) -> DrugMention | None:
    """The drug a dose belongs to, by place."""
    start, end = sentence.start + dose.start, sentence.start + dose.end
    before = max((d for d in drugs if d.end <= start), key=lambda d: d.end, default=None)
    after = min((d for d in drugs if end <= d.start <= end + _AHEAD), key=lambda d: d.start, default=None)
    behind = sentence.text[before.end - sentence.start : dose.start] if before else ""
    held = before is not None and _HELD.search(behind)
    if after and not held and _OF.fullmatch(sentence.text, dose.end, after.start - sentence.start):
        return after
    if before is None or not (start - before.end <= _BEHIND or _AT_A_DOSE.fullmatch(behind)):
        return None
    return None if re.search(r"[.;]", behind) else before


def _widened(evidence: PatientEvidence, sentence: Sentence, dose: DoseMention) -> tuple[int, int]:
    """The dose's place, widened to the model's dosage span where that holds it and begins with a figure."""
    start, end = sentence.start + dose.start, sentence.start + dose.end
    for span in evidence.marks[sentence.index].spans.get("Treatment.Dosage", ()):
        if span.start <= start and end <= span.end and sentence.text[span.start - sentence.start].isdigit():
            return span.start, span.end
    return start, end


def _own_dose(evidence: PatientEvidence, drug: DrugEvidence) -> tuple[DoseMention, tuple[int, int]] | None:
    """The dose that tells this patient from the others, where the drug is the one it is of."""
    for sentence in evidence.sentences:
        for dose in doses(sentence.text):
            place = (sentence.start + dose.start, sentence.start + dose.end)
            after = [d for d in evidence.marks[sentence.index].drugs if d.start >= place[1]]
            if place in evidence.individual.anchors and after and after[0] in drug.mentions:
                return dose, place
    return None


def _dose(evidence: PatientEvidence, drug: DrugEvidence) -> tuple[DoseMention, tuple[int, int]] | None:
    own = _own_dose(evidence, drug)
    if own is not None:
        return own
    for sentence in evidence.sentences:
        found = evidence.marks[sentence.index].drugs
        if not any(d in drug.mentions for d in found):
            continue
        for dose in doses(sentence.text):
            owner = _owner_of_dose(dose, sentence, found)
            if owner is not None and owner in drug.mentions:
                return dose, _widened(evidence, sentence, dose)
    return None


def _form(evidence: PatientEvidence, drug: DrugEvidence, dose_at: tuple[int, int] | None) -> FormMention | None:
    """The form named right behind the drug, with a strength between them or without, or right behind its dose."""
    for mention in drug.mentions:
        sentence = evidence.sentence_of(mention)
        ends = [mention.end] + ([dose_at[1]] if dose_at and sentence.start <= dose_at[0] < sentence.end else [])
        for end in ends:
            behind = sentence.text[end - sentence.start : end - sentence.start + _FORM_REACH]
            form = next(iter(forms(behind)), None)
            if form and _STRENGTH.fullmatch(behind, 0, form.start):
                return moved(form, end)
    return None


def _duration(evidence: PatientEvidence, drug: DrugEvidence, dose_at: tuple[int, int]) -> DurationMention | None:
    """How long the dose was given: told right behind it, or behind the drug that it is of."""
    sentence = next(s for s in evidence.sentences if s.start <= dose_at[0] < s.end)
    low = dose_at[1] - sentence.start
    of = [m for m in drug.mentions if m.sentence == sentence.index and m.start >= dose_at[1]]
    ends = [low] + [
        m.end - sentence.start for m in of if _OF_IT.fullmatch(sentence.text, low, m.start - sentence.start)
    ]
    for duration in durations(sentence.text):
        behind = [end for end in ends if end <= duration.start]
        if any(_RIGHT_BEHIND.fullmatch(sentence.text, end, duration.start) for end in behind):
            return moved(duration, sentence.start)
    return None


def dosing_of(evidence: PatientEvidence, drug: DrugEvidence) -> Dosing | None:
    """How the drug was given, or None where neither dose, form nor route is said."""
    dose, route = _dose(evidence, drug), route_of(evidence, drug)
    form = _form(evidence, drug, dose[1] if dose else None)
    if dose is None and route is None and form is None:
        return None
    return Dosing(
        dose[0] if dose else None,
        dose[1] if dose else None,
        route.value if route else "",
        (route.start, route.end) if route else None,
        _duration(evidence, drug, dose[1]) if dose else None,
        form,
    )

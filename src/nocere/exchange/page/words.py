"""Values and fields in plain words, for people: "4 years", "2014-01-31", "time to onset".

    shown(Quantity(value=Decimal(4), unit="a"))  # "4 years"
    label(Reaction, "onset")                     # "time to onset"

What it will not do: guess. A unit or field that has no plain words here keeps its own.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from nocere.case import Code, Quantity
from nocere.span import By, Fact, Made, Missing, NullFlavor

_UNITS = {
    "10.a": "decade",
    "a": "year",
    "mo": "month",
    "wk": "week",
    "d": "day",
    "h": "hour",
    "min": "minute",
    "s": "second",
    "{DF}": "dosage form",
    "{trimester}": "trimester",
}

_REASONS = {
    NullFlavor.NI: "not found in the text",
    NullFlavor.UNK: "said to be unknown",
    NullFlavor.ASKU: "asked for, and unknown",
    NullFlavor.NASK: "not asked for",
    NullFlavor.MSK: "withheld for privacy",
    NullFlavor.NA: "does not apply",
    NullFlavor.CONFLICTING: "the text contradicts itself",
}

_LABELS = {
    "CausalityAssessment.method": "causality method",
    "CausalityAssessment.result": "causality result",
    "CausalityAssessment.source": "causality assessed by",
    "Condition.family": "in the family",
    "Condition.name": "condition",
    "Death.autopsy": "autopsy done",
    "Dosage.dose": "dose",
    "Dosage.end": "last given",
    "Dosage.every": "every",
    "Dosage.start": "first given",
    "Dosage.text": "dosage as written",
    "Drug.action": "action taken",
    "Drug.product": "product code",
    "DrugReaction.interval": "from first dose to reaction",
    "DrugReaction.interval_from_last": "from last dose to reaction",
    "DrugReaction.why": "link",
    "Indication.name": "given for",
    "Indication.term": "given for (coded)",
    "Literature.reference": "publication",
    "MedicalEvent.kinds": "kind",
    "Narrative.text": "narrative",
    "Patient.description": "described as",
    "Reaction.confirmed": "confirmed by a health professional",
    "Reaction.end": "ended",
    "Reaction.highlighted": "highlighted by the reporter",
    "Reaction.onset": "time to onset",
    "Reaction.start": "began",
    "Reaction.term": "MedDRA term",
    "Report.created": "report made",
    "Report.expedited": "fulfils expedited criteria",
    "Report.first_received": "first received",
    "Report.most_recent": "most recent information",
    "Seriousness.congenital_anomaly": "serious: congenital anomaly",
    "Seriousness.death": "serious: death",
    "Seriousness.disability": "serious: disability",
    "Seriousness.hospitalisation": "serious: hospitalisation",
    "Seriousness.life_threatening": "serious: life-threatening",
    "Seriousness.other": "serious: other medically important",
    "Substance.name": "substance",
    "Test.term": "test (MedDRA)",
    "Test.text": "result as written",
    "Treatment.name": "treatment",
}

_DATE = re.compile(r"(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:\.\d+)?([+-]\d{4})?")


def label(owner: type[BaseModel], field: str) -> str:
    """What a field is called on a card or page."""
    return _LABELS.get(f"{owner.__name__}.{field}", field.replace("_", " "))


def shown(value: Any) -> str:
    """A fact's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Quantity):
        return quantity(value)
    if isinstance(value, Code):
        return f"{value.name or value.code} ({value.system} {value.version}, {value.code})"
    return str(value)


def quantity(value: Quantity) -> str:
    """Number and unit: "4 years", "1.5 mg/kg"."""
    number = format(value.value.normalize(), "f")
    unit = _UNITS.get(value.unit)
    if unit is None:
        return f"{number} {value.unit}".strip()
    return f"{number} {unit}" if value.value == 1 else f"{number} {unit}s"


def date(timestamp: str) -> str:
    """An E2B timestamp as people write it: "20140131" is "2014-01-31"; what is no timestamp stays as it is."""
    match = _DATE.fullmatch(timestamp)
    if match is None:
        return timestamp
    year, month, day, hour, minute, second, zone = match.groups()
    calendar = "-".join(part for part in (year, month, day) if part)
    clock = ":".join(part for part in (hour, minute, second) if part)
    return " ".join(part for part in (calendar, clock, zone) if part)


def same(one: str, other: str) -> bool:
    """Whether two wordings differ in nothing but capitals and white space."""
    return one.casefold().split() == other.casefold().split()


def reason(missing: Missing) -> str:
    """Why a value is missing."""
    return missing.why or _REASONS[missing.missing]


def made(fact: Fact[Any]) -> str:
    """How a value was made: "rule age.years", "model reader-1, 93 %", "entered by a person"."""
    sure = "" if fact.confidence is None else f", {fact.confidence:.0%}"
    return _by(fact.made) + sure


def _by(made: Made) -> str:
    if made.by is By.PERSON:
        return f"entered by {made.name}"
    return f"{made.by} {made.name}"

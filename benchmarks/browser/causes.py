"""Why annotated words were not read: the furthest that any stage came with them.

    cause, reasons = fate(looked, 0, looked.places("severe rash"), MARKS["reaction"])

Asked of what the stages say (`nocere.extracting.explain`): what was considered for this patient, then for others, then what
was set aside, and last what the model marked. Numbers decide, not the words of a reason.
What it will not do: guess. Where no stage has a word of it, it was not marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from benchmarks.browser.looked import Looked, Place
from nocere.case.explanation import Became, ConsideredCondition, ConsideredDrug, PatientExplained
from nocere.exchange.page.reasons import Group, Weighed, without_case
from nocere.span import Span


class Cause(StrEnum):
    """Where a value was lost, in the order of the way through the reader."""

    VERDICT = "the document was judged otherwise"
    PATIENT = "the whole patient was missed or invented"
    CARRIER = "its drug or reaction was not read"
    UNMARKED = "not marked by model, lexicon or rule"
    ASIDE = "in words that were set aside"
    PASSED = "marked, and put nowhere"
    UNHEARD = "considered, and nothing spoke for it"
    THRESHOLD = "considered, and judged below the threshold"
    RULED = "above the threshold, and dropped by a rule"
    ROLE = "read in another role"
    OTHER = "another patient's"
    BOUNDARY = "boundary or term differs"
    VALUE = "another value was read"
    SPURIOUS = "read, and not annotated"


MARKS = {
    "drug": ("Treatment.Drug",),
    "reaction": ("Effect",),
    "history": ("Subject.Disorder", "Treatment.Disorder", "Disease"),
    "indication": ("Treatment.Disorder",),
    "dose": ("Treatment.Dosage",),
    "route": ("Treatment.Route",),
    "onset": ("Treatment.Time_elapsed",),
    "age": ("Subject.Age",),
    "sex": ("Subject.Gender", "Subject"),
}
"""The model's labels that mean a field."""
Fate = tuple[Cause, tuple[str, ...]]


def meet(places: Iterable[Place], spans: Iterable[Span]) -> bool:
    """Whether any of the one shares a character with any of the other."""
    listed = list(spans)
    return any(span.start < end and start < span.end for start, end in places for span in listed)


def fate(looked: Looked, position: int | None, places: Sequence[Place], field: str) -> Fate:
    """What became of the words at these places, for the patient of the case at this position, or for anybody."""
    own = looked.explanation.patients if position is None else (looked.patient(position),)
    rest = [one for one in looked.explanation.patients if not any(one is mine for mine in own)]
    told = tuple(line for patient in own for line in said(patient, places))
    cause = _considered(own, places, field)
    if cause is None:
        told += tuple(f"of another patient: {line}" for patient in rest for line in said(patient, places))
        cause = Cause.OTHER if _considered(rest, places, field) else None
    marked = tuple(_marked(looked, places, field))
    aside = [one for one in looked.explanation.aside if meet(places, (one.span,))]
    told += marked + tuple(f"set aside: {one.whose}{f' ({one.rule})' if one.rule else ''}" for one in aside)
    if cause is None:
        cause = Cause.PASSED if marked else Cause.ASIDE if aside else Cause.UNMARKED
    if not places:
        told += ("the annotated words are not in the text as they stand",)
    return cause, tuple(dict.fromkeys(told)) or ("no stage has a word of it",)


def _considered(patients: Sequence[PatientExplained], places: Sequence[Place], field: str) -> Cause | None:
    """The furthest that these patients' candidates at these places came; None where there are none."""
    if field not in ("drug", "reaction", "history", "indication"):
        return None
    items: list[ConsideredCondition | ConsideredDrug] = [item for one in patients for item in one.conditions]
    items += [item for one in patients if field == "drug" for item in one.drugs]
    found = [_came(item, field) for item in items if meet(places, item.spans)]
    found += [Cause.PASSED for one in patients if meet(places, (p.span for p in one.passed))]
    return max(found, key=list(Cause).index, default=None)


def _came(item: ConsideredCondition | ConsideredDrug, field: str) -> Cause:
    if item.became is not Became.DROPPED:
        return Cause.ROLE
    if isinstance(item, ConsideredDrug) or field != "reaction":
        return Cause.PASSED
    if not item.score:
        return Cause.UNHEARD
    return Cause.THRESHOLD if item.score < item.threshold else Cause.RULED


def _marked(looked: Looked, places: Sequence[Place], field: str) -> Iterator[str]:
    """What the model marked there that means this field."""
    for mark in looked.marks:
        if mark.label in MARKS.get(field, ()) and any(mark.start < end and start < mark.end for start, end in places):
            words = looked.text[mark.start : mark.end]
            yield f"the model marks “{words}” as {mark.label}, {mark.probability:.0%} sure"


def said(patient: PatientExplained, places: Sequence[Place]) -> Iterator[str]:
    """What the explanation says of the candidates at these places."""
    for part in without_case(patient):
        for row in part.rows:
            if meet(places, row.spans):
                yield from _weighed(row, part.says)
        for group in part.groups:
            yield from _grouped(group, places)


def _weighed(row: Weighed, says: str) -> Iterator[str]:
    yield f"“{row.name}” {row.number} ({says}): {row.became}, {row.why}"
    for note in row.notes:
        quoted = "".join(f": “{span.quote}”" for span in note.spans)
        yield f"· {note.number} {note.words}{f' [{note.rule}]' if note.rule else ''}{quoted}"


def _grouped(group: Group, places: Sequence[Place]) -> Iterator[str]:
    for item in group.items:
        if meet(places, item.spans):
            yield f"“{item.name or item.spans[0].quote}”: {group.why}"

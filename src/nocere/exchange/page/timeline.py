"""What happened when: dated happenings first, by date, and then those with a time in words, in the order of the text.

    happenings(case)                             # (Happening(when="three days later", what="rash: onset", spans=…), …)

What it will not do: turn "three days later" into a date, or say which of two undated things came first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nocere.case import Case, Dosage
from nocere.case.element import Date, Measure, Text
from nocere.exchange.page import words
from nocere.span import Fact, Span


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened; `date` is its E2B timestamp or "" where the text gives its time only in words."""

    when: str
    what: str
    spans: tuple[Span, ...]
    date: str = ""


def happenings(case: Case) -> tuple[Happening, ...]:
    """All that has a time, and every other event of the patient."""
    found = (*_drugs(case), *_reactions(case), *_rest(case))
    return tuple(sorted(found, key=lambda h: (not h.date, h.date, h.spans[0].start if h.spans else 0)))


def _drugs(case: Case) -> Iterator[Happening]:
    names = {reaction.id: reaction.name.value for reaction in case.reactions}
    for drug in case.drugs:
        yield from _given(drug.name.value, drug.dosages)
        for pair in drug.reactions:
            reaction = names.get(pair.reaction, "reaction")
            yield from _after(f"{reaction}, after {drug.name.value} was first given", pair.interval)
            yield from _after(f"{reaction}, after {drug.name.value} was last given", pair.interval_from_last)


def _reactions(case: Case) -> Iterator[Happening]:
    for reaction in case.reactions:
        name = reaction.name.value
        yield from _dated(f"{name} began", reaction.start)
        yield from _said(f"{name}: onset", reaction.onset)
        yield from _dated(f"{name} ended", reaction.end)
        yield from _after(f"{name}: how long it lasted", reaction.duration)
        yield from _after(f"{name}: until recovery", reaction.time_to_recovery)


def _rest(case: Case) -> Iterator[Happening]:
    for treatment in case.treatments:
        yield from _given(treatment.name.value, treatment.dosages)
    for test in case.tests:
        name = test.name.value if isinstance(test.name, Fact) else "test"
        yield from _dated(name, test.date)
    for event in case.events:
        when = event.when if isinstance(event.when, Fact) else None
        kinds = f" ({', '.join(event.kinds)})" if event.kinds else ""
        spans = event.what.spans + (when.spans if when else ())
        yield Happening(when.value if when else "no time given", event.what.value + kinds, spans)
    yield from _dated("death", case.patient.death.date)


def _given(name: str, dosages: tuple[Dosage, ...]) -> Iterator[Happening]:
    for dosage in dosages:
        yield from _dated(f"{name} first given", dosage.start)
        yield from _dated(f"{name} last given", dosage.end)
        yield from _after(f"{name}: how long it was given", dosage.duration)


def _dated(what: str, date: Date) -> Iterator[Happening]:
    if isinstance(date, Fact):
        yield Happening(words.date(date.value), what, date.spans, date.value)


def _said(what: str, text: Text) -> Iterator[Happening]:
    if isinstance(text, Fact):
        yield Happening(text.value, what, text.spans)


def _after(what: str, measure: Measure) -> Iterator[Happening]:
    if isinstance(measure, Fact):
        yield Happening(words.quantity(measure.value), what, measure.spans)

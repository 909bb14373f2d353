"""A case as a person reads it: sections of blocks of lines, each line a value in words with the spans it was read from.

    telling = tell(case)
    telling.summary                              # "4-year-old girl · calcinosis cutis (severe) · calcium gluconate · …"
    for section in telling.sections: ...

The card on the terminal and the HTML page both show this, so they cannot part. Every fact of the case is in it: fields are
walked, not listed, and one without words of its own in `words` is shown under its own name.

What it will not do: draw conclusions, or know where it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from nocere.case import Case, Drug, Reaction, Reporter, Role, numbers
from nocere.exchange.narrative import narrate
from nocere.exchange.page import words
from nocere.exchange.page.lacks import Lack, lacks
from nocere.exchange.page.summary import summary
from nocere.exchange.page.timeline import happenings
from nocere.span import Fact, Made, Missing, NullFlavor, Span


class Kind(StrEnum):
    """What a line is about; it chooses colour and underline on the page."""

    PATIENT = "patient"
    DRUG = "drug"
    REACTION = "reaction"
    LINK = "link"
    TREATMENT = "treatment"
    TEST = "test"
    HISTORY = "history"
    EVENT = "event"
    REPORT = "report"
    VERDICT = "verdict"
    CONSIDERED = "considered"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Line:
    """A label and a value; `made` says how it was made, `missing` that the value is the reason why there is none. `by` and
    `sure` are what made it and how sure, as the case has them; None where the line is no value of the case."""

    label: str
    value: str
    spans: tuple[Span, ...] = ()
    made: str = ""
    elements: tuple[str, ...] = ()
    missing: bool = False
    by: Made | None = None
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One drug, reaction, treatment ...: its name (None where the section is the thing), a word or two, and its lines."""

    head: Line | None
    tag: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks of one kind."""

    title: str
    kind: Kind
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """All that is shown of one case. `narrative` is composed from the values, where the case has none of its own."""

    position: int
    summary: str
    valid: bool
    criteria: tuple[Line, ...]
    sections: tuple[Section, ...]
    narrative: str
    lacks: tuple[Lack, ...]


_ROLES = (Role.SUSPECT, Role.INTERACTING, Role.CONCOMITANT, Role.NOT_ADMINISTERED)
_HISTORY = ("history", "history_text", "past_drugs", "concomitant_therapies")


def tell(case: Case) -> Telling:
    """That case, told."""
    criteria = tuple(_line(str(c.criterion), c.met_by) for c in case.criteria)
    told = (section for section in _sections(case) if section.blocks)
    written = "" if isinstance(case.narrative.text, Fact) else narrate(case)
    return Telling(case.position, summary(case), case.valid, criteria, tuple(told), written, lacks(case))


def _sections(case: Case) -> Iterator[Section]:
    drugs = sorted(case.drugs, key=lambda drug: _ROLES.index(drug.role.value))
    yield Section("Drugs", Kind.DRUG, tuple(_drug(drug) for drug in drugs))
    yield Section("Reactions", Kind.REACTION, tuple(_reaction(reaction) for reaction in case.reactions))
    yield Section("Drug and reaction", Kind.LINK, tuple(_links(case)))
    treated = (
        Block(
            _line("treatment", t.name), "medicine" if t.drug else "procedure or care", _lines(t, "name", "id", "drug")
        )
        for t in case.treatments
    )
    yield Section("Treatment of the reaction", Kind.TREATMENT, tuple(treated))
    yield Section("Patient", Kind.PATIENT, _whole(_lines(case.patient, *_HISTORY)))
    history = tuple(line for name in _HISTORY for line in _field(case.patient, name))
    yield Section("History", Kind.HISTORY, _whole(history))
    yield Section("Tests", Kind.TEST, tuple(_named(test, "name", "test") for test in case.tests))
    when = tuple(Line(h.when, h.what, h.spans) for h in happenings(case))
    yield Section("Timeline", Kind.EVENT, _whole(when))
    yield Section("Narrative", Kind.REPORT, _whole(_lines(case.narrative)))
    reporters = tuple(_reporter(reporter) for reporter in case.report.reporters)
    report = _whole(_lines(case.report, "reporters"))
    yield Section("Report and reporter", Kind.REPORT, (*reporters, *report))


def _drug(drug: Drug) -> Block:
    name = _line("drug", drug.name, numbers(Drug)["name"])
    role = _line("role", drug.role, numbers(Drug)["role"])
    return Block(name, str(drug.role.value), (role, *_lines(drug, "name", "role", "id", "reactions")))


def _reaction(reaction: Reaction) -> Block:
    name = _line("reaction", reaction.name, numbers(Reaction)["name"])
    outcome = str(reaction.outcome.value) if isinstance(reaction.outcome, Fact) else ""
    return Block(name, outcome, _lines(reaction, "name", "id"))


def _reporter(reporter: Reporter) -> Block:
    names = [fact for fact in (reporter.given_name, reporter.family_name) if isinstance(fact, Fact)]
    if not names:
        return Block(None, "", _lines(reporter))
    spans = tuple(dict.fromkeys(span for fact in names for span in fact.spans))
    last = names[-1]
    head = Line(
        "reporter", " ".join(fact.value for fact in names), spans, words.made(last), by=last.made, sure=last.confidence
    )
    primary = isinstance(reporter.primary, Fact) and reporter.primary.value
    return Block(head, "primary" if primary else "", _lines(reporter, "given_name", "family_name", "primary"))


def _links(case: Case) -> Iterator[Block]:
    names = {reaction.id: reaction.name for reaction in case.reactions}
    for drug in case.drugs:
        for pair in drug.reactions:
            lines = _lines(pair, "reaction")
            other = names.get(pair.reaction)
            if lines and other is not None:
                spans = (*drug.name.spans[:1], *other.spans[:1])
                yield Block(Line("link", f"{drug.name.value} → {other.value}", spans), "", lines)


def _named(part: BaseModel, name: str, called: str) -> Block:
    return Block(_line(called, getattr(part, name)), "", _lines(part, name))


def _whole(lines: tuple[Line, ...]) -> tuple[Block, ...]:
    return (Block(None, "", lines),) if lines else ()


def _lines(part: BaseModel, *but: str) -> tuple[Line, ...]:
    return tuple(line for name in type(part).model_fields if name not in but for line in _field(part, name))


def _field(part: BaseModel, name: str) -> Iterator[Line]:
    value = getattr(part, name)
    label = words.label(type(part), name)
    elements = numbers(type(part)).get(name, ())
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, Fact) or (isinstance(item, Missing) and _says_something(item)):
            yield _line(label, item, elements)
        elif isinstance(item, str) and item and isinstance(value, tuple):
            yield Line(label, item, elements=elements)
        elif isinstance(item, BaseModel) and not isinstance(item, Missing):
            yield from _lines(item)


def _says_something(missing: Missing) -> bool:
    return missing.missing is not NullFlavor.NI or bool(missing.why)


def _line(label: str, fact: Fact[Any] | Missing, elements: tuple[str, ...] = ()) -> Line:
    if isinstance(fact, Missing):
        return Line(label, words.reason(fact), fact.spans, elements=elements, missing=True)
    return Line(
        label, words.shown(fact.value), fact.spans, words.made(fact), elements, by=fact.made, sure=fact.confidence
    )

"""Why a reading is as it is, for a person: tables of what was weighed, and lists of what was not, each thing with its reason.

    for part in reasons(case, explanation.of(case)):
        part.title, part.rows or part.groups
    aside(explanation)                           # what enters no case, by whose it is

The terminal and the page both show this, so they cannot part. What is most doubtful comes first: the value that was read
with the least confidence, the candidate nearest to its threshold.
What it will not do: leave anything out that is in the explanation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nocere.case import Case
from nocere.case.explanation import (
    Became,
    ConsideredCondition,
    ConsideredDrug,
    Explanation,
    Learned,
    PatientExplained,
    Voice,
)
from nocere.exchange.page.made import about
from nocere.exchange.page.view import Line, tell
from nocere.span import Made, Span


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that spoke, with its number in words and the words it was read from."""

    number: str
    words: str
    spans: tuple[Span, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Something with a number: what it is, where, what became of it and why, and what spoke."""

    number: str
    name: str
    spans: tuple[Span, ...]
    became: str
    why: str
    notes: tuple[Note, ...] = ()
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Something without a number."""

    name: str
    spans: tuple[Span, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Things that share a reason. `dropped` where they were candidates and are in no case."""

    why: str
    items: tuple[Item, ...]
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Reasons:
    """One part of the explanation; `says` is what its numbers mean."""

    title: str
    says: str = ""
    rows: tuple[Weighed, ...] = ()
    groups: tuple[Group, ...] = ()


def reasons(case: Case, patient: PatientExplained) -> tuple[Reasons, ...]:
    """The parts for that case, those that hold something."""
    parts = (_values(case), _conditions(patient), _drugs(patient), _passed(patient))
    return tuple(part for part in parts if part.rows or part.groups)


def without_case(patient: PatientExplained) -> tuple[Reasons, ...]:
    """The parts for a patient of whom no case was made."""
    parts = (_conditions(patient), _drugs(patient), _passed(patient))
    return tuple(part for part in parts if part.rows or part.groups)


def aside(explanation: Explanation) -> Reasons:
    """What enters no case, by whose it is."""
    found = ((a.whose, Item("", (a.span,), a.rule)) for a in explanation.aside)
    return Reasons("Set aside, and in no case", groups=_grouped(found, dropped=False))


def percent(number: float) -> str:
    """A number from 0 to 1 as people read it; what is not quite nothing or all is not called so."""
    if 0.0 < number < 0.01:
        return "<1%"
    return ">99%" if 0.99 < number < 1.0 else f"{number:.0%}"


def _grouped(found: Iterable[tuple[str, Item]], dropped: bool) -> tuple[Group, ...]:
    by_reason: dict[str, list[Item]] = {}
    for why, item in found:
        by_reason.setdefault(why, []).append(item)
    return tuple(Group(why, tuple(items), dropped) for why, items in by_reason.items())


def _values(case: Case) -> Reasons:
    named = list(_named_lines(case))
    sure = sorted((one for one in named if one[1].sure is not None), key=lambda one: one[1].sure or 0.0)
    rows = tuple(
        Weighed(percent(line.sure or 0.0), name, line.spans, "", _made(line.by)) for name, line in sure if line.by
    )
    rest = ((_made(line.by), Item(name, line.spans)) for name, line in named if line.by and line.sure is None)
    says = "the number is how sure; most rules give none"
    return Reasons("How each value was read", says, rows, _grouped(rest, dropped=False))


def _named_lines(case: Case) -> Iterator[tuple[str, Line]]:
    """Each line of the card that is a value, with what it is of and what it says."""
    for section in tell(case).sections:
        for block in section.blocks:
            of = f"{block.head.value}, " if block.head else ""
            if block.head and block.head.by:
                yield f"{block.head.label}: {block.head.value}", block.head
            yield from ((f"{of}{line.label}: {line.value}", line) for line in block.lines if line.by)


def _made(made: Made | None) -> str:
    if made is None:
        return ""
    why = made.why or about(made.name)
    return f"{why} ({made.by} {made.name})" if why else f"{made.by} {made.name}"


def _conditions(patient: PatientExplained) -> Reasons:
    weighed = [c for c in patient.conditions if c.score]
    weighed.sort(key=lambda c: abs(c.score - c.threshold))
    rows = tuple(
        Weighed(
            percent(c.score), c.name, c.spans, c.became, c.why, tuple(_spoke(c)), dropped=c.became is Became.DROPPED
        )
        for c in weighed
    )
    rest = [c for c in patient.conditions if not c.score]
    groups = _apart((c.became, c.why, Item(c.name, c.spans)) for c in rest)
    least = f"a reaction from {percent(weighed[0].threshold)} on" if weighed else ""
    return Reasons("Conditions that were considered", least, rows, groups)


def _apart(found: Iterable[tuple[Became, str, Item]]) -> tuple[Group, ...]:
    """Groups by what became of the things and why."""
    listed = list(found)
    kept = ((f"{became}: {why}", item) for became, why, item in listed if became is not Became.DROPPED)
    lost = ((f"{became}: {why}", item) for became, why, item in listed if became is Became.DROPPED)
    return (*_grouped(kept, dropped=False), *_grouped(lost, dropped=True))


def _spoke(condition: ConsideredCondition) -> Iterator[Note]:
    """What the rules said, what was taken from that, and what the learned number is made of."""
    yield Note(percent(condition.by_rule), "by the rules; what spoke:")
    for voice in sorted(condition.voices, key=lambda v: -v.weight):
        yield _heard(voice)
    for factor in condition.factors:
        yield Note(f"×{factor.left:.2f}", factor.why, rule=factor.id)
    if condition.learned:
        yield from _learned(condition.learned)


def _heard(voice: Voice) -> Note:
    return Note(percent(voice.weight), voice.why, (voice.span,), voice.rule)


def _learned(learned: Learned) -> Iterator[Note]:
    yield Note(percent(learned.number), f"learned, with {learned.drug}; what counted most:")
    for share in (*learned.speaks_for, *learned.speaks_against):
        yield Note(f"{share.worth:+.2f}", share.why, rule=share.id)


def _drugs(patient: PatientExplained) -> Reasons:
    weighed = [d for d in patient.drugs if d.suspicion or d.relief]
    weighed.sort(key=lambda d: abs(d.suspicion - d.threshold))
    rows = tuple(
        Weighed(
            percent(d.suspicion),
            d.name,
            d.spans,
            d.became,
            d.why,
            tuple(_decided(d)),
            dropped=d.became is Became.DROPPED,
        )
        for d in weighed
    )
    rest = [d for d in patient.drugs if not d.suspicion and not d.relief]
    groups = _apart((d.became, d.why, Item(d.name, d.spans)) for d in rest)
    least = f"suspect from {percent(weighed[0].threshold)} suspicion on" if weighed else ""
    return Reasons("Drugs that were considered", least, rows, groups)


def _decided(drug: ConsideredDrug) -> Iterator[Note]:
    if drug.link:
        yield _heard(drug.link)
    if drug.relief:
        yield Note(percent(drug.relief), "speaks for relief")


def _passed(patient: PatientExplained) -> Reasons:
    found = ((p.why, Item("", (p.span,))) for p in patient.passed)
    return Reasons("Words that were marked and passed over", groups=_grouped(found, dropped=True))

"""Whether a document's patients are told apart: how many, and whose each value is.

    python -m benchmarks.patients --texts TEXTS.jsonl --gold CASES.jsonl [--leaks]

The rule: patients are paired as in `score`. A value of a paired case leaks when the annotated patient it is paired with
does not have it and another annotated patient of the same document does. To have it asks for the kind and not the part: a
drug in whatever role, a condition as reaction, indication or history; an outcome with its reaction, an action with its drug.
Words are compared leniently, amounts with the same figures too. A value that no annotated patient has is nobody's: wrong
perhaps, but no leak. A value that was read is ungrounded where it has no span, where the text at a span says something else,
or where the words are not in the annotated text.

A clause ("a 54-year-old woman") is told right when one read case has both the age (or age group) and the sex of one
annotated patient; crossed, when it has the age of one and the sex of another.

What it will not do: see a leak from a person whom the annotations do not describe.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from benchmarks.gold import record
from benchmarks.score import NOBODY, Record, age, alike, load, paired, shared
from nocere.case import Reading
from nocere.extracting.grammar.numbers import NUMBER, number
from nocere.span import Span, facts_in

FIELDS = (
    *("age", "age group", "sex", "drug", "reaction", "history", "dose", "route", "indication", "onset"),
    *("outcome", "action", "dechallenge", "rechallenge", "seriousness"),
)
_CONDITIONS = ("reaction", "indication", "history")
_AMOUNTS = ("dose", "onset")
_WORDED = ("drug", *_CONDITIONS, *_AMOUNTS, "route")
_NUMBER = re.compile(rf"\b{NUMBER}", re.IGNORECASE)


class Value(NamedTuple):
    """One value of a case; `about` is the drug or reaction that it is said of."""

    field: str
    said: str
    about: str = ""


class Leak(NamedTuple):
    """A value of one patient in the case of another."""

    document: str
    value: Value


@dataclass
class Told:
    """What was counted over some documents; the counters are by field."""

    documents: Counter[str] = field(default_factory=Counter)
    patients: Counter[str] = field(default_factory=Counter)
    clauses: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    of_several: Counter[str] = field(default_factory=Counter)
    nobodys: Counter[str] = field(default_factory=Counter)
    leaks: list[Leak] = field(default_factory=list)
    read: int = 0
    ungrounded: list[str] = field(default_factory=list)


def values(case: Record) -> Iterator[Value]:
    """All that the case says; what it does not know is no value."""
    yield from (Value("age", one) for one in age(case))
    coded = {"age group": "age_group", "sex": "sex", "dechallenge": "dechallenge", "rechallenge": "rechallenge"}
    yield from (Value(name, case[key]) for name, key in coded.items() if case[key])
    yield from (Value("seriousness", one) for one in case["serious"])
    yield from (Value("history", one) for one in case["history"])
    for drug in case["drugs"]:
        yield Value("drug", drug["name"])
        yield from (Value(key, drug[key], drug["name"]) for key in ("dose", "route", "indication") if drug[key])
        if drug["action"] not in ("unknown", "not_applicable"):
            yield Value("action", drug["action"], drug["name"])
    for reaction in case["reactions"]:
        yield Value("reaction", reaction["term"])
        if reaction["onset"]:
            yield Value("onset", reaction["onset"], reaction["term"])
        if reaction["outcome"] != "unknown":
            yield Value("outcome", reaction["outcome"], reaction["term"])


def figures(words: str) -> set[str]:
    """The numbers in the words, in figures."""
    return {f"{number(found.group()).normalize():f}" for found in _NUMBER.finditer(words)}


def has(case: Record, value: Value) -> bool:
    """Whether the patient has this value, whatever part it plays there."""
    kin = _CONDITIONS if value.field in _CONDITIONS else (value.field,)
    return any(_same(own, value) for own in values(case) if own.field in kin)


def _same(own: Value, value: Value) -> bool:
    if value.field not in _WORDED:
        return own.said == value.said and alike(own.about, value.about, lenient=True)
    if value.field in _AMOUNTS and figures(own.said) != figures(value.said):
        return False
    return alike(own.said, value.said, lenient=True)


def leaks(value: Value, own: Record, others: Iterable[Record]) -> bool:
    """Whether the value is another's and not the patient's own."""
    return not has(own, value) and any(has(other, value) for other in others)


def ungrounded(reading: Reading, text: str) -> list[str]:
    """The values that were read and that the text does not bear out."""
    given, within = _folded(text), reading.document.text
    return [
        str(fact.value)
        for fact in facts_in(reading.cases)
        if (fact.made.reads and not fact.spans) or not all(_stands(s, within, given) for s in fact.spans)
    ]


def _stands(span: Span, within: str, given: str) -> bool:
    """Whether the document says at its place what the span quotes, and the annotated text says it too."""
    placed = 0 <= span.start < span.end <= len(within) and within[span.start : span.end] == span.quote
    return placed and _folded(span.quote) in given


def _folded(text: str) -> str:
    return " ".join(text.split())


def people(cases: Iterable[Record]) -> Counter[tuple[str, str]]:
    """Age, or else age group, and sex of each patient who has both."""
    aged = (("".join(age(case)) or case["age_group"], case["sex"]) for case in cases)
    return Counter((old, sex) for old, sex in aged if old and sex)


def count(told: Told, gold: Record, reading: Reading, text: str) -> None:
    """Count one document more."""
    cases, found = gold["cases"], record(gold["id"], reading)["cases"]
    difference = len(found) - len(cases)
    told.documents["exact" if not difference else "over" if difference > 0 else "under"] += 1
    ours, theirs = people(cases), people(found)
    told.clauses.update({"annotated": ours.total(), "read": theirs.total(), "right": (ours & theirs).total()})
    ages, sexes = {old for old, _ in ours}, {sex for _, sex in ours}
    told.clauses["crossed"] += sum(n for (old, sex), n in (theirs - ours).items() if old in ages and sex in sexes)
    for one, case in paired(cases, found):
        both = one is not NOBODY and case is not NOBODY and shared(one, case) > 0
        told.patients.update(paired=int(both), annotated=int(one is not NOBODY), read=int(case is not NOBODY))
        if both:
            _whose(told, gold, one, case)
    told.read += sum(fact.made.reads for fact in facts_in(reading.cases))
    told.ungrounded += [f"{gold['id']}: {value}" for value in ungrounded(reading, text)]


def _whose(told: Told, gold: Record, own: Record, case: Record) -> None:
    """Count whose the values of one paired case are."""
    others = [other for other in gold["cases"] if other is not own]
    for value in values(case):
        told.values[value.field] += 1
        told.of_several[value.field] += bool(others)
        if leaks(value, own, others):
            told.leaks.append(Leak(gold["id"], value))
        else:
            told.nobodys[value.field] += not has(own, value)


def measure(gold: Sequence[Record], texts: Mapping[str, str]) -> dict[str, Told]:
    """What was counted in each set, and in all together."""
    from nocere import read

    told: dict[str, Told] = {name: Told() for name in (*sorted({g.get("set", "") for g in gold} - {""}), "all")}
    for one in gold:
        text = texts[one["id"]]
        reading = read(text.encode(), name=f"{one['id']}.txt")
        for name in {one.get("set", ""), "all"} - {""}:
            count(told[name], one, reading, text)
    return told


def share(part: int, whole: int) -> str:
    """In per cent, with one decimal; a dash of nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def markdown(told: Mapping[str, Told]) -> Iterator[str]:
    """Patients, clauses and values by set, and the values by field."""
    yield "| set | texts | patients exact | over | under | annotated | read | paired |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for name, t in told.items():
        d, p = t.documents, t.patients
        counts = (d.total(), d["exact"], d["over"], d["under"], p["annotated"], p["read"], p["paired"])
        yield f"| {name} | {' | '.join(map(str, counts))} |"
    yield "\n| set | clauses (age and sex) | read | right | crossed |\n|---|---:|---:|---:|---:|"
    for name, t in told.items():
        c = t.clauses
        yield f"| {name} | {c['annotated']} | {c['read']} | {c['right']} | {c['crossed']} |"
    yield "\n| set | values of paired cases | another patient's | share | beside other patients | share there | ungrounded |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, t in told.items():
        whole, leaked, several = t.values.total(), len(t.leaks), t.of_several.total()
        bad = f"{len(t.ungrounded)} of {t.read}"
        yield f"| {name} | {whole} | {leaked} | {share(leaked, whole)} | {several} | {share(leaked, several)} | {bad} |"
    yield "\n| value | in paired cases | beside other patients | another patient's | nobody's |\n|---|---:|---:|---:|---:|"
    everything = list(told.values())[-1]
    leaked_of = Counter(leak.value.field for leak in everything.leaks)
    for name in FIELDS:
        if n := everything.values[name]:
            yield f"| {name} | {n} | {everything.of_several[name]} | {leaked_of[name]} | {everything.nobodys[name]} |"


def section(folder: Path) -> Iterator[str]:
    """The tables under their heading, or that they could not be measured."""
    yield "### Patients told apart: annotated cases\n"
    if (folder / "cases.jsonl").is_file():
        yield "`python -m benchmarks.patients --texts TEXTS.jsonl --gold CASES.jsonl`\n"
        yield from markdown(measure(load(folder / "cases.jsonl"), texts_of(folder / "texts.jsonl")))
    else:
        yield "Not measured: annotated cases were not there."
    yield ""


def texts_of(path: Path) -> dict[str, str]:
    """The text of each id."""
    return {row["id"]: row["text"] for row in load(path)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; with --leaks each value that is another's, and each that is ungrounded."""
    parser = ArgumentParser(prog="python -m benchmarks.patients", description="Whether patients are told apart.")
    parser.add_argument("--texts", type=Path, required=True, help='texts, JSONL with "id" and "text"')
    parser.add_argument("--gold", type=Path, required=True, help="annotated cases, JSONL")
    parser.add_argument("--leaks", action="store_true", help="name each value that is another patient's or ungrounded")
    given = parser.parse_args(arguments)
    told = measure(load(given.gold), texts_of(given.texts))
    print("\n".join(markdown(told)))
    if given.leaks:
        for document, value in told["all"].leaks:
            print(f"{document}: {value.field} {value.said!r}{f' of {value.about!r}' if value.about else ''}")
        print("\n".join(f"ungrounded: {one}" for one in told["all"].ungrounded))
    return 0


if __name__ == "__main__":
    sys.exit(main())

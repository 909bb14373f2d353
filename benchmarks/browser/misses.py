"""A reading held against its annotation: each value that is missing, too much or otherwise, with its cause.

    for miss in misses(looked, gold):
        miss.field, miss.cause, miss.expected, miss.read, miss.reasons

The rule: patients are paired and words compared as in `benchmarks.score`; what is lenient there is a miss of boundaries
here. Drugs are compared by name whatever their role, and roles, actions, outcomes, doses, routes, indications and onsets
where the drug or reaction was found; doses and the like of a drug that was not are missed with it.
What it will not do: count as `score` does, which takes doses and indications over the whole patient.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.browser.causes import Cause, fate, meet, said
from benchmarks.browser.looked import CaseFacts, Known, Looked, Place
from benchmarks.gold import CRITERIA
from benchmarks.patients import Value, has, leaks, values
from benchmarks.score import NOBODY, Record, age, alike, matches, paired, shared
from nocere.case.explanation import PatientExplained
from nocere.span import NOT_STATED, Fact

FIELDS = (
    *("document", "patient", "age", "age group", "sex", "drug", "role", "dose", "route", "indication", "action"),
    *("reaction", "onset", "outcome", "dechallenge", "rechallenge", "seriousness", "history"),
)
NOTHING = ("", "unknown")


@dataclass(frozen=True)
class Miss:
    """One value that was not read as annotated. `expected` is "" where nothing is annotated, `read` where nothing was read."""

    field: str
    cause: Cause
    expected: str = ""
    read: str = ""
    about: str = ""
    patient: str = ""
    gold_at: tuple[Place, ...] = ()
    read_at: tuple[Place, ...] = ()
    about_at: tuple[Place, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """An annotated patient in a few words, the annotation, the reading, its place among those read, the other annotations."""

    who: str
    gold: Record
    read: Record
    position: int
    others: tuple[Record, ...]


def misses(looked: Looked, gold: Record) -> tuple[Miss, ...]:
    """All of them, by field, then by cause."""
    found = [*_verdict(looked, gold), *_patients(looked, gold)]
    return tuple(sorted(found, key=lambda m: (FIELDS.index(m.field), list(Cause).index(m.cause))))


def _verdict(looked: Looked, gold: Record) -> Iterator[Miss]:
    """The document's own miss, where it was judged to hold a case and holds none, or the other way round."""
    verdict = looked.explanation.reading.verdict
    if gold["has_icsr"] != verdict.has_case:
        words = {True: "has a case", False: "has no case"}
        at = tuple((s.start, s.end) for s in verdict.spans)
        none = (f"no case was made of “{_named(one)}”: {one.why}" for one in looked.explanation.without_case)
        reasons = (f"{verdict.document_type}: {verdict.reason}", *none)
        yield Miss(
            *("document", Cause.VERDICT, words[gold["has_icsr"]], words[verdict.has_case]), read_at=at, reasons=reasons
        )


def _named(patient: PatientExplained) -> str:
    return patient.spans[0].quote if patient.spans else "a patient"


def _patients(looked: Looked, gold: Record) -> Iterator[Miss]:
    """The misses of each pair of patients, and of those without a partner."""
    cases = looked.record["cases"]
    whole = Cause.PATIENT if gold["has_icsr"] == looked.record["has_icsr"] else Cause.VERDICT
    for ours, theirs in paired(gold["cases"], cases):
        position = next((n for n, case in enumerate(cases) if case is theirs), -1)
        others = tuple(other for other in gold["cases"] if other is not ours)
        who = _numbered(ours, gold["cases"])
        if NOBODY not in (ours, theirs) and shared(ours, theirs) > 0:
            yield from _Compared(looked, Pair(who, ours, theirs, position, others)).misses()
            continue
        if ours is not NOBODY:
            yield from _missed(looked, ours, who, whole)
        if theirs is not NOBODY:
            yield from _invented(looked, theirs, looked.facts[position], whole)


def described(case: Record) -> str:
    """The patient in a few words."""
    words = [*age(case), case["age_group"] or "", case["sex"] or "", *(r["term"] for r in case["reactions"][:1])]
    return " · ".join(word for word in words if word)


def _numbered(case: Record, cases: Sequence[Record]) -> str:
    """The patient in a few words, with their number where there are several."""
    number = next((n for n, one in enumerate(cases, 1) if one is case), 0)
    return f"{number} of {len(cases)}: {described(case)}" if len(cases) > 1 else described(case)


def _missed(looked: Looked, case: Record, who: str, cause: Cause) -> Iterator[Miss]:
    """The patient, and each of their values."""
    at = looked.places(case["age"]["verbatim"]) if case["age"] else ()
    reasons = tuple(f"“{_named(one)}”: {one.why}" for one in looked.explanation.without_case)
    yield Miss("patient", cause, who, "", patient=who, gold_at=at, reasons=reasons or ("no patient was told apart",))
    for value in values(case):
        worded = value.field not in ("sex", "outcome", "action", "seriousness", "dechallenge", "rechallenge")
        places = looked.places(value.said) if worded and value.field != "age" else at if value.field == "age" else ()
        why = fate(looked, None, places, value.field)[1] if places else ()
        about = looked.places(value.about)
        yield Miss(value.field, cause, value.said, "", value.about, who, places, (), about, why)


def _invented(looked: Looked, case: Record, facts: CaseFacts, cause: Cause) -> Iterator[Miss]:
    """The patient alone: what is read of nobody is all too much."""
    reasons = tuple(f"{drug['name']}, {drug['role']}" for drug in case["drugs"])
    reasons += tuple(reaction["term"] for reaction in case["reactions"])
    at = _places(facts.patient["age"]) + tuple(p for r in facts.reactions for p in _places(r["term"]))
    yield Miss("patient", cause, "", described(case), patient=described(case), read_at=at, reasons=reasons)


def _places(known: Known) -> tuple[Place, ...]:
    return tuple((span.start, span.end) for span in known.spans)


def _made(known: Known) -> tuple[str, ...]:
    if not isinstance(known, Fact):
        return (f"not read: {known.why}",) if known.why else ()
    why = f": {known.made.why}" if known.made.why else ""
    sure = f", {known.confidence:.0%} sure" if known.confidence is not None else ""
    return (f"read by {known.made.by} {known.made.name}{why}{sure}",)


class _Compared:
    """One pair of patients, field by field."""

    def __init__(self, looked: Looked, pair: Pair) -> None:
        self.looked, self.pair = looked, pair
        self.gold, self.read, self.facts = pair.gold, pair.read, looked.facts[pair.position]
        self.who = pair.who

    def misses(self) -> Iterator[Miss]:
        yield from self._person()
        drugs = self._named("drug", self.gold["drugs"], self.read["drugs"], self.facts.drugs, "name")
        yield from drugs
        reactions = self._named(
            "reaction", self.gold["reactions"], self.read["reactions"], self.facts.reactions, "term"
        )
        yield from reactions
        history = [{"name": name} for name in self.gold["history"]], [{"name": name} for name in self.read["history"]]
        yield from self._named("history", *history, [{"name": one} for one in self.facts.history], "name")

    def _person(self) -> Iterator[Miss]:
        """What is said of the patient as a whole."""
        verbatim = self.gold["age"]["verbatim"] if self.gold["age"] else ""
        ours, theirs = ("".join(age(case)) for case in (self.gold, self.read))
        yield from self._value("age", (ours, theirs), self.facts.patient["age"], self.looked.places(verbatim))
        for field in ("sex", "dechallenge", "rechallenge"):
            pair = (self.gold[field] or "", self.read[field] or "")
            yield from self._value(field, pair, self.facts.patient[field])
        for word in CRITERIA.values():
            serious, other = (word if word in case["serious"] else "" for case in (self.gold, self.read))
            yield from self._value("seriousness", (serious, other), self.facts.patient[word])

    def _named(
        self, field: str, gold: Sequence[Record], read: Sequence[Record], facts: Sequence[Mapping[str, Known]], key: str
    ) -> Iterator[Miss]:
        """Things with a name: missed, too much, differently bounded, and what is said of those that were found."""
        ours, theirs = [one[key] for one in gold], [one[key] for one in read]
        found = matches(ours, theirs, lenient=True)
        found += self._touching(ours, [facts[j][key] for j in range(len(facts))], found)
        for i, j in found:
            if not alike(ours[i], theirs[j], lenient=False):
                yield self._differs(field, (ours[i], theirs[j]), facts[j][key])
            yield from self._attached(field, (gold[i], read[j]), facts[j], ours[i])
        taken, used = {i for i, _ in found}, {j for _, j in found}
        for i in (i for i in range(len(ours)) if i not in taken):
            yield self._lost(field, ours[i])
            yield from self._carried(gold[i], ours[i])
        for j in (j for j in range(len(theirs)) if j not in used):
            yield self._too_much(Value(field, theirs[j]), facts[j][key])

    def _touching(
        self, ours: Sequence[str], facts: Sequence[Known], found: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Names that are not alike and stand in the same words."""
        pairs: list[tuple[int, int]] = []
        for i in (i for i in range(len(ours)) if i not in {a for a, _ in found}):
            places = self.looked.places(ours[i])
            free = (j for j in range(len(facts)) if j not in {b for _, b in (*found, *pairs)})
            j = next((j for j in free if meet(places, facts[j].spans)), None)
            if j is not None:
                pairs.append((i, j))
        return pairs

    def _attached(
        self, field: str, pair: tuple[Record, Record], facts: Mapping[str, Known], about: str
    ) -> Iterator[Miss]:
        """What is said of a drug or reaction that was found."""
        keys = {"drug": ("role", "dose", "route", "indication", "action"), "reaction": ("onset", "outcome")}
        for key in keys.get(field, ()):
            said_of = (pair[0][key] or "", pair[1][key] or "")
            known = facts["name"] if key == "role" else facts.get(key, NOT_STATED)
            at = self.looked.places(said_of[0]) if key in ("dose", "route", "indication", "onset") else ()
            yield from self._value(key, said_of, known, at, about)

    def _value(
        self, field: str, pair: tuple[str, str], known: Known, at: tuple[Place, ...] = (), about: str = ""
    ) -> Iterator[Miss]:
        """One value that is annotated, read, both or neither."""
        ours, theirs = pair
        if ours == theirs or (ours in NOTHING and theirs in NOTHING) or (at and alike(ours, theirs, lenient=False)):
            return
        beside = (self.who, at, _places(known), self.looked.places(about))
        if theirs in NOTHING:
            cause, reasons = self._fate(field, at) if at else (Cause.UNMARKED, ("no rule found words for it",))
            yield Miss(field, cause, ours, "", about, *beside, _made(known) + reasons)
        elif ours in (*NOTHING, "not_applicable"):
            yield self._too_much(Value(field, theirs, about), known, ours)
        else:
            own = Cause.ROLE if field == "role" else Cause.VALUE
            cause = Cause.BOUNDARY if at and alike(ours, theirs, lenient=True) else own
            cause = Cause.OTHER if self._leaks(Value(field, theirs, about)) else cause
            made = () if field == "role" else _made(known)
            yield Miss(field, cause, ours, theirs, about, *beside, made + self._said(known))

    def _differs(self, field: str, pair: tuple[str, str], known: Known) -> Miss:
        at = self.looked.places(pair[0])
        return Miss(
            field, Cause.BOUNDARY, *pair, "", self.who, at, _places(known), (), _made(known) + self._said(known)
        )

    def _lost(self, field: str, name: str) -> Miss:
        at = self.looked.places(name)
        cause, reasons = self._fate(field, at)
        return Miss(field, cause, name, "", "", self.who, at, (), (), reasons)

    def _carried(self, gold: Record, about: str) -> Iterator[Miss]:
        """What goes with a drug or reaction that was not read."""
        for key in ("dose", "route", "indication", "onset"):
            if gold.get(key):
                at = self.looked.places(gold[key])
                why = self._fate(key, at)[1]
                yield Miss(key, Cause.CARRIER, gold[key], "", about, self.who, at, (), self.looked.places(about), why)

    def _too_much(self, value: Value, known: Known, ours: str = "") -> Miss:
        cause = Cause.OTHER if self._leaks(value) else Cause.SPURIOUS
        if cause is Cause.SPURIOUS and value.field in ("drug", "reaction", "history") and has(self.gold, value):
            cause = Cause.ROLE
        at, about = _places(known), self.looked.places(value.about)
        reasons = _made(known) + self._said(known)
        return Miss(value.field, cause, ours, value.said, value.about, self.who, (), at, about, reasons)

    def _leaks(self, value: Value) -> bool:
        return leaks(value, self.gold, self.pair.others)

    def _fate(self, field: str, at: tuple[Place, ...]) -> tuple[Cause, tuple[str, ...]]:
        return fate(self.looked, self.pair.position, at, field)

    def _said(self, known: Known) -> tuple[str, ...]:
        return tuple(said(self.looked.patient(self.pair.position), _places(known)))

"""Cases of one patient, from two tellings of one document, as one case: each value with the words of both.

    case = merged(Side(case, numbers, vague, doses), Side(...))

What both state alike is one value with the spans of both; what one alone states is taken; what they state differently is missing
as conflicting, with the spans that contradict each other, where only one value can be true (`conflicts`). What it will not do:
read, or weigh which of two contradicting statements is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from nocere.case import (
    Case,
    Condition,
    Dosage,
    Drug,
    DrugReaction,
    Indication,
    MedicalEvent,
    Patient,
    Reaction,
    Role,
    Test,
    Treatment,
)
from nocere.extracting import conflicts
from nocere.extracting.conflicts import Dose, both, further, same_dose, single, with_words_of
from nocere.extracting.evidence import stems
from nocere.span import Fact, Frozen, Missing

K = TypeVar("K")
T = TypeVar("T")
P = TypeVar("P")
M = TypeVar("M", bound=Frozen)
N = TypeVar("N", Condition, Indication)
Doses = Sequence[Fact[Dose]]
_BLAMED = (Role.SUSPECT, Role.INTERACTING)


@dataclass(frozen=True, slots=True)
class Side:
    """The case of one telling. `numbers` holds by its id what is the same in both (of drugs, treatments and reactions), `vague`
    the numbers of the drugs that only a class names, `doses` all doses told of each drug, by its number."""

    case: Case
    numbers: Mapping[str, int]
    vague: frozenset[int]
    doses: Mapping[int, Doses]


def merged(one: Side, other: Side) -> Case:
    """The case that both tell."""
    ours, theirs = ({side.numbers[r.id]: r for r in side.case.reactions} for side in (one, other))
    reactions = _united(ours, theirs, _reaction)
    ids = {number: f"r{place}" for place, number in enumerate(reactions, 1)}
    case = one.case.model_copy(
        update={
            "id": "",
            "patient": _patient(one.case.patient, other.case.patient),
            "reactions": tuple(r.model_copy(update={"id": ids[number]}) for number, r in reactions.items()),
            "drugs": _drugs(one, other, ids),
            "treatments": _treatments(one, other),
            "tests": _each_once(one.case.tests, other.case.tests, _same_test, _joined_test),
            "events": _each_once(one.case.events, other.case.events, _same_event, _joined_event),
        }
    )
    return case.model_copy(update={"id": case.digest})


def _united(ours: Mapping[K, P], theirs: Mapping[K, P], join: Callable[[P, P], P]) -> dict[K, P]:
    """What either has, joined where both have it under one key."""
    found = {key: join(item, theirs[key]) if key in theirs else item for key, item in ours.items()}
    return found | {key: item for key, item in theirs.items() if key not in ours}


def _joined(one: M, other: M, **told: object) -> M:
    """The first with `told`, and with all else that either states: the first's where they differ, of lists what both hold."""
    update = dict(told)
    for name in type(one).model_fields:
        if name not in told:
            update[name] = _either(getattr(one, name), getattr(other, name))
    return one.model_copy(update=update)


def _either(one: object, other: object) -> object:
    if isinstance(one, Fact | Missing) and isinstance(other, Fact | Missing):
        return both(one, other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return (*one, *(item for item in other if item not in one))
    if isinstance(one, Frozen) and type(one) is type(other):
        return _joined(one, other)
    return one


def _any(_one: object, _other: object) -> bool:
    """Whatever the second says: its words speak for the first value too."""
    return True


def _same_name(one: str, other: str) -> bool:
    """Whether two names are one, or one is the other with more words before it."""
    short, long = sorted((stems(one), stems(other)), key=len)
    return bool(short) and long[-len(short) :] == short


def _each_once(
    ours: Iterable[T], theirs: Iterable[T], alike: Callable[[T, T], bool], joined: Callable[[T, T], T]
) -> tuple[T, ...]:
    """All of both sides; what both tell stands once, joined."""
    found = list(ours)
    for item in theirs:
        place = next((n for n, known in enumerate(found) if alike(known, item)), None)
        if place is None:
            found.append(item)
        else:
            found[place] = joined(found[place], item)
    return tuple(found)


def _with_both_names(one: N, other: N) -> N:
    return one.model_copy(update={"name": both(one.name, other.name, _any)})


def _by_name(ours: Iterable[N], theirs: Iterable[N]) -> tuple[N, ...]:
    """Named things of both sides, each name once, with the words of both."""
    return _each_once(ours, theirs, _named_alike, _with_both_names)


def _named_alike(one: Condition | Indication, other: Condition | Indication) -> bool:
    return isinstance(one.name, Fact) and isinstance(other.name, Fact) and _same_name(one.name.value, other.name.value)


def _patient(one: Patient, other: Patient) -> Patient:
    first, second = one.age, other.age
    if isinstance(first, Fact) and isinstance(second, Fact) and conflicts.finer(second.value, first.value):
        first, second = second, first
    return _joined(
        one,
        other,
        description=both(one.description, other.description, _any),
        age=single(first, second, conflicts.same_age),
        sex=single(one.sex, other.sex),
        history=_by_name(one.history, other.history),
    )


def _reaction(one: Reaction, other: Reaction) -> Reaction:
    return _joined(
        one,
        other,
        name=with_words_of(one.name, other.name),
        outcome=further(one.outcome, other.outcome, conflicts.OUTCOMES),
        site=both(one.site, other.site, _same_name),
        onset=both(one.onset, other.onset, _same_name),
    )


def _drugs(one: Side, other: Side, ids: Mapping[int, str]) -> tuple[Drug, ...]:
    """The drugs of both, those blamed first; each that is blamed with a pair for each reaction."""
    ours, theirs = ({side.numbers[d.id]: _renamed(d, side, ids) for d in side.case.drugs} for side in (one, other))
    found = dict(_united(ours, theirs, lambda first, _: first))
    for number in ours.keys() & theirs.keys():
        dosages = _dosages(ours[number].dosages, theirs[number].dosages, one.doses[number], other.doses[number])
        joined = _drug(ours[number], theirs[number], number in one.vague)
        found[number] = joined.model_copy(update={"dosages": dosages})
    ordered = sorted(found.values(), key=lambda drug: drug.role.value not in _BLAMED)
    return tuple(
        drug.model_copy(update={"id": f"d{place}", "reactions": _every_pair(drug, ids)})
        for place, drug in enumerate(ordered, 1)
    )


def _renamed(drug: Drug, side: Side, ids: Mapping[int, str]) -> Drug:
    """The drug with the ids that its reactions have in the whole case."""
    pairs = tuple(p.model_copy(update={"reaction": ids[side.numbers[p.reaction]]}) for p in drug.reactions)
    return drug.model_copy(update={"reactions": pairs})


def _every_pair(drug: Drug, ids: Mapping[int, str]) -> tuple[DrugReaction, ...]:
    told = {pair.reaction: pair for pair in drug.reactions}
    blamed = drug.role.value in _BLAMED
    return tuple(told.get(reaction) or DrugReaction(reaction=reaction) for reaction in ids.values() if blamed)


def _drug(one: Drug, other: Drug, vague: bool) -> Drug:
    name, more = (other.name, one.name) if vague else (one.name, other.name)
    ours, theirs = ({pair.reaction: pair for pair in drug.reactions} for drug in (one, other))
    return _joined(
        one,
        other,
        name=with_words_of(name, more),
        role=with_words_of(one.role, other.role),
        indications=_by_name(one.indications, other.indications),
        action=further(one.action, other.action, conflicts.ACTIONS),
        reactions=tuple(_united(ours, theirs, _pair).values()),
    )


def _pair(one: DrugReaction, other: DrugReaction) -> DrugReaction:
    return _joined(
        one,
        other,
        why=both(one.why, other.why, _any),
        interval=single(one.interval, other.interval, conflicts.same_time),
        dechallenge=single(one.dechallenge, other.dechallenge),
        rechallenge=further(one.rechallenge, other.rechallenge, conflicts.AGAIN),
    )


def _dosages(ours: Sequence[Dosage], theirs: Sequence[Dosage], told: Doses, elsewhere: Doses) -> tuple[Dosage, ...]:
    """How a drug was given: one dosage where both say the same, each where one side tells both, else one whose dose conflicts."""
    if not ours or not theirs:
        return tuple(ours or theirs)
    one, other = ours[0], theirs[0]
    first, second = _dose(one), _dose(other)
    if first is None or second is None or same_dose(first, second):
        return (_dosage(one, other, _any),)
    mine = next((said for said in elsewhere if same_dose(first, said.value)), None)
    yours = next((said for said in told if same_dose(second, said.value)), None)
    if mine is None and yours is None:
        return (_dosage(one, other, conflicts.equal),)
    return _with_words(one, mine), _with_words(other, yours)


def _dose(dosage: Dosage) -> Dose | None:
    if isinstance(dosage.dose, Missing):
        return None
    return dosage.dose.value, dosage.every.value if isinstance(dosage.every, Fact) else None


def _with_words(dosage: Dosage, said: Fact[Dose] | None) -> Dosage:
    if said is None or isinstance(dosage.dose, Missing) or isinstance(dosage.text, Missing):
        return dosage
    spans = tuple(dict.fromkeys((*dosage.text.spans, *said.spans)))
    dose, text = (fact.model_copy(update={"spans": spans}) for fact in (dosage.dose, dosage.text))
    return dosage.model_copy(update={"dose": dose, "text": text})


def _dosage(one: Dosage, other: Dosage, alike: Callable[[object, object], bool]) -> Dosage:
    return _joined(
        one,
        other,
        dose=single(one.dose, other.dose, alike),
        every=single(one.every, other.every, alike),
        text=single(one.text, other.text, alike),
    )


def _treatments(one: Side, other: Side) -> tuple[Treatment, ...]:
    """What was given or done for the reaction: drugs by what they are, procedures by name."""
    ours, theirs = ({_treatment_key(t, side): t for t in side.case.treatments} for side in (one, other))
    found = sorted(_united(ours, theirs, _treatment).values(), key=lambda t: not t.drug)
    return tuple(t.model_copy(update={"id": f"t{place}"}) for place, t in enumerate(found, 1))


def _treatment_key(treatment: Treatment, side: Side) -> tuple[int | str, ...]:
    return (side.numbers[treatment.id],) if treatment.id in side.numbers else stems(treatment.name.value)


def _treatment(one: Treatment, other: Treatment) -> Treatment:
    dosages = (_dosage(one.dosages[0], other.dosages[0], _any),) if one.dosages and other.dosages else ()
    return _joined(
        one,
        other,
        name=with_words_of(one.name, other.name),
        dosages=dosages or one.dosages or other.dosages,
        indication=both(one.indication, other.indication, _same_name),
    )


def _joined_test(one: Test, other: Test) -> Test:
    return _joined(one, other, name=both(one.name, other.name, _any))


def _same_test(one: Test, other: Test) -> bool:
    """Whether two results are one: of one name, number and day."""
    if isinstance(one.name, Missing) or isinstance(other.name, Missing):
        return False
    same = _same_name(one.name.value, other.name.value)
    pairs = ((one.value, other.value), (one.text, other.text), (one.date, other.date))
    return same and all(_value(first) == _value(second) for first, second in pairs)


def _value(fact: object) -> object:
    return fact.value if isinstance(fact, Fact) else None


def _joined_event(one: MedicalEvent, other: MedicalEvent) -> MedicalEvent:
    what, when = with_words_of(one.what, other.what), both(one.when, other.when, _any)
    return one.model_copy(update={"what": what, "when": when})


def _same_event(one: MedicalEvent, other: MedicalEvent) -> bool:
    if one.kinds != other.kinds or not (one.kinds or _same_name(one.what.value, other.what.value)):
        return False
    if isinstance(one.when, Missing) or isinstance(other.when, Missing):
        return True
    return one.when.value.casefold() == other.when.value.casefold()

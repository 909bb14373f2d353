"""The patient splitter: which people a report describes one by one, and which stretch speaks of whom.

    cast = split(sentences)
    cast.individuals                # (Individual(number=1, age=…, sex=…), ...)
    cast.owners(offset)             # frozenset({1}): whose words stand there; empty for nobody's

Introductions (`people`) of the same age and sex are one patient; each of another age or number is one more. With one
patient, every sentence of patient scope is theirs. With several, a stretch belongs to the one introduced last, and
sentences that say "both", "all" or "they" to all of them. A report of a group that tells nobody apart has no individual
(gold guidelines: "Two cases ..." alone count for none).
What it will not do: look at drugs or reactions; whether an individual makes a case is decided later.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nocere.case import AgeGroup, Sex
from nocere.document import Part
from nocere.extracting.grammar.ages import AgeMention
from nocere.extracting.grammar.numbers import NUMBER
from nocere.extracting.grammar.persons import persons
from nocere.extracting.others import foreign
from nocere.extracting.people import HEADED, TABLED, Introduction, introductions, respective, unaged
from nocere.extracting.relatives import relatives
from nocere.extracting.scope import Scope, scopes
from nocere.extracting.sentences import Sentence
from nocere.extracting.whose import compared

_ALL = re.compile(
    r"\b(?:both|all|these|those|the|our|two|three|four|five|each of the)(?: of)?(?: the| these| our)?(?: \S+){0,2}? "
    r"(?:patients|cases|instances|children|infants|neonates|women|men|girls|boys|adults)\b"
    r"|\brespectively\b|\b(?:in|of) both\b|\bthey\b|\bin each\b",
    re.I,
)
_ANOTHER = re.compile(r"\b(?:one|another|a (?:second|third|fourth)|in some) (?:patients?|cases?|instances?)\b", re.I)
_ONE = re.compile(r"\b(?:he|she|his|her)\b", re.I)
_PLURAL_REPORT = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:\S+ ){{0,6}}?(?:patients|cases|adolescents|children|adults|women|men|infants|neonates|reports|"
    r"boys|girls|subjects|siblings|sisters|brothers|twins)\b",
    re.I,
)
_PRESENTED = frozenset({"intro.we-report", "intro.nth-case", "intro.we-report-case", "intro.case-is-reported"})
_MUCH = 60  # sentences: no abstract has as many
_OF_MANY = frozenset({Part.METHODS, Part.RESULTS, Part.DISCUSSION, Part.CONCLUSION})
_NON_HUMAN = re.compile(
    r"\b(?:rats?|mice|mouse|rabbits?|dogs?|guinea[- ]pigs?|monkeys?|pigs|piglets?|cats|hamsters?|in vitro|cell lines?|"
    r"cultured|wistar|sprague[- ]dawley|zebrafish)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Individual:
    """One patient. `anchors` are the introductions, as `(start, end)` in the document; the first is the best to quote;
    `introduced` are all of them with what each says."""

    number: int
    age: AgeMention | None
    sex: Sex | None
    sex_at: tuple[int, int] | None
    group: AgeGroup | None
    label: str
    anchors: tuple[tuple[int, int], ...]
    introduced: tuple[Introduction, ...] = ()


@dataclass(frozen=True, slots=True)
class Territory:
    """`[start, end)` speaks of these individuals (by number)."""

    start: int
    end: int
    owners: frozenset[int]
    scope: Scope


@dataclass(frozen=True, slots=True)
class Cast:
    """The individuals of a report and the territory of each; `plural` where it counts patients it does not tell apart."""

    individuals: tuple[Individual, ...]
    territories: tuple[Territory, ...]
    plural: bool
    non_human: bool

    def owners(self, offset: int) -> frozenset[int]:
        """The numbers of those whom the words at this offset are about."""
        return next((t.owners for t in self.territories if t.start <= offset < t.end), frozenset())

    def scope(self, offset: int) -> Scope:
        """The scope of the words at this offset."""
        return next((t.scope for t in self.territories if t.start <= offset < t.end), Scope.GENERAL)


def _same_age(one: AgeMention | None, other: AgeMention | None) -> bool:
    return one is not None and other is not None and (one.value, one.unit) == (other.value, other.unit)


def _fits(person: Individual, new: Introduction) -> bool:
    """Whether an introduction can be of this individual."""
    if new.label and person.label:
        return new.label == person.label
    if person.sex and new.sex and person.sex != new.sex:
        return False
    if person.age and new.age:
        return _same_age(person.age, new.age)
    return not new.label or not person.label


def _finer(group: AgeGroup | None, new: AgeGroup | None) -> AgeGroup | None:
    """The age group of both words: "a boy", later "the newborn", is a newborn."""
    return new if group is None or (group is AgeGroup.CHILD and new is not None) else group


def _merged(person: Individual, new: Introduction) -> Individual:
    return replace(
        person,
        age=person.age or new.age,
        sex=person.sex or new.sex,
        sex_at=person.sex_at or ((new.start, new.end) if new.sex else None),
        group=_finer(person.group, new.group),
        label=person.label or new.label,
        anchors=(*person.anchors, (new.start, new.end)),
    )


def _new(number: int, intro: Introduction) -> Individual:
    at = (intro.start, intro.end)
    return Individual(number, intro.age, intro.sex, at if intro.sex else None, intro.group, intro.label, (at,))


def _gather(intros: Sequence[Introduction]) -> list[tuple[Individual, list[Introduction]]]:
    """Individuals with the introductions of each. A number directly before an age belongs to that age's person."""
    people: list[tuple[Individual, list[Introduction]]] = []
    pending: Introduction | None = None
    for intro in intros:
        if intro.label and intro.age is None:
            known = next((k for k, (p, _) in enumerate(people) if p.label == intro.label), None)
            if known is None:
                pending = intro
            else:
                people[known] = (_merged(people[known][0], intro), [*people[known][1], intro])
            continue
        if pending and intro.sentence - pending.sentence <= 1:
            start = intro.start if pending.rule == HEADED else pending.start
            intro, marks = replace(intro, label=pending.label, start=start), [pending]
        else:
            marks = []
        pending = None
        known = next((k for k, (p, _) in enumerate(people) if _fits(p, intro)), None)
        if known is None:
            people.append((_new(len(people) + 1, intro), [*marks, intro]))
        else:
            people[known] = (_merged(people[known][0], intro), [*people[known][1], *marks, intro])
    return people


def _numbered_only(intros: Sequence[Introduction]) -> list[tuple[Individual, list[Introduction]]]:
    """Individuals that only a number tells apart: at least the numbers 1 and 2 must occur."""
    labels = {i.label for i in intros}
    if not ({"1", "2"} <= labels or {"A", "B"} <= labels):
        return []
    people: list[tuple[Individual, list[Introduction]]] = []
    for label in sorted(labels):
        mine = [i for i in intros if i.label == label]
        person = _new(len(people) + 1, mine[0])
        for intro in mine[1:]:
            person = _merged(person, intro)
        people.append((person, mine))
    return people


def _respective(sentences: Sequence[Sentence]) -> list[tuple[Individual, list[Introduction]]]:
    """Individuals that only a dose each tells apart: "two cases ... with 5 g and 3.6 g, respectively"."""
    found = respective(sentences)
    return [(_new(number, intro), [intro]) for number, intro in enumerate(found, 1)]


def _unaged(sentences: Sequence[Sentence]) -> tuple[Introduction, ...]:
    """Those introduced without age or number. Where much is told, none by methods, results or a discussion, which tell of this and
    that case and of many patients."""
    if len(sentences) <= _MUCH:
        return unaged(sentences)
    found = unaged([s for s in sentences if s.part not in _OF_MANY])
    return tuple(i for i in found if i.rule != "intro.this-case")


def _alone(sentences: Sequence[Sentence], plural: bool) -> list[tuple[Individual, list[Introduction]]]:
    """The one individual of a report that gives no age and no number, if it presents one person at all."""
    found = _unaged(sentences)
    certain = [i for i in found if i.rule not in ("intro.title-in-a", "intro.case-report-heading", "intro.this-case")]
    if plural and not any(i.rule in _PRESENTED for i in found):
        return []
    if not certain and not any(i.rule == "intro.this-case" for i in found) and len(found) < 2:
        return []
    first = certain or list(found)
    person = _new(1, first[0])
    for intro in (*first[1:], *(i for i in found if i not in first)):
        if not (person.sex and intro.sex and person.sex != intro.sex):
            person = _merged(person, intro)
    return [(person, list(found))]


def _reports_several(sentences: Sequence[Sentence]) -> bool:
    return any(_PLURAL_REPORT.search(s.text) for s in sentences[:4])


def _sexes(
    sentences: Sequence[Sentence], territories: Sequence[Territory], kinds: tuple[str, ...]
) -> list[tuple[Sex, int, int]]:
    """The sex that each word of these kinds gives, and where, in these territories."""
    votes = []
    for territory in territories:
        first = bisect_right(sentences, territory.start, key=lambda s: s.end)
        for sentence in sentences[first : bisect_left(sentences, territory.end, key=lambda s: s.start)]:
            low, high = max(territory.start, sentence.start), min(territory.end, sentence.end)
            if low < high:
                words = sentence.text[low - sentence.start : high - sentence.start]
                votes += [(m.sex, low + m.start, low + m.end) for m in persons(words) if m.sex and m.kind in kinds]
    return votes


def _with_sex_of_words(
    person: Individual, territories: Sequence[Territory], sentences: Sequence[Sentence]
) -> Individual:
    """The individual with the sex that pronouns in their own words give, or else plurals said of all ("young women"),
    where nothing gave it before and all such words agree."""
    if person.sex:
        return person
    own = [t for t in territories if t.owners == frozenset({person.number})]
    shared = [t for t in territories if person.number in t.owners and len(t.owners) > 1]
    votes = _sexes(sentences, own, ("pronoun", "person")) or _sexes(sentences, shared, ("plural",))
    if votes and len({sex for sex, _, _ in votes}) == 1:
        sex, start, end = votes[0]
        return replace(person, sex=sex, sex_at=(start, end))
    return person


def _stretches(
    sentence: Sentence, scope: Scope, current: frozenset[int], starts: Sequence[tuple[int, int]]
) -> list[Territory]:
    """The territories within one sentence; `starts` are `(offset, number)` of introductions in it."""
    starts = [s for k, s in enumerate(starts) if k == 0 or s[1] != starts[k - 1][1]]
    numbers = [number for _, number in starts]
    offsets = [offset for offset, _ in starts]
    close = len(starts) > 1 and max(b - a for a, b in pairwise(offsets)) < 60
    if not starts or len(set(numbers)) == 1 or close:
        owners = frozenset(numbers) or current
        return [Territory(sentence.start, sentence.end, owners, scope)]
    cuts = [sentence.start, *offsets[1:], sentence.end]
    return [
        Territory(low, high, frozenset({number}), scope)
        for (low, high), number in zip(pairwise(cuts), numbers, strict=False)
    ]


def _territories(
    sentences: Sequence[Sentence], people: Sequence[tuple[Individual, list[Introduction]]], theirs: Collection[int]
) -> tuple[Territory, ...]:
    everyone = frozenset(person.number for person, _ in people)
    starts = sorted((i.start, person.number, i.sentence) for person, mine in people for i in mine)
    tabled = {i.sentence for _, mine in people for i in mine if i.rule == TABLED}
    found: list[Territory] = []
    current = everyone if len(people) == 1 else frozenset[int]()
    kinds = scopes(sentences, {sentence for _, _, sentence in starts}, theirs)
    for sentence, scope in zip(sentences, kinds, strict=True):
        here = [(start, number) for start, number, index in starts if index == sentence.index]
        if scope is Scope.TITLE:
            found.append(Territory(sentence.start, sentence.end, everyone, scope))
        elif scope is Scope.PATIENT:
            if len(people) > 1 and not here and _ANOTHER.search(sentence.text):
                found.append(Territory(sentence.start, sentence.end, frozenset(), Scope.OTHER))
                continue
            one = here or _ONE.search(sentence.text)
            shared = len(people) > 1 and not one and bool(_ALL.search(sentence.text))
            stretches = _stretches(sentence, scope, everyone if shared else current or everyone, here)
            found += stretches
            if here and sentence.index not in tabled:
                current = stretches[-1].owners
        elif scope is Scope.GROUP and len(people) > 1 and _ALL.search(sentence.text):
            found.append(Territory(sentence.start, sentence.end, everyone, scope))
        else:
            found.append(Territory(sentence.start, sentence.end, frozenset(), scope))
    return tuple(found)


def _is_baby(person: Individual) -> bool:
    """Whether the patient is less than a year old."""
    if person.age:
        return person.age.unit not in ("a", "{decade}")
    return person.group in (AgeGroup.FOETUS, AgeGroup.NEONATE, AgeGroup.INFANT)


def _without_others(
    territories: Sequence[Territory], sentences: Sequence[Sentence], people: Sequence[Individual]
) -> Iterator[Territory]:
    """The territories without what speaks of the patients' relatives, or of those they are compared with."""
    babies = {person.number for person in people if _is_baby(person)}
    for territory in territories:
        held = sentences[bisect_right(sentences, territory.start, key=lambda s: s.start) - 1]
        at = territory.start
        owned = territory.owners and territory.scope is not Scope.TITLE
        aside = sorted([*relatives(held.text, bool(territory.owners & babies)), *compared(held.text)]) if owned else []
        for low, high in aside:
            start, end = max(at, held.start + low), min(territory.end, held.start + high)
            if start < end:
                yield from (replace(territory, start=at, end=start),) if at < start else ()
                yield Territory(start, end, frozenset(), Scope.OTHER)
                at = end
        yield from (replace(territory, start=at),) if at < territory.end else ()


def _one_of_both(
    people: list[tuple[Individual, list[Introduction]]], end: int
) -> list[tuple[Individual, list[Introduction]]]:
    """The individuals, with the one whom only the abstract introduces and the one whom only the report does as one patient: what
    is told of them there differs in age or sex, not in both."""
    early = [p for p in people if all(i.start < end for i in p[1])]
    late = [p for p in people if all(i.start >= end for i in p[1])]
    if len(early) != 1 or len(late) != 1 or not _one_slip(early[0][0], late[0][0]):
        return people
    (person, mine), (_, more) = early[0], late[0]
    for intro in more:
        person = _merged(person, intro)
    kept = [(person, [*mine, *more]) if p is early[0] else p for p in people if p is not late[0]]
    return [(replace(p, number=number), intros) for number, (p, intros) in enumerate(kept, 1)]


def _one_slip(one: Individual, other: Individual) -> bool:
    """Whether two are alike in age or in sex, and numbered alike where both are."""
    if one.label and other.label and one.label != other.label:
        return False
    sexes = one.sex is None or other.sex is None or one.sex is other.sex
    return sexes or _same_age(one.age, other.age)


def split(sentences: Sequence[Sentence], end: int = 0) -> Cast:
    """The cast of a report; its abstract, if the case is told again behind it, goes to `end`."""
    intros = introductions(sentences)
    theirs = foreign(sentences, intros)
    intros = tuple(i for i in intros if i.sentence not in theirs)
    plural = _reports_several(sentences)
    own = [s for s in sentences if s.index not in theirs]
    people = _gather(intros) or _numbered_only(intros) or _respective(sentences) or _alone(own, plural)
    people = _one_of_both(people, end) if end else people
    territories = _territories(sentences, people, theirs)
    territories = tuple(_without_others(territories, sentences, [person for person, _ in people]))
    individuals = tuple(
        replace(_with_sex_of_words(person, territories, sentences), introduced=tuple(mine)) for person, mine in people
    )
    non_human = not people and sum(1 for s in sentences if _NON_HUMAN.search(s.text)) * 3 >= len(sentences)
    return Cast(individuals, territories, plural, non_human)

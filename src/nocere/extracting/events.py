"""What else happened to the patient: measures taken on drugs that nobody blames, coming and going, surgery.

    events_of(evidence, judgement)      # (Event(what=Told(("admission",), start, end, rule), when=Told(…)), …)

The rule: rows of `rules/events.toml`, in sentences of this patient alone. What was done with a suspect stays with the suspect
(`measures`); coming, going and surgery need words that say when. A time belongs to an event whose clause it opens, or that it
follows with nothing in between that happened. An event told twice is one: the telling with a time stays.
What it will not do: read what is denied, planned or advised, what relatives or other patients went through, or a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from nocere.case import AgeGroup, Role
from nocere.extracting.evidence import DrugEvidence, PatientEvidence
from nocere.extracting.grammar.persons import persons
from nocere.extracting.grammar.times import times
from nocere.extracting.links import Marked, mark, marked_drugs
from nocere.extracting.patients import Individual
from nocere.extracting.people import introductions
from nocere.extracting.roles import Judgement
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.told import Told
from nocere.rulebook import Row, rows

_WORD = r"[^\s⟦⟧,;:.()]{1,30}"
_LIST = r"(?:⟦D\d+⟧(?:,|,? and|,? as well as) ){0,6}⟦D\d+⟧"
_SUBJECT = rf"(?:{_LIST}(?=(?: {_WORD})? were\b)|⟦D\d+⟧)"
_MARK = re.compile(r"⟦D(?P<n>\d+)⟧")
_HAPPENED = (
    r"(?:and|but|or|which|who|that|when|where|while|because|since|as|until|after|before|following|then|with|for|due|despite|"
    r"was|were|is|are|had|has|have|underwent|became|began|came|went|[a-z]+ed)\b"
)
_BEFORE = re.compile(rf",?(?:\s(?!{_HAPPENED})[^\s,;:.()]+){{0,6}}\s?", re.IGNORECASE)
_BEHIND = re.compile(rf"(?:\s(?!{_HAPPENED})[^\s,;:.()]+){{0,6}}\s", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[,;:]|\b(?:and|but|then|who|where))\s*$", re.IGNORECASE)
_OPEN_END = re.compile(
    r"\b(?:after|following|post|from|into|before|to|starting|beginning|initiating|receiving|taking)$"
)
_STRETCH = re.compile(r"\bof$")  # "three weeks of fever" says how long, not when
_PARTS = r"(?:and|but|or|with|without|because|due|when|while|in|at|on|by|for|he|she|they|we|[a-z]+ly)\b"
_OBJECT = re.compile(rf"(?:\s(?!{_PARTS})[^\s,;:.()]+){{1,6}}(?=[,;.)]|$|\s{_PARTS})", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|, (?:but|however|although|though)\b|, and (?:so )?", re.IGNORECASE)
_YOUNG = (AgeGroup.FOETUS, AgeGroup.NEONATE, AgeGroup.INFANT, AgeGroup.CHILD)


class EventRow(Row):
    """A phrase and what it says: an event of these kinds, a time, or that the event before or behind it is none."""

    id: str
    says: Literal["event", "time", "doubt", "undone"]
    pattern: str
    kinds: tuple[str, ...] = ()
    timed: bool = False
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What happened (its kinds, and the words that tell it) and when; `drugs` are the drugs it was done with."""

    what: Told[tuple[str, ...]]
    when: Told[str] | None
    drugs: tuple[DrugEvidence, ...] = ()


@cache
def _rows(says: str) -> tuple[tuple[EventRow, re.Pattern[str]], ...]:
    found = [row for row in rows("events", EventRow) if row.says == says]
    return tuple((row, _compiled(row.pattern)) for row in found)


def _compiled(pattern: str) -> re.Pattern[str]:
    words = pattern.replace("{W}", _WORD).replace("{DS}", _LIST).replace("{D}", _SUBJECT)
    return re.compile(words, re.IGNORECASE)


def _times(text: str) -> list[Told[str]]:
    """The words in the sentence that say when, each with what it counts from."""
    found = [(m.start(), m.end(), row.id) for row, pattern in _rows("time") for m in pattern.finditer(text)]
    spans = [(t.start, t.end, t.rule) for t in times(text)]
    found += [s for s in spans if not any(s[0] < end and start < s[1] for start, end, _ in found)]
    told = []
    for start, end, rule in sorted(found):
        counted = _OPEN_END.search(text[start:end])
        rest = _OBJECT.match(text, end) if counted or text.startswith(" of ", end) else None
        if (rest or not counted) and not _STRETCH.search(text[start:end]):
            stop = rest.end() if rest else end
            told.append(Told(text[start:stop], start, stop, rule))
    return told


def _when(text: str, start: int, end: int, lasting: bool) -> Told[str] | None:
    """The time of what `text[start:end]` tells: before it at the opening of its clause, or else right behind it."""
    found = _times(text)
    for time in reversed(found):
        opens = time.end <= start and _OPENS.search(text[: time.start]) and time.rule != "time.for-n"
        if opens and _BEFORE.fullmatch(text, time.end, start):
            return time
    for time in found:
        fits = time.start >= end and (lasting or time.rule != "time.for-n")
        if fits and _BEHIND.fullmatch(text, end, time.start):
            return time
    return None


def _is_none(text: str, start: int, end: int) -> bool:
    """Whether words around what `text[start:end]` tells deny it or only think of it."""
    opening = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    doubted = any(pattern.search(text[opening:start]) for _, pattern in _rows("doubt"))
    return doubted or any(pattern.search(text[end:]) for _, pattern in _rows("undone"))


def _of_another(individual: Individual, before: str) -> bool:
    """Whether the person named last before the words is somebody else: a relative, several, of another sex or age."""
    last = max(persons(before), key=lambda p: p.end, default=None)
    if last is None:
        return False
    adult = individual.age is not None and individual.age.unit == "a" and individual.age.value >= 18
    other_sex = bool(last.sex and individual.sex and last.sex is not individual.sex)
    return last.kind in ("relative", "plural") or other_sex or (adult and last.group in _YOUNG)


def _alone(individual: Individual, sentence: Sentence) -> bool:
    """Whether the sentence introduces nobody but this individual."""
    return all(
        any(intro.start < end and start < intro.end for start, end in individual.anchors)
        for intro in introductions((sentence,))
    )


def _in_sentence(evidence: PatientEvidence, sentence: Sentence, blameless: Sequence[DrugEvidence]) -> Iterator[Event]:
    """The events of one sentence; of two that overlap, that of the earlier row."""
    drugs = evidence.marks[sentence.index].drugs
    owners = [tuple(d for d in blameless if m in d.mentions) for m in drugs]
    marked = mark(sentence, drugs, ())
    text = _MARK.sub(lambda m: m.group() if owners[int(m["n"])] else f"⟦S{m['n']}⟧", marked.text)
    taken: list[tuple[int, int]] = []
    for row, pattern in _rows("event"):
        for match in pattern.finditer(text):
            start, end = match.span()
            done = tuple(d for n in marked_drugs(match.group()) for d in owners[n])
            told = (
                None if any(start < b and a < end for a, b in taken) else _told(evidence.individual, marked, row, match)
            )
            if told:
                taken.append((start, end))
                yield replace(told, drugs=done)


def _told(individual: Individual, marked: Marked, row: EventRow, match: re.Match[str]) -> Event | None:
    """The event that the row's words tell here, if they do and it is this individual's."""
    sentence = marked.sentence
    low, high = (place - sentence.start for place in marked.place(match))
    if _is_none(sentence.text, low, high) or _of_another(individual, sentence.text[:low]):
        return None
    when = _when(sentence.text, low, high, row.lasting)
    if when is None and row.timed:
        return None
    if when is not None:
        when = replace(when, start=sentence.start + when.start, end=sentence.start + when.end)
    place = marked.place(match, "what" if match.groupdict().get("what") else 0)
    return Event(Told(row.kinds, *place, row.id), when)


def _same(one: Event, other: Event) -> bool:
    """Whether two tellings are of one event: kinds and drugs alike, and no two times."""
    if one.what.value != other.what.value or one.drugs != other.drugs:
        return False
    return one.when is None or other.when is None or one.when.value.lower() == other.when.value.lower()


def _blameless(judgement: Judgement) -> list[DrugEvidence]:
    """The drugs that no part of blame falls on, without the mentions that stand for a suspect too."""
    suspects = [d.drug for d in judgement.drugs if d.role in (Role.SUSPECT, Role.INTERACTING)]
    blamed = [m for s in suspects for m in s.mentions]
    others = [d.drug for d in judgement.drugs if not any(d.drug is s for s in suspects)]
    return [DrugEvidence(d.key, [m for m in d.mentions if m not in blamed]) for d in others]


def events_of(evidence: PatientEvidence, judgement: Judgement) -> tuple[Event, ...]:
    """What else happened, in the order of the text."""
    blameless = _blameless(judgement)
    kept: list[Event] = []
    for sentence in evidence.sentences:
        if evidence.scopes[sentence.index] is not Scope.PATIENT or not _alone(evidence.individual, sentence):
            continue
        for event in _in_sentence(evidence, sentence, blameless):
            before = next((k for k in kept if _same(k, event)), None)
            if before is None or (before.when is None and event.when is not None):
                kept = [k for k in kept if k is not before] + [event]
    return tuple(sorted(kept, key=lambda e: e.what.start))

"""Whom each sentence speaks of: this report's patient, a group, somebody else, or nobody in particular.

    scopes(sentences, introductions)        # a Scope for each sentence

A sentence that introduces a patient speaks of that patient. Otherwise the first row of `rules/scope.toml` that matches
decides, and where none does the scope of the sentence before goes on within its section; a report begins in general.
What it will not do: say which of several patients a sentence means (see `patients`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import cache

from nocere.document import Part
from nocere.extracting.sentences import Sentence
from nocere.extracting.whose import says
from nocere.rulebook import Row, rows


class Scope(StrEnum):
    """Whom a sentence speaks of."""

    TITLE = "title"
    PATIENT = "patient"
    GROUP = "group"
    GENERAL = "general"
    OTHER = "other"


class ScopeCue(Row):
    """Words that show whom a sentence speaks of."""

    id: str
    scope: Scope
    pattern: str


BACKGROUND = frozenset({Part.INTRODUCTION, Part.DISCUSSION, Part.CONCLUSION, Part.METHODS})
"""The parts that look beyond the report's own patients."""
_BEYOND = BACKGROUND - {Part.METHODS}  # an abstract's "patients:" and "interventions:" are methods, and its own


@cache
def _cues() -> tuple[tuple[re.Pattern[str], Scope], ...]:
    return tuple((re.compile(row.pattern, re.IGNORECASE), row.scope) for row in rows("scope", ScopeCue))


def stated_scope(text: str) -> Scope | None:
    """What the sentence itself says of its scope, or None where it says nothing."""
    return next((scope for pattern, scope in _cues() if pattern.search(text)), None)


def _start_of(part: Part, before: Scope) -> Scope:
    if part is Part.CASE:
        return Scope.PATIENT
    if part in BACKGROUND:
        return Scope.GENERAL
    return before


def _goes_on(sentence: Sentence) -> bool:
    """Whether a sentence that says nothing of its scope can tell on of the patient before it, where a report looks beyond its
    own: it tells what happened, within the paragraph, and cites nobody."""
    return not sentence.opens and says("told", sentence.text) and not says("cited", sentence.text)


def scopes(
    sentences: Sequence[Sentence], introductions: Collection[int], theirs: Collection[int] = ()
) -> tuple[Scope, ...]:
    """A scope for each sentence; `introductions` are the indexes of sentences that introduce an individual patient, `theirs` of
    those that tell of other authors' patients."""
    found: list[Scope] = []
    running, part = Scope.GENERAL, None
    for sentence in sentences:
        if sentence.part is Part.TITLE:
            found.append(Scope.TITLE)
            continue
        if sentence.part is not part:
            running = _start_of(sentence.part, running)
            part = sentence.part
        if sentence.index in theirs:
            running = Scope.GENERAL if part in BACKGROUND else running
            found.append(Scope.OTHER)
            continue
        stated = Scope.PATIENT if sentence.index in introductions else stated_scope(sentence.text)
        goes_on = part not in _BEYOND or _goes_on(sentence)
        running = stated or (running if goes_on else Scope.GENERAL)
        found.append(running)
    return tuple(found)

"""Abbreviations that a report makes itself: "acute lymphoblastic leukemia (ALL)".

    with_abbreviations(sentences, marks)    # the same mentions, and one more wherever a declared abbreviation stands

A name directly followed by a bracketed word of capitals or figures declares it (Schwartz & Hearst 2003): its letters must
come from the name in order. From then on the abbreviation names the same drug or condition anywhere in the report.
What it will not do: know abbreviations that the report does not declare (the lexicons have the common ones).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nocere.extracting.assertion import assertion
from nocere.extracting.mentions import ConditionMention, DrugMention, SentenceMentions
from nocere.extracting.sentences import Sentence

_DECLARED = re.compile(r"\s*[\(\[](?P<short>[A-Za-z][A-Za-z0-9-]{1,9})[\)\]]")


def _letters_in(short: str, long: str) -> bool:
    """Whether the letters of the abbreviation come in order in the name, the first beginning a word of it."""
    letters = [c for c in short.lower() if c.isalnum()]
    rest = iter(long.lower())
    return any(word[:1] == letters[0] for word in long.lower().split()) and all(
        any(c == r for r in rest) for c in letters
    )


def _declared(sentence: Sentence, end: int, name: str) -> str | None:
    match = _DECLARED.match(sentence.text, end - sentence.start)
    if match is None or sum(c.isupper() or c.isdigit() for c in match["short"]) < 2:
        return None
    return match["short"] if _letters_in(match["short"], name) else None


def _places(sentence: Sentence, short: str, found: SentenceMentions) -> list[tuple[int, int]]:
    taken = [(d.start, d.end) for d in found.drugs] + [(c.start, c.end) for c in found.conditions]
    places = []
    for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?!\w)", sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if all(end <= a or b <= start for a, b in taken):
            places.append((start, end))
    return places


def _with_named(
    sentence: Sentence,
    found: SentenceMentions,
    drugs: Mapping[str, DrugMention],
    conditions: Mapping[str, ConditionMention],
) -> SentenceMentions:
    """The sentence's mentions and one more for each place where a declared abbreviation stands."""
    more_drugs = [
        replace(drug, start=start, end=end, text=short, sentence=sentence.index, adverse=0.0, therapeutic=0.0)
        for short, drug in drugs.items()
        for start, end in _places(sentence, short, found)
    ]
    more_conditions = [
        replace(
            condition,
            start=start,
            end=end,
            text=short,
            sentence=sentence.index,
            adverse=0.0,
            said=assertion(sentence.text, start - sentence.start, end - sentence.start),
        )
        for short, condition in conditions.items()
        for start, end in _places(sentence, short, found)
    ]
    return SentenceMentions(
        tuple(sorted((*found.drugs, *more_drugs), key=lambda m: m.start)),
        tuple(sorted((*found.conditions, *more_conditions), key=lambda m: m.start)),
        found.spans,
    )


def with_abbreviations(
    sentences: Sequence[Sentence], marks: Mapping[int, SentenceMentions]
) -> dict[int, SentenceMentions]:
    """The mentions of each sentence, by its index, with those that abbreviations name."""
    drugs: dict[str, DrugMention] = {}
    conditions: dict[str, ConditionMention] = {}
    for sentence in sentences:
        for drug in marks[sentence.index].drugs:
            short = _declared(sentence, drug.end, drug.text)
            if short:
                drugs.setdefault(short, drug)
        for condition in marks[sentence.index].conditions:
            short = _declared(sentence, condition.end, condition.text)
            if short:
                conditions.setdefault(short, condition)
    return {s.index: _with_named(s, marks[s.index], drugs, conditions) for s in sentences}

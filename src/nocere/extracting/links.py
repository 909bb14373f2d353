"""What ties drugs to conditions within one sentence: cause, time, treatment, indication, interaction; and which drugs
are said to be taken anyway, or to replace another.

    links(sentence, drugs, conditions)      # (Link(drug=0, condition=1, relation=CAUSAL, weight=0.95, …), …)

The sentence is rewritten with a mark for each drug and condition, and the rows of `rules/links.toml` are matched against
it: a row is a construction ("{D}-induced {R}"), its relation, and how far one such sentence convinces. A word in
a row is never a drug or a condition. A condition that the sentence denies is not marked, so nothing can be tied to it.
What it will not do: decide roles; `roles` weighs all links of a patient.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product

from nocere.extracting.assertion import Assertion
from nocere.extracting.generic import is_generic
from nocere.extracting.mentions import ConditionMention, DrugMention
from nocere.extracting.sentences import Sentence
from nocere.rulebook import Row, rows

_NO_LIST = (
    "and|in|was|were|to|for|developed|associated|due|secondary|related|induced|following|during|presented|causing|resulting|"
    "after|who|had|on|that|because|without|by|therapy|treatment|administration|received|given"
)
_BETWEEN = (
    r"(?:\s*\([^()⟦⟧]{{0,50}}\)|\s*\(⟦{kind}\d+⟧\))?(?:\s*[,;/+&]\s*|\s+|-related\s+|-)"
    r"(?:and/or|and|or|plus|with|as well as|in combination with|in addition to)?"
    rf"\s*(?:(?!(?:{_NO_LIST})\b)[^\s⟦⟧.;]+\s+){{{{0,3}}}}?⟦{{kind}}\d+⟧"
)
_ONE = r"⟦{kind}\d+⟧"
_WITH_DOSES = (
    r"⟦D\d+⟧(?:(?:(?!\b(?:was|were|had|has|is|are|given|received|started|because|when|after|before|until|developed|which|who|but|"
    r"stopped|by|to|for|he|she|it)\b)[^.;⟦⟧]|(?<=\d)\.(?=\d)){0,45}⟦D\d+⟧)*"
)
_WHITE = re.compile(r"\s")  # a space that does not break, or the end of a line, is a space to the rows
_MARK = re.compile(r"⟦([DR])(\d+)⟧")


class Relation(StrEnum):
    """What a construction says of a drug and a condition."""

    CAUSAL = "causal"
    TEMPORAL = "temporal"
    TREATMENT = "treatment"
    INDICATION = "indication"
    INTERACTION = "interaction"
    STANDING = "standing"
    REPLACEMENT = "replacement"


class LinkPattern(Row):
    """A construction; `{D}`, `{DS}`, `{R}`, `{RS}` in the pattern stand for one drug, a list, one condition, a list; `{DD}`
    for a list of drugs with their doses between."""

    id: str
    relation: Relation
    weight: float
    pattern: str


@dataclass(frozen=True, slots=True)
class Link:
    """One tie, by the position of drug and condition in the lists given; one of them is None where the words blame a drug
    without naming what it did, or a reaction without naming what did it.
    `start` and `end` are the document offsets of the words that tie them."""

    drug: int | None
    condition: int | None
    relation: Relation
    weight: float
    rule: str
    start: int
    end: int


def construction(pattern: str) -> re.Pattern[str]:
    """A construction as it is matched against a marked sentence."""
    text = pattern.replace(r"\S+ ", r"[^\s⟦⟧;]+ ").replace(r" \S+", r" [^\s⟦⟧;]+")
    text = text.replace("{DD}", _WITH_DOSES)
    for kind in "DR":
        one = _ONE.format(kind=kind)
        listed = rf"{one}(?:{_BETWEEN.format(kind=kind)})*(?:\s*\({one}\))?"
        text = text.replace(f"{{{kind}S}}", listed).replace(f"{{{kind}}}", one)
    return re.compile(text, re.IGNORECASE)


@cache
def _patterns(drugs: bool) -> tuple[tuple[LinkPattern, re.Pattern[str]], ...]:
    """The constructions, those aside that need a drug where none is marked."""
    found = [row for row in rows("links", LinkPattern) if drugs or not ("{D" in row.pattern or "⟦D" in row.pattern)]
    return tuple((row, construction(row.pattern)) for row in found)


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with `⟦D0⟧` for its first drug, `⟦R1⟧` for its second condition, and so on; `origin` holds for each
    character of `text` the place in the sentence it came from."""

    sentence: Sentence
    text: str
    origin: tuple[int, ...]

    def place(self, match: re.Match[str], group: int | str = 0) -> tuple[int, int]:
        """The document offsets of what a pattern matched."""
        start, end = match.span(group)
        return self.sentence.start + self.origin[start], self.sentence.start + self.origin[end - 1] + 1


def mark(sentence: Sentence, drugs: Sequence[DrugMention], conditions: Sequence[ConditionMention]) -> Marked:
    """The sentence with a mark for each drug, and for each condition that it does not deny."""
    items = [(d.start, d.end, f"⟦D{n}⟧") for n, d in enumerate(drugs)]
    items += [
        (c.start, c.end, f"⟦R{n}⟧")
        for n, c in enumerate(conditions)
        if c.said not in (Assertion.ABSENT, Assertion.FAMILY, Assertion.FEARED) and not is_generic(c.text, "reaction")
    ]
    text, origin, at = "", [], 0
    for start, end, sign in sorted(items):
        start, end = start - sentence.start, end - sentence.start
        if start < at:
            continue
        text += sentence.text[at:start] + sign
        origin += [*range(at, start), *([start] * (len(sign) - 1)), end - 1]
        at = end
    text += sentence.text[at:]
    origin += range(at, len(sentence.text))
    return Marked(sentence, _WHITE.sub(" ", text), tuple(origin))


def with_words(pattern: str) -> str:
    """The pattern with each run of non-spaces made a word that is no mark, and `{D}` a drug's mark (group `d`)."""
    plain = pattern.replace(r"\S+ ", r"[^\s⟦⟧;]+ ").replace(r" \S+", r" [^\s⟦⟧;]+")
    return plain.replace("{D}", r"⟦D(?:\d+)⟧")


def marked_drugs(text: str) -> list[int]:
    """The positions of the drugs marked in a stretch of a marked sentence."""
    return [int(n) for kind, n in _MARK.findall(text) if kind == "D"]


def marked_in(match: re.Match[str], group: str) -> list[int]:
    """The positions of what is marked in a group of a match; none where the pattern has no such group."""
    if group not in match.re.groupindex or match[group] is None:
        return []
    return [int(n) for _, n in _MARK.findall(match[group])]


def links(sentence: Sentence, drugs: Sequence[DrugMention], conditions: Sequence[ConditionMention]) -> tuple[Link, ...]:
    """Every tie the rows find in the sentence; positions are those in `drugs` and `conditions`."""
    marked = mark(sentence, drugs, conditions)
    found: dict[tuple[int | None, int | None, Relation, str], Link] = {}
    for row, pattern in _patterns("⟦D" in marked.text):
        at = 0
        while match := pattern.search(marked.text, at):
            at = match.start() + 1
            start, end = marked.place(match)
            left: list[int | None] = [*marked_in(match, "d")] or [None]
            right: list[int | None] = [*marked_in(match, "r")] or [None]
            for drug, condition in product(left, right):
                if drug is not None or condition is not None:
                    link = Link(drug, condition, row.relation, row.weight, row.id, start, end)
                    found.setdefault((drug, condition, row.relation, row.id), link)
    return tuple(found.values())

"""Drugs and conditions that a sentence names, from the learned reader and the lexicons, reconciled in one place.

    found = mentions(sentence, tagger, lexicon)
    found.drugs, found.conditions, found.spans["Treatment.Dosage"]

Drugs: the model's drug spans and the lexicons' drug names; where they overlap the longer whole name wins, a lexicon name
that is as often no drug needs the model's word. Conditions: the lexicons' names of diseases and signs, widened by the
adjectives before them, and the model's effects and disorders, cut at their commas and "and" into one condition each.
The model never reads more than this one sentence, so a mention does not change with its neighbours.
What it will not do: decide whose a mention is, or what a drug did (see `links`, `roles`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from nocere.extracting.assertion import Assertion, assertion
from nocere.extracting.phrases import cut_items, trim_condition, trim_drug, widen
from nocere.extracting.sentences import Sentence
from nocere.extracting.tagger import Mention
from nocere.rulebook import Row, rows
from nocere.terms.lexicon import Hit, Lexicon

_SURE = 0.5
_SHOWN = re.compile(
    r"\b(?:evidenced|manifest\w+|characteri[sz]ed|accompanied|heralded|revealed|shown|suggested) (?:by|as|with)\b[^.;]{0,120}$"
    r"|\b(?:consisting of|such as|including|in the form of|signs? (?:and symptoms )?of|features of|symptoms of)\b[^.;]{0,90}$"
    r"|\b(?:syndrome|disease|reaction|overdose) with [^.;]{0,70}$",
    re.IGNORECASE,
)
_END_WORDS = re.compile(
    r"\b(?:recover\w*|resol\w+|remit\w+|remission|ameliorat\w+|improv\w+|regress\w+|disappear\w*|normali[sz]\w+|discharged|"
    r"asymptomatic|returned?|restored|successful\w*|well|remained|healing|disease control|relief|"
    r"reliev\w+|eradicat\w+|spontaneous circulation|virologic\w* suppression|decreased in|cured?)\b",
    re.IGNORECASE,
)
_CLAUSE_WORDS = re.compile(r"\b(?:had|has|have|was|were|is|are)\b", re.IGNORECASE)  # in no name
_UNTAKEN = re.compile(
    r"\b(?:(?:did|does|do|had|has) not|didn't|never|denied|denies) "
    r"(?:(?:ever )?(?:drinks?|takes?|uses?|consumes?|taken|used|drunk|taking|using|drinking|consuming|abus\w+) )?(?:any )?$",
    re.IGNORECASE,
)
_EFFECTS = ("Effect",)
_DISORDERS = ("Subject.Disorder", "Treatment.Disorder")


class DrugPhrase(Row):
    """A phrase built as a class of drugs, or words that make a drug's name something measured."""

    says: str
    pattern: str


class Tags(Protocol):
    """Whatever labels one sentence: the learned `Tagger`, or a stand-in."""

    def tag(self, text: str) -> Sequence[Mention]: ...


@dataclass(frozen=True, slots=True)
class DrugMention:
    """A drug or class named at `[start, end)` of the document. `adverse` and `therapeutic` are the model's probabilities of
    its part in the sentence, 0 where it says nothing; `key` is what makes two mentions the same drug; `bracketed` where it
    stands in brackets behind another name."""

    start: int
    end: int
    text: str
    key: str
    sentence: int
    is_class: bool
    known: bool
    tagged: float
    adverse: float
    therapeutic: float
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class ConditionMention:
    """A disease, sign or event named at `[start, end)` of the document, with the model's probabilities of its part. `sign`
    where the sentence names it only as what showed another condition ("evidenced by")."""

    start: int
    end: int
    text: str
    key: str
    sentence: int
    known: bool
    adverse: float
    therapeutic: float
    subject: float
    indication: float
    said: Assertion
    sign: bool = False


@dataclass(frozen=True, slots=True)
class SentenceMentions:
    """All that one sentence names; `spans` are the model's other labels, in document offsets."""

    drugs: tuple[DrugMention, ...]
    conditions: tuple[ConditionMention, ...]
    spans: Mapping[str, tuple[Mention, ...]]


def _overlap(a: int, b: int, c: int, d: int) -> bool:
    return a < d and c < b


def _best(found: Sequence[Mention], labels: Sequence[str], start: int, end: int) -> float:
    return max(
        (m.probability for m in found if m.label in labels and _overlap(m.start, m.end, start, end)), default=0.0
    )


def _drug_candidates(
    text: str, found: Sequence[Mention], hits: Sequence[Hit]
) -> list[tuple[int, int, Hit | None, float]]:
    tagged = [m for m in found if m.label == "Treatment.Drug" and m.probability >= _SURE]
    candidates: list[tuple[int, int, Hit | None, float]] = []
    built = [h for h in hits if h.id == "drug_phrases"]
    tagged = [m for m in tagged if not any(_overlap(h.start, h.end, m.start, m.end) for h in built)]
    for mention in tagged:
        inside = [h for h in hits if _overlap(h.start, h.end, mention.start, mention.end)]
        hit = max(inside, key=lambda h: (h.kind == "drug", h.end - h.start), default=None)
        for start, end in trim_drug(
            text, mention.start, mention.end, [(h.start, h.end) for h in inside if h.kind == "drug"]
        ):
            mine = hit if hit and _overlap(hit.start, hit.end, start, end) else None
            own = next((h for h in inside if _overlap(h.start, h.end, start, end)), mine)
            candidates.append((start, end, own, mention.probability))
    for hit in hits:
        free = not any(_overlap(hit.start, hit.end, s, e) for s, e, _, _ in candidates)
        if free and not hit.ambiguous:
            seen = _best(found, ("Treatment.Drug",), hit.start, hit.end) if hit in built else 0.0
            candidates.append((hit.start, hit.end, hit, seen))
    return candidates


@cache
def _phrases(says: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.pattern, re.IGNORECASE) for row in rows("drug_phrases", DrugPhrase) if row.says == says)


def _not_given(behind: str) -> bool:
    """Whether the words behind a name make it a thing measured and not a drug given."""
    return any(pattern.match(behind) for pattern in _phrases("not_given"))


def _with_class_phrases(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The lexicons' hits and the classes of drugs that a phrase builds. A name inside such a phrase is no drug by itself ("mTOR
    inhibitor"), but a substance that a regimen is built on is ("cisplatin-based chemotherapy")."""
    found = []
    for says in ("class", "regimen"):
        for match in (m for pattern in _phrases(says) for m in pattern.finditer(text)):
            inside = [h for h in hits if _overlap(h.start, h.end, *match.span())]
            if says == "class" or not any(h.kind == "drug" for h in inside):
                start = min([match.start(), *(h.start for h in inside)])
                end = max([match.end(), *(h.end for h in inside)])
                found.append(Hit(start, end, "drug_class", text[start:end].lower(), "rules", "drug_phrases"))
    return [*(h for h in hits if not any(f.start <= h.start and h.end <= f.end for f in found)), *found]


def _drugs(sentence: Sentence, found: Sequence[Mention], hits: Sequence[Hit]) -> tuple[DrugMention, ...]:
    names = sorted(
        (h for h in hits if h.kind != "reaction"), key=lambda h: (h.kind != "drug", -(h.end - h.start), h.start)
    )
    made: list[DrugMention] = []
    for start, end, hit, tagged in _drug_candidates(sentence.text, found, names):
        if any(_overlap(start, end, m.start - sentence.start, m.end - sentence.start) for m in made):
            continue
        if re.match(r"[- ]like\b", sentence.text[end:]) or _not_given(sentence.text[end:]):
            continue
        text = sentence.text[start:end]
        if _UNTAKEN.search(sentence.text[:start]) or any(pattern.fullmatch(text) for pattern in _phrases("analyte")):
            continue
        made.append(
            DrugMention(
                start=sentence.start + start,
                end=sentence.start + end,
                text=text,
                key=(hit.preferred if hit and hit.end - hit.start >= (end - start) * 0.6 else text).lower(),
                sentence=sentence.index,
                is_class=hit is None or hit.kind == "drug_class",
                known=hit is not None,
                tagged=tagged,
                adverse=_best(found, ("Drug.Adverse",), start, end),
                therapeutic=_best(found, ("Drug.Therapeutic",), start, end),
                bracketed=sentence.text[:start].endswith("("),
            )
        )
    return tuple(sorted(made, key=lambda m: m.start))


def _condition_spans(text: str, found: Sequence[Mention], hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Places of conditions: each lexicon name widened by its adjectives, then what only the model sees."""
    known = [(h.start, h.end) for h in hits]
    sure = {(h.start, h.end) for h in hits if not h.ambiguous}
    spans: list[tuple[int, int]] = []
    for mention in sorted(found, key=lambda m: m.start):
        if mention.label not in (*_EFFECTS, *_DISORDERS) or mention.probability < _SURE:
            continue
        for start, end in cut_items(text, mention.start, mention.end, known):
            trimmed = trim_condition(text, start, end, known)
            if trimmed and not any(_overlap(*trimmed, *s) for s in spans):
                spans.append(trimmed)
    for start, end in sorted(sure):
        wide = widen(text, start, end)
        if not any(_overlap(*wide, *s) for s in spans):
            spans.append(wide)
    return sorted(spans)


def _key_of(text: str, start: int, end: int, hits: Sequence[Hit]) -> str:
    inside = [h for h in hits if start <= h.start and h.end <= end]
    best = max(inside, key=lambda h: h.end - h.start, default=None)
    return best.preferred.lower() if best and not best.ambiguous else text[start:end].lower()


def _conditions(sentence: Sentence, found: Sequence[Mention], hits: Sequence[Hit]) -> tuple[ConditionMention, ...]:
    names = [h for h in hits if h.kind == "reaction"]
    made = []
    for start, end in _condition_spans(sentence.text, found, names):
        effect = _best(found, _EFFECTS, start, end)
        role = _best(found, ("Effect.Adverse",), start, end)
        therapeutic = _best(found, ("Effect.Therapeutic",), start, end)
        made.append(
            ConditionMention(
                start=sentence.start + start,
                end=sentence.start + end,
                text=sentence.text[start:end],
                key=_key_of(sentence.text, start, end, names),
                sentence=sentence.index,
                known=any(start <= h.start and h.end <= end for h in names),
                adverse=max(role, effect if effect and therapeutic < _SURE else 0.0),
                therapeutic=therapeutic,
                subject=_best(found, ("Subject.Disorder",), start, end),
                indication=_best(found, ("Treatment.Disorder",), start, end),
                said=assertion(sentence.text, start, end),
                sign=bool(_SHOWN.search(sentence.text[:start])),
            )
        )
    return tuple(made)


def _is_condition(sentence: Sentence, found: ConditionMention, drugs: Sequence[tuple[int, int]]) -> bool:
    """Whether it names a condition: no drug's name, and, where no lexicon knows it, neither holding a drug nor telling an end."""
    start, end = found.start - sentence.start, found.end - sentence.start
    if any(s <= start and end <= e for s, e in drugs):
        return False
    if found.known:
        return True
    if _CLAUSE_WORDS.search(found.text):
        return False
    return not any(_overlap(start, end, s, e) for s, e in drugs) and not _END_WORDS.search(found.text)


def mentions(sentence: Sentence, tagger: Tags, lexicon: Lexicon) -> SentenceMentions:
    """What the sentence names, in document offsets."""
    found = tagger.tag(sentence.text)
    hits = _with_class_phrases(sentence.text, lexicon.find(sentence.text))
    drugs = _drugs(sentence, found, hits)
    named = [(d.start - sentence.start, d.end - sentence.start) for d in drugs]
    conditions = tuple(c for c in _conditions(sentence, found, hits) if _is_condition(sentence, c, named))
    other: dict[str, list[Mention]] = {}
    for m in found:
        placed = Mention(m.label, m.start + sentence.start, m.end + sentence.start, m.probability)
        other.setdefault(m.label, []).append(placed)
    return SentenceMentions(drugs, conditions, {label: tuple(items) for label, items in other.items()})

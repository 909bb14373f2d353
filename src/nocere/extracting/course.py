"""How each reaction went: its outcome, and whether it is serious, in the authors' words.

    outcome_of(evidence, reaction, reactions)       # Told(Outcome.RECOVERED, start, end, 'outcome.recovered') or None

Cues are the rows of `rules/outcome.toml`. A cue speaks of the reaction it has for its object ("resolution of the rash"),
or of those named in its clause or before it in its sentence; a sentence that points back ("these resolved"), of those of the
sentence before; where nothing is named, of all of them, unless it names another condition just before ("her leukaemia is
in remission"). What is named as a cause ("hypothyroidism, attributed to thyroiditis, resolved") is not what ended. Later
words replace earlier ones, except that "improved" does not undo "recovered"; death replaces all, if the reaction is what it
is of.
What it will not do: read the words of a general statement, which never reach it (see `evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from nocere.case import Outcome
from nocere.extracting.assertion import Assertion
from nocere.extracting.evidence import ConditionEvidence, PatientEvidence
from nocere.extracting.generic import is_generic
from nocere.extracting.links import Relation
from nocere.extracting.mentions import ConditionMention
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.told import Told
from nocere.rulebook import Row, rows

_ENDS = frozenset({Outcome.RECOVERED, Outcome.RECOVERING, Outcome.SEQUELAE})
_CAUSE = re.compile(
    r"\b(?:(?:attributed|due|secondary|ascribed|related|owing) to|caused by|because of|as a (?:result|consequence) of)"
    r" (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_ILL = 0.5  # the model's probability that a condition is one the patient had
_NEAR = 45  # characters before a cue in which another condition is what the cue speaks of
_OBJECT = re.compile(
    r"(?: (?:of|in|from|for))(?: (?!(?:and|with|after|following|by|within)\b)[^\s,;.]+){0,5}? ?$", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[;:]|\b(?:but|however|although|though|whereas|while|despite)\b|, (?:and )?(?=(?:there|s?he|the|his|her|it|they|th[eo]se) )",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"(?:both |all )?(?:of )?(?:these|those|both|all|they|this|it)\b", re.IGNORECASE)


class OutcomeCue(Row):
    """Words that tell an outcome; a group `of` holds what it is the outcome of."""

    id: str
    outcome: Outcome
    pattern: str


class SeriousnessCue(Row):
    """Words that support a criterion: the name of a field of `case.Seriousness`."""

    id: str
    criterion: str
    pattern: str


@cache
def _outcome_cues() -> tuple[tuple[OutcomeCue, re.Pattern[str]], ...]:
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in rows("outcome", OutcomeCue))


@cache
def _serious_cues() -> tuple[tuple[SeriousnessCue, re.Pattern[str]], ...]:
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in rows("seriousness", SeriousnessCue))


def first_told(evidence: PatientEvidence, condition: ConditionEvidence) -> int:
    """The index of the sentence in which the condition begins: the first outside the title that names it. Where that one
    already tells its end, or none names it, it began after the first drug told."""
    story = [s for s in evidence.sentences if evidence.scopes[s.index] is not Scope.TITLE]
    names = {m.sentence for m in condition.mentions}
    told = next((n for n, s in enumerate(story) if s.index in names), len(story) - 1)
    if not story:
        return condition.mentions[0].sentence
    if story[told].index in names and not any(row.outcome in _ENDS for row, _ in endings(story[told])):
        return story[told].index
    taken = next((n for n, s in enumerate(story) if evidence.marks[s.index].drugs), told)
    return story[min(taken + 1, told)].index


@lru_cache(maxsize=1024)  # every reaction and drug asks for the endings of the same sentences
def endings(sentence: Sentence) -> tuple[tuple[OutcomeCue, re.Match[str]], ...]:
    """The outcome cues of a sentence, in its order; where two overlap, the earlier row stands."""
    taken: list[tuple[int, int]] = []
    found = []
    for row, pattern in _outcome_cues():
        for match in pattern.finditer(sentence.text):
            start, end = match.start(), match.start("of") if "of" in pattern.groupindex else match.end()
            if all(end <= a or b <= start for a, b in taken):
                taken.append((start, end))
                found.append((match.start(), row, match))
    return tuple((row, match) for _, row, match in sorted(found, key=lambda item: item[0]))


def _object_of(text: str, end: int, named: Sequence[ConditionMention], shift: int) -> ConditionMention | None:
    """The condition that words of an end which stop at `end` are said of: "resolution of the rash"."""
    return next((c for c in named if end <= c.start - shift and _OBJECT.fullmatch(text[end : c.start - shift])), None)


def _clause(text: str, at: int) -> tuple[int, int]:
    """Where the clause around a place begins and ends."""
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    return max(c for c in cuts if c <= at), min((c for c in cuts if c > at), default=len(text))


def _told_before(
    evidence: PatientEvidence, sentence: Sentence, reactions: Sequence[ConditionEvidence]
) -> list[ConditionEvidence]:
    """The reactions that the sentence before names, for a sentence that points back at them."""
    before = max((s.index for s in evidence.sentences if s.index < sentence.index), default=None)
    if before is None or not _POINTS_BACK.match(sentence.text):
        return []
    return [r for r in reactions if any(m.sentence == before for m in r.mentions)]


_Named = list[tuple[ConditionMention, ConditionEvidence]]


def _in_clause(sentence: Sentence, at: int, ours: _Named, reactions: Sequence[ConditionEvidence]) -> _Named:
    """Of the reactions that a sentence names, those that a cue at this place can be about: those of its clause, or else those
    told before it, or else those that no later clause names."""
    start, end = (sentence.start + place for place in _clause(sentence.text, at - sentence.start))
    near = [(c, r) for c, r in ours if start <= c.start < end]
    earlier = near or [(c, r) for c, r in ours if c.start < at]
    if earlier:
        return earlier
    later = {id(r) for _, r in ours}
    return [(r.mentions[0], r) for r in reactions if id(r) not in later] or ours


def _by_signs(
    evidence: PatientEvidence, of: Sequence[ConditionMention], reactions: Sequence[ConditionEvidence], since: int | None
) -> list[ConditionEvidence]:
    """All reactions, where each of these conditions is first told after sentence `since` and is no illness of
    before: it is their sign."""
    if since is None:
        return []
    ills = [t.condition for t in evidence.ties if t.link.relation is Relation.INDICATION]
    for condition in (evidence.condition_of(c) for c in of):
        first = min(
            (m.sentence for m in condition.mentions if evidence.scopes[m.sentence] is not Scope.TITLE), default=since
        )
        ill = any(condition is i for i in ills) or any(max(m.subject, m.indication) >= _ILL for m in condition.mentions)
        if first <= since or ill:
            return []
    return list(reactions)


def speaks_of(
    evidence: PatientEvidence,
    sentence: Sentence,
    match: re.Match[str],
    reactions: Sequence[ConditionEvidence],
    since: int | None = None,
) -> list[ConditionEvidence]:
    """The reactions that this cue of this sentence is about; with `since`, also by signs first told from that sentence on."""
    named = [c for c in evidence.marks[sentence.index].conditions if c.said is not Assertion.FAMILY]
    ours = [(c, r) for c in named for r in reactions if c in r.mentions]
    at, stop = sentence.start + match.start(), sentence.start + match.end()
    if "of" in match.re.groupindex:
        low, high = sentence.start + match.start("of"), sentence.start + match.end("of")
        inside = [r for c, r in ours if c.start < high and low < c.end]
        others = [c for c in named if c.known and c.start < high and low < c.end]
        return inside or (_by_signs(evidence, others, reactions, since) if others or match["of"] else list(reactions))
    inside_name = [r for c, r in ours if c.start <= at and stop <= c.end]
    if inside_name:
        return inside_name
    events = [c for c in named if not is_generic(c.text, "reaction")]  # "recovered from these adverse events" is of all
    target = _object_of(sentence.text, match.end(), events, sentence.start)
    if target is not None:
        return [r for c, r in ours if c is target] or _by_signs(evidence, [target], reactions, since)
    before = [c for c in named if c.end <= at and at - c.end <= _NEAR and (c.known or c.subject >= 0.5)]
    nearest = max(before, key=lambda c: c.end, default=None)
    if nearest is not None and not any(nearest is c for c, _ in ours):
        return _by_signs(evidence, [nearest], reactions, since)
    ours = _in_clause(sentence, at, ours, reactions) if ours else []
    ends = [(c, r) for c, r in ours if not _CAUSE.search(sentence.text, 0, c.start - sentence.start)] or ours
    found = list({id(r): r for _, r in ends}.values())
    return found or _told_before(evidence, sentence, reactions) or list(reactions)


def _replaces(new: Outcome, old: Outcome | None) -> bool:
    if old is None or (new is Outcome.FATAL and old is not new):
        return True
    if old is new:
        return False
    return old is not Outcome.FATAL and not (new is Outcome.RECOVERING and old in (Outcome.RECOVERED, Outcome.SEQUELAE))


def outcome_of(
    evidence: PatientEvidence, reaction: ConditionEvidence, reactions: Sequence[ConditionEvidence]
) -> Told[Outcome] | None:
    """The outcome of one reaction, or None where the report does not tell it: what is told once it was named, or else
    since a drug was first named."""
    told = _told_of(evidence, reaction, reactions, first_told(evidence, reaction))
    if told is not None:
        return told
    story = [s.index for s in evidence.sentences if evidence.scopes[s.index] is not Scope.TITLE]
    since = next((index for index in story if evidence.marks[index].drugs), None)
    beside = (_told_of(evidence, r, reactions, first_told(evidence, r)) for r in reactions if r is not reaction)
    if since is None or any(beside):  # whose ends are told one by one has them told
        return None
    told = _told_of(evidence, reaction, reactions, since)
    return told if told and told.value is not Outcome.FATAL else None


def _told_of(
    evidence: PatientEvidence,
    reaction: ConditionEvidence,
    reactions: Sequence[ConditionEvidence],
    begun: int,
) -> Told[Outcome] | None:
    """What is told of one reaction from the sentence `begun` on. A title is heard of deaths, and where nothing else is told."""
    now: Told[Outcome] | None = None
    titled: Told[Outcome] | None = None
    for sentence in evidence.sentences:
        title = evidence.scopes[sentence.index] is Scope.TITLE
        if sentence.index < begun and not title:
            continue
        for row, match in endings(sentence):
            about = speaks_of(evidence, sentence, match, reactions)
            if not any(r is reaction for r in about):
                continue
            stop = match.start("of") if "of" in match.re.groupindex else match.end()
            end = sentence.start + len(sentence.text[:stop].rstrip())
            told = Told(row.outcome, sentence.start + match.start(), end, row.id)
            if title and row.outcome is not Outcome.FATAL:
                titled = told if any(m.sentence == sentence.index for m in reaction.mentions) else titled
            elif _replaces(row.outcome, now.value if now else None):
                now = told
    return now or titled


_NOT = re.compile(r"\b(?:no|not|without|never|did not|nor|denied|avoid\w*)\b[^.;,]{0,25}$", re.IGNORECASE)


_UNDONE = re.compile(
    r" (?:was|were) (?:not|never) (?:\w+ )?(?:needed|required|necessary|performed|done|given|possible|indicated|started)",
    re.IGNORECASE,
)


def undone(text: str, end: int) -> bool:
    """Whether the words behind a measure that ends here say that it was not taken."""
    return bool(_UNDONE.match(text, end))


def seriousness_of(
    evidence: PatientEvidence,
    reaction: ConditionEvidence,
    reactions: Sequence[ConditionEvidence],
    ending: Told[Outcome] | None,
) -> tuple[Told[str], ...]:
    """The criteria (fields of `case.Seriousness`) that the report supports for one reaction, each by its first words."""
    begun = first_told(evidence, reaction)
    found: dict[str, Told[str]] = {}
    if ending and ending.value is Outcome.FATAL:
        found["death"] = Told("death", ending.start, ending.end, ending.rule)
    for sentence in evidence.sentences:
        if sentence.index < begun or evidence.scopes[sentence.index] is Scope.TITLE:
            continue
        named = [c for c in evidence.marks[sentence.index].conditions if c.known]
        ours = any(c in r.mentions for c in named for r in reactions)
        for row, pattern in _serious_cues():
            match = pattern.search(sentence.text)
            if (
                match is None
                or row.criterion in found
                or row.criterion == "death"
                or _NOT.search(sentence.text[: match.start()])
                or undone(sentence.text, match.end())
            ):
                continue
            after = [c for c in named if 0 <= c.start - sentence.start - match.end() <= _NEAR]
            if after and not any(c in r.mentions for c in after for r in reactions) and not ours:
                continue
            start = sentence.start + match.start()
            found[row.criterion] = Told(row.criterion, start, sentence.start + match.end(), row.id)
    return tuple(found.values())

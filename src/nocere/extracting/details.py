"""The finer marks of a reaction: when it began, where it was, how severe.

    onset_of(evidence, reaction)        # Told(Quantity(value=3, unit="d"), start, end, 'time.later') or None
    site_of(evidence, reaction)         # (start, end) or None
    severity_of(evidence, reaction)     # Told(Severity.SEVERE, start, end, 'reaction.severity') or None

Time to onset is read in a sentence that names the reaction and where the words count from treatment, or from the sentence
before; else in the one sentence that counts from a drug to what the patient came with (`rules/presentation.toml`). A general
statement, or a time since diagnosis, is never this patient's onset.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from nocere.case import Quantity, Severity
from nocere.extracting.evidence import ConditionEvidence, PatientEvidence, stems
from nocere.extracting.grammar.times import TimeMention, times
from nocere.extracting.mentions import ConditionMention
from nocere.extracting.scope import Scope
from nocere.extracting.sentences import Sentence
from nocere.extracting.told import Told
from nocere.rulebook import Row, rows

_REACH = 90
_BEHIND = 40  # characters behind a time in which its exposure is named
_NOT_ONSET = re.compile(
    r"(?:history|diagnosis|transplant\w*|follow-?up|lasted|lasting|persist\w*|resol\w+|recover\w*|discharged?|improv\w+)",
    re.I,
)
_EXPOSURE = re.compile(
    r"\b(?:using|taking|receiving|treated|treatment|therapy|exposure|on|ingest\w+|administration|intake|use)\b", re.I
)


_COURSE = re.compile(
    r"(?:the )?(?:relapse|recurrence|recurrent|worsening|resolution|improvement|exacerbation|episodes?|attacks?|bouts?|development|"
    r"onset|features?|signs?|symptoms?|evidence|cases?|history|levels?|possible|suspected|irreversible|lethal|fatal)\b",
    re.IGNORECASE,
)
"""What begins a name that tells of the course rather than of what it is."""


class SeverityWord(Row):
    """A severity and the words for it."""

    severity: Severity
    pattern: str


class SitePattern(Row):
    """Words for parts of the body."""

    pattern: str


class PresentationTime(Row):
    """Words by which a time counts from a drug to what the patient came with."""

    id: str
    times: tuple[str, ...]
    near: str
    told: str


@cache
def _ways() -> tuple[tuple[PresentationTime, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (row, re.compile(row.near, re.IGNORECASE), re.compile(row.told, re.IGNORECASE))
        for row in rows("presentation", PresentationTime)
    )


@cache
def _severities() -> tuple[tuple[Severity, re.Pattern[str]], ...]:
    return tuple((row.severity, re.compile(row.pattern, re.IGNORECASE)) for row in rows("severity", SeverityWord))


@cache
def _site() -> re.Pattern[str]:
    parts = "|".join(row.pattern for row in rows("sites", SitePattern))
    return re.compile(
        rf"^,?\s*(?:\S+ )?(?:in|on|of|at|over|around|involving|affecting) (?:the |his |her |both |an? "
        rf"|all |each )*(?P<site>{parts})\b",
        re.I,
    )


def _counts(sentence: Sentence, time: TimeMention, mention: ConditionMention) -> bool:
    """Whether the time says when this reaction began, by its construction and its neighbours."""
    at, stop = mention.start - sentence.start, mention.end - sentence.start
    gap = at - time.end if time.end <= at else time.start - stop
    if gap > _REACH or gap < 0:
        return False
    around = sentence.text[max(0, time.start - 25) : time.end + 30]
    if _NOT_ONSET.search(around) or time.rule == "time.n-before":
        return False
    if time.rule == "time.for-n":
        return time.end <= at and bool(_EXPOSURE.search(sentence.text[max(0, time.start - 60) : time.start]))
    between = sentence.text[time.end : at] if time.end <= at else sentence.text[stop : time.start]
    return not re.search(r"[;.]", between)


def _quantity(time: TimeMention) -> Quantity | None:
    return Quantity(value=time.value, unit=time.unit) if time.value is not None and time.unit else None


def onset_of(evidence: PatientEvidence, reaction: ConditionEvidence) -> Told[Quantity | None] | None:
    """The time to onset of one reaction, the nearest to its name, else that of the presentation in which it began, or None;
    its value is None where the words give no number."""
    return _nearest(evidence, reaction) or _of_presentation(evidence, reaction)


def _of_presentation(evidence: PatientEvidence, reaction: ConditionEvidence) -> Told[Quantity | None] | None:
    """The time from a drug to what the patient came with, where the reaction is told in that sentence or later and the
    report tells one such time alone."""
    found: list[tuple[int, Told[Quantity | None]]] = []
    for sentence in evidence.sentences:
        marks = evidence.marks[sentence.index]
        if evidence.scopes[sentence.index] is Scope.PATIENT and (marks.conditions or marks.drugs):
            found += [
                (sentence.index, Told(_quantity(time), sentence.start + time.start, sentence.start + time.end, way.id))
                for time in times(sentence.text)
                for way, near, told in _ways()
                if time.rule in way.times
                and near.search(sentence.text, time.start, time.end + _BEHIND)
                and told.search(sentence.text)
                and not _NOT_ONSET.search(sentence.text, max(0, time.start - 25), time.end + 30)
            ]
    named = [m.sentence for m in reaction.mentions if evidence.scopes[m.sentence] is not Scope.TITLE]
    began = [told for index, told in found if not named or max(named) >= index]
    return began[0] if len(found) == 1 and began else None


def _nearest(evidence: PatientEvidence, reaction: ConditionEvidence) -> Told[Quantity | None] | None:
    best: tuple[int, Told[Quantity | None]] | None = None
    for sentence in evidence.sentences:
        mine = [
            m
            for m in reaction.mentions
            if m.sentence == sentence.index and evidence.scopes[m.sentence] is not Scope.TITLE
        ]
        for mention in mine:
            for time in times(sentence.text):
                start, end = sentence.start + time.start, sentence.start + time.end
                gap = min(abs(mention.start - end), abs(start - mention.end))
                if _counts(sentence, time, mention) and (best is None or gap < best[0]):
                    best = gap, Told(_quantity(time), start, end, time.rule)
    return best[1] if best else None


def site_of(evidence: PatientEvidence, reaction: ConditionEvidence) -> tuple[int, int] | None:
    """The part of the body named right behind the reaction."""
    for mention in reaction.mentions:
        sentence = evidence.sentence_of(mention)
        match = _site().match(sentence.text[mention.end - sentence.start :])
        if match:
            return mention.end + match.start("site"), mention.end + match.end("site")
    return None


def severity_of(evidence: PatientEvidence, reaction: ConditionEvidence) -> Told[Severity] | None:
    """The severity said in the reaction's name or directly before it."""
    for mention in reaction.mentions:
        sentence = evidence.sentence_of(mention)
        low, high = mention.start - sentence.start, mention.end - sentence.start
        for severity, pattern in _severities():
            match = pattern.search(sentence.text, max(0, low - 12), high)
            if match and not re.search(r"[,;.]", sentence.text[match.end() : max(low, match.end())]):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                return Told(severity, start, end, "reaction.severity")
    return None


def longest(mentions: Sequence[ConditionMention]) -> ConditionMention:
    """The most specific mention: of the names with the commonest last word the longest, the earliest of equals."""
    heads = Counter(stems(m.text)[-1:] for m in mentions)
    return max(mentions, key=lambda m: (heads[stems(m.text)[-1:]], not _COURSE.match(m.text), len(m.text), -m.start))

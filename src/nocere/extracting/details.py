"""The finer marks of a reaction: where it was, how severe.

    site_of(evidence, reaction)         # (start, end) or None
    severity_of(evidence, reaction)     # Told(Severity.SEVERE, start, end, 'reaction.severity') or None

What it will not do: say when the reaction began (see `onset`), or infer severity from what was done.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from nocere.case import Severity
from nocere.extracting.evidence import ConditionEvidence, PatientEvidence, stems
from nocere.extracting.mentions import ConditionMention
from nocere.extracting.told import Told
from nocere.rulebook import Row, rows

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

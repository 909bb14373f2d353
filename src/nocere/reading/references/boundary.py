"""Where a title ends and the journal begins, when both are parted by the same full stop or comma.

    after_stop("A rash. Two cases. J. Am. Acad. Dermatol.", 0, 41)     # (Cut of the title, Cut of the journal)
    after_comma("A rash, after tea, Clin. Med.", 0, 29)

Rule: the journal is what follows the last full stop (or question mark), and reaches back over words that are
abbreviations in journal names (rules/reference_journals.toml, after ISO 4), since their full stops part nothing.

What it will not do: find a journal that begins with a small letter.
"""

from __future__ import annotations

import re
from functools import cache

from nocere.reading.references.parsed import Cut, trimmed
from nocere.rulebook import Row, rows

_STOP = re.compile(r"(?:\.[”\"’']?|[?!][”\"’']?)\s+")
_COMMA = re.compile(r",[”\"’']?\s+")
_DATED = re.compile(
    r"^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,4}\b|"
    r"[,.]\s?(?:vol|no|n°|pp?|nr|bd)\.?\s?(?:\d|$)|\(\d{1,4}\)$|,\s\d{1,4}$|:$",
    re.I,
)
_LONGEST = 160


class JournalWords(Row):
    """Abbreviations of title words."""

    words: tuple[str, ...]


def after_stop(text: str, start: int, end: int) -> tuple[Cut, Cut] | None:
    """Title and journal, parted by a full stop, question mark or exclamation mark."""
    return _parted(_STOP, text, start, end)


def after_comma(text: str, start: int, end: int) -> tuple[Cut, Cut] | None:
    """Title and journal, parted by a comma."""
    return _parted(_COMMA, text, start, end)


def _parted(separator: re.Pattern[str], text: str, start: int, end: int) -> tuple[Cut, Cut] | None:
    marks = list(separator.finditer(text, start, end))
    at = len(marks) - 1
    while at > 0 and _reaches_back(text[marks[at - 1].end() : marks[at].end()], text[marks[at].end() : end]):
        at -= 1
    if at < 0 or (at == 0 and _abbreviated(text[start : marks[0].end()])):
        return None
    keep = 1 if text[marks[at].start()] in "?!" else 0
    title = trimmed(text, start, marks[at].start() + keep)
    journal = trimmed(text, marks[at].end(), end)
    return (title, journal) if title.start < title.end and _is_journal(text[slice(*journal)]) else None


def _reaches_back(words: str, journal: str) -> bool:
    """Whether a journal begins before `words`: abbreviations, or one short word where the rest is abbreviated."""
    alone = re.fullmatch(r"[A-Z][^\W\d_]{0,6}\.\s+", words)
    return _abbreviated(words) or bool(alone and "." in journal.rstrip("."))


def _abbreviated(words: str) -> bool:
    """Whether these words, which end in a full stop, belong to a journal's name: all abbreviations, or a few that end in one."""
    bare = [word.rstrip(":") for word in re.split(r"[\s.,]+", words.strip()) if word.strip(".,")]
    if not bare or not words.rstrip(", ").endswith("."):
        return False
    known = _abbreviations()
    if all(word in known or word == "&" for word in bare):
        return True
    return len(bare) < 4 and bare[-1] in known and all(word[0].isupper() and len(word) < 9 for word in bare)


def _is_journal(name: str) -> bool:
    """Whether this may be a journal's name: a capital first, or a number before one ("3 Biotech"); no date, no sentence."""
    word = re.match(r"(?:\d{1,2}\s|e-?|m)?(?P<first>[^\W\d_])", name)
    return (
        bool(word and word["first"].isupper())
        and len(name) <= _LONGEST
        and name.count(",") < 4
        and not _DATED.search(name)
    )


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for row in rows("reference_journals", JournalWords) for word in row.words)

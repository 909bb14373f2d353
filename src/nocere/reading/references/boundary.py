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
    while at > 0 and _abbreviated(text[marks[at - 1].end() : marks[at].end()]):
        at -= 1
    if at < 0 or (at == 0 and _abbreviated(text[start : marks[0].end()])):
        return None
    keep = 1 if text[marks[at].start()] in "?!" else 0
    title = trimmed(text, start, marks[at].start() + keep)
    journal = trimmed(text, marks[at].end(), end)
    return (title, journal) if title.start < title.end and _is_journal(text[slice(*journal)]) else None


def _abbreviated(words: str) -> bool:
    """Whether these words, which end in a full stop, are all abbreviations of a journal's name."""
    bare = [word for word in re.split(r"[\s.,]+", words.strip()) if word]
    return (
        bool(bare)
        and words.rstrip(", ").endswith(".")
        and all(word in _abbreviations() or word == "&" for word in bare)
    )


def _is_journal(name: str) -> bool:
    first = name[:1]
    return (
        bool(name)
        and len(name) <= _LONGEST
        and (first.isupper() or first.isdigit() or name[:2].lower() in ("e-", "el", "mb"))
    )


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for row in rows("reference_journals", JournalWords) for word in row.words)

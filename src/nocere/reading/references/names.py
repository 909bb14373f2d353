"""Lists of authors in the orders that house styles print them, each word accounted for or the list refused.

    inverted(text, 0, 40)                        # "Angel, F.-F. and Leung, A."         Harvard, APA
    trailing(text, 0, 40)                        # "Angel FF, Leung A, et al."          Vancouver, AMA, Springer
    leading(text, 0, 40)                         # "F.-F. Angel, A. Leung"              Elsevier numbered
    written(text, 0, 40)                         # "Fay-Finn Angel1, Alexander Leung*"  a byline

Rule: NLM Citing Medicine, chapter 1; particles, ranks and collective names are rows of rules/reference_names.toml.
Given names stay as printed. A group is one author with its whole name as family.

What it will not do: guess which of two bare words is the family name, or let an e-mail address in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from nocere.document import Author
from nocere.reading.references.parsed import Cut, Named, Names, one_line, trimmed
from nocere.rulebook import Row, rows

_LONGEST = 4000
_WORD = r"(?:[^\W\d_]|[\u0300-\u036f])(?:[^\W\d_]|[\u0300-\u036f'’ʼ`´.‐‑-]){0,40}"
_WORDS = re.compile(rf"{_WORD}(?:\s{{1,3}}{_WORD}){{0,6}}")
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
_LIST = re.compile(r"\s*(?:[,;]\s*(?:and\s|&\s|(?:…|\.\s?\.\s?\.)\s)?|\s(?:and|&|et|und|y)\s(?!al\b))\s*")
_COMMAS = re.compile(r"\s*[,;]\s*(?:and\s+|&\s+)?")
_GROUP = re.compile(r"[.\s‐‑-]+")
_RAISED = "0123456789*†‡§¶#⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARKS = re.compile(r"[\d*†‡§¶#⁰¹²³⁴⁵⁶⁷⁸⁹,\s]+$|(?:\(\d{1,2}(?:,\s?\d{1,2}){0,5}\)\s?){1,4}$")


class WordRow(Row):
    """Words of one kind that author lists may hold."""

    kind: str
    words: tuple[str, ...]


def inverted(text: str, start: int, end: int) -> Names | None:
    """Family, then initials after a comma."""
    people = _pieces(_LIST, text, start, end)
    if ";" in text[start:end]:
        return _names(text, _pieces(re.compile(r"\s*;\s*(?:and\s+|&\s+)?"), text, start, end), _whole)
    group = trimmed(text, start, end, ".")
    if _is_collective(text[slice(*group)]):
        return Names((_named(group, text[slice(*group)], ""),))
    names = _paired(text, people)
    return Names(names.named, True) if names and _ELLIPSIS.search(text, start, end) else names


def trailing(text: str, start: int, end: int) -> Names | None:
    """Family and bare initials, no comma between."""
    cut = trimmed(text, start, end, ".:")
    return _names(text, _pieces(_COMMAS, text, *cut), _trailing) or _names(text, _pieces(_LIST, text, *cut), _trailing)


def leading(text: str, start: int, end: int) -> Names | None:
    """Initials, then family."""
    return _names(text, _pieces(_LIST, text, start, end), _leading)


def mixed(text: str, start: int, end: int) -> Names | None:
    """The first author inverted, the others not: "Angel, F.-F., A. Leung, and C. Li"."""
    pieces = _pieces(_LIST, text, start, end)
    first = _paired(text, pieces[:2]) if len(pieces) > 2 else None
    others = _names(text, pieces[2:], _leading) if first else None
    return Names(first.named + others.named, others.more) if first and others else None


def written(text: str, start: int, end: int) -> Names | None:
    """Names as a byline writes them, marks of affiliation left aside."""
    return _names(text, _unmarked(text, start, end), _written)


def _pieces(separator: re.Pattern[str], text: str, start: int, end: int) -> list[Cut]:
    if end - start > _LONGEST or "@" in text[start:end]:
        return []
    pieces, at = [], start
    for found in separator.finditer(text, start, end):
        pieces.append(trimmed(text, at, found.start()))
        at = found.end()
    return [*pieces, trimmed(text, at, end)]


def _unmarked(text: str, start: int, end: int) -> list[Cut]:
    pieces = []
    for cut in _pieces(
        re.compile(r"\s*[,;·•|]\s*(?:and\s+|&\s+)?|\s(?:and|&)\s"), text, *trimmed(text, start, end, ".")
    ):
        marks = _MARKS.search(text, cut.start, cut.end)
        cut = trimmed(text, cut.start, marks.start() if marks else cut.end, _RAISED)
        if cut.start < cut.end:
            pieces.append(cut)
    return pieces


def _names(text: str, pieces: list[Cut], read: Callable[[str, Cut], Named | None]) -> Names | None:
    """Each piece read as one author; a last piece may stand for more of them."""
    more = bool(pieces) and _is(text[slice(*pieces[-1])], "more")
    named = list(_each(text, pieces[:-1] if more else pieces, read))
    return Names(tuple(one for one in named if one), more) if named and all(named) else None


def _each(text: str, pieces: list[Cut], read: Callable[[str, Cut], Named | None]) -> Iterator[Named | None]:
    for number, cut in enumerate(pieces, 1):
        al = re.search(r"\s+et\s+al\.?$", text[slice(*cut)])
        if al and number == len(pieces):
            cut = Cut(cut.start, cut.start + al.start())
        yield read(text, cut)


def _paired(text: str, pieces: list[Cut]) -> Names | None:
    """Family and initials in turn; ranks and groups between them; "et al." or an ellipsis for more."""
    named: list[Named] = []
    more, at = False, 0
    while at < len(pieces):
        family, given = text[slice(*pieces[at])], text[slice(*pieces[at + 1])] if at + 1 < len(pieces) else ""
        if _is(family, "more"):
            more, at = True, at + 1
        elif _is(family, "rank") and named:
            last = named[-1]
            given = f"{last.author.given} {family}"
            named[-1], at = _named(Cut(last.cut.start, pieces[at].end), last.author.family, given), at + 1
        elif _is_family(family) and is_initials(_no_more(given)):
            more = more or _no_more(given) != given
            end = pieces[at + 1].start + len(_no_more(given))
            named.append(_named(Cut(pieces[at].start, end), family, _no_more(given)))
            at += 2
        elif _is_collective(family):
            named.append(_named(pieces[at], family, ""))
            at += 1
        else:
            return None
    return Names(tuple(named), more) if named else None


def _no_more(given: str) -> str:
    return re.sub(r"\s+(?:et\s+al\.?|…|\.\s?\.\s?\.)$", "", given)


def _whole(text: str, cut: Cut) -> Named | None:
    """One person with a comma inside: "Angel, Fay-Finn"."""
    family, comma, given = text[slice(*cut)].partition(",")
    if not comma:
        return _trailing(text, cut)
    fits = _is_family(family.strip()) and _WORDS.fullmatch(given.strip())
    return _named(cut, family.strip(), given.strip()) if fits else None


def _trailing(text: str, cut: Cut) -> Named | None:
    words = text[slice(*cut)].split()
    rank = words.pop() if len(words) > 2 and _is(words[-1], "rank") else ""
    if len(words) > 1 and is_initials(words[-1]) and _is_family(" ".join(words[:-1])):
        given = f"{words[-1]} {rank}" if rank else words[-1]
        return _named(cut, " ".join(words[:-1]), given)
    whole = text[slice(*cut)]
    return _named(cut, whole, "") if _is_collective(whole) else None


def _leading(text: str, cut: Cut) -> Named | None:
    found = re.match(r"(?:[^\W\d_]{1,2}\.[\s‐‑-]{0,2}){1,5}", text[slice(*cut)])
    given = found.group().strip() if found else ""
    family = text[slice(*cut)][len(given) :].strip()
    if given and is_initials(given) and _is_family(family):
        return _named(cut, family, given)
    whole = text[slice(*cut)]
    return _named(cut, whole, "") if _is_collective(whole) else None


def _written(text: str, cut: Cut) -> Named | None:
    words = text[slice(*cut)].split()
    if _trailing(text, cut) and len(words) > 1:
        return _trailing(text, cut)
    at = len(words) - 1
    while at > 1 and _is(words[at - 1], "particle"):
        at -= 1
    given, family = " ".join(words[:at]), " ".join(words[at:])
    capitals = all(word[0].isupper() for word in words[:at])
    return _named(cut, family, given) if 1 < len(words) < 7 and given and capitals and _is_family(family) else None


def _named(cut: Cut, family: str, given: str) -> Named:
    return Named(Author(family=one_line(family), given=one_line(given)), cut)


def _is_family(text: str) -> bool:
    """Words with a capital, small ones only where they are particles."""
    words = text.split()
    small = [word for word in words if not re.search(r"[^\W\d_]", word) or not _has_capital(word)]
    fits = bool(_WORDS.fullmatch(text)) and len(words) < 6 and len(small) < len(words)
    return fits and all(_is(word, "particle") for word in small) and not any(word.endswith(".") for word in words)


def _has_capital(word: str) -> bool:
    return any(sign.isupper() for sign in word) or not any(sign.islower() for sign in word)


def is_initials(text: str) -> bool:
    """Capitals with or without full stops and hyphens; "Th." and "Yu." count; particles may follow."""
    words = text.split()
    while len(words) > 1 and _is(words[-1], "particle"):
        words.pop()
    groups = [group for group in _GROUP.split(" ".join(words)) if group]
    dotted = "." in text
    fits = all(
        (group.isupper() and len(group) < 5) or (dotted and group[0].isupper() and len(group) < 4 and group.isalpha())
        for group in groups
    )
    return 0 < len(groups) < 7 and fits


def _is_collective(text: str) -> bool:
    """A group by its words: three letters or more, a capital, no digits but years."""
    words = re.findall(r"[^\W\d_]+", text)
    known = any(word.casefold() in _known("collective") for word in words)
    fits = bool(re.fullmatch(r"[^\W\d_][\w\s.,'’()/&‐‑-]{2,150}", text))
    return fits and known and 1 < len(words) < 16 and any(word[0].isupper() for word in words)


def _is(word: str, kind: str) -> bool:
    known = _known(kind)
    return word in known or (kind != "rank" and word.casefold() in known)


@cache
def _known(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("reference_names", WordRow) if row.kind == kind for word in row.words)

"""What of a page is the report, what is furniture, and what is not seen at all (rules/reading_page.toml).

    fate(element, by_class=True)                 # Fate.KEEP, Fate.DROP or Fate.CHROME

Rule: tags and roles of the HTML standard and WAI-ARIA, `hidden`, inline styles that hide, and whole words of class names.
A `<header>` or `<footer>` inside of an article is the article's.

What it will not do: read style sheets.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from lxml import etree

from nocere.rulebook import Row, rows

_NEVER = ("html", "body", "main", "article", "h1", "h2", "h3", "p", "ol")


class Fate(Enum):
    """What becomes of an element."""

    KEEP = "keep"
    CHROME = "chrome"
    DROP = "drop"


class PageRow(Row):
    """Words by which an element is dropped or marked."""

    what: str
    does: Fate
    words: tuple[str, ...]


def fate(element: etree._Element, by_class: bool) -> Fate:
    """What becomes of this element; `by_class` lets class names and ids count."""
    tag = str(element.tag).lower()
    if tag in _table("tag", "drop"):
        return Fate.DROP
    if not element.attrib and tag not in _table("tag", "chrome"):
        return Fate.KEEP
    role = (element.get("role") or "").strip().lower()
    names = _names(element) if by_class and tag not in _NEVER else frozenset()
    if _unseen(element) or role in _table("role", "drop") or names & _table("class", "drop"):
        return Fate.DROP
    if tag == "footer" and any(parent.tag == "article" for parent in element.iterancestors()):
        return Fate.KEEP
    marked = tag in _table("tag", "chrome") or role in _table("role", "chrome") or names & _table("class", "chrome")
    return Fate.CHROME if marked else Fate.KEEP


def _unseen(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = re.sub(r"\s+", "", element.get("style") or "").lower()
    return any(each in style for each in _table("style", "drop")) if style else False


def _names(element: etree._Element) -> frozenset[str]:
    """Class names and id, whole and in their parts."""
    given = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()[:40]
    return frozenset(given) | frozenset(part for name in given for part in re.split(r"[-_]+", name))


@cache
def _table(what: str, does: str) -> frozenset[str]:
    return frozenset(
        word
        for row in rows("reading_page", PageRow)
        if (row.what, row.does.value) == (what, does)
        for word in row.words
    )

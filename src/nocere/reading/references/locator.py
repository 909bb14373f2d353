"""The small pieces that all house styles share, as patterns: years, volumes, issues, pages.

    re.compile(rf"{YEAR};{VOLUME}(?:\\({ISSUE}\\))?:{PAGES}")

Rule: NLM Citing Medicine (2nd ed.), chapter 1. Each piece is bounded in length, so that no pattern built from them can
run away on a long line.

What it will not do: judge whether a page range makes sense.
"""

from __future__ import annotations

DASH = r"\s?[-–—‐‑−‒]{1,2}\s?"
YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
SUPPLEMENT = r"(?:Suppl(?:ement)?|Pt|Part|Spec(?:ial)?\sNo|Spec(?:ial)?\sIssue|Sup)\.?(?:\s?[A-Z\d]{1,4})?"
VOLUME = rf"(?P<volume>(?:[A-Z]{{1,3}}-?)?\d{{1,5}}[A-Z]?(?:{DASH}\d{{1,5}})?(?:/\d{{1,4}})?)"
ISSUE = r"[^()\n;:]{1,40}"
_PAGE = r"[A-Za-z]{0,5}\.?\d{1,10}[A-Za-z]{0,3}"
_RANGE = rf"{_PAGE}(?:\.e?\d{{1,4}})?(?:{DASH}{_PAGE}(?:\.e?\d{{1,4}})?)?"
_BEFORE = r"(?:(?:[Pp]{1,2}\.|[Aa]rticle(?:\s[Nn]o\.?|\s[Nn]umber:?)?|Art\.?(?:\s[Nn]o\.?)?|pp?)\s?)?"
PAGES = rf"{_BEFORE}(?P<pages>{_PAGE}{DASH}{_PAGE}(?:,\s{_PAGE}{DASH}{_PAGE}){{1,3}}|{_RANGE})"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter)[a-z]{0,6}\.?"
MONTH = rf"(?:[\s,]+{_MONTH})"
DATE = (
    rf"(?:{_MONTH}(?:\s\d{{1,2}},?)?\s)?{YEAR}(?:{MONTH}(?:[-–/][A-Z][a-z]{{2,8}})?(?:\s\d{{1,2}}(?:[-–]\d{{1,2}})?)?)?"
)

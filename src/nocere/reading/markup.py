"""Whether a text is marked up, and in what: HTML is read, other markup is refused by name.

    says_html(text)                              # True for a page, or a piece of one
    refuse_other_markup(text, name)              # raises InputError for JATS, MEDLINE and other XML

Rule: WHATWG MIME sniffing, in short: the text begins with an HTML tag, or closes block tags at least twice.

What it will not do: parse.
"""

from __future__ import annotations

import re

from nocere.errors import InputError

_START = 3000
_LOOKED = 200_000
_OPENS = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|div|p|br|h[1-6]|table|article|main|section|header|span|ul|ol|a|b|i|em|strong|font|center|pre|blockquote|dl|form|figure|aside|footer|nav|img|sup|sub|small|u|tr|td|li)\b",
    re.I,
)
_CLOSES = re.compile(r"</(?:p|div|h[1-6]|body|html|article|section|span|li|ul|ol|td|table)\s*>", re.I)
_XML = re.compile(r"<\?xml\b")
_ROOT = re.compile(r"<(?![?!])([\w:.-]{1,60})")
_ASIDE = re.compile(r"<\?[^>]{0,1000}>|<!--[^>]{0,2000}-->|<!DOCTYPE[^>\[]{0,500}>", re.I)
_JATS = re.compile(r"<!DOCTYPE\s+article\b|<article\b[^>]{0,500}(?:article-type|dtd-version|xmlns:mml)", re.I)


def says_html(text: str) -> bool:
    """Whether this is an HTML page, or a piece of one."""
    head = _ASIDE.sub("", text[:_START].lstrip()).lstrip() or text[:_START].lstrip()
    if _OPENS.match(head) or re.match(r"<!doctype\s+html|<html\b|<!--", text[:_START].lstrip(), re.I):
        return True
    return sum(1 for _, _ in zip(_CLOSES.finditer(text[:_LOOKED]), range(2), strict=False)) == 2


def refuse_other_markup(text: str, name: str) -> None:
    """Raise `InputError` where the text is XML of another kind than HTML."""
    head = text[:_START].lstrip()
    if _JATS.search(head):
        raise InputError(
            f"{name}: this is an article in JATS XML, which needs a later reader; save the HTML page or its text"
        )
    root = _ROOT.search(_ASIDE.sub("", head)) if _XML.match(head) else None
    if root and root.group(1).lower() not in ("html", "body", "div"):
        raise InputError(
            f"{name}: this is XML with the root <{root.group(1)}>, which has no reader; save the HTML page or its text"
        )

"""An HTML page becomes its visible text: one line for each block, one empty line between paragraphs.

    page = render("<h1>Rash</h1><p>A boy …</p>", "rash.html")
    page.text, page.chrome, page.title, page.meta

Rule: rules/reading_page.toml says what is dropped and what is only page furniture (`chrome`). Numbers of `<ol>` items are
written out, since a reader sees them; raised digits stay raised ("10⁹"), since "109" would be another number. White space
is made single outside of `<pre>`; entities are decoded by lxml (libxml2), which mends broken tags; what it mended is noted.

What it will not do: fetch anything, run scripts, apply style sheets, or read pages nested deeper than libxml2 allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nocere.errors import InputError
from nocere.reading.furniture import Fate, fate
from nocere.reading.pagetext import Ink

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "ol",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "caption",
        "aside",
        "legend",
    ]
)
_PARAGRAPHS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "section",
        "article",
        "blockquote",
        "figure",
        "dl",
        "pre",
        "header",
        "hgroup",
    ]
)
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_RAISABLE = re.compile(r"[0-9+\-−]{1,6}")
_LISTS = re.compile(r"(?:^|[\s_-])(?:references?|bibliography|ref-?list)(?:$|[\s_-])", re.I)
_MENDED = ("TAG_NAME_MISMATCH", "GT_REQUIRED", "LT_REQUIRED", "ATTRIBUTE", "ENTITY", "PARSER", "INTERNAL")


@dataclass(frozen=True)
class Page:
    """A page's visible text, the stretches that are furniture, its title and its list of references, its meta tags."""

    text: str
    chrome: tuple[tuple[int, int], ...]
    title: tuple[int, int] | None
    listed: tuple[int, int] | None
    meta: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def render(markup: str, name: str) -> Page:
    """The visible text of a page. Raises `InputError` where libxml2 gives up on it."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise InputError(f"{name}: this HTML cannot be read: {str(error).splitlines()[0][:200]}") from error
    notes = _mended(parser, name)
    if root is None:
        raise InputError(f"{name}: this HTML page has nothing in it; give the text of a report")
    ink = _inked(root, by_class=True)
    if not re.search(r"[^\W\d_]", ink.said_outside()):
        ink = _inked(root, by_class=False)
    meta = tuple(_meta(root))
    return Page(ink.text(), tuple(ink.chrome), _title(ink, meta), ink.listed, meta, notes)


def _mended(parser: etree.HTMLParser, name: str) -> tuple[str, ...]:
    """A note of what was mended; a page that was not read to its end is refused."""
    count = 0
    for entry in parser.error_log:
        if "depth" in entry.message.lower() or "xml_parse_huge" in entry.message.lower():
            raise InputError(f"{name}: HTML nested too deep (line {entry.line}); save the page as text")
        count += entry.type_name != "HTML_UNKNOWN_TAG" and any(each in entry.type_name for each in _MENDED)
    return (f"broken HTML mended in {count} places",) if count else ()


def _inked(root: etree._Element, by_class: bool) -> Ink:
    ink = Ink()
    counters: list[int] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    dropped: set[etree._Element] = set()
    for event, element in walk:
        if event == "start":
            what = fate(element, by_class)
            if what is Fate.DROP:
                dropped.add(element)
                walk.skip_subtree()
            else:
                _start(ink, element, what, counters)
        else:
            if element in dropped:
                dropped.discard(element)
                ink.write(" ") if element.tag in ("button", "input", "option") else None
            else:
                _end(ink, element, counters)
            ink.write(element.tail or "")
    return ink


def _start(ink: Ink, element: etree._Element, what: Fate, counters: list[int]) -> None:
    tag = str(element.tag).lower()
    ink.break_line(2 if tag in _PARAGRAPHS and tag not in ("ul", "ol") else 1 if tag in _BLOCKS or tag == "br" else 0)
    if what is Fate.CHROME:
        ink.break_line(1)
        ink.open_chrome(element)
    if tag in ("td", "th"):
        ink.cell()
    if tag == "ol":
        start = element.get("start", "1")
        counters.append(int(start) if re.fullmatch(r"\d{1,6}", start) else 1)
    if tag == "li":
        _number(ink, element, counters)
    if tag == "h1":
        ink.open_title(element)
    if tag in ("ol", "ul", "section", "div") and _LISTS.search(f"{element.get('class', '')} {element.get('id', '')}"):
        ink.open_list(element)
    if tag == "pre":
        ink.pre += 1
    said = element.text or ""
    raised = tag == "sup" and len(element) == 0 and _RAISABLE.fullmatch(said.strip())
    ink.write(said.strip().translate(_RAISED) if raised else said)


def _number(ink: Ink, element: etree._Element, counters: list[int]) -> None:
    """Write the number of an ordered item that does not print its own."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol" or not counters:
        return
    given = element.get("value", "")
    counters[-1] = int(given) if re.fullmatch(r"\d{1,6}", given) else counters[-1]
    said = "".join(_first_words(element)).lstrip()
    if not re.match(r"[\[(]?\d{1,4}[\]).]", said):
        ink.number(f"{counters[-1]}.")
    counters[-1] += 1


def _first_words(element: etree._Element) -> Iterator[str]:
    """The first few characters that an element says."""
    for said in element.itertext():
        if said.strip():
            yield str(said[:40])
            return


def _end(ink: Ink, element: etree._Element, counters: list[int]) -> None:
    tag = str(element.tag).lower()
    ink.close(element)
    if tag == "ol" and counters:
        counters.pop()
    if tag == "pre":
        ink.pre -= 1
    ink.break_line(2 if tag in _PARAGRAPHS else 1 if tag in _BLOCKS else 0)


def _meta(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The meta tags that describe an article, in order."""
    for element in root.iter("meta"):
        key = (element.get("name") or element.get("property") or "").strip().lower()
        content = re.sub(r"\s+", " ", element.get("content") or "").strip()
        if content and re.match(r"(?:citation_|dc\.|dcterms\.|prism\.)", key) and len(content) < 2000:
            yield key, content


def _title(ink: Ink, meta: tuple[tuple[str, str], ...]) -> tuple[int, int] | None:
    """Where the page prints its title: the line that the metadata gives, else its first main heading."""
    text = ink.text()
    for key, content in meta:
        if key in ("citation_title", "dc.title", "prism.title"):
            found = re.search(r"(?m)^" + r"\s+".join(map(re.escape, content.rstrip(".").split())) + r"\.?\s*$", text)
            if found and not any(start <= found.start() < end for start, end in ink.chrome):
                return found.span()
    return ink.title

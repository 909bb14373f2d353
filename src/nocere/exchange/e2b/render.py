"""A tree of nodes to the bytes of an XML file.

    render(node, ("E.i.2.1b: ...",))         # a draft says so in a comment at its top

UTF-8, two spaces a level, no clock and no random number: the same tree gives the same bytes (W3C XML 1.0).

What it will not do: check a value; characters that XML forbids were replaced before (`wire`).
"""

from __future__ import annotations

from lxml import etree

from nocere.exchange.e2b.build import Node
from nocere.exchange.e2b.table import NAMESPACES
from nocere.exchange.e2b.wire import clean

_HL7 = NAMESPACES["h"]
_TYPE = f"{{{NAMESPACES['xsi']}}}type"


def render(node: Node, reasons: tuple[str, ...] = ()) -> bytes:
    """The file, with a comment at its top where there are reasons why it is a draft."""
    spaces = f'xmlns="{_HL7}" xmlns:xsi="{NAMESPACES["xsi"]}"'
    root = etree.fromstring(f"<{node.name} {spaces}/>".encode())
    _write(root, node)
    etree.indent(root, space="  ")
    parts = [b'<?xml version="1.0" encoding="UTF-8"?>', etree.tostring(root, encoding="unicode").encode(), b""]
    if reasons:
        lines = ["DRAFT, not submission-ready:", *(f"- {reason}" for reason in reasons)]
        parts.insert(1, f"<!--{_comment(chr(10).join(lines))}-->".encode())
    return b"\n".join(parts)


def _write(into: etree._Element, node: Node) -> None:
    if node.kind:
        into.set(_TYPE, node.kind)
    for name, value in node.attributes.items():
        into.set(name, value)
    if node.text:
        into.text = node.text
    for child in node.children:
        _write(etree.SubElement(into, f"{{{_HL7}}}{child.name}"), child)


def _comment(text: str) -> str:
    """A comment may hold no two hyphens in a row, and no character that XML forbids."""
    text = clean(text)
    while "--" in text:
        text = text.replace("--", "- -")
    return f" {text} "

"""What official instances do below observation, organizer, substanceAdministration, act: a second opinion on files.

    Precedent.of(roots_of_official_instances).breaches(root_of_a_file)       # () where all is done as they do it

The shared schema set may lack the part for these nodes (PORR_MT049023UV), and the list of its children in order lacks it
too. The stand-in (`e2b_schema`) was written by hand; this is learned from the instances alone, and is stricter than a
schema: a child, a repetition, an order of two children, a set of attributes or the type of a coded value that no official
instance has is a breach. An order is known where instances have it or where it follows (a before b before c).

What it will not do: look into HL7 data types or products, whose schemas are there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from nocere.exchange.e2b.table import NAMESPACES

HL7 = f"{{{NAMESPACES['h']}}}"
TYPE = f"{{{NAMESPACES['xsi']}}}type"
MEDDRA = "2.16.840.1.113883.6.163"
ELSEWHERE = {"id", "code", "text", "effectiveTime", "value", "interpretationCode", "routeCode", "doseQuantity"}
ELSEWHERE |= {"pauseQuantity", "name", "addr", "instanceOfKind"}
"""Children that other schemas hold: HL7 data types and products."""

Way = tuple[str, ...]


@dataclass(frozen=True)
class Precedent:
    """Every way of doing that was seen: ("order", "observation", "id", "code") and the like."""

    seen: frozenset[Way]

    @classmethod
    def of(cls, roots: Iterable[etree._Element]) -> Precedent:
        """What these files do, and the orders that follow."""
        seen = {way for root in roots for node in nodes(root) for way in _ways(node)}
        return cls(frozenset(seen | _following(seen)))

    def breaches(self, root: etree._Element) -> tuple[str, ...]:
        """What this file does that none of those does, each once."""
        done = dict.fromkeys(way for node in nodes(root) for way in _ways(node))
        return tuple(" ".join(way) for way in done if way not in self.seen)


def nodes(root: etree._Element) -> Iterator[etree._Element]:
    """The nodes of that part: what primaryRole and role hold under subjectOf2, and what is below it."""
    for role in root.iter(f"{HL7}primaryRole", f"{HL7}role"):
        for top in role.iterfind(f"{HL7}subjectOf2/*"):
            yield from _below(top)


def _below(node: etree._Element) -> Iterator[etree._Element]:
    yield node
    for child in node.iterchildren("*"):
        if _name(child) not in ELSEWHERE:
            yield from _below(child)


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname


def _ways(node: etree._Element) -> Iterator[Way]:
    name = _name(node)
    children = [_name(child) for child in node.iterchildren("*")]
    yield ("attributes", name, *(f"{key!s}={value!s}" for key, value in sorted(node.items())))
    for at, child in enumerate(children):
        yield ("child", name, child)
        yield from (("order", name, child, later) for later in children[at + 1 :])
    code = node.find(f"{HL7}code")
    if code is not None:
        system = code.get("codeSystem", "")
        what = "" if system == MEDDRA else code.get("code", "")
        yield from (("value", name, system, what, value.get(TYPE, "")) for value in node.iterfind(f"{HL7}value"))


def _following(seen: set[Way]) -> set[Way]:
    """The orders that follow from those seen. Of one name with itself nothing follows: that is a repetition."""
    found: set[Way] = set()
    later: dict[tuple[str, str], set[str]] = defaultdict(set)
    for way in seen:
        if way[0] == "order" and way[2] != way[3]:
            later[way[1], way[2]].add(way[3])
    for name, first in list(later):
        reached, ahead = set(), {first}
        while ahead:
            step = ahead.pop()
            reached.add(step)
            ahead |= later.get((name, step), set()) - reached
        found |= {("order", name, first, one) for one in reached - {first}}
    return found

"""Records to a tree of nodes: each element goes where the table says; nodes are made, shared and repeated as its location asks.

    node = build(record, "message")

A step of a location is the node that already answers to it, or a new one; a step that repeats belongs to one record
(ISO/HL7 27953-2; order and fixed attributes from `structure`).

What it will not do: write XML (`render`), or judge what it is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nocere.errors import RuleError
from nocere.exchange.e2b.location import Location, Step, parse, path
from nocere.exchange.e2b.records import Record
from nocere.exchange.e2b.structure import Stub, structure
from nocere.exchange.e2b.table import element, position
from nocere.span import NullFlavor

Marks = Mapping[str, str]
Chain = tuple[Record, ...]


@dataclass
class Node:
    """A node of the message while it is being made."""

    name: str
    kind: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Node] = field(default_factory=list)
    owners: dict[int, int] = field(default_factory=dict)
    """The record that a repeating node belongs to, by its depth."""


def build(record: Record, root: str) -> Node:
    """The tree of all elements of that root ("batch" or "message") in the record."""
    first = parse(f"{root}/id/@root").steps[0]
    top = Node(first.name)
    for location, value in structure().fixed.items():
        place = parse(location)
        if place.steps[0].name == top.name:
            _put(top, place, value, (), {})
    _fill(top, record, (), {})
    for stub in structure().stubs:
        _stub(top, "", stub)
    _finish(top, "")
    return top


def _fill(top: Node, record: Record, chain: Chain, above: Marks) -> None:
    numbers = {leaf.number for leaf in record.leaves}
    marks = {**above, **record.marks, **{leaf.number: leaf.value for leaf in record.leaves if _plain(leaf.value)}}
    for leaf in sorted(record.leaves, key=lambda leaf: position(leaf.number)):
        row = element(leaf.number)
        place = row.full_place if row.full_place and _crowded(numbers, record.group) else row.place
        if place.steps[0].name != top.name:
            continue
        system = {"system": leaf.system} if leaf.system else {}
        _put(top, place, leaf.value, chain, {**marks, **system})
    for inner in record.records:
        _fill(top, inner, (*chain, inner), marks)


def _plain(value: str | NullFlavor) -> bool:
    return not isinstance(value, NullFlavor)


def _crowded(numbers: set[str], group: str) -> bool:
    """Whether start, end and duration are all given, which one IVL_TS cannot hold."""
    intervals = {"E.i": ("E.i.4", "E.i.5", "E.i.6a"), "G.k.4.r": ("G.k.4.r.4", "G.k.4.r.5", "G.k.4.r.6a")}
    return group in intervals and numbers.issuperset(intervals[group])


def _put(top: Node, place: Location, value: str | NullFlavor, chain: Chain, marks: Marks) -> None:
    node = top
    for step in place.steps[1:]:
        node = _child(node, step, chain, marks)
    if isinstance(value, NullFlavor):
        node.attributes["nullFlavor"] = value.value
    elif place.leaf:
        node.attributes[place.leaf] = place.prefix + value
        if place.leaf == "code":
            node.attributes.pop("nullFlavor", None)
    else:
        node.text = value


def _child(node: Node, step: Step, chain: Chain, marks: Marks) -> Node:
    owner = id(chain[step.level - 1]) if step.level and len(chain) >= step.level else 0
    same = [child for child in node.children if child.name == step.name]
    if step.position:
        while len(same) < step.position:
            same.append(Node(step.name))
            node.children.append(same[-1])
        return same[step.position - 1]
    for child in same:
        if _answers(child, step, marks) and (not owner or child.owners.setdefault(step.level, owner) == owner):
            _set(child, step, marks)
            return child
    child = _make(step, marks)
    if owner:
        child.owners[step.level] = owner
    node.children.append(child)
    return child


def _answers(node: Node, step: Step, marks: Marks) -> bool:
    """Whether the node is what the step asks for."""
    if node.name != step.name or (step.kind and node.kind != step.kind):
        return False
    for test in step.tests:
        wanted = _filled(test.value, marks)
        if wanted is None or test.relation == "+":
            continue
        has = node.attributes.get(test.name)
        answers = {"=": has == wanted, "!=": has != wanted, "^=": has is not None and has.startswith(wanted)}
        if not answers[test.relation]:
            return False
    return all(_holds(node, inner, marks) for inner in step.inner)


def _holds(node: Node, steps: tuple[Step, ...], marks: Marks) -> bool:
    if not steps:
        return True
    return any(_answers(child, steps[0], marks) and _holds(child, steps[1:], marks) for child in node.children)


def _make(step: Step, marks: Marks) -> Node:
    """A new node that is what the step asks for."""
    node = Node(step.name, step.kind)
    for test in step.tests:
        wanted = _filled(test.value, marks)
        if test.relation == "=" and wanted is not None:
            node.attributes[test.name] = wanted
    _set(node, step, marks)
    for inner in step.inner:
        at = node
        for one in inner:
            found = next((child for child in at.children if _answers(child, one, marks)), None)
            if found is None:
                found = _make(one, marks)
                at.children.append(found)
            at = found
    return node


def _set(node: Node, step: Step, marks: Marks) -> None:
    for test in step.tests:
        wanted = _filled(test.value, marks)
        if test.relation == "+" and wanted is not None:
            node.attributes[test.name] = wanted


def _filled(value: str, marks: Marks) -> str | None:
    """The value with its `{…}` filled, or None where nothing fills it."""
    if not value.startswith("{"):
        return value
    return marks.get(value[1:-1])


def _stub(node: Node, parent: str, stub: Stub) -> None:
    under, _, own = stub.node.rpartition("/")
    wanted = path(own)[0]
    if _answers(node, wanted, {}) and under in ("", parent):
        steps = path(stub.holds)
        if not _holds(node, steps, {}):
            at = node
            for step in steps:
                made = Node(step.name, step.kind)
                at.children.insert(0 if stub.first else len(at.children), made)
                at = made
            if stub.null:
                at.attributes["nullFlavor"] = stub.null
    for child in node.children:
        _stub(child, node.name, stub)


def _finish(node: Node, parent: str) -> None:
    """Fixed attributes, and children in the order of the schema."""
    node.attributes = {**structure().attributes(node.name, parent), **node.attributes}
    order = structure().order(node.name, parent)
    for child in node.children:
        if child.name not in order:
            raise RuleError(f"structure.toml gives {node.name} under {parent or 'nothing'} no child {child.name}")
        _finish(child, node.name)
    node.children.sort(key=lambda child: order.index(child.name))

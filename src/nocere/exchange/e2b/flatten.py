"""A case to records of elements, by walking its models with the element numbers their fields carry.

    record, lacks = flatten(case)

A tuple of models is a group, a Quantity or Code a pair of elements (ICH E2B(R3) IG v5.03, section 3.4). What has no
MedDRA code goes where the guide lets free text go: medical history to D.7.2, the rest to the verbatim element of its group.

What it will not do: add anything the case does not state (`complete` does what the standard derives).
"""

from __future__ import annotations

import base64
import binascii
import uuid
from collections.abc import Iterator
from dataclasses import replace

from pydantic import BaseModel

from nocere.case import Case, Condition, Drug, DrugReaction, HeldDocument, Literature, ParentCondition, Reaction, Test
from nocere.case.element import Date, Flag, Text, numbers
from nocere.case.patient import ParentPastDrug, PastDrug
from nocere.exchange.e2b.records import Lack, Leaf, Record
from nocere.exchange.e2b.wire import Encoder
from nocere.span import Fact, Missing

_GROUPS = {"reactions": "E.i", "tests": "F.r", "drugs": "G.k"}
_MAGIC = {b"%PDF": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


def flatten(case: Case) -> tuple[Record, tuple[Lack, ...]]:
    """The case as one record with its groups in it, and what of it the wire cannot hold as it is."""
    walker = _Walker(case)
    walker.unique()
    record = walker.part(case, "", "")
    history = walker.history(case.patient.history, case.patient.history_text, "D.7.2")
    parent = walker.history(case.patient.parent.history, case.patient.parent.history_text, "D.10.7.2")
    return record.with_leaf(*history, *parent), tuple(walker.encoder.lacks)


def identity(case: Case, kind: str, local: str) -> str:
    """The UUID of a reaction or drug: always the same for the same case and local id."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:nocere:case:{case.id}:{kind}:{local}"))


class _Walker:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.encoder = Encoder()
        self.reactions = {reaction.id for reaction in case.reactions}

    def unique(self) -> None:
        """Two reactions or drugs of one id cannot be told apart by what refers to them."""
        for number, items in (("E.i", self.case.reactions), ("G.k", self.case.drugs)):
            ids = [item.id for item in items]
            for one in sorted({one for one in ids if ids.count(one) > 1}):
                self.encoder.lack(number, f"{ids.count(one)} have the id {one}", "give each an id of its own")

    def part(self, model: BaseModel, group: str, local: str) -> Record:
        """The record of one model and all in it."""
        leaves: list[Leaf] = []
        records: list[Record] = []
        mine = numbers(type(model))
        for name in type(model).model_fields:
            value, listed = getattr(model, name), mine.get(name, ())
            if isinstance(value, tuple):
                records += self._group(name, value, listed)
            elif listed and isinstance(value, Fact | Missing | str):
                leaves += self.encoder.leaves(listed, value)
            elif isinstance(value, BaseModel) and not isinstance(value, Fact | Missing):
                inner = self.part(value, group, local)
                leaves += inner.leaves
                records += inner.records
        return self._adapt(model, Record(group, local, tuple(leaves), tuple(records)))

    def _group(self, name: str, items: tuple[object, ...], listed: tuple[str, ...]) -> Iterator[Record]:
        group = listed[0] if listed else _GROUPS.get(name, "")
        if not group:
            return
        for at, item in enumerate(items):
            if isinstance(item, Fact | Missing):
                leaves = self.encoder.leaves(listed, item)
                if leaves:
                    yield Record(group.rpartition(".")[0] if len(listed) > 1 else group, str(at), leaves)
            elif isinstance(item, Condition | ParentCondition) and isinstance(item.term, Missing):
                continue
            elif isinstance(item, DrugReaction) and item.reaction not in self.reactions:
                self.encoder.lack(
                    "G.k.9.i.1", f"the case has no reaction {item.reaction}", "link the drug to a reaction"
                )
            elif isinstance(item, BaseModel):
                record = self.part(item, group, getattr(item, "id", str(at)))
                if record.leaves or record.records:
                    yield record

    def _adapt(self, model: BaseModel, record: Record) -> Record:
        """What the walk alone cannot know of that model."""
        if isinstance(model, Reaction):
            return self._reaction(model, record)
        if isinstance(model, Drug):
            marked = replace(record, marks={"drug": identity(self.case, "drug", model.id)})
            return self._one_product(marked, "G.k.2.1.1b", "G.k.2.1.2")
        if isinstance(model, DrugReaction):
            target = identity(self.case, "reaction", model.reaction)
            return replace(record, marks={"reaction": target}).with_leaf(Leaf("G.k.9.i.1", target))
        if isinstance(model, PastDrug | ParentPastDrug):
            group = "D.8.r" if isinstance(model, PastDrug) else "D.10.8.r"
            return self._one_product(record, f"{group}.2b", f"{group}.3")
        if isinstance(model, Condition | ParentCondition):
            return _without(record, "D.7.2", "D.10.7.2")
        if isinstance(model, Test):
            return self._one_result(record)
        if isinstance(model, HeldDocument | Literature):
            return _media(record)
        return record

    def _reaction(self, model: Reaction, record: Record) -> Record:
        """The authors' words are the native term; they are its English translation too unless they are in another language."""
        marked = replace(record, marks={"reaction": identity(self.case, "reaction", model.id)})
        if isinstance(model.language, Fact) and model.language.value.lower() != "eng":
            self.encoder.lack("E.i.1.2", f"{model.name.value} is not in English", "give its English translation")
            return _without(marked, "E.i.1.2")
        return marked

    def _one_product(self, record: Record, kept: str, dropped: str) -> Record:
        """The schema has one place for both identifiers, and the guide forbids PhPID beside MPID."""
        if record.get(kept) is None or record.get(f"{dropped}b") is None:
            return record
        self.encoder.lack(f"{dropped}b", "PhPID is not allowed beside MPID", "keep the MPID alone")
        return _without(record, f"{dropped}a", f"{dropped}b")

    def _one_result(self, record: Record) -> Record:
        """An observation holds one value: beside a number, the authors' words for the result are a comment (F.r.6)."""
        text, comment = record.said("F.r.3.4"), record.said("F.r.6")
        if text is None or record.get("F.r.3.2") is None:
            return record
        words = text if comment is None else comment if text in comment else f"{text}; {comment}"
        return _without(record, "F.r.3.4").with_leaf(*self.encoder.leaf("F.r.6", words))

    def history(self, items: tuple[Condition | ParentCondition, ...], text: Text, number: str) -> tuple[Leaf, ...]:
        """The history text with each item that has no code, joined by "; "."""
        said = [text.value] if isinstance(text, Fact) else []
        for item in items:
            if isinstance(item.term, Missing) and (words := _condition(item)) and words not in said:
                said.append(words)
        return self.encoder.leaf(number, "; ".join(said)) if said else self.encoder.leaves((number,), text)


def _condition(item: Condition | ParentCondition) -> str:
    """An uncoded item in words, with all that is known of it."""
    family = item.family if isinstance(item, Condition) else None
    details = (
        _dated("from", item.start),
        _dated("until", item.end),
        _flagged("continuing", "not continuing", item.continuing),
        _flagged("family history", "", family) if family is not None else "",
        item.comments.value if isinstance(item.comments, Fact) else "",
    )
    said = ", ".join(detail for detail in details if detail)
    name = item.name.value if isinstance(item.name, Fact) else ""
    return f"{name} ({said})" if name and said else name or said


def _dated(word: str, date: Date) -> str:
    return f"{word} {date.value}" if isinstance(date, Fact) else ""


def _flagged(yes: str, no: str, flag: Flag) -> str:
    return (yes if flag.value else no) if isinstance(flag, Fact) else ""


def _without(record: Record, *dropped: str) -> Record:
    return replace(record, leaves=tuple(leaf for leaf in record.leaves if leaf.number not in dropped))


def _media(record: Record) -> Record:
    """The wire says what an enclosed document is; base64 tells by its first bytes, anything else is plain text."""
    data = record.said("C.1.6.1.r.2") or record.said("C.4.r.2")
    if data is None:
        return record
    try:
        head = base64.b64decode("".join(data.split()), validate=True)[:4]
    except (binascii.Error, ValueError):
        return replace(record, marks={"media": "text/plain", "representation": "TXT"})
    media = next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), "application/octet-stream")
    return replace(record, marks={"media": media, "representation": "B64"})

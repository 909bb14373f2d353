"""What stands between a case and a file that can be submitted.

    lacking(record)                          # of a record that `complete` has been over

Required and conditional elements of the table, the four minimum criteria (ICH E2B(R3) IG v5.03, section 3.3.1), precision and
order of dates, one MedDRA version in a report (section 3.2.1). What would supply each is in `rules/e2b_required.toml`.

What it will not do: judge the medicine, or the rules of a region or receiver.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from nocere.exchange.e2b.codes import required
from nocere.exchange.e2b.conditions import asked, members
from nocere.exchange.e2b.records import Lack, Record
from nocere.exchange.e2b.table import element, elements
from nocere.span import NullFlavor

_PATIENT = ("D.1", "D.2.1", "D.2.2a", "D.2.3", "D.3", "D.4", "D.5", "D.1.1.1", "D.1.1.2", "D.1.1.3", "D.1.1.4")
_SUSPECT = ("1", "3", "4")


def lacking(record: Record) -> tuple[Lack, ...]:
    """Every lack of the record."""
    return tuple(dict.fromkeys([*_missing(record, ()), *_criteria(record), *_dates(record), *_versions(record)]))


def in_order(lacks: Iterable[Lack]) -> tuple[Lack, ...]:
    """The lacks once each, in the order of the guide; a group stands before its elements."""
    return tuple(sorted(dict.fromkeys(lacks), key=lambda lack: _place(lack.number)))


@cache
def _place(number: str) -> int:
    return next(at for at, one in enumerate(elements()) if one == number or one.startswith(f"{number}."))


def _missing(record: Record, above: tuple[Record, ...]) -> Iterator[Lack]:
    for number in members(record.group):
        value, row = record.get(number), required().get(number)
        held_open = (
            isinstance(value, NullFlavor)
            and row is not None
            and row.draft
            and value not in element(number).null_flavors
        )
        if value is not None and not held_open:
            continue
        if asked(number, (*above, record)) and not _version_alone(number, record):
            yield _lack(number, record)
    for inner in record.records:
        yield from _missing(inner, (*above, record))


def _version_alone(number: str, record: Record) -> bool:
    """A version is missing because its code is: that is said once, of the code."""
    row = element(number)
    return row.place.leaf == "codeSystemVersion" and record.said(f"{number[:-1]}b") is None


def _lack(number: str, record: Record) -> Lack:
    row, name = required().get(number), element(number).name
    first = name.split()[0]
    what = f"{name[:1].lower()}{name[1:]} is not set" if first == first.capitalize() else f"{name} is not set"
    if row is not None and row.what:
        values = {leaf.number: leaf.value for leaf in record.leaves}
        what = row.what
        for key, value in values.items():
            what = what.replace(f"{{{key}}}", str(value))
    return Lack(number, what, row.supply if row is not None and row.supply else "set it in the review")


def _criteria(record: Record) -> Iterator[Lack]:
    if not any(record.said(number) is not None for number in _PATIENT):
        yield Lack("D", "no identifiable patient", "state an age, sex, age group, initials or record number")
    if not record.of("C.2.r"):
        yield Lack("C.2.r", "no identifiable reporter", "name the primary source, in a publication its first author")
    if not record.of("E.i"):
        yield Lack("E.i", "no reaction", "add the adverse reaction")
    if not any(drug.get("G.k.1") in _SUSPECT for drug in record.of("G.k")):
        yield Lack("G.k", "no suspect or interacting drug", "add the suspect drug, or give a drug that role")
    if sum(source.get("C.2.r.5") == "1" for source in record.of("C.2.r")) > 1:
        yield Lack("C.2.r.5", "more than one primary source", "mark one only")


def _dates(record: Record) -> Iterator[Lack]:
    created = record.said("C.1.2")
    for inner in record.walk():
        for leaf in inner.leaves:
            row = required().get(leaf.number)
            if element(leaf.number).type != "date" or isinstance(leaf.value, NullFlavor):
                continue
            if row is not None and row.digits > len(leaf.value):
                wanted = "second" if row.digits == 14 else "day"
                yield Lack(leaf.number, f"{leaf.value} is not given to the {wanted}", row.supply)
            if created is not None and _after(leaf.value, created) and not leaf.number.startswith("N."):
                yield Lack(
                    leaf.number, f"{leaf.value} lies after the file's own date {created}", "correct one of the two"
                )


def _after(date: str, created: str) -> bool:
    """Whether the date lies after the other, as far as both are known to the day."""
    digits = min(len(date.split("+")[0].split("-")[0]), len(created), 8)
    return date[:digits] > created[:digits]


def _versions(record: Record) -> Iterator[Lack]:
    versions: dict[str, str] = {}
    for inner in record.walk():
        for leaf in inner.leaves:
            if leaf.number.endswith("a") and not isinstance(leaf.value, NullFlavor):
                code = f"{leaf.number[:-1]}b"
                if element(leaf.number).place.leaf == "codeSystemVersion" and element(code).type == "code":
                    versions.setdefault(leaf.value, leaf.number)
    if len(versions) > 1:
        number = list(versions.values())[1]
        yield Lack(number, f"MedDRA versions {', '.join(versions)} in one report", "code all terms in one version")


def reasons(lacks: tuple[Lack, ...]) -> tuple[str, ...]:
    """The lacks as lines."""
    return tuple(str(lack) for lack in lacks)

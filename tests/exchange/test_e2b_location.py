"""The notation of places, and what the structure makes of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from nocere.case import Case
from nocere.errors import RuleError
from nocere.exchange.e2b.build import build
from nocere.exchange.e2b.codes import system_oid, wire_code
from nocere.exchange.e2b.conditions import group_of, holds
from nocere.exchange.e2b.held import held_by
from nocere.exchange.e2b.listing import markdown
from nocere.exchange.e2b.location import parse
from nocere.exchange.e2b.records import Leaf, Record
from nocere.exchange.e2b.table import element, elements


@pytest.mark.parametrize(
    ("place", "xpath"),
    [
        ("batch/name[@codeSystem='~1.1']/@code", "/x:A/x:name[@codeSystem='2.16.840.1.113883.3.989.2.1.1.1']/@code"),
        ("message/a:PQ[2]/text()", "/x:B/x:a[@xsi:type='PQ'][2]/text()"),
        ("message/t[@value^='tel:']/@value", "/x:B/x:t[starts-with(@value,'tel:')]/@value"),
        ("message/c*1[b/c[@d='e/f']][+@g='h'][@i!='j'][@k='{l}']/@m", "/x:B/x:c[not(@i='j')][x:b/x:c[@d='e/f']]/@m"),
    ],
)
def test_a_place_is_an_xpath(place: str, xpath: str) -> None:
    """What sets or is filled is not asked for."""
    roots = xpath.replace("x:A", "x:MCCI_IN200100UV01").replace("x:B", "x:PORR_IN049016UV")
    assert parse(place).xpath("x") == roots


@pytest.mark.parametrize("place", ["nowhere/a/@b", "message/a", "message/a[b/@c", "message/1/@b"])
def test_what_is_no_place_is_refused(place: str) -> None:
    """With the text of it."""
    with pytest.raises(RuleError):
        parse(place)


@pytest.mark.parametrize("number", [n for n, row in elements().items() if row.location])
def test_each_place_can_be_built(number: str) -> None:
    """The structure knows every node of every location, and its attributes never contradict it."""
    for place in element(number).places:
        root = "batch" if place.steps[0].name.startswith("MCCI") else "message"
        assert build(Record("", leaves=(Leaf(number, "1"),)), root).children


def test_groups_and_conditions() -> None:
    """An element belongs to its innermost group; a condition looks in its record, above and below."""
    assert [group_of(n) for n in ("E.i.2.1b", "G.k.9.i.2.r.1", "G.k.9.i.1", "D.7.2", "C.1.10.r")] == [
        "E.i",
        "G.k.9.i.2.r",
        "G.k.9.i",
        "",
        "C.1.10.r",
    ]
    below = Record("D.7.1.r", leaves=(Leaf("D.7.1.r.1b", "1"),))
    above = Record("", leaves=(Leaf("C.1.3", "2"),), records=(below,))
    assert holds("C.1.3=2", (above,))
    assert holds("C.1.3=2", (above, below))
    assert not holds("!D.7.1.r.1b", (above,))
    assert holds("C.1.4|C.1.3&D.7.1.r", (above, below))


def test_codes_and_systems() -> None:
    """Words, codes and names of terminologies; what is none is none."""
    assert (wire_code("E.i.7", "fatal"), wire_code("E.i.7", "5"), wire_code("E.i.7", "dead")) == ("5", "5", None)
    assert system_oid("edqm", "G.k.4.r.10.2b") == "0.4.0.127.0.16.1.1.2.6"
    assert system_oid("1.2.3", "G.k.2.1.1b") == "1.2.3"
    assert system_oid("EDQM", "G.k.2.1.1b") is None
    assert system_oid("not one", "G.k.2.1.1b") is None


def test_the_page_of_the_table_is_current(root: Path) -> None:
    """docs/e2b-elements.md is what `python -m nocere.exchange.e2b.listing` prints."""
    assert (root / "docs/e2b-elements.md").read_text(encoding="utf-8") == markdown()
    assert held_by(Case)["E.i.7"] == "reactions[].outcome"


def test_importing_the_package_is_cheap() -> None:
    """`nocere.exchange` and `nocere.exchange.e2b` bring no lxml."""
    code = "import sys, nocere.exchange.e2b; print('lxml' in sys.modules, 'pydantic' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False False"

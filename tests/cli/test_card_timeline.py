"""The timeline of the card: what happened, its words once, and where they stand."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from nocere.cli.card import print_card
from nocere.extracting import extract
from tests.extracting.documents import document


def test_an_event_stands_on_the_card_with_its_time_and_its_words_once() -> None:
    text = (
        "A 61-year-old woman developed a rash caused by phenytoin. Warfarin was stopped. "
        "She was discharged home on day 8."
    )
    out = StringIO()
    print_card(extract(document(text)), Console(file=out, width=80))
    lines = [line.strip() for line in out.getvalue().splitlines()]
    timeline = lines[lines.index("Timeline") + 1 :]
    assert timeline[0].split("  ")[0] == "no time given"
    assert timeline[0].endswith("Warfarin was stopped (treatment stopped) [58–78]")
    assert timeline[1].startswith("on day 8 ")
    assert timeline[1].endswith("discharged home (discharge) [88–103] [104–112]")

"""The page's colours have the contrast that WCAG 2.2 asks of text (AA, 4.5 to 1), in light and in dark."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("nocere.exchange.page") / "page.css").read_text(encoding="utf-8")
KINDS = ("drug", "reaction", "patient", "treatment", "test", "history", "event")
PAIRS = [
    ("ink", "paper"),
    ("ink", "panel"),
    ("soft", "paper"),
    ("soft", "panel"),
    ("accent", "panel"),
    ("ink", "flash"),
]
PAIRS += [("lack-ink", "panel"), ("lack-ink", "lack"), ("soft", "lack"), ("ink", "lack")]
PAIRS += [pair for kind in KINDS for pair in (("ink", kind), (f"{kind}-ink", kind))]


def colours(scheme: str) -> dict[str, str]:
    """The colours of that scheme; dark takes from light what it does not set."""
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6})\b", block)) for block in STYLE.split("@media", 2)[:2])
    return light if scheme == "light" else light | dark


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_contrast(scheme: str, front: str, back: str) -> None:
    """Text on what it stands on."""
    found = colours(scheme)
    lighter, darker = sorted((luminance(found[front]), luminance(found[back])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_underlines_part_the_kinds_without_colour() -> None:
    """No two kinds of mark share the style and width of their underline."""
    usual = re.search(r"\.mark \{ text-decoration: underline (\w+ [\d.]+px);", STYLE)
    assert usual
    lines = {}
    for kind in (*KINDS, "link", "report", "verdict", "considered"):
        (rule,) = re.findall(rf"\.mark\.k-{kind} \{{(.*?)\}}", STYLE)
        own = re.search(r"underline (\w+ [\d.]+px) ", rule)
        lines[kind] = (own or usual)[1]
    assert len(set(lines.values())) == len(lines), lines

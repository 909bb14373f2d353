"""Dates as people write them become E2B's time stamps, and what is no date is refused."""

from __future__ import annotations

import pytest

from nocere.cli.sending import header
from nocere.cli.settings import resolve
from nocere.errors import InputError


@pytest.mark.parametrize(
    ("written", "stamp"),
    [
        ("2026", "2026"),
        ("2026-11", "202611"),
        ("2026-11-24", "20261124"),
        ("2026-11-24T12:30", "202611241230"),
        ("2026-11-24T12:30:05", "20261124123005"),
        ("2026-11-24 12:30:05Z", "20261124123005+0000"),
        ("2026-11-24T12:30:05+01:00", "20261124123005+0100"),
        ("2026-11-24T12:30:05.250-0530", "20261124123005-0530"),
    ],
)
def test_a_date_becomes_a_time_stamp(written: str, stamp: str) -> None:
    """ISO 8601 to CCYYMMDDhhmmss and the zone."""
    assert header(resolve({"created": written})).created == stamp


@pytest.mark.parametrize(
    "written", ["yesterday", "24.11.2026", "2026-11-24+01:00", "2026-11-24T12:30:05 CET", "20261124"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    """With what would do."""
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        header(resolve({"created": written}))

"""What every test may ask for: the folder of corpora and standards tables, and how hard hypothesis tries.

Tests marked `shared` need that folder (NOCERE_SHARED, or `shared` beside the repository). Without it they are skipped with
the reason; under continuous integration with NOCERE_REQUIRE_SHARED=1 they fail, so that nothing passes by being absent.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("NOCERE_SHARED") or ROOT.parent / "shared")
REQUIRED = bool(os.environ.get("CI")) and os.environ.get("NOCERE_REQUIRE_SHARED") == "1"

settings.register_profile(
    "here", max_examples=50, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or fail, a test that needs the shared folder where there is none."""
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        message = f"needs the corpora and tables in {SHARED.name}/ beside the repository (or NOCERE_SHARED)"
        if REQUIRED:
            pytest.fail(message, pytrace=False)
        pytest.skip(message)


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of corpora and standards tables. Mark a test that asks for it with `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT

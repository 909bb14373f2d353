"""What every test may ask for: the folder of corpora and standards tables, and how hard hypothesis tries.

Tests marked `shared` need that folder (NOCERE_SHARED, or `shared` beside the repository), tests marked `browser` Chromium
and its driver. Without them they are skipped with the reason; under continuous integration with NOCERE_REQUIRE_SHARED=1 or
NOCERE_REQUIRE_BROWSER=1 they fail, so that nothing passes by being absent.
"""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("NOCERE_SHARED") or ROOT.parent / "shared")
NEEDS = {
    "shared": f"the corpora and tables in {SHARED.name}/ beside the repository (or NOCERE_SHARED)",
    "browser": "chromium and chromedriver",
}

settings.register_profile(
    "here", max_examples=50, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def is_there(need: str) -> bool:
    """Whether what these tests need is on this machine."""
    return SHARED.is_dir() if need == "shared" else all(map(shutil.which, ("chromium", "chromedriver")))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or fail where it is required, a test that needs what is not there."""
    for need, words in NEEDS.items():
        if item.get_closest_marker(need) and not is_there(need):
            if os.environ.get("CI") and os.environ.get(f"NOCERE_REQUIRE_{need.upper()}") == "1":
                pytest.fail(f"needs {words}", pytrace=False)
            pytest.skip(f"needs {words}")


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of corpora and standards tables. Mark a test that asks for it with `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT

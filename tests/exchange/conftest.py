"""The ICH schema set and the official instances, for every test that holds a file against them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from nocere.exchange.e2b.schemas import Schemas
from nocere.exchange.e2b.table import NAMESPACES
from tests.exchange.e2b_precedent import Precedent
from tests.exchange.e2b_schema import assembled

BATCH = f"{{{NAMESPACES['h']}}}MCCI_IN200100UV01"


@pytest.fixture(scope="session")
def schema_dir(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the ICH schema set, made whole where the shared one lacks a part."""
    return assembled(shared_dir / "data/e2b/schemas", tmp_path_factory.mktemp("ich"))


@pytest.fixture(scope="session")
def schemas(schema_dir: Path) -> Schemas:
    """The schema set, loaded."""
    return Schemas.load(schema_dir)


@pytest.fixture(scope="session")
def instances(shared_dir: Path) -> dict[Path, etree._Element]:
    """The official instances that are ICSR batches, parsed."""
    paths = sorted((shared_dir / "data/e2b/instances").glob("*/*.xml"))
    found = {path: etree.parse(path).getroot() for path in paths}
    return {path: root for path, root in found.items() if root.tag == BATCH}


@pytest.fixture(scope="session")
def precedent(instances: dict[Path, etree._Element]) -> Precedent:
    """What the official instances do in the part that the shared schema set lacks."""
    return Precedent.of(instances.values())

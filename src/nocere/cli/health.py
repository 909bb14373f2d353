"""The checks of `nocere doctor`: each says what it found, and where something is wrong, what would mend it.

    for check in checks(settings):
        check.sign, check.name, check.says, check.mend

What it will not do: mend anything, or ask the network.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, util

from nocere import __version__
from nocere.cli.settings import Setting
from nocere.errors import NocereError

_NEEDED = ("charset-normalizer", "lxml", "numpy", "onnxruntime", "pydantic", "rich", "typer")
_EXTRAS = (("train", "torch", "to train the reader again"),)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. `broken` means that nocere cannot do its work; otherwise `mend` is advice."""

    name: str
    says: str
    mend: str = ""
    broken: bool = False

    @property
    def sign(self) -> str:
        return "MISSING" if self.broken else "note" if self.mend else "ok"


def checks(settings: Mapping[str, Setting]) -> Iterator[Check]:
    """Every check, in the order a person would make them."""
    yield Check(
        "nocere", f"{__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )
    yield _packages()
    yield _guarded("model", _model, _REINSTALL)
    yield _guarded("lexicon", _lexicon, _REINSTALL)
    yield _guarded("rules", _rules, _REINSTALL)
    yield _schemas(settings["ich_schemas"])
    for extra, package, purpose in _EXTRAS:
        if util.find_spec(package) is None:
            yield Check(f"extra {extra}", f"not installed; only needed {purpose}", f"pip install 'nocere[{extra}]'")
        else:
            yield Check(f"extra {extra}", "installed")


_REINSTALL = "pip install --force-reinstall --no-deps nocere"


def _packages() -> Check:
    versions, lacking = [], []
    for name in _NEEDED:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lacking.append(name)
    if lacking:
        return Check(
            "packages", f"not installed: {', '.join(lacking)}", f"pip install {' '.join(lacking)}", broken=True
        )
    return Check("packages", ", ".join(versions))


def _guarded(name: str, look: Callable[[], str], mend: str) -> Check:
    try:
        return Check(name, look())
    except NocereError as error:
        return Check(name, str(error), mend, broken=True)


def _model() -> str:
    from nocere.extracting.tagger import WEIGHTS, Tagger

    Tagger.load()
    (file,) = sorted(WEIGHTS.glob("*.onnx"))[:1]
    return f"{file.name}, {file.stat().st_size / 1e6:.0f} MB, SHA-256 {hashlib.sha256(file.read_bytes()).hexdigest()}"


def _lexicon() -> str:
    from nocere.terms import Lexicon

    lexicon = Lexicon.load()
    return f"version {lexicon.version}, {len(lexicon):,} names"


def _rules() -> str:
    from nocere import rulebook

    names = rulebook.names()
    for name in names:
        rulebook.source(name)
    return f"{len(names)} rule files, each with its source"


def _schemas(setting: Setting) -> Check:
    advice = "download the ICH ICSR schema package from ich.org, unpack it, and set NOCERE_ICH_SCHEMAS to the folder"
    if not setting.value:
        return Check("ICH schemas", "no folder given; messages are written but not checked against the schemas", advice)
    from nocere.exchange.e2b.schemas import Schemas

    try:
        Schemas.load(setting.value)
    except NocereError as error:
        return Check("ICH schemas", str(error), advice, broken=True)
    return Check("ICH schemas", f"{setting.value} (from {setting.source})")

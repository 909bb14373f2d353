"""Settings, and which source of four gave each: flags > NOCERE_* > nocere.toml in this folder > defaults.

    settings = resolve({"sender": flag_or_none})
    settings["sender"].value, settings["sender"].source      # ("Anytown Hospital", "NOCERE_SENDER")

`nocere doctor` prints them with their source. A key in nocere.toml that is not listed here is an `InputError` that lists
those that are: a misspelt setting must not pass for a default.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nocere.errors import InputError

FILE = "nocere.toml"


@dataclass(frozen=True, slots=True)
class Known:
    """A setting that exists: its name, what it is, the value where nobody sets it, and its environment variable."""

    name: str
    what: str
    default: str = ""

    @property
    def variable(self) -> str:
        return f"NOCERE_{self.name.upper()}"


KNOWN = (
    Known("ich_schemas", "folder with the ICH E2B(R3) XML schemas (multicacheschemas, coreschemas)"),
    Known("sender", "organisation that sends the report (C.3.2)"),
    Known("sender_type", "what kind of sender it is (C.3.1), in the words of the guide"),
    Known("country", "the sender's country, two letters (C.3.4.5)"),
    Known("sender_id", "sender identifier in the message (N.1.3, N.2.r.2)"),
    Known("receiver_id", "receiver identifier in the message (N.1.4, N.2.r.3)"),
    Known("received", "date the publication came to hand, YYYY-MM-DD or today (C.1.4)"),
    Known("created", "when the report is made, YYYY-MM-DDThh:mm:ss or now (C.1.2)"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its value ("" where there is none) and the source that won."""

    known: Known
    value: str
    source: str


def resolve(
    flags: Mapping[str, str | None], environ: Mapping[str, str] | None = None, folder: Path | None = None
) -> dict[str, Setting]:
    """Every known setting by name. `environ` and `folder` are the process's own unless handed in."""
    environ = os.environ if environ is None else environ
    written = _written((folder or Path()) / FILE)
    return {known.name: _one(known, flags.get(known.name), environ, written) for known in KNOWN}


def _one(known: Known, flag: str | None, environ: Mapping[str, str], written: Mapping[str, str]) -> Setting:
    if flag is not None:
        return Setting(known, flag, "command line")
    if environ.get(known.variable):
        return Setting(known, environ[known.variable], known.variable)
    if known.name in written:
        return Setting(known, written[known.name], FILE)
    return Setting(known, known.default, "default")


def _written(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: not TOML that can be read ({str(error).splitlines()[0]})") from error
    names = {known.name for known in KNOWN}
    strange = sorted(set(found) - names)
    if strange:
        raise InputError(f"{path}: no setting is called {', '.join(strange)}; there are {', '.join(sorted(names))}")
    return {name: str(value) for name, value in found.items()}

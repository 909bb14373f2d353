"""What an output folder already holds, so that an interrupted batch goes on where it stopped.

    journal = Journal(folder, way(asked, settings))
    journal.has(sha256, source)                  # written before, from the same bytes, in the same way, and still there
    journal.add(sha256, source, files)

One JSON line per finished document in `nocere-read.jsonl`. A document counts as done only when its line holds the same
source bytes, the same options and the same nocere version, and each file it lists is there with the same SHA-256.
A torn last line (power cut) is not a line. `nocere read --again` reads everything anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from nocere import __version__
from nocere.cli.asked import Format, Output
from nocere.cli.settings import Setting
from nocere.errors import OutputError

NAME = "nocere-read.jsonl"


def way(asked: Output, settings: Mapping[str, Setting]) -> str:
    """Everything besides the source that shapes a result, as one hash: nocere's version, the format, and what E2B adds."""
    parts = [__version__, str(asked.format)] + (["explain"] if asked.explain else [])
    if asked.format is Format.E2B:
        parts += [str(asked.draft), *(f"{name}={setting.value}" for name, setting in sorted(settings.items()))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


class Journal:
    """The journal of one folder for one way of reading."""

    def __init__(self, folder: Path, how: str) -> None:
        self.folder = folder
        self._path = folder / NAME
        self._how = how
        self._done: dict[tuple[str, str, str], dict[str, str]] = {}
        self._owners: dict[str, str] = {}
        for line in self._lines():
            self._take(line)

    def has(self, sha256: str, source: str) -> bool:
        """Whether the results of that source with those bytes are all here, as they were written."""
        files = self._done.get((sha256, source, self._how))
        return files is not None and all(_sha256(self.folder / name) == digest for name, digest in files.items())

    def owner(self, file: str) -> str:
        """The source that this file was last written from, or ""."""
        return self._owners.get(file, "")

    def add(self, sha256: str, source: str, files: Mapping[str, bytes]) -> None:
        """Record that source as done, with the files written from it."""
        row = {
            "source": source,
            "sha256": sha256,
            "how": self._how,
            "files": {file: hashlib.sha256(data).hexdigest() for file, data in files.items()},
        }
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        except OSError as error:
            raise OutputError(f"{self._path}: cannot write ({error.strerror or error})") from error
        self._take(row)

    def _take(self, row: Mapping[str, object]) -> None:
        match row:
            case {"source": str(source), "sha256": str(sha256), "how": str(how), "files": dict(files)}:
                held = {str(file): str(digest) for file, digest in files.items()}
                self._done[sha256, source, how] = held
                self._owners.update(dict.fromkeys(held, source))
            case _:
                return

    def _lines(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        if not self._path.is_file():
            return found
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise OutputError(f"{self._path}: cannot read the journal ({error.strerror or error})") from error
        for line in text.splitlines():
            try:
                row = json.loads(line)
            except json.JSONDecodeError:
                continue
            if isinstance(row, dict):
                found.append(row)
        return found


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""  # gone, or not to be read: either way not there as it was written

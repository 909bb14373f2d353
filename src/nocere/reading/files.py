"""The one place of reading that touches files: folders, files and standard input become sources of bytes.

    for source in sources(["reports/", "one.html", "-"]):
        read_document(source.bytes(), source.name)

Rule: a folder gives its text-like files (`ENDINGS`), sorted by path, hidden ones left out, and no link leads out of it;
a file that is named is taken whatever its ending, since the format is chosen by content. Reading is bounded (`MOST_BYTES`).
A file that cannot be read is refused when its bytes are asked for, so that one bad file does not stop the others.

What it will not do: know any format, or write.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nocere.errors import InputError
from nocere.reading.decoding import MOST_BYTES, too_large

ENDINGS = (".txt", ".text", ".html", ".htm", ".xhtml", ".md", "")
"""What is looked for in a folder; "" is a name without an ending."""

STDIN = "-"


@dataclass(frozen=True)
class Source:
    """A named place to read bytes from: a file, or standard input where `path` is None."""

    name: str
    path: Path | None

    def bytes(self) -> bytes:
        """All bytes of the source. Raises `InputError` where it cannot be read or holds too much."""
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if self.path is None else _read(self.path)
        if len(data) > MOST_BYTES:
            raise too_large(self.name, f"more than {MOST_BYTES:,} bytes")
        return data


def sources(paths: Sequence[str]) -> Iterator[Source]:
    """The sources these paths stand for, in their order. Raises `InputError` for a folder with nothing to read in it."""
    for given in paths:
        path = Path(given)
        if given == STDIN:
            yield Source("stdin", None)
        elif os.path.isdir(given):
            yield from _folder(path)
        else:
            yield Source(path.name, path)


def _folder(folder: Path) -> Iterator[Source]:
    found = False
    for path in _walk(folder):
        found = True
        yield Source(path.name, path)
    if not found:
        endings = " ".join(ending or "(no ending)" for ending in ENDINGS)
        raise InputError(f"{folder}: no file to read in this folder; looked for {endings}")


def _walk(folder: Path) -> Iterator[Path]:
    root = folder.resolve()

    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename}: this folder cannot be listed: {_reason(error)}") from error

    for here, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and path.suffix.lower() in ENDINGS and _inside(path, root):
                yield path


def _inside(path: Path, root: Path) -> bool:
    """Whether this is a regular file that, links followed, lies in the folder."""
    try:
        real = path.resolve(strict=True)
        return real.is_relative_to(root) and stat.S_ISREG(real.stat().st_mode)
    except (OSError, RuntimeError):
        return False


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {_reason(error)}") from error


def _reason(error: OSError | ValueError) -> str:
    reasons: dict[type, str] = {
        FileNotFoundError: "there is no such file",
        PermissionError: "no permission; change its rights or copy it",
        IsADirectoryError: "it is a folder",
    }
    return reasons.get(type(error)) or getattr(error, "strerror", None) or str(error)

"""Where results go: standard output, or files in a folder that are whole or not there at all.

    emit(data)                                   # bytes or text to standard output
    write(folder / "x.json", data)               # beside it first, then renamed over it
    stem("../../etc/passwd.txt")                 # "passwd"

Every OSError on the way out becomes one `OutputError` that names the place; a half-written file is removed. Everything that
is not data goes to standard error through `say`. A reader that closes its pipe early (`| head`) ends the command quietly.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import typer

from nocere.errors import OutputError

PIPE_CLOSED = 141
"""128 + SIGPIPE: what a shell expects of a command whose reader has gone."""

_STEERING = dict.fromkeys(
    [*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
)
"""C0 and C1 controls but tab and line break (ESC begins a command to the terminal), and Unicode's bidi overrides."""

_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def emit(data: bytes | str) -> None:
    """Data to standard output: bytes as they are, text in the terminal's encoding with what it lacks escaped."""
    try:
        if isinstance(data, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        else:
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(data.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon_stdout()
        raise typer.Exit(PIPE_CLOSED) from None
    except OSError as error:
        _abandon_stdout()
        raise OutputError(f"standard output: {error.strerror or error}; nothing more was written") from error


def _abandon_stdout() -> None:
    # Python flushes standard output once more at exit and would complain there; what is buffered has nowhere to go.
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)


def say(line: str) -> None:
    """One line for the person, to standard error."""
    typer.echo(visible(line), err=True)


def visible(words: str) -> str:
    """Words from a report or a file's name with every sign replaced that could steer a terminal or turn the reading order."""
    return words.translate(_STEERING)


def folder(path: Path) -> Path:
    """The folder to write into, made where it is not there yet."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(f"{path}: is a file, and -o names a folder; give another name, or redirect with >") from None
    except OSError as error:
        raise OutputError(f"{path}: cannot make the folder ({error.strerror or error})") from error
    return path


def write(path: Path, data: bytes, opened: Callable[[Path], int] | None = None) -> None:
    """Put `data` at `path`, whole or not at all. `opened` makes the file beside it; tests hand in one that fails."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    renamed = False
    try:
        with os.fdopen((opened or _create)(beside), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        renamed = True
    except OSError as error:
        raise OutputError(f"{path}: cannot write ({error.strerror or error}); nothing was left there") from error
    finally:
        if not renamed:
            beside.unlink(missing_ok=True)


def _create(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)


def stem(name: str) -> str:
    """A file name's stem that is safe in any folder on any system: no folders, no dots in front, no odd characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    bare = re.sub(r"[^\w.\-]+", "_", last.rsplit(".", 1)[0] if "." in last.strip(".") else last).strip("._ ")
    safe = bare[:100] or "document"
    return f"_{safe}" if _RESERVED.match(safe) else safe

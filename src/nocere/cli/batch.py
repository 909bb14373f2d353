"""One run of `nocere read`: every source in turn, each result where it belongs, and an honest end.

    code = Batch(files, output, settings).run()

One bad document never stops the others. Without `-o`, results go to standard output as they are made; with it, each
becomes a file that is whole or absent, and a journal lets the same command go on later. What failed is listed at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from nocere.cli import output as out
from nocere.cli.asked import Format, Output
from nocere.cli.formats import maker
from nocere.cli.journal import Journal, way
from nocere.cli.made import Made
from nocere.cli.progress import progress
from nocere.cli.screen import show_card
from nocere.cli.settings import Setting
from nocere.errors import InputError, NocereError, OutputError
from nocere.pipeline import Result, read_many
from nocere.reading import Source, sources

_EXPLAINED = (Format.CARD, Format.HTML)
"""Formats that a person reads, and so those that can hold an explanation: the others have a schema, and no place for one."""

_STREAMS = (Format.CARD, Format.JSONL)
"""Formats of which several can follow one another on standard output."""


class Reader(Protocol):
    """`read_many`, or what a test hands in for it."""

    def __call__(
        self,
        sources: Iterable[Source],
        *,
        done: Callable[[Source, str], bool],
        progress: Callable[[Result], None],
    ) -> Iterator[Result]: ...


class Batch:
    """The sources, where results go, and what became of each so far."""

    def __init__(
        self, files: Sequence[str], asked: Output, settings: Mapping[str, Setting], read: Reader = read_many
    ) -> None:
        if asked.explain and asked.format not in _EXPLAINED:
            raise InputError(
                f"--explain is for a person to read, and {asked.format} has no place for it: use --format card or html"
            )
        self._asked = asked
        self._reader = read
        self._sources = list(sources(files))
        if asked.out is None and len(self._sources) > 1 and asked.format not in _STREAMS:
            raise InputError(
                f"{len(self._sources)} documents as {asked.format} need a folder: add -o DIR, or use --format jsonl"
            )
        self._make = maker(asked.format, settings, asked.draft)
        self._journal = None if asked.out is None else Journal(out.folder(asked.out), way(asked, settings))
        self._stems = Counter(out.stem(source.name).casefold() for source in self._sources)
        self._failed: list[NocereError] = []
        self._read = self._held = self._files = self._findings = 0

    def run(self) -> int:
        """Read everything; the exit code."""
        try:
            with progress(len(self._sources), quiet=self._asked.out is None) as step:
                results = self._reader(self._sources, done=self._is_held, progress=step)
                for source, result in zip(self._sources, results, strict=True):
                    self._take(source, result)
        except KeyboardInterrupt:
            return self._interrupted()
        except OutputError:
            self._list_failures()
            raise
        return self._end()

    def _is_held(self, source: Source, sha256: str) -> bool:
        return self._journal is not None and not self._asked.again and self._journal.has(sha256, _key(source))

    def _take(self, source: Source, result: Result) -> None:
        if result.error is not None:
            self._failed.append(_named(source, result.error))
        elif result.reading is None:
            self._held += 1
        elif self._asked.format is Format.CARD and self._journal is None:
            show_card(result.reading, result.explanation)
            self._read += 1
        else:
            try:
                made = self._make(result.reading, result.explanation)
                self._deliver(source, result.sha256, made)
            except OutputError:
                raise
            except NocereError as error:
                self._failed.append(_named(source, error))

    def _deliver(self, source: Source, sha256: str, made: Made) -> None:
        if self._journal is None:
            self._print(made)
        else:
            self._write(self._journal, source, sha256, made)
        for line in (*made.notes, *made.findings):
            out.say(f"nocere: {source.name}: {line}")
        self._read += 1
        self._findings += len(made.findings)

    def _print(self, made: Made) -> None:
        if len(made.files) > 1:
            raise InputError(f"{len(made.files)} patients are {len(made.files)} messages and need a folder: add -o DIR")
        if not made.files:
            self._findings += 1
        for file in made.files:
            out.emit(file.data)

    def _write(self, journal: Journal, source: Source, sha256: str, made: Made) -> None:
        stem = out.stem(source.name)
        names = {f"{stem}{file.added}{file.ending}" for file in made.files}
        others = {journal.owner(name) for name in names} - {"", _key(source)}
        if others or self._stems[stem.casefold()] > 1:
            stem = f"{stem}-{sha256[:8]}"
        files = {f"{stem}{file.added}{file.ending}": file.data for file in made.files}
        for name, data in files.items():
            out.write(journal.folder / name, data)
        journal.add(sha256, _key(source), files)
        self._files += len(files)

    def _end(self) -> int:
        if self._asked.out is not None:
            held = f", {self._held} of them read before (--again reads anew)" if self._held else ""
            done = self._read + self._held
            out.say(
                f"nocere: {done} of {len(self._sources)} documents done{held}; {self._files} files in {self._asked.out}"
            )
        self._list_failures()
        if not self._failed:
            return 1 if self._findings else 0
        codes = {error.exit_code for error in self._failed}
        return codes.pop() if len(codes) == 1 and not self._read + self._held else 3

    def _interrupted(self) -> int:
        done = f"{self._read + self._held} of {len(self._sources)} documents were done"
        where = f"; they are in {self._asked.out}, and the same command goes on" if self._asked.out else ""
        self._list_failures()
        out.say(f"nocere: interrupted: {done}{where}")
        return 130

    def _list_failures(self) -> None:
        if len(self._sources) > 1 and self._failed:
            out.say(f"nocere: {len(self._failed)} of {len(self._sources)} documents failed:")
        for error in self._failed:
            out.say(f"nocere: {error}")


def _key(source: Source) -> str:
    return source.name if source.path is None else source.path.as_posix()


def _named(source: Source, error: NocereError) -> NocereError:
    """The error, its message beginning with the source."""
    message = str(error)
    if source.name in message.split(":")[0]:
        return error
    return type(error)(f"{source.name}: {message}")

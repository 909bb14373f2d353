"""The text of a page as it is written, with the stretches that are noted on the way.

    ink = Ink()
    ink.write("A  boy"); ink.break_line(2); ink.text()     # "A boy"

Rule: a run of white space is one space, none stands at the edge of a line, and two empty lines never follow each other.
No-break spaces are kept.

What it will not do: know any tag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass
class Ink:
    """Text so far, and where furniture, title and list of references stand in it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    breaks: int = 0
    space: bool = False
    pre: int = 0
    stuck: bool = False
    chrome: list[tuple[int, int]] = field(default_factory=list)
    title: tuple[int, int] | None = None
    listed: tuple[int, int] | None = None
    _open: dict[str, tuple[object, int]] = field(default_factory=dict)

    def text(self) -> str:
        """All that was written."""
        return "".join(self.pieces)

    def write(self, said: str) -> None:
        """Write characters, white space made single."""
        if not said:
            return
        words = said.replace("\r\n", "\n").replace("\r", "\n") if self.pre else _SPACE.sub(" ", said)
        bare = words if self.pre else words.strip(" ")
        if not bare:
            self.space = True
            return
        if self.breaks:
            self._put("\n" * self.breaks if self.length else "")
        elif self.length and (self.space or words[0] == " ") and not self.pieces[-1].endswith(("\n", "\t")):
            self._put(" ")
        self.breaks = 0
        self.stuck = False
        self.space = not self.pre and words[-1] == " "
        self._put(bare)

    def number(self, said: str) -> None:
        """Write an item's number, which stays on the line of what follows it."""
        self.write(said)
        self.stuck = self.space = True

    def break_line(self, lines: int) -> None:
        """End the line; with two, leave an empty one."""
        if lines and not self.stuck:
            if self.pieces and self.pieces[-1] == "\t":
                self.length -= len(self.pieces.pop())
            self.breaks = max(self.breaks, lines)
            self.space = False

    def cell(self) -> None:
        """Part two cells of one row."""
        if self.length and not self.breaks and not self.pieces[-1].endswith("\t"):
            self._put("\t")
            self.space = False

    def open_chrome(self, element: object) -> None:
        """Furniture begins here."""
        self._open.setdefault("chrome", (element, self.length))

    def open_title(self, element: object) -> None:
        """A main heading begins here; the first outside of furniture is the title."""
        if self.title is None and "chrome" not in self._open:
            self._open.setdefault("title", (element, self.length))

    def open_list(self, element: object) -> None:
        """A list of references may begin here; the last one counts."""
        self._open.setdefault("listed", (element, self.length))

    def close(self, element: object) -> None:
        """Whatever this element opened ends here."""
        for what in [what for what, (opened, _) in self._open.items() if opened is element]:
            start = self._open.pop(what)[1]
            while start < self.length and self.text_at(start).isspace():
                start += 1
            if start >= self.length:
                continue
            if what == "chrome":
                self.chrome.append((start, self.length))
            elif what == "title":
                self.title = (start, self.length)
            else:
                self.listed = (start, self.length)

    def text_at(self, offset: int) -> str:
        """The character at an offset, which is near the end of an element's text."""
        at = self.length
        for piece in reversed(self.pieces):
            at -= len(piece)
            if at <= offset:
                return piece[offset - at]
        return ""

    def said_outside(self) -> str:
        """What was written outside of furniture."""
        text, at, kept = self.text(), 0, []
        for start, end in self.chrome:
            kept.append(text[at:start])
            at = end
        return "".join([*kept, text[at:]])

    def _put(self, said: str) -> None:
        if said:
            self.pieces.append(said)
            self.length += len(said)

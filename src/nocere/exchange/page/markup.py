"""HTML that cannot be injected into: text is escaped unless this module made it.

tag("p", "1 < 2", tag("b", "yes"), id="x")   # Html('<p id="x">1 &lt; 2<b>yes</b></p>')
"""

from __future__ import annotations

from html import escape

_VOID = frozenset({"meta", "br", "hr", "wbr"})


class Html(str):
    """Markup that needs no more escaping. Only this module makes it from strings."""

    __slots__ = ()


def text(words: str) -> Html:
    """Words as markup that shows them."""
    return Html(escape(words, quote=False))


def join(*parts: str) -> Html:
    """Parts one after another: markup as it is, words escaped."""
    return Html("".join(part if isinstance(part, Html) else text(part) for part in parts))


def tag(name: str, *content: str, **attributes: str | bool) -> Html:
    """An element. `class_` is class, `data_x` is data-x; an attribute that is False or "" is left out, True stands alone."""
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (False, ""))
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*content)}</{name}>")


def _attribute(key: str, value: str | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'

"""`nocere doctor`: what is here, what is missing, and which command mends it."""

from __future__ import annotations

import typer


def doctor() -> None:
    """Check this installation: versions, model, lexicon, rules, schemas, optional parts, and where each setting comes from.

    Exit code: 0 all that `nocere read` needs is here; 4 something is missing or damaged, and the line says what mends it.

    Example: nocere doctor
    """
    from nocere.cli.health import checks
    from nocere.cli.output import emit
    from nocere.cli.settings import resolve

    settings = resolve({})
    found = list(checks(settings))
    lines = [
        f"{check.sign:8} {check.name}: {check.says}" + (f"\n{'':9}{check.mend}" if check.mend else "")
        for check in found
    ]
    lines += ["", "Settings, strongest first: command line, NOCERE_ variables, nocere.toml, defaults"]
    lines += [f"{'':9}{s.known.name:12} {s.value or '-':24} {s.source:16} {s.known.what}" for s in settings.values()]
    emit("\n".join(lines) + "\n")
    raise typer.Exit(4 if any(check.broken for check in found) else 0)

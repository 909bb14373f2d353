"""The code of a route of administration in the list that E2B(R3) names.

    route_code("oral")              # Code(system='ICH route', version='1.0', code='048', name='Oral')

`rules/route_codes.toml` has the codes, by the routes of `rules/routes.toml`. It will not choose a code for words that only say
how it was done ("injection"), or for a route that the list lacks.
"""

from __future__ import annotations

from functools import cache

from nocere.case import Code
from nocere.rulebook import Row, rows

_SYSTEM, _VERSION = "ICH route", "1.0"


class RouteCode(Row):
    """A route, its code, and the list's name for it."""

    route: str
    code: str
    name: str


@cache
def route_code(route: str) -> Code | None:
    """The code of that route, or None where there is none."""
    found = (row for row in rows("route_codes", RouteCode) if row.route == route)
    return next((Code(system=_SYSTEM, version=_VERSION, code=row.code, name=row.name) for row in found), None)

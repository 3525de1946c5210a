"""Choosing municipalities in forms: all of them where they are few, else those a search finds.

A list of 11,000 boxes is a page of a megabyte that nobody can read. Beyond `FEW` a form shows what
is chosen already, the neighbours in the own Kreis, and what the field `ort` asked for; the button
beside it sends the same form, so that nothing typed is lost and no script is needed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request

from index.municipality import Municipality, municipalities, municipalities_among
from index.store import Database

FEW, MOST = 60, 40
_KREIS = 5
"""So many digits of an AGS name the Kreis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TownChoice:
    """What a form offers; `found` tells how many municipalities the search found."""

    towns: tuple[Municipality, ...]
    searchable: bool = False
    asked: str = ""
    found: int = 0
    most: int = MOST


def searches_town() -> bool:
    """Whether somebody pressed the button of the search instead of sending the form."""
    return "orte" in request.form


def town_choice(
    db: Database, chosen: Iterable[str | None] = (), own: str | None = ""
) -> TownChoice:
    """What this request may choose from; `chosen` stays in, `own` is the AGS of who asks."""
    names = _names(db)
    if len(names) <= FEW:
        return TownChoice(towns=tuple(municipalities(db)))
    asked = " ".join(request.values.get("ort", "").split())[:80]
    found = _found(names, asked) if asked else _neighbours(names, own or "")
    some = {*found[:MOST], *filter(None, chosen)}
    return TownChoice(
        towns=tuple(municipalities_among(db, some)),
        searchable=True,
        asked=asked,
        found=len(found) if asked else 0,
    )


def _names(db: Database) -> list[tuple[str, str]]:
    sql = "select ags, short_name from municipality order by length(ags) desc, short_name"
    return [(row[0], row[1]) for row in db.execute(sql)]


def _found(names: list[tuple[str, str]], asked: str) -> list[str]:
    """The AGS of those whose name holds the words, or whose AGS begins so; beginnings first."""
    words = asked.casefold()
    hits = [
        (not name.casefold().startswith(words), place, ags)
        for place, (ags, name) in enumerate(names)
        if words in name.casefold() or ags.startswith(words)
    ]
    return [ags for _, _, ags in sorted(hits)]


def _neighbours(names: list[tuple[str, str]], own: str) -> list[str]:
    return [ags for ags, _ in names if own and ags.startswith(own[:_KREIS])]

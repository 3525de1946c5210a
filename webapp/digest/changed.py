"""Programmes that say something else than when their reader was last told of them."""

from collections.abc import Iterable, Mapping

from webapp.digest.followed import Followed, Known
from webapp.digest.ledger import Line, Told, Why
from webapp.digest.letter import Finding
from webapp.digest.said import Difference, differences
from webapp.digest.shelf import Shelf


def due_changes(
    followed: Mapping[int, Followed], known: Mapping[int, Known], told: Told, shelf: Shelf
) -> list[Line]:
    """What has changed since, each with old and new; told once against what was known."""
    lines = []
    for number, programme in shelf.shown(followed.keys() & known.keys()).items():
        before, now = known[number], shelf.said(programme)
        found = differences(before.said, now)
        line = Line(
            why=Why.CHANGED,
            programme=number,
            subject=followed[number].project,
            version=f"{now.mark}@{before.mark}",
            detail=tuple((it.label, it.old, it.new) for it in found),
        )
        if found and line not in told:
            lines.append(line)
    return lines


def changed(
    lines: Iterable[Line], followed: Mapping[int, Followed], shelf: Shelf
) -> tuple[Finding, ...]:
    """The changed programmes of a letter; what is no longer followed is left out."""
    chosen = {line.programme: line for line in lines if line.why is Why.CHANGED}
    numbers = [number for number in chosen if number in followed and number is not None]
    return tuple(
        Finding(
            programme=programme,
            standing=shelf.standing(programme),
            money=(),
            days_left=shelf.days_left(programme),
            own_lines=(chosen[number],),
            project=followed[number].project,
            label=followed[number].label,
            differences=tuple(
                Difference(label=a, old=b, new=c) for a, b, c in chosen[number].detail
            ),
        )
        for number, programme in shelf.shown(numbers).items()
    )

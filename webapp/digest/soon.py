"""Deadlines in the next eight weeks of programmes that a person follows."""

from collections.abc import Iterable, Mapping

from webapp.digest.followed import Followed
from webapp.digest.ledger import Line, Told, Why
from webapp.digest.letter import SOON_DAYS, Finding
from webapp.digest.shelf import Shelf


def due_deadlines(followed: Mapping[int, Followed], told: Told, shelf: Shelf) -> list[Line]:
    """Near deadlines that no letter told of, the nearest first; a range, so none is missed."""
    near = []
    fitting = [number for number, it in followed.items() if it.fits]
    for number, programme in shelf.usable(fitting).items():
        ahead, left = shelf.standing(programme).next_deadline, shelf.days_left(programme)
        if ahead is None or left is None or left > SOON_DAYS:
            continue
        line = Line(why=Why.DEADLINE, programme=number, version=ahead.isoformat())
        if line not in told:
            near.append((left, line))
    return [line for _, line in sorted(near, key=lambda pair: (pair[0], pair[1].programme or 0))]


def soon(
    lines: Iterable[Line], followed: Mapping[int, Followed], told_above: set[int], shelf: Shelf
) -> tuple[Finding, ...]:
    """The near deadlines of a letter that does not name them further up."""
    chosen = {line.programme: line for line in lines if line.why is Why.DEADLINE}
    numbers = [n for n in chosen if n is not None and n in followed and n not in told_above]
    return tuple(
        Finding(
            programme=programme,
            standing=shelf.standing(programme),
            money=shelf.money(programme),
            days_left=shelf.days_left(programme),
            own_lines=(chosen[number],),
            project=followed[number].project,
            label=followed[number].label,
        )
        for number, programme in shelf.usable(numbers).items()
        if shelf.days_left(programme) is not None
    )

"""Programmes that are expected to be called again within half a year and would fit a Vorhaben.

Told once per person, programme and expected call: a month that shifts a little is no new call.
"""

from collections.abc import Iterable
from datetime import date

from index.store import Database
from webapp.digest.ledger import Line, Told, Why
from webapp.digest.letter import Notice
from webapp.digest.matches import towns_of
from webapp.digest.readers import Reader
from webapp.forecasts.fits import ExpectedFit, expected_for_towns

EARLY_DAYS = 183
_SAME_CALL = 5
_MOST_NAMED = 4


def due_forecasts(db: Database, reader: Reader, told: Told, today: date) -> list[Line]:
    """What is expected within half a year and no letter told of, the nearest first."""
    return [
        _line(fits[0])
        for number, fits in _by_programme(db, reader, today).items()
        if not any(_is_same(it, fits[0]) for it in told.versions(Why.FORECAST, number))
    ]


def expected(
    db: Database, reader: Reader, lines: Iterable[Line], today: date
) -> tuple[Notice, ...]:
    """The prognoses of a letter; what is no longer expected is left out."""
    chosen = {line.programme: line for line in lines if line.why is Why.FORECAST}
    if not chosen:
        return ()
    return tuple(
        Notice(
            title=fits[0].programme.title,
            text=_told_of(fits, named=reader.is_manager),
            address=f"/programm/{number}#prognose",
            own_lines=(chosen[number],),
        )
        for number, fits in _by_programme(db, reader, today).items()
        if number in chosen
    )


def _by_programme(db: Database, reader: Reader, today: date) -> dict[int, list[ExpectedFit]]:
    if reader.account is None:
        return {}
    found: dict[int, list[ExpectedFit]] = {}
    for it in expected_for_towns(db, towns_of(db, reader.account), today):
        if (it.forecast.month - today).days <= EARLY_DAYS:
            found.setdefault(it.programme.id, []).append(it)
    return found


def _line(it: ExpectedFit) -> Line:
    return Line(why=Why.FORECAST, programme=it.programme.id, version=f"{it.forecast.month:%Y-%m}")


def _is_same(version: str, it: ExpectedFit) -> bool:
    told, month = date.fromisoformat(f"{version}-01"), it.forecast.month
    return abs((month.year - told.year) * 12 + month.month - told.month) <= _SAME_CALL


def _told_of(fits: list[ExpectedFit], *, named: bool) -> str:
    forecast = fits[0].forecast
    projects = [f"„{it.project_title}“" + (f" ({it.town})" if named else "") for it in fits]
    more = len(projects) - _MOST_NAMED
    listed = ", ".join(projects[:_MOST_NAMED]) + (f" und {more} weiteren" if more > 0 else "")
    said = (
        f"Prognose, keine Frist: voraussichtlich wieder im {forecast.saying}"
        f" ({forecast.certainty.value}).",
        forecast.basis,
        forecast.caveat,
        f"Es würde passen zu {listed}.",
    )
    return " ".join(filter(None, said))

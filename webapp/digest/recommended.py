"""What the Fördermittelmanagement recommends to the municipality of a reader."""

from collections.abc import Iterable

from index.store import Database
from webapp.digest.ledger import Line, Told, Why
from webapp.digest.letter import Finding
from webapp.digest.readers import Reader
from webapp.digest.shelf import Shelf

_STANDING = """
    select recommendation.id, programme, municipality, note, by,
        municipality.short_name as town
    from recommendation join municipality on municipality.ags = recommendation.municipality
    where withdrawn_at is null and municipality = ? order by recommendation.id desc
"""


def due_recommendations(db: Database, reader: Reader, told: Told) -> list[Line]:
    """Recommendations that no letter told of; a new note is a new recommendation."""
    account = reader.account
    if account is None or reader.is_manager or not account.municipality:
        return []
    lines = (
        Line(
            why=Why.RECOMMENDED,
            programme=row["programme"],
            subject=row["municipality"],
            version=str(row["id"]),
        )
        for row in db.query(_STANDING, [account.municipality])
    )
    return [line for line in lines if line not in told]


def recommended(db: Database, lines: Iterable[Line], shelf: Shelf) -> tuple[Finding, ...]:
    """The recommendations of a letter; one that was taken back meanwhile is left out."""
    chosen = {line.version: line for line in lines if line.why is Why.RECOMMENDED}
    towns = dict.fromkeys(line.subject for line in chosen.values())
    rows = [row for ags in towns for row in db.query(_STANDING, [ags]) if str(row["id"]) in chosen]
    usable = shelf.usable(row["programme"] for row in rows)
    return tuple(
        Finding(
            programme=usable[row["programme"]],
            standing=shelf.standing(usable[row["programme"]]),
            money=shelf.money(usable[row["programme"]]),
            days_left=shelf.days_left(usable[row["programme"]]),
            own_lines=(chosen[str(row["id"])],),
            label=f"Für {row['town']}",
            note=row["note"],
        )
        for row in rows
        if row["programme"] in usable
    )

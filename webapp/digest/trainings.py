"""New trainings in the letter: one line each, once per person, as long as one may register."""

from collections.abc import Iterable
from datetime import date

from index.status import german_date
from index.store import Database
from webapp.digest.ledger import Line, Told, Why
from webapp.digest.letter import Notice
from webapp.digest.readers import Reader
from webapp.trainings.queries import coming, own_trainings
from webapp.trainings.training import Training


def due_trainings(db: Database, reader: Reader, told: Told, today: date) -> list[Line]:
    """The trainings that no letter told this person of; who is in already knows."""
    return [line for it in _open(db, reader, today) if (line := _line(it)) not in told]


def new_trainings(
    db: Database, reader: Reader, lines: Iterable[Line], today: date
) -> tuple[Notice, ...]:
    """The trainings of a letter; what was called off or is over is left out."""
    chosen = {line.subject: line for line in lines if line.why is Why.TRAINING}
    if not chosen:
        return ()
    return tuple(
        Notice(
            title=it.title,
            text=_text(it),
            address=f"/schulungen/{it.id}",
            own_lines=(chosen[str(it.id)],),
        )
        for it in _open(db, reader, today)
        if str(it.id) in chosen
    )


def _open(db: Database, reader: Reader, today: date) -> list[Training]:
    if reader.account_id is None:
        return []
    own = own_trainings(db, reader.account_id)
    return [it for it in coming(db, today) if it.takes_people(today) and it.id not in own]


def _line(it: Training) -> Line:
    return Line(why=Why.TRAINING, programme=None, subject=str(it.id))


def _text(it: Training) -> str:
    where = it.place or ("online" if it.link else "")
    said = [f"{it.when}{f', {where}' if where else ''}."]
    said.append(f"Anmelden bis {german_date(it.register_until)}.")
    return " ".join(said)

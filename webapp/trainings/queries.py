"""Reading trainings; who comes is told to the own town and the Fördermittelmanagement alone."""

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from index.store import Database
from webapp.accounts.account import Account, limited_to
from webapp.trainings.training import Draft, Seat, SeatState, Training

_TRAINING = """
    select training.*,
        (select count(*) from training_seat where training = training.id and state = 'seat')
            as taken,
        (select count(*) from training_seat where training = training.id and state = 'waiting')
            as waiting
    from training
"""
_SEAT = """
    select training_seat.*, municipality.short_name as town from training_seat
    left join municipality on municipality.ags = training_seat.municipality
"""
_IN_ORDER = "order by state = 'given_up', state = 'waiting', since, training_seat.id"


def training(db: Database, number: int) -> Training | None:
    """One training."""
    return next(iter(_trainings(db, "where id = ?", [number])), None)


def coming(db: Database, today: date) -> list[Training]:
    """The trainings ahead, the next first; called off ones stay until their day is over."""
    return _trainings(db, "where ends_at >= ? order by starts_at, id", [today.isoformat()])


def past(db: Database, today: date, *, size: int, page: int) -> list[Training]:
    """The trainings that are over, the last first."""
    where = "where ends_at < ? order by starts_at desc, id desc limit ? offset ?"
    return _trainings(db, where, [today.isoformat(), size, (page - 1) * size])


def count_past(db: Database, today: date) -> int:
    """How many are over."""
    sql = "select count(*) as n from training where ends_at < ?"
    return int(next(db.query(sql, [today.isoformat()]))["n"])


def seats(db: Database, number: int) -> list[Seat]:
    """Everybody in a training in the order in which they came, who gave up last."""
    return _seats(db, f"where training = ? {_IN_ORDER}", [number])


def seats_seen_by(db: Database, number: int, account: Account) -> list[Seat]:
    """Who comes, as far as this person may know: the own town, for the manager all."""
    where = f"""
        where training = :training and (:limit is null or training_seat.municipality = :limit
            or person = :me) {_IN_ORDER}
    """
    return _seats(db, where, dict(training=number, limit=limited_to(account), me=account.id))


def seat(db: Database, number: int) -> Seat | None:
    """One seat."""
    return next(iter(_seats(db, "where training_seat.id = ?", [number])), None)


def own_seat(db: Database, number: int, account: Account) -> Seat | None:
    """The seat of this person, unless it was given up."""
    where = "where training = ? and person = ? and state <> 'given_up'"
    return next(iter(_seats(db, where, [number, account.id])), None)


def own_trainings(db: Database, account: int) -> dict[int, SeatState]:
    """The trainings in which a person has a seat or waits for one."""
    sql = "select training, state from training_seat where person = ? and state <> 'given_up'"
    return {row["training"]: SeatState(row["state"]) for row in db.query(sql, [account])}


def _trainings(db: Database, where: str, values: list[Any]) -> list[Training]:
    return [_training(row) for row in db.query(f"{_TRAINING} {where}", values)]


def _seats(db: Database, where: str, values: Any) -> list[Seat]:
    return [_seat(row) for row in db.query(f"{_SEAT} {where}", values)]


def _training(row: dict[str, Any]) -> Training:
    kept = {field.name: row[field.name] for field in fields(Draft)}
    kept |= {name: row[name] for name in ("id", "version", "taken", "waiting")}
    kept |= dict(
        starts_at=datetime.fromisoformat(row["starts_at"]),
        ends_at=datetime.fromisoformat(row["ends_at"]),
        register_until=date.fromisoformat(row["register_until"]),
    )
    reason = (row["cancelled_because"] or "") if row["cancelled_at"] else None
    return Training(**kept, cancelled_because=reason)


def _seat(row: dict[str, Any]) -> Seat:
    names = ("id", "training", "person", "name", "email", "municipality", "sequence", "by")
    return Seat(
        **{name: row[name] for name in names},
        town=row["town"] or "",
        state=SeatState(row["state"]),
        attended=None if row["attended"] is None else bool(row["attended"]),
    )

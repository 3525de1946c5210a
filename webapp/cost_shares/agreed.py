"""Which size class was agreed for which member, from when to when; never computed from figures."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from index.municipality import Municipality
from index.schema import writing
from index.status import german_date
from index.store import Database
from webapp.accounts.act import Act
from webapp.audit.log import Deed, note

_LATEST = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The size class of one member for a span of days, both included, and where it was agreed."""

    municipality: str
    size_class: str
    first: date
    last: date | None = None
    basis: str = ""
    id: int = 0
    version: int = 0
    by: str = ""
    at: str = ""

    def overlaps(self, other: "Agreed") -> bool:
        """Tell whether both speak of the same day."""
        return self.first <= (other.last or _LATEST) and other.first <= (self.last or _LATEST)

    @property
    def span(self) -> str:
        """The days in German words."""
        if self.last is None:
            return f"ab {german_date(self.first)}"
        return f"{german_date(self.first)} bis {german_date(self.last)}"


class RefusedClass(Exception):
    """A class cannot be agreed like this; the message is one German sentence."""


def agreed_classes(db: Database) -> dict[str, list[Agreed]]:
    """Everything that was agreed, by AGS, in order of days."""
    found: dict[str, list[Agreed]] = {}
    for row in db.query("select * from member_class order by municipality, first"):
        found.setdefault(row["municipality"], []).append(_agreed(row))
    return found


def agreed_class(db: Database, number: int) -> Agreed | None:
    """Find one by its number."""
    rows = db.query("select * from member_class where id = ?", [number])
    return next((_agreed(row) for row in rows), None)


def agree(act: Act, town: Municipality, wanted: Agreed) -> None:
    """Write down a class; the one that was open before ends on the day before.

    Raises:
        RefusedClass: when two classes would hold on the same day, or it ends before it begins.
    """
    with writing(act.db):
        before = agreed_classes(act.db).get(town.ags, [])
        open_ = next((it for it in before if it.last is None and it.first < wanted.first), None)
        _refuse(wanted, [it for it in before if it is not open_])
        if open_:
            end = date.fromordinal(wanted.first.toordinal() - 1)
            change = dict(last=end.isoformat(), version=open_.version + 1)
            act.db.table("member_class").update(open_.id, change)
        act.db.table("member_class").insert(_row(wanted) | _who(act) | dict(version=1))
        _note(act, town, f"{wanted.size_class}, {wanted.span}")


def correct(act: Act, town: Municipality, wanted: Agreed, seen: int) -> bool:
    """Change what was agreed, unless somebody did since the version `seen`.

    Raises:
        RefusedClass: as for `agree`.
    """
    with writing(act.db):
        stood = agreed_class(act.db, wanted.id)
        if stood is None or stood.version != seen:
            return False
        others = agreed_classes(act.db).get(town.ags, [])
        _refuse(wanted, [it for it in others if it.id != wanted.id])
        row = _row(wanted) | _who(act) | dict(version=seen + 1)
        act.db.table("member_class").update(wanted.id, row)
        _note(act, town, f"berichtigt: {wanted.size_class}, {wanted.span}")
    return True


def take_out(act: Act, town: Municipality, number: int, seen: int) -> bool:
    """Remove what was entered by mistake, unless somebody changed it since."""
    with writing(act.db):
        sql = "delete from member_class where id = ? and version = ?"
        gone = act.db.execute(sql, [number, seen]).rowcount > 0
        if gone:
            _note(act, town, "entfernt")
    return gone


def _refuse(wanted: Agreed, others: list[Agreed]) -> None:
    if wanted.last and wanted.last < wanted.first:
        raise RefusedClass("Der letzte Tag liegt vor dem ersten.")
    for other in others:
        if wanted.overlaps(other):
            said = f"»{other.size_class}«, {other.span}"
            raise RefusedClass(f"Für diese Tage ist schon eine Klasse vereinbart: {said}.")


def _note(act: Act, town: Municipality, said: str) -> None:
    subject = f"Kommune {town.short_name}"
    deed = Deed.SIZE_CLASS_AGREED
    note(act.db, act.account.id, deed, subject, municipality=town.ags, details=said)


def _row(it: Agreed) -> dict[str, Any]:
    return {
        "municipality": it.municipality,
        "class": it.size_class,
        "first": it.first.isoformat(),
        "last": it.last.isoformat() if it.last else None,
        "basis": it.basis,
    }


def _who(act: Act) -> dict[str, Any]:
    return dict(account=act.account.id, by=act.account.email, at=act.at)


def _agreed(row: dict[str, Any]) -> Agreed:
    return Agreed(
        municipality=row["municipality"],
        size_class=row["class"],
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]) if row["last"] else None,
        basis=row["basis"],
        id=row["id"],
        version=row["version"],
        by=row["by"],
        at=row["at"],
    )

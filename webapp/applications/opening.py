"""Opening a Förderakte, and who applies in it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from index.rows import add_row
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.akte import Application, Consent, Part, Team, What
from webapp.applications.history import Told, akte_subject, note_event
from webapp.applications.stages import Stage
from webapp.audit.log import Deed, note
from webapp.stamp import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What people write on the cover of an akte."""

    title: str
    deadline: date | None = None
    deadline_basis: str = ""
    next_step: str = ""
    responsible: int | None = None
    deputy: int | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of the akte."""
        return dict(
            title=self.title,
            deadline=self.deadline.isoformat() if self.deadline else None,
            deadline_basis=self.deadline_basis,
            next_step=self.next_step,
            responsible=self.responsible,
            deputy=self.deputy,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What an akte begins with; `towns` are the AGS of those that apply beside the lead."""

    details: Details
    lead: str
    programme_title: str
    programme: int | None = None
    towns: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    stage: Stage = Stage.DRAFT


def open_application(db: Database, opening: Opening, account: Account, now: datetime) -> int:
    """Open an akte; gives its number. The own municipality agrees by opening, others are asked."""
    row = opening.details.columns() | dict(
        programme=opening.programme,
        programme_title=opening.programme_title,
        lead=opening.lead,
        stage=opening.stage.value,
        version=1,
        account=account.id,
        by=account.email,
        at=stamp(now),
    )
    with writing(db):
        number = add_row(db, "application", **row)
        for ags in dict.fromkeys((opening.lead, *opening.towns)):
            _add_applicant(db, number, ags, opening.lead, account, now)
        for project in dict.fromkeys(opening.projects):
            db.table("application_project").insert(dict(application=number, project=project))
        told = Told(what=What.OPENED, after=opening.stage.value)
        note_event(db, number, told, account, now)
        subject = akte_subject(number)
        note(db, account.id, Deed.AKTE_OPENED, subject, municipality=opening.lead)
    return number


def add_applicant(
    db: Database, found: Application, ags: str, town: str, account: Account, now: datetime
) -> bool:
    """Ask a further municipality to apply; tells whether it is new."""
    with writing(db):
        if not _add_applicant(db, found.id, ags, found.lead, account, now):
            return False
        told = Told(what=What.APPLICANTS, after=town, words="hinzugefügt")
        note_event(db, found.id, told, account, now)
    return True


def remove_applicant(
    db: Database, found: Application, ags: str, words: str, account: Account, now: datetime
) -> bool:
    """Take a municipality out with its money and open steps; tells whether it can go."""
    leaving = found.applicant(ags)
    if leaving is None or ags == found.lead:
        return False
    gone = f"entfernt. {words}".strip()
    with writing(db):
        for rows in ("applicant where", "application_step where done_at is null and"):
            sql = f"delete from {rows} application = ? and municipality = ?"
            db.execute(sql, [found.id, ags])
        told = Told(what=What.APPLICANTS, before=leaving.town, words=gone)
        note_event(db, found.id, told, account, now)
    return True


def set_projects(
    db: Database, found: Application, projects: tuple[str, ...], account: Account, now: datetime
) -> None:
    """Say for which Vorhaben the application is."""
    if sorted(set(projects)) == sorted(found.projects):
        return
    with writing(db):
        db.execute("delete from application_project where application = ?", [found.id])
        for project in dict.fromkeys(projects):
            db.table("application_project").insert(dict(application=found.id, project=project))
        note_event(db, found.id, Told(what=What.CHANGED, words="Vorhaben"), account, now)


def _add_applicant(
    db: Database, number: int, ags: str, lead: str, account: Account, now: datetime
) -> bool:
    agrees = ags == account.municipality
    row = dict(
        application=number,
        municipality=ags,
        part=(Part.LEAD if ags == lead else Part.PARTNER).value,
        team=(Team.LEADS if ags == lead else Team.PROJECT).value,
        consent=(Consent.GIVEN if agrees else Consent.ASKED).value,
        consent_at=stamp(now) if agrees else None,
        consent_by=account.email if agrees else None,
    )
    marks = ", ".join(f":{name}" for name in row)
    sql = f"insert or ignore into applicant ({', '.join(row)}) values ({marks})"
    return bool(db.execute(sql, row).rowcount)

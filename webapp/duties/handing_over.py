"""What somebody, or a municipality, hands over: akten, duties, files and open questions."""

from dataclasses import dataclass
from datetime import date

from index.programme import all_programmes
from index.record import Contact
from index.store import Database
from webapp.accounts.account import Account, limited_to
from webapp.applications.akte import Application
from webapp.applications.award import Award, award_of
from webapp.applications.files import Kept, files_of
from webapp.applications.queries import Wanted as WantedAkten
from webapp.applications.queries import applications
from webapp.applications.steps import Step, steps_of
from webapp.duties.duty import Duty
from webapp.duties.keepers import Care, Workers
from webapp.duties.queries import Wanted, duties, duties_of_akte


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something asked of the Fördermittelmanagement that nobody closed."""

    subject: str
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """One akte in the pack, with its open duties, the steps ahead, its papers and contacts."""

    akte: Application
    award: Award | None
    duties: tuple[Care, ...]
    steps: tuple[Step, ...]
    files: tuple[Kept, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """All that is handed over; `whose` says of whom, `names` who is behind a number."""

    whose: str
    today: date
    folders: tuple[Folder, ...]
    questions: tuple[Question, ...]
    names: dict[int, str]

    @property
    def duties(self) -> int:
        """How many duties are open."""
        return sum(len(it.duties) for it in self.folders)


def akten_of_person(db: Database, person: int, viewer: Account) -> list[Application]:
    """The akten that somebody keeps or has duties in, as far as the viewer sees them."""
    with_duties = {it.application for it in duties(db, viewer, Wanted(person=person))}
    return [
        it
        for it in applications(db, viewer)
        if it.id in with_duties or (person in (it.responsible, it.deputy) and it.stage.is_open)
    ]


def akten_of_town(db: Database, ags: str, viewer: Account) -> list[Application]:
    """The akten of a municipality that are open, or in which duties are."""
    with_duties = {it.application for it in duties(db, viewer, Wanted(ours=ags))}
    found = applications(db, viewer, WantedAkten(municipality=ags))
    return [it for it in found if it.stage.is_open or it.id in with_duties]


def folders(db: Database, akten: list[Application], workers: Workers) -> tuple[Folder, ...]:
    """Read what belongs to each akte."""
    numbers = [it.programme for it in akten if it.programme]
    contacts = {it.id: it.contacts for it in all_programmes(db, numbers)}
    return tuple(
        Folder(
            akte=it,
            award=award_of(db, it.id),
            duties=tuple(workers.care_of(one) for one in _open(db, it.id)),
            steps=tuple(one for one in steps_of(db, it.id) if not one.done),
            files=tuple(files_of(db, it.id)),
            contacts=contacts.get(it.programme or 0, ())[:2],
        )
        for it in akten
    )


def _open(db: Database, akte: int) -> list[Duty]:
    return [it for it in duties_of_akte(db, akte) if it.is_open]


def open_questions(
    db: Database, viewer: Account, *, person: int | None = None, ags: str = ""
) -> list[Question]:
    """The questions to the Fördermittelmanagement of a person or a municipality.

    What a person asked in another municipality its people do not read here either.
    """
    sql = """
        select subject, at from enquiry
        where closed_at is null and addressee is null
            and (account = :person or municipality = :ags)
            and (:limit is null or account = :viewer or municipality = :limit) order by at
    """
    values = dict(person=person, ags=ags, viewer=viewer.id, limit=limited_to(viewer))
    return [
        Question(subject=row["subject"], asked_on=date.fromisoformat(row["at"][:10]))
        for row in db.query(sql, values)
    ]

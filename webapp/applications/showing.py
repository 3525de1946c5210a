"""What the pages of akten show of municipalities, of Vorhaben and of the history."""

from dataclasses import dataclass

from index.store import Database
from webapp.accounts.account import Account, may_see_project
from webapp.accounts.people import name_of
from webapp.applications.akte import Application, Event, What
from webapp.applications.queries import events
from webapp.applications.stages import Stage
from webapp.audit.log import account_subject
from webapp.projects.queries import projects_by_id
from webapp.projects.sight import owner_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProject:
    """A Vorhaben of an akte that this person may open."""

    id: str
    title: str
    town: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """An entry of the history as people read it."""

    event: Event
    label: str
    before: str
    after: str


def towns_with_akten(db: Database) -> list[tuple[str, str]]:
    """The municipalities that apply anywhere, AGS and name, for the manager's choice."""
    sql = """
        select ags, short_name from municipality
        where ags in (select municipality from applicant) order by short_name
    """
    return [(row["ags"], row["short_name"]) for row in db.query(sql)]


def shown_projects(db: Database, found: Application, account: Account) -> list[ShownProject]:
    """The Vorhaben of an akte, as far as they are there and this person sees them."""
    described = projects_by_id(db, found.projects).values()
    return [
        ShownProject(id=it.id, title=it.title, town=it.municipality.name if it.municipality else "")
        for it in described
        if may_see_project(account, owner_of(it))
    ]


def shown_events(db: Database, found: Application) -> list[ShownEvent]:
    """The history, the newest first; people by the name that their account has today."""
    names = {
        account_subject(row["id"]): name_of(row["email"])
        for row in db.query("select id, email from account")
    }
    return [_shown(it, names) for it in events(db, found.id)]


def _shown(it: Event, names: dict[str, str]) -> ShownEvent:
    before, after = it.before, it.after
    if it.what in (What.STAGE, What.OPENED):
        before, after = (Stage(code).label if code else "" for code in (before, after))
    elif it.what is What.DUTY:
        before, after = (_with_names(said, names) for said in (before, after))
    elif it.what is What.CHANGED:
        before, after = names.get(before, before), names.get(after, after)
    label = it.words if it.what is What.CHANGED else it.what.label
    return ShownEvent(event=it, label=label, before=before, after=after)


def _with_names(said: str, names: dict[str, str]) -> str:
    """Accounts by the names that they have today: responsible and deputy stand side by side."""
    return ", ".join(names.get(part, part) for part in said.split(", "))

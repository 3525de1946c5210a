"""The role that each applicant has in the county's overview of joint projects."""

from collections.abc import Mapping
from datetime import datetime

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.akte import Application, Team, What
from webapp.applications.changes import grow_version
from webapp.applications.history import Told, note_event


def set_teams(
    db: Database,
    found: Application,
    teams: Mapping[str, Team],
    account: Account,
    now: datetime,
) -> bool:
    """Write the roles by AGS; tells whether it was done: not when a colleague was quicker."""
    changed = [
        (it, teams[it.municipality])
        for it in found.applicants
        if teams.get(it.municipality, it.team) is not it.team
    ]
    with writing(db):
        if not grow_version(db, found):
            return False
        for it, team in changed:
            db.table("applicant").update((found.id, it.municipality), dict(team=team.value))
            told = Told(what=What.APPLICANTS, before=it.team.label, after=team.label, words=it.town)
            note_event(db, found.id, told, account, now)
    return True

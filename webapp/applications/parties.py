"""Bringing the applicants and Vorhaben of an akte to what a form says."""

from collections.abc import Collection
from datetime import datetime

from index.municipality import municipality
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.akte import Application
from webapp.applications.opening import add_applicant, remove_applicant, set_projects


def set_parties(
    db: Database,
    found: Application,
    towns: Collection[str],
    projects: tuple[str, ...],
    account: Account,
    now: datetime,
) -> None:
    """Let municipalities come and go; the lead stays."""
    with writing(db):
        for ags in towns:
            town = municipality(db, ags)
            if ags not in found.towns and town:
                add_applicant(db, found, ags, town.short_name, account, now)
        for ags in found.towns:
            if ags != found.lead and ags not in towns:
                remove_applicant(db, found, ags, "", account, now)
        set_projects(db, found, projects, account, now)

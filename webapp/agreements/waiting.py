"""Splits that wait for the consent of a municipality, for the first page."""

from dataclasses import dataclass

from index.store import Database
from webapp.accounts.account import Account
from webapp.agreements.splits import splits_of
from webapp.applications.queries import Wanted, applications


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedConsent:
    """A joint akte whose split a municipality has not answered, and since when it is asked."""

    application: int
    title: str
    at: str


_ASKED = """
    select application, max(at) as at from joint_consent
    join applicant using (application, municipality)
    where municipality = ? and consent = 'asked' group by application
"""


def asked_consents(db: Database, account: Account, ags: str) -> list[AskedConsent]:
    """The open akten in which the municipality is asked; not where amounts changed meanwhile."""
    since = {row["application"]: row["at"] for row in db.query(_ASKED, [ags])}
    if not since:
        return []
    return [
        AskedConsent(application=it.id, title=it.title, at=since[it.id])
        for it in applications(db, account, Wanted(is_open=True, municipality=ags))
        if it.id in since and splits_of(db, it.id)[0].stands_in(it)
    ]

"""Invitations in the letter before the day until which a municipality is to answer."""

from collections.abc import Iterable
from datetime import date, datetime

from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.digest.reminding import Reminding
from webapp.digest.shelf import Shelf

INVITATION = "einladung"

_OPEN = """
    select joint_interest.programme, respond_by, invited_at from joint_interest
    join joint_call on joint_call.programme = joint_interest.programme
    where municipality = ? and answer is null and respond_by is not null
"""


def open_invitations_of(db: Database, account: Account, shelf: Shelf) -> Iterable[Reminding]:
    """The days until which the own municipality has to answer; nobody else can."""
    if account.role is not Role.STAFF or not account.municipality:
        return
    rows = list(db.query(_OPEN, [account.municipality]))
    usable = shelf.usable(row["programme"] for row in rows)
    for row in rows:
        programme = usable.get(row["programme"])
        if programme is None:
            continue
        yield Reminding(
            source=INVITATION,
            key=str(programme.id),
            title=programme.title,
            due_on=date.fromisoformat(row["respond_by"]),
            since=datetime.fromisoformat(row["invited_at"]).astimezone().date(),
            address="/einladungen",
            note="Bis dahin soll Ihre Kommune sagen, ob sie gemeinsam mit anderen beantragt.",
        )

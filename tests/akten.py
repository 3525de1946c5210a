"""Förderakten for tests: a builder that says only what differs."""

from datetime import datetime
from typing import Any

from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.applications.akte import Application
from webapp.applications.opening import Details, Opening, open_application
from webapp.applications.queries import application

NOON = datetime(2026, 6, 15, 12).astimezone()
RIEDSTADT, STOCKSTADT, BIEBESHEIM, GERNSHEIM = "06433011", "06433013", "06433001", "06433004"
EVERYWHERE = Account(id=0, email="management@example.org", role=Role.MANAGER)


def open_akte(db: Database, account: Account, *towns: str, **more: Any) -> Application:
    """Open an akte of these municipalities, the first leads; without any it is Riedstadt's."""
    lead, *others = towns or (RIEDSTADT,)
    details = {name: more.pop(name) for name in list(more) if name in Details.__annotations__}
    opening = Opening(
        details=Details(**dict(title="Radweg am Altrhein") | details),
        lead=lead,
        towns=tuple(others),
        **dict(programme_title="Radwege für Städte und Gemeinden") | more,
    )
    return as_it_is(db, open_application(db, opening, account, NOON))


def as_it_is(db: Database, number: int) -> Application:
    """The akte as it stands now."""
    found = application(db, number, EVERYWHERE)
    assert found
    return found

"""Who decides something, where and when: what a decision needs to know of its request."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.store import Database
from webapp.accounts.access import current_account
from webapp.accounts.account import Account
from webapp.request import db, folder, now, today


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One person doing something at one moment; `folder` holds the search index that follows."""

    db: Database
    folder: Path
    account: Account
    at: str
    today: date


def act_of_request() -> Act:
    """What the person of this request is doing now."""
    at = f"{today().isoformat()}T{now():%H:%M:%S}"
    return Act(db=db(), folder=folder(), account=current_account(), at=at, today=today())

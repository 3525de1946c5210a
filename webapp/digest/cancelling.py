"""Cancelling the letter by the token in it, for people with and without an account."""

from dataclasses import dataclass
from datetime import date

from index.store import Database
from webapp.accounts.queries import subscribe
from webapp.digest.forgetting import end_subscription
from webapp.digest.readers import account_with_token


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Somebody's order of the letter; without an address it has ended and is forgotten."""

    email: str
    wanted: bool
    has_account: bool


def order_with(db: Database, token: str) -> Order | None:
    """The order that this token cancels."""
    found = account_with_token(db, token)
    if found:
        return Order(email=found[1], wanted=found[2], has_account=True)
    sql = "select email, state from subscriber where unsubscribe_token = ?"
    for row in db.query(sql, [token]):
        wanted = row["state"] == "confirmed"
        return Order(email=row["email"] or "", wanted=wanted, has_account=False)
    return None


def cancel(db: Database, token: str, today: date) -> Order | None:
    """Cancel the letter at once; may be repeated."""
    before = order_with(db, token)
    found = account_with_token(db, token)
    if found:
        subscribe(db, found[0], False)
    elif not end_subscription(db, token, today):
        return None
    return before

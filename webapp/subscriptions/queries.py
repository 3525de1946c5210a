"""Subscriptions of people without an account, with the proof that each of them agreed.

Proof is what was agreed to, when it was asked for, and when the button behind the mailed link was
pressed. The address of a computer is not kept: whoever can press that button reads the mail.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import normal_email, refuse_impossible
from webapp.accounts.tokens import hashed, new_token
from webapp.stamp import stamp

CONSENT = (
    "Ich möchte den Wochenbrief von Fördernetz an diese Adresse bekommen. Gespeichert werden nur"
    " die Adresse, die gewählten Förderbereiche und wann ich das bestellt und bestätigt habe."
    " Ich kann den Brief jederzeit mit einem Klick abbestellen; dann wird alles gelöscht."
)
OPEN_DAYS = 7
"""So long a link for confirming is good, and an unconfirmed address is kept."""
_BETWEEN = timedelta(hours=1)
MOST_AN_HOUR = 30


class TooManyAsked(Exception):
    """So many subscriptions were asked for lately that somebody may be playing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of asking: a token to confirm with, or that the address has the letter already."""

    token: str = ""
    has_it: bool = False


def ask(db: Database, email: str, areas: tuple[str, ...], now: datetime) -> Asked | None:
    """Note that somebody wants the letter; nothing when a mail went there a short time ago.

    Raises:
        RefusedAccount: when the address is none.
        TooManyAsked: when the form was used too often in the last hour.
    """
    email = normal_email(email)
    refuse_impossible(db, email, Role.READER, None)
    with writing(db):
        forget_unconfirmed(db, now)
        row = next(db.query("select * from subscriber where email = ?", [email]), None)
        lately = stamp(now - _BETWEEN)
        if row and row["asked_at"] > lately:
            return None
        sql = "select count(*) as n from subscriber where asked_at > ?"
        if next(db.query(sql, [lately]))["n"] >= MOST_AN_HOUR:
            raise TooManyAsked
        if row and row["state"] == "confirmed":
            db.table("subscriber").update(row["id"], dict(asked_at=stamp(now)))
            return Asked(has_it=True)
        token = new_token()
        values = _asked(email, areas, token, now)
        if row:
            db.table("subscriber").update(row["id"], values)
        else:
            db.table("subscriber").insert(values)
    return Asked(token=token)


def confirmable(db: Database, token: str, now: datetime) -> str | None:
    """The address that a link confirms; `None` when it is unknown, too old or used up."""
    sql = "select email from subscriber where confirm_hash = ? and state = 'asked' and asked_at > ?"
    rows = db.query(sql, [hashed(token), stamp(now - timedelta(days=OPEN_DAYS))])
    return next((row["email"] for row in rows), None)


def confirm(db: Database, token: str, now: datetime) -> str | None:
    """Begin the subscription that a link confirms; gives its address. May be repeated."""
    with writing(db):
        email = confirmable(db, token, now)
        if email:
            row = dict(state="confirmed", confirmed_at=stamp(now), unsubscribe_token=new_token())
            sql = "update subscriber set {} where email = :email".format(
                ", ".join(f"{name} = :{name}" for name in row)
            )
            db.execute(sql, row | dict(email=email))
    sql = "select email from subscriber where confirm_hash = ? and state = 'confirmed'"
    return next((row["email"] for row in db.query(sql, [hashed(token)])), None)


def count_subscribers(db: Database) -> int:
    """So many people get the letter without an account."""
    return int(
        db.execute("select count(*) from subscriber where state = 'confirmed'").fetchone()[0]
    )


def forget_unconfirmed(db: Database, now: datetime) -> None:
    """Forget addresses that nobody confirmed in time, and ended subscriptions after a while."""
    sql = "delete from subscriber where state = 'asked' and asked_at <= ?"
    db.execute(sql, [stamp(now - timedelta(days=OPEN_DAYS))])
    month_ago = (now.astimezone(UTC) - timedelta(days=30)).date()
    db.execute(
        "delete from subscriber where state = 'ended' and ended_on <= ?", [month_ago.isoformat()]
    )


def _asked(email: str, areas: tuple[str, ...], token: str, now: datetime) -> dict[str, Any]:
    return dict(
        email=email,
        areas="|".join(areas),
        state="asked",
        confirm_hash=hashed(token),
        consent=CONSENT,
        asked_at=stamp(now),
    )

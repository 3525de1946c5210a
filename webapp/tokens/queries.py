"""Tokens in the database: only a hash is kept, so a token is shown once."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account, limited_to
from webapp.accounts.queries import account_with_id
from webapp.accounts.tokens import hashed, new_token

PREFIX = "fn_"
MOST, LONGEST_NAME = 20, 80
VALID_DAYS = (30, 90, 365)


class Scope(StrEnum):
    """What a token may be used for."""

    PROGRAMMES = "read:programmes"
    MATCHES = "read:matches"


SCOPE_LABELS = {
    Scope.PROGRAMMES: "Programme lesen, mit allen Texten",
    Scope.MATCHES: "Vorhaben der eigenen Kommune und passende Programme lesen",
}


class RefusedToken(Exception):
    """A token cannot be made like that; the message is one German sentence."""

    def __init__(self, said: str, about: str = "") -> None:
        super().__init__(said)
        self.about = about  # the field that it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token of a person."""

    id: int
    account: int
    name: str
    scopes: tuple[Scope, ...]
    made_on: date
    expires_on: date
    used_on: date | None


def scopes_for(account: Account) -> tuple[Scope, ...]:
    """What a person can let a program do: no more than they may themselves."""
    return (Scope.PROGRAMMES,) if limited_to(account) == "" else tuple(Scope)


def make_token(
    db: Database, account: Account, name: str, scopes: list[str], days: int, today: date
) -> str:
    """Make a token; gives its text, which is shown once and never again.

    Raises:
        RefusedToken: when the name or the scopes are missing, or there are too many tokens.
    """
    allowed = [scope for scope in scopes_for(account) if scope in scopes]
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        said = f"Bitte einen Namen mit höchstens {LONGEST_NAME} Zeichen angeben."
        raise RefusedToken(said, "name")
    if not allowed:
        raise RefusedToken("Bitte wählen Sie, was der Zugang darf.", "scopes")
    if days not in VALID_DAYS:
        raise RefusedToken("Bitte wählen Sie, wie lange der Zugang gilt.", "days")
    token = PREFIX + new_token()
    row = dict(
        account=account.id,
        name=name,
        scopes=" ".join(allowed),
        hash=hashed(token),
        made_on=today.isoformat(),
        expires_on=(today + timedelta(days=days)).isoformat(),
    )
    with writing(db):
        if len(tokens_of(db, account.id, today)) >= MOST:
            raise RefusedToken(f"Mehr als {MOST} Zugänge sind nicht möglich.")
        db.table("api_token").insert(row)
    return token


def tokens_of(db: Database, account: int, today: date) -> list[Token]:
    """The tokens of a person that still open something, the newest first."""
    sql = """
        select * from api_token
        where account = ? and revoked_at is null and expires_on >= ? order by id desc
    """
    return [_from_row(row) for row in db.query(sql, [account, today.isoformat()])]


def revoke_token(db: Database, account: int, number: int, at: str) -> bool:
    """Revoke a token of this person; `False` if there is none."""
    sql = "update api_token set revoked_at = ? where id = ? and account = ? and revoked_at is null"
    with writing(db):
        return db.execute(sql, [at, number, account]).rowcount > 0


def bearer(db: Database, token: str, today: date) -> tuple[Token, Account] | None:
    """The token and its person, if it still opens something."""
    sql = "select * from api_token where hash = ? and revoked_at is null and expires_on >= ?"
    for row in db.query(sql, [hashed(token), today.isoformat()]):
        account = account_with_id(db, row["account"])
        if account and account.active:
            return _from_row(row), account
    return None


def note_use(db: Database, token: Token, today: date) -> None:
    """Remember the day on which it was last used."""
    if token.used_on != today:
        db.table("api_token").update(token.id, dict(used_on=today.isoformat()))


def _from_row(row: dict[str, Any]) -> Token:
    return Token(
        id=row["id"],
        account=row["account"],
        name=row["name"],
        scopes=tuple(Scope(scope) for scope in row["scopes"].split()),
        made_on=date.fromisoformat(row["made_on"]),
        expires_on=date.fromisoformat(row["expires_on"]),
        used_on=date.fromisoformat(row["used_on"]) if row["used_on"] else None,
    )

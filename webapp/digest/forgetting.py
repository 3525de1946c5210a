"""Forgetting a person in everything that belongs to letters."""

from datetime import date

from index.schema import writing
from index.store import Database

_OF_AN_ACCOUNT = ("letter_wish", "reminder_wish", "known_programme")


def forget_letters_of(db: Database, account: int) -> None:
    """Forget all letters, wishes and refusals of somebody with an account; the account stays.

    Call it inside the transaction that forgets the account. What this person wrote to the towns
    keeps standing, without a name.
    """
    with writing(db):
        rows = list(db.query("select email from account where id = ?", [account]))
        for table in _OF_AN_ACCOUNT:
            db.execute(f"delete from {table} where account = ?", [account])
        db.execute("update circular set account = null, \"by\" = '' where account = ?", [account])
        for row in rows:
            db.execute('update letter_rule set "by" = \'\' where "by" = ?', [row["email"]])
        _forget_letters(db, "account", account)
        for row in rows:
            _forget_order(db, row["email"])
            _forget_address(db, row["email"])


def end_subscription(db: Database, token: str, today: date) -> bool:
    """End a subscription without an account and forget everything of its person.

    The token alone is kept for a month, so that pressing the button twice says the same. Gives
    whether there is or was such a subscription.
    """
    with writing(db):
        sql = "select id, email from subscriber where unsubscribe_token = ?"
        row = next(db.query(sql, [token]), None)
        if row is None:
            return False
        if row["email"]:
            _forget_letters(db, "subscriber", row["id"])
            _forget_address(db, row["email"])
            nothing = dict.fromkeys(
                ("email", "areas", "confirm_hash", "consent", "asked_at", "confirmed_at",
                 "letter_checked_on")
            )  # fmt: skip
            change = nothing | dict(state="ended", ended_on=today.isoformat())
            db.table("subscriber").update(row["id"], change)
    return True


def _forget_order(db: Database, email: str) -> None:
    """The letter that the same person ordered without the account."""
    for row in list(db.query("select id from subscriber where email = ?", [email])):
        _forget_letters(db, "subscriber", row["id"])
        db.execute("delete from subscriber where id = ?", [row["id"]])


def _forget_letters(db: Database, column: str, number: int) -> None:
    chosen = f"select id from letter where {column} = ?"
    db.execute(f"update undeliverable set letter = null where letter in ({chosen})", [number])
    db.execute(f"delete from letter_item where letter in ({chosen})", [number])
    db.execute(f"delete from letter where {column} = ?", [number])


def _forget_address(db: Database, email: str) -> None:
    """Letters to an address that belong to nobody: the one to confirm with, one passed on."""
    db.execute("delete from undeliverable where email = ?", [email.lower()])
    db.execute(
        "delete from letter where email = ? and account is null and kind = 'single'", [email]
    )
    db.execute("update letter set email = null where email = ? and kind = 'single'", [email])

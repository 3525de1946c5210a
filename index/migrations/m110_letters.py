"""Outbox, wishes about letters and circulars."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m110_outbox(db: Database) -> None:
    """Letters of every kind with their tries, what each told, and addresses that take no mail."""
    db.table("subscriber").create(
        {
            "id": int,
            "email": str,  # empty once the subscription has ended: nothing of the person is left
            "areas": str,
            "state": str,  # asked, confirmed, ended
            "confirm_hash": str,
            "unsubscribe_token": str,
            "consent": str,  # which text was agreed to
            "asked_at": str,
            "confirmed_at": str,
            "ended_on": str,
            "letter_checked_on": str,
        },
        pk="id",
        not_null={"state"},
        strict=True,
    )
    db.table("subscriber").create_index(["email"], unique=True)
    db.table("subscriber").create_index(["unsubscribe_token"], unique=True)
    letter = db.table("letter")
    letter.add_column("kind", str, not_null_default="weekly")
    letter.add_column("attempts", int, not_null_default=0)
    more = ("email", "send_after", "try_after", "leased_by", "leased_until", "about")
    for name in more:
        letter.add_column(name, str)
    letter.add_column("content", bytes)  # of letters that are not made anew from the ledger
    letter.add_column("subscriber", int, fk="subscriber")
    letter.transform(not_null={"account": False})
    db.execute("update letter set email = (select email from account where id = letter.account)")
    letter.create_index(["state", "send_after"])
    letter.create_index(["message_id"])
    letter.create_index(["account"])
    item = db.table("letter_item")
    item.add_column("version", str, not_null_default="")
    item.add_column("detail", str)
    item.add_column("subscriber", int, fk="subscriber")
    # One letter may remind of two days of one programme, or of a day that belongs to none.
    item.transform(pk="id", column_order=["id"], not_null={"programme": False})
    item.create_index(["account", "programme"], if_not_exists=True)
    item.create_index(["letter"])
    db.table("undeliverable").create(
        {"email": str, "since": str, "said": str, "letter": int},
        pk="email",
        foreign_keys=[("letter", "letter", "id")],
        not_null={"since", "said"},
        strict=True,
    )


@migrations()
def m111_wishes_about_letters(db: Database) -> None:
    """When somebody wants the letter, what they are reminded of, and what they were told last."""
    db.table("letter_wish").create(
        {"account": int, "weekday": int, "hour": int, "remind_before": str},
        pk="account",
        foreign_keys=[("account", "account", "id")],
        not_null={"weekday", "hour", "remind_before"},
        strict=True,
    )
    db.table("reminder_wish").create(
        {"account": int, "source": str, "key": str, "remind_before": str},
        pk=("account", "source", "key"),
        foreign_keys=[("account", "account", "id")],
        not_null={"remind_before"},
        strict=True,
    )
    # What programmes said at some time; a line of the ledger names what its person was told.
    db.table("programme_said").create(
        {"mark": str, "said": str, "sources": str},
        pk="mark",
        not_null={"said", "sources"},
        strict=True,
    )
    db.table("letter_item").add_column("said", str, fk="programme_said")
    # For programmes that somebody follows without ever having been told of them.
    db.table("known_programme").create(
        {"account": int, "programme": int, "said": str, "day": str},
        pk=("account", "programme"),
        foreign_keys=[
            ("account", "account", "id"),
            ("programme", "programme", "id"),
            ("said", "programme_said", "mark"),
        ],
        not_null={"said", "day"},
        strict=True,
    )


@migrations()
def m112_circulars(db: Database) -> None:
    """What the Fördermittelmanagement writes to the towns, and how letters wait for a look."""
    db.table("circular").create(
        {
            "id": int,
            "subject": str,
            "note": str,
            "programmes": str,
            "towns": str,
            "account": int,
            "by": str,
            "at": str,
            "sent_at": str,
        },
        pk="id",
        foreign_keys=[("account", "account", "id")],
        not_null={"subject", "note", "programmes", "towns", "by", "at"},
        strict=True,
    )
    db.table("letter_rule").create(
        {"name": str, "value": str, "by": str, "at": str}, pk="name", strict=True
    )

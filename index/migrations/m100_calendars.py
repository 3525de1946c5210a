"""Calendar addresses and tokens."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m100_calendars_and_tokens(db: Database) -> None:
    """Secret addresses of calendars, what stood in them, and tokens of the interface."""
    db.table("calendar").create(
        {
            "id": int,
            "account": int,  # of one person, or
            "municipality": str,  # of a municipality
            "nonce": str,  # the address follows from it and the key of the site
            "by": str,
            "at": str,
            "read_on": str,
        },
        pk="id",
        foreign_keys=[("account", "account", "id"), ("municipality", "municipality", "ags")],
        not_null={"nonce", "by", "at"},
        strict=True,
    )
    for owner in ("account", "municipality"):
        db.table("calendar").create_index([owner], unique=True)
    # A subscriber has to be told that a day moved or was dropped; that needs a memory.
    db.table("calendar_event").create(
        {
            "calendar": int,
            "uid": str,
            "key": str,
            "day": str,
            "summary": str,
            "description": str,
            "url": str,
            "state": str,  # stands, dropped, left
            "sequence": int,
            "created_at": str,
            "changed_at": str,
        },
        pk=("calendar", "uid"),
        foreign_keys=[("calendar", "calendar", "id")],
        not_null={"key", "day", "summary", "state", "sequence", "created_at", "changed_at"},
        strict=True,
    )
    db.table("api_token").create(
        {
            "id": int,
            "account": int,
            "name": str,
            "scopes": str,
            "hash": str,
            "made_on": str,
            "expires_on": str,
            "used_on": str,
            "revoked_at": str,
        },
        pk="id",
        foreign_keys=[("account", "account", "id")],
        not_null={"account", "name", "scopes", "hash", "made_on", "expires_on"},
        strict=True,
    )
    db.table("api_token").create_index(["hash"], unique=True)

"""Municipalities and the people who sign in."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m004_municipalities_and_people(db: Database) -> None:
    """The municipalities with their membership, and the people who use the site."""
    db.table("municipality").create(
        {
            "ags": str,
            "name": str,
            "short_name": str,
            "kind": str,
            "population": int,
            "postcode": str,
            "nuts": str,
            "member_from": str,
            "member_to": str,
        },
        pk="ags",
        strict=True,
    )
    db.table("account").create(
        {
            "id": int,
            "email": str,
            "role": str,
            "municipality": str,
            "password_hash": str,
            "invitation_hash": str,
            "invited_on": str,
            "subscribed": int,
            "unsubscribe_token": str,
            "letter_checked_on": str,  # the last day on which the weekly letter was due
        },
        pk="id",
        foreign_keys=[("municipality", "municipality", "ags")],
        not_null={"email", "role", "subscribed"},
        strict=True,
    )
    db.table("account").create_index(["email"], unique=True)
    db.table("account").create_index(["unsubscribe_token"], unique=True)
    db.table("sign_in_attempt").create(
        {"id": int, "email": str, "address": str, "at": str},
        pk="id",
        not_null={"email", "address", "at"},
        strict=True,
    )
    db.table("sign_in_attempt").create_index(["address"])

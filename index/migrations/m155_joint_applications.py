"""Applying together: interest, the split of the money, consent, and the table of the county."""

from typing import Any

from index.migrations.steps import migrations
from index.store import Database

_TO_TOWN = ("municipality", "municipality", "ags")
_TO_APPLICATION = ("application", "application", "id")
_TO_ACCOUNT = ("account", "account", "id")
_CENTS = dict.fromkeys(
    ("cost_cents", "eligible_cents", "grant_cents", "third_party_cents", "own_cents"), int
)


@migrations()
def m155_interest_until(db: Database) -> None:
    """Until when municipalities answer, who would lead, and what each would bring."""
    db.table("joint_call").create(
        {
            "programme": int,
            "respond_by": str,  # ISO day; later answers count, but are marked
            "lead": str,
            "lead_words": str,  # how it was agreed
            "lead_decided_by": str,
            "lead_decided_at": str,
            "application": int,  # the akte it led to; no foreign key: it may be deleted
            "version": int,
            "by": str,
            "at": str,
        },
        pk="programme",
        foreign_keys=[("programme", "programme", "id"), ("lead", "municipality", "ags")],
        not_null={"lead_words", "version", "by", "at"},
        strict=True,
    )
    db.table("joint_interest").add_column("leads", int)
    db.table("joint_interest").add_column("cost_cents", int)
    db.table("joint_offer").create(
        {"programme": int, "municipality": str, "project": str},  # the Vorhaben may be deleted
        pk=("programme", "municipality", "project"),
        foreign_keys=[("programme", "programme", "id"), _TO_TOWN],
        strict=True,
    )


@migrations()
def m156_cost_splits(db: Database) -> None:
    """How the money of a joint application is divided; every version stays, the last one counts."""
    said: dict[str, Any] = {"words": str, "account": int, "by": str, "at": str}
    db.table("cost_split").create(
        {
            "id": int,
            "application": int,
            "basis": str,  # inhabitants, equal, percent, amounts
            "population_day": str,  # the day of the figures of inhabitants
        }
        | _CENTS
        | said,
        pk="id",
        foreign_keys=[_TO_APPLICATION, _TO_ACCOUNT],
        not_null={"application", "basis", "cost_cents", "words", "by", "at"},
        strict=True,
    )
    db.table("cost_split").create_index(["application"])
    db.table("cost_split_share").create(
        # It hangs on the akte and not on the split: both go when the akte is deleted.
        {"split": int, "municipality": str, "application": int, "weight": int} | _CENTS,
        pk=("split", "municipality"),
        foreign_keys=[_TO_APPLICATION, _TO_TOWN],
        not_null={"application", "weight", "cost_cents"},
        strict=True,
    )
    db.table("cost_split_share").create_index(["application"])
    db.table("joint_consent").create(
        {
            "id": int,
            "application": int,
            "municipality": str,
            "split": int,  # what exactly is consented to
            "says": str,  # asked, given, refused
            "on_behalf": int,  # the manager wrote down what lies there in writing
        }
        | said,
        pk="id",
        foreign_keys=[_TO_APPLICATION, _TO_TOWN, _TO_ACCOUNT],
        not_null={"application", "municipality", "split", "says", "on_behalf", "words", "by", "at"},
        strict=True,
    )
    db.table("joint_consent").create_index(["application", "municipality"])


@migrations()
def m157_cooperation(db: Database) -> None:
    """Joint projects of the county that are no application, with the part of each municipality."""
    db.table("cooperation").create(
        {
            "id": int,
            "title": str,
            "closed_on": str,  # ISO day; absent while it runs
            "version": int,
            "account": int,
            "by": str,
            "at": str,
        },
        pk="id",
        foreign_keys=[_TO_ACCOUNT],
        not_null={"title", "version", "by", "at"},
        strict=True,
    )
    db.table("cooperation_part").create(
        {"cooperation": int, "municipality": str, "team": str},  # PL, PG, AG, LKG
        pk=("cooperation", "municipality"),
        foreign_keys=[("cooperation", "cooperation", "id"), _TO_TOWN],
        not_null={"team"},
        strict=True,
    )
    db.table("cooperation_part").create_index(["municipality"])

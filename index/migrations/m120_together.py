"""What people of the municipalities write to each other."""

from typing import Any

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m120_working_together(db: Database) -> None:
    """Notes, lists of programmes, what towns say of programmes, experience and questions.

    Everything hangs on programmes by foreign keys, so that joining and parting take it along.
    """
    who: dict[str, Any] = {"account": int, "municipality": str, "by": str, "at": str}
    to_who = [("account", "account", "id"), ("municipality", "municipality", "ags")]
    to_programme = ("programme", "programme", "id")
    said = {"programme", "by", "at"}
    db.table("note").create(
        {"id": int, "programme": int, "visibility": str, "words": str, "edited_at": str} | who,
        pk="id",
        foreign_keys=[to_programme, *to_who],
        not_null=said | {"visibility", "words", "account"},
        strict=True,
    )
    db.table("note").create_index(["programme"])
    db.table("mention").create(
        {"note": int, "account": int, "seen_at": str},
        pk=("note", "account"),
        foreign_keys=[("note", "note", "id"), ("account", "account", "id")],
        strict=True,
    )
    db.table("mention").create_index(["account"])
    db.table("shortlist").create(
        {"id": int, "name": str, "of_town": int, "visibility": str, "version": int} | who,
        pk="id",
        foreign_keys=to_who,
        not_null={"name", "of_town", "visibility", "version", "account", "by", "at"},
        strict=True,
    )
    db.table("shortlist_entry").create(
        {"shortlist": int, "programme": int, "note": str, "version": int, "by": str, "at": str},
        pk=("shortlist", "programme"),
        foreign_keys=[("shortlist", "shortlist", "id"), to_programme],
        not_null={"note", "version", "by", "at"},
        strict=True,
    )
    db.table("shortlist_entry").create_index(["programme"])
    # What a municipality says of a programme as a whole; `shared` shows it to all others.
    db.table("stance").create(
        {"programme": int, "says": str, "reasons": str, "words": str, "shared": int, "version": int}
        | who,
        pk=("programme", "municipality"),
        foreign_keys=[to_programme, *to_who],
        not_null=said | {"municipality", "says", "reasons", "words", "shared", "version"},
        strict=True,
    )
    for name in ("seen_at", "seen_by"):
        db.table("recommendation").add_column(name, str)
    db.table("experience").create(
        {
            "id": int,
            "programme": int,
            "outcome": str,  # beantragt, bewilligt, abgelehnt
            "year": int,
            "contact": str,
            "words": str,
            "version": int,
        }
        | who,
        pk="id",
        foreign_keys=[to_programme, *to_who],
        not_null=said | {"municipality", "outcome", "contact", "words", "version"},
        strict=True,
    )
    db.table("experience").create_index(["programme"])


@migrations()
def m121_enquiries(db: Database) -> None:
    """Questions to the Fördermittelmanagement and reports of wrong facts, with their answers."""
    db.table("enquiry").create(
        {
            "id": int,
            "kind": str,  # question, fault
            "programme": int,
            "project": str,  # no foreign key: a Vorhaben may be deleted, the question stays
            "subject": str,
            "fact": str,
            "shown": str,  # what the page said when the fault was reported, with its quotes
            "found_at": str,
            "account": int,
            "municipality": str,
            "by": str,
            "at": str,
            "read_at": str,  # when the person who asked last looked
            "closed_at": str,
            "closed_by": str,
        },
        pk="id",
        foreign_keys=[
            ("programme", "programme", "id"),
            ("account", "account", "id"),
            ("municipality", "municipality", "ags"),
        ],
        not_null={"kind", "subject", "account", "by", "at"},
        strict=True,
    )
    db.table("enquiry").create_index(["programme"])
    db.table("enquiry").create_index(["account"])
    db.table("enquiry_message").create(
        {"id": int, "enquiry": int, "account": int, "answers": int, "words": str}
        | {"by": str, "at": str},
        pk="id",
        foreign_keys=[("enquiry", "enquiry", "id"), ("account", "account", "id")],
        not_null={"enquiry", "answers", "words", "by", "at"},
        strict=True,
    )
    db.table("enquiry_message").create_index(["enquiry"])

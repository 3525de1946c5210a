"""Vorhaben with their matches, letters, links and tasks."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m005_projects_and_matches(db: Database) -> None:
    """Vorhaben, what the matcher thinks of the programmes for each, and what a person decided."""
    db.table("project").create(
        {
            "id": str,
            "municipality": str,
            "applicant_type": str,
            "title": str,
            "description": str,
            "topics": str,
            "planned_start": str,
            "planned_end": str,
            "cost_eur": int,
            "own_funds_eur": int,
            "looking_for": str,
            "created_on": str,
            "changed_on": str,
        },
        pk="id",
        foreign_keys=[("municipality", "municipality", "ags")],
        not_null={"municipality", "title"},
        strict=True,
    )
    # Near misses stand apart, so that nobody takes one for a match.
    for table in ("match", "near_miss"):
        db.table(table).create(
            {
                "project": str,
                "programme": int,
                "score": float,
                "eligible": str,
                "reasons": str,
                "obstacles": str,
                "first_seen": str,
                "judged_on": str,
            },
            pk=("project", "programme"),
            foreign_keys=[("project", "project", "id"), ("programme", "programme", "id")],
            strict=True,
        )


@migrations()
def m006_letters(db: Database) -> None:
    """The weekly letters: what each person was told, and which letters went out."""
    db.table("letter").create(
        {
            "id": int,
            "account": int,
            "day": str,
            "message_id": str,
            "subject": str,
            "state": str,  # claimed, sent, failed, dropped
            "claimed_at": str,
            "sent_at": str,
            "error": str,
        },
        pk="id",
        foreign_keys=[("account", "account", "id")],
        not_null={"account", "day", "message_id", "state"},
        strict=True,
    )
    db.table("letter_item").create(
        {"letter": int, "account": int, "programme": int, "project": str, "reason": str},
        pk=("letter", "programme", "project", "reason"),
        foreign_keys=[
            ("letter", "letter", "id"),
            ("account", "account", "id"),
            ("programme", "programme", "id"),
        ],
        strict=True,
    )
    db.table("letter_item").create_index(["account", "programme"])


@migrations()
def m007_links_and_tasks(db: Database) -> None:
    """Outgoing links with what came of asking for them, and when regular work was done last."""
    db.table("link").create(
        {
            "url": str,
            "checked_on": str,
            "state": str,
            "status": int,
            "said": str,
            "failed_on": str,  # the first day of failures in a row
        },
        pk="url",
        not_null={"state"},
        strict=True,
    )
    db.table("task").create(
        {"name": str, "day": str, "finished_at": str, "said": str}, pk="name", strict=True
    )

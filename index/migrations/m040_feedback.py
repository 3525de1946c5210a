"""Feedback to matches and plans."""

from typing import Any

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m040_feedback_and_plans(db: Database) -> None:
    """What towns think of programmes for their Vorhaben, when councils meet, what is judged.

    A dismissed programme leaves the table of matches and takes its row along in `match`, so that
    every list, page and letter respects it, and undoing it puts back what was there.
    """
    db.table("project").add_column("stage", str)
    for table in ("match", "near_miss"):
        db.table(table).add_column("parts", str)  # what the score is made of
    pair: dict[str, Any] = {"project": str, "programme": int}
    to_pair = [("project", "project", "id"), ("programme", "programme", "id")]
    who: dict[str, Any] = {"account": int, "by": str, "at": str}
    db.table("dismissal").create(
        {"id": int}
        | pair
        | {
            "reasons": str,
            "words": str,
            "seen": str,  # marks of what the programme said at that time
            "match": str,
        }
        | who
        | {
            "undone_at": str,
            "undone_by": str,
            "returned_on": str,  # the programme says something else since
            "changed": str,
        },
        pk="id",
        foreign_keys=[*to_pair, ("account", "account", "id")],
        not_null={"project", "programme", "reasons", "seen", "by", "at"},
        strict=True,
    )
    db.table("dismissal").create_index(["project", "programme"])
    db.table("kept_match").create(
        pair | who,
        pk=("project", "programme"),
        foreign_keys=[*to_pair, ("account", "account", "id")],
        not_null={"by", "at"},
        strict=True,
    )
    town: dict[str, Any] = {"programme": int, "municipality": str}
    to_town = [("programme", "programme", "id"), ("municipality", "municipality", "ags")]
    db.table("recommendation").create(
        {"id": int} | town | {"note": str} | who | {"withdrawn_at": str},
        pk="id",
        foreign_keys=[*to_town, ("account", "account", "id")],
        not_null={"programme", "municipality", "note", "by", "at"},
        strict=True,
    )
    db.table("recommendation").create_index(["municipality"])
    db.table("joint_interest").create(
        town
        | {
            "note": str,
            "invited_by": str,
            "invited_at": str,
            "answer": str,  # ja, vielleicht, nein
            "answer_note": str,
            "answered_by": str,
            "answered_at": str,
        },
        pk=("programme", "municipality"),
        foreign_keys=to_town,
        not_null={"invited_by", "invited_at"},
        strict=True,
    )
    db.table("council_meeting").create(
        {"municipality": str, "day": str, "body": str},
        pk=("municipality", "day", "body"),
        foreign_keys=[("municipality", "municipality", "ags")],
        strict=True,
    )
    # Of every programme and Vorhaben what it was when the matches were last renewed.
    db.table("judged").create(
        {"kind": str, "key": str, "mark": str}, pk=("kind", "key"), not_null={"mark"}, strict=True
    )
    # What was read from a passage of the same words before; may be emptied at any time.
    db.table("passage_terms").create(
        {"digest": bytes, "terms": bytes}, pk="digest", not_null={"terms"}, strict=True
    )

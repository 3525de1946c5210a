"""Beratung: ready-made sentences, whose turn a conversation is, what comes next, time spent."""

from sqlite_utils import Database

from index.migrations.steps import migrations

_TO_ACCOUNT = ("account", "account", "id")
_TO_TOWN = ("municipality", "municipality", "ags")


@migrations()
def m160_text_blocks(db: Database) -> None:
    """Sentences that are used again: in answers, and in applications of the municipalities."""
    db.table("text_block").create(
        {
            "id": int,
            "purpose": str,  # advice: for answers; application: for applications of the towns
            "title": str,
            "words": str,
            "topic": str,
            "programme": int,
            "municipality": str,  # who gives it; empty for the Fördermittelmanagement
            "version": int,
            "retired_at": str,
        }
        | {"account": int, "by": str, "at": str},
        pk="id",
        foreign_keys=[("programme", "programme", "id"), _TO_TOWN, _TO_ACCOUNT],
        not_null={"purpose", "title", "words", "topic", "version", "by", "at"},
        strict=True,
    )
    db.table("text_block").create_index(["programme"])

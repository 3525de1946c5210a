"""Wissensnetz: what towns tell each other of applications, who knows what, questions among them."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m171_knowledge(db: Database) -> None:
    """Lessons with their reasons, shared akten, text blocks of towns, expertise, questions.

    Nothing of an akte is seen by others unless a row of `experience` says so.
    """
    experience = db.table("experience")
    experience.add_column("application", int)  # no foreign key: the akte may be deleted
    experience.add_column("reasons", str, not_null_default="[]")  # codes, as JSON
    experience.add_column("helped", str, not_null_default="")
    experience.add_column("heed", str, not_null_default="")  # what to watch out for
    experience.add_column("took_months", int)
    experience.create_index(["application", "municipality"], unique=True)
    db.table("text_block").add_column("enquiry", int)  # the answer that it was made of
    db.table("enquiry").add_column("addressee", str)  # a municipality; empty: the management
    db.table("enquiry").create_index(["addressee"])
    db.table("expertise").create(
        {"id": int, "topic": str, "words": str, "version": int}
        | {"account": int, "municipality": str, "by": str, "at": str},
        pk="id",
        foreign_keys=[
            ("account", "account", "id"),
            ("municipality", "municipality", "ags"),
        ],
        not_null={"account", "municipality", "topic", "words", "version", "by", "at"},
        strict=True,
    )
    db.table("expertise").create_index(["account"])

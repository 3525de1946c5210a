"""Files that hang on a conversation or a training; the store is that of Förderakten."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m163_attached_files(db: Database) -> None:
    """Files of conversations and trainings; a conversation forgets an akte that was deleted."""
    db.table("attached_file").create(
        {
            "id": int,
            "enquiry": int,
            "training": int,
            "name": str,
            "media_type": str,
            "size": int,
            "sha256": str,  # also its name in the folder of files
            "account": int,
            "by": str,
            "at": str,
        },
        pk="id",
        foreign_keys=[
            ("enquiry", "enquiry", "id"),
            ("training", "training", "id"),
            ("account", "account", "id"),
        ],
        not_null={"name", "media_type", "size", "sha256", "by", "at"},
        strict=True,
    )
    for name in ("enquiry", "training", "sha256"):
        db.table("attached_file").create_index([name])
    # Numbers of deleted rows are given again: the conversation must not point to another akte.
    db.execute("""
        create trigger enquiry_forgets_application after delete on application
        begin
            update enquiry set application = null where application = old.id;
        end
    """)

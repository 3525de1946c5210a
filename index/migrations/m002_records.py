"""Records as the sources gave them, and the programmes they make."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m002_records(db: Database) -> None:
    """Records with all versions, what changed in them, and the facts read from each version."""
    db.table("record").create(
        {
            "id": int,
            "source": str,
            "key": str,
            "url": str,
            "address_key": str,
            "presence": str,
            "absences": int,
            "first_seen": str,
            "last_seen": str,
            "last_changed": str,
            "version": int,
            "last_run": int,
        },
        pk="id",
        foreign_keys=[("source", "source", "name"), ("last_run", "run", "id")],
        not_null={"source", "key", "url", "address_key", "presence", "version"},
        strict=True,
    )
    db.table("record").create_index(["source", "key"], unique=True)
    db.table("record").create_index(["address_key"], unique=True)
    db.table("version").create(
        {
            "id": int,
            "record": int,
            "number": int,
            "day": str,
            "fingerprint": str,
            "content": str,
            "extractor": str,  # which reader of facts read it last
        },
        pk="id",
        foreign_keys=[("record", "record", "id")],
        not_null={"record", "number", "fingerprint", "content"},
        strict=True,
    )
    db.table("version").create_index(["record", "number"], unique=True)
    # What versions were read from, compressed, apart from everything that is asked often.
    db.table("answer").create(
        {"id": int, "name": str, "kind": str, "digest": bytes, "content": bytes},
        pk="id",
        not_null={"name", "digest", "content"},
        strict=True,
    )
    db.table("answer").create_index(["digest"], unique=True)
    db.table("version_answer").create(
        {"version": int, "answer": int},
        pk=("version", "answer"),
        foreign_keys=[("version", "version", "id"), ("answer", "answer", "id")],
        strict=True,
    )
    db.table("version_answer").create_index(["answer"])
    db.table("event").create(
        {
            "id": int,
            "record": int,
            "run": int,
            "day": str,
            "kind": str,
            "fields": str,
            "version": int,  # the version that the record had after it
        },
        pk="id",
        foreign_keys=[("record", "record", "id"), ("run", "run", "id")],
        not_null={"record", "day", "kind", "fields"},
        strict=True,
    )
    db.table("event").create_index(["day"])
    db.table("event").create_index(["record"])
    db.table("fact").create(
        {"version": int, "name": str, "value": str, "evidence": str, "extractor": str},
        pk=("version", "name"),
        foreign_keys=[("version", "version", "id")],
        strict=True,
    )


@migrations()
def m003_programmes(db: Database) -> None:
    """Programmes: what we tell people, joined from one or more records."""
    db.table("programme").create(
        {"id": int, "first_seen": str, "reviewed_at": str, "hidden_because": str},
        pk="id",
        strict=True,
    )
    db.table("programme_record").create(
        {"record": int, "programme": int},
        pk="record",
        foreign_keys=[("record", "record", "id"), ("programme", "programme", "id")],
        not_null={"programme"},
        strict=True,
    )
    db.table("programme_record").create_index(["programme"])
    db.table("watch").create(
        {
            "url": str,
            "level": str,
            "funder": str,
            "added_on": str,
            "rhythm": str,
            "paused": int,
            "read_on": str,  # the last day on which it was asked for
            "next_on": str,
            "state": str,
            "said": str,  # why it could not be read
        },
        pk="url",
        defaults={"rhythm": "wöchentlich", "paused": 0},
        strict=True,
    )

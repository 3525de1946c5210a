"""The schema of the one database as a list of small steps; docs/schema.sql prints its sum."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

FILE_NAME = "foerdernetz.sqlite3"
_PAGES_KIB = 64 * 1024
BUSY_SECONDS = 30.0
_MOMENT_MS = 200

migrations = Migrations("foerdernetz")


class UnreadableDatabase(Exception):
    """The database is missing, damaged or not ours; the message is one German sentence."""


def open_database(folder: Path) -> Database:
    """Open the database of a data folder and bring its schema up to date.

    Foreign keys are enforced and the journal is a WAL, so readers never wait for a writer.

    Raises:
        UnreadableDatabase: when the folder holds no database or a damaged one.
    """
    path = folder / FILE_NAME
    if not path.exists():
        raise UnreadableDatabase(
            f"In {folder} liegt keine Datenbank; legen Sie sie mit »foerdernetz init« an."
        )
    try:
        return _connect(path)
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(f"Die Datenbank {path} ist nicht lesbar: {error}.") from error


def create_database(folder: Path) -> Database:
    """Create the data folder and its database, or open the one that is there."""
    folder.mkdir(parents=True, exist_ok=True)
    return _connect(folder / FILE_NAME)


def _connect(path: Path | str) -> Database:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    db = Database(connection)
    db.execute("pragma foreign_keys = on")
    db.execute("pragma synchronous = normal")
    if db.journal_mode != "wal":
        db.enable_wal()
    if migrations.pending(db):
        migrations.apply(db)
    return db


def database_in_memory() -> Database:
    """A fresh database for tests."""
    return _connect(":memory:")


@contextmanager
def impatient(db: Database) -> Iterator[None]:
    """Wait only a moment for the write lock; a page must not stand still while a crawl writes."""
    db.execute(f"pragma busy_timeout = {_MOMENT_MS}")
    try:
        yield
    finally:
        db.execute(f"pragma busy_timeout = {int(BUSY_SECONDS * 1000)}")


def expect_many_writes(db: Database) -> None:
    """Give this connection memory for pages that would else be written out again and again."""
    db.execute(f"pragma cache_size = -{_PAGES_KIB}")


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Hold the write lock for one piece of work: all of it is kept, or nothing.

    Unlike `db.atomic()` it takes the lock at once, so two writers queue instead of failing.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    db.execute("begin immediate")
    try:
        yield
    except BaseException:
        db.rollback()
        raise
    db.commit()


@migrations()
def m001_sources_and_runs(db: Database) -> None:
    """Sources, and every time one of them was read."""
    db.table("source").create(
        {
            "name": str,
            "label": str,
            "operator": str,
            "level": str,
            "address": str,
            "licence": str,
            "attribution": str,
            "rhythm": str,
            "precedence": int,  # 1 wins where one address is in several sources
            "reviewed_by_itself": int,  # official sources are shown before anybody looked
            "switched_off": int,  # nobody has read it live yet
        },
        pk="name",
        strict=True,
    )
    db.table("run").create(
        {
            "id": int,
            "source": str,
            "day": str,
            "started_at": str,
            "finished_at": str,
            "status": str,
            "seen": int,
            "new": int,
            "changed": int,
            "unchanged": int,
            "missing": int,
            "gone": int,
            "returned": int,
            "rejected": int,
            "error": str,
            "alarm": str,
        },
        pk="id",
        foreign_keys=[("source", "source", "name")],
        not_null={"source", "day", "status"},
        strict=True,
    )
    db.table("validator").create(
        {
            "source": str,
            "url": str,
            "etag": str,
            "last_modified": str,
            "extractor": str,  # a newer reader of facts asks for the whole page again
        },
        pk=("source", "url"),
        foreign_keys=[("source", "source", "name")],
        strict=True,
    )
    db.table("rejection").create(
        {"id": int, "run": int, "item": str, "reason": str},
        pk="id",
        foreign_keys=[("run", "run", "id")],
        strict=True,
    )
    db.table("hint").create(
        {
            "source": str,  # the feed that tells it
            "address_key": str,
            "url": str,
            "title": str,
            "day": str,
        },
        pk=("source", "address_key"),
        foreign_keys=[("source", "source", "name")],
        not_null={"url", "title"},
        strict=True,
    )


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


@migrations()
def m008_decisions(db: Database) -> None:
    """What the Fördermittelmanagement decided about facts; rows are undone, never deleted.

    A decision belongs to the record whose value was shown, and counts for the programme that holds
    this record: records can be joined and parted without losing one.
    """
    db.table("decision").create(
        {
            "id": int,
            "record": int,
            "fact": str,
            "kind": str,  # confirm, correct, remove
            "value": str,
            "seen": str,  # what was read at that time: value, quotes, version, extractor
            "reason": str,
            "evidence": str,  # the passage that a correction rests on
            "overrules": str,  # older decisions that were known
            "account": int,
            "by": str,
            "at": str,
            "undone_at": str,
            "undone_by": str,
            "undone_because": str,
        },
        pk="id",
        foreign_keys=[("record", "record", "id"), ("account", "account", "id")],
        not_null={"record", "fact", "kind", "value", "seen", "reason", "by", "at"},
        strict=True,
    )
    db.table("decision").create_index(["record", "fact"])


@migrations()
def m020_pairs_and_merges(db: Database) -> None:
    """Pairs of records that may be one programme, what was decided about them, and merges."""
    db.table("proposal").create(
        {
            "first": int,  # of a predecessor and its successor the predecessor
            "second": int,
            "relation": str,
            "score": float,
            "reasons": str,
            "found_on": str,
        },
        pk=("first", "second"),
        foreign_keys=[("first", "record", "id"), ("second", "record", "id")],
        not_null={"relation", "score", "reasons"},
        strict=True,
    )
    db.table("pair_decision").create(
        {
            "id": int,
            "first": int,
            "second": int,
            "verdict": str,  # merged, predecessor, other version, different
            "note": str,
            "seen": str,  # what the records said of themselves when somebody decided
            "merge": int,
            "account": int,
            "by": str,
            "at": str,
        },
        pk="id",
        foreign_keys=[
            ("first", "record", "id"),
            ("second", "record", "id"),
            ("account", "account", "id"),
        ],
        not_null={"first", "second", "verdict", "seen", "by", "at"},
        strict=True,
    )
    db.table("pair_decision").create_index(["first", "second"], unique=True)
    # `absorbed` keeps its row without records, so that it can come back.
    db.table("merge").create(
        {"id": int, "kept": int, "absorbed": int, "day": str, "ledger": str},
        pk="id",
        foreign_keys=[("kept", "programme", "id"), ("absorbed", "programme", "id")],
        not_null={"kept", "absorbed", "day", "ledger"},
        strict=True,
    )
    db.table("merge").create_index(["absorbed"], unique=True)


@migrations()
def m030_own_words_and_saved_searches(db: Database) -> None:
    """What the Fördermittelmanagement adds to the dictionary, and the searches people keep."""
    db.table("own_concept").create(
        # The words are lists in JSON, as they were written.
        {"id": int, "name": str, "de": str, "everyday": str, "en": str, "changed_on": str},
        pk="id",
        not_null={"name", "de", "everyday", "en", "changed_on"},
        strict=True,
    )
    db.table("own_concept").create_index(["name"], unique=True)
    db.table("saved_search").create(
        {
            "id": int,
            "account": int,
            "name": str,
            "address": str,  # what stands behind the question mark, in its one order
            "in_letter": int,
            "known": str,  # the programmes found when it was saved, as a list in JSON
            "saved_on": str,
        },
        pk="id",
        foreign_keys=[("account", "account", "id")],
        not_null={"account", "name", "address", "in_letter", "known", "saved_on"},
        strict=True,
    )
    db.table("saved_search").create_index(["account", "name"], unique=True)


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


@migrations()
def m050_reviews(db: Database) -> None:
    """What the Fördermittelmanagement looked through, hid or showed again; nothing is deleted.

    What was seen belongs to records, so that it survives joining and parting them.
    """
    db.table("review").create(
        {
            "id": int,
            "programme": int,
            "kind": str,  # reviewed, hidden, shown
            "reason": str,
            "before": str,  # what to put back when it is undone
            "batch": str,  # the same for all that were decided in one step
            "account": int,
            "by": str,
            "at": str,
            "undone_at": str,
            "undone_by": str,
        },
        pk="id",
        foreign_keys=[("programme", "programme", "id"), ("account", "account", "id")],
        not_null={"programme", "kind", "reason", "before", "batch", "by", "at"},
        strict=True,
    )
    db.table("review").create_index(["programme"])
    db.table("review").create_index(["batch"])
    db.table("reviewed_version").create(
        {"record": int, "version": int, "fingerprint": str, "presence": str},
        pk="record",
        foreign_keys=[("record", "record", "id")],
        not_null={"version", "fingerprint", "presence"},
        strict=True,
    )
    # Whether what this source says counts as looked through; a crawl never writes it.
    db.table("source").add_column("counts_as_reviewed", int, not_null_default=0)
    db.table("source_rule").create(
        {"id": int, "source": str, "counts_as_reviewed": int, "by": str, "at": str},
        pk="id",
        foreign_keys=[("source", "source", "name")],
        not_null={"source", "counts_as_reviewed", "by", "at"},
        strict=True,
    )


@migrations()
def m060_what_vorhaben_ask_for(db: Database) -> None:
    """What each Vorhaben asks for in arrays, so that one programme is held against all at once."""
    db.table("asked").create(
        {
            "project": str,
            "code": str,  # what read it: with other code or words it is read anew
            "terms": bytes,
            "weights": bytes,
            "themes": bytes,
            "loan": float,
        },
        pk="project",
        foreign_keys=[("project", "project", "id")],
        not_null={"code", "terms", "weights", "themes", "loan"},
        strict=True,
    )
    for table in ("match", "near_miss"):
        db.table(table).create_index(["programme"], if_not_exists=True)


@migrations()
def m080_accounts_that_end(db: Database) -> None:
    """Accounts that were deactivated, their sessions, second factors and sign-on elsewhere."""
    db.table("account").add_column("deactivated_on", str)
    owner = [("account", "account", "id")]
    db.table("session").create(
        {
            "id": int,
            "account": int,
            "token_hash": str,  # the token itself is only in the cookie
            "browser": str,
            "began_at": str,
            "used_at": str,
        },
        pk="id",
        foreign_keys=owner,
        not_null={"account", "token_hash", "browser", "began_at", "used_at"},
        strict=True,
    )
    db.table("session").create_index(["token_hash"], unique=True)
    db.table("session").create_index(["account"])
    db.table("second_factor").create(
        {
            "account": int,
            "nonce": str,  # the secret follows from it and the key of the site
            "confirmed_at": str,
            "last_step": int,  # a code counts once
        },
        pk="account",
        foreign_keys=owner,
        not_null={"nonce"},
        strict=True,
    )
    db.table("recovery_code").create(
        {"account": int, "hash": str, "used_at": str},
        pk=("account", "hash"),
        foreign_keys=owner,
        strict=True,
    )
    db.table("sign_on").create(
        {"account": int, "issuer": str, "subject": str, "since": str},
        pk="account",
        foreign_keys=owner,
        not_null={"issuer", "subject", "since"},
        strict=True,
    )
    db.table("sign_on").create_index(["issuer", "subject"], unique=True)


@migrations()
def m081_audit_log(db: Database) -> None:
    """Who changed what and when: nobody rewrites it, and nothing of the last three years goes.

    It names people by number alone and reads the clock itself, so that it cannot be told another
    day. What is decided about programmes is written here by the table it is written in.
    """
    db.execute("""
        create table audit_entry (
            id integer primary key,
            at text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
            actor integer,
            kind text not null,
            subject text not null,
            municipality text,
            details text not null default ''
        ) strict
    """)
    db.execute("create index idx_audit_entry_at on audit_entry (at)")
    db.execute("""
        create trigger audit_entry_stays before update on audit_entry
        begin select raise(abort, 'the audit log is not rewritten'); end
    """)
    db.execute("""
        create trigger audit_entry_is_kept before delete on audit_entry
        when old.at > strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-3 years')
        begin select raise(abort, 'the audit log is kept for three years'); end
    """)
    for name, when, values in AUDITED:
        db.execute(f"""
            create trigger audit_{name} after {when}
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values ({values}); end
        """)


AUDITED = (
    (
        "decision",
        "insert on decision",
        "new.account, 'Angabe entschieden', 'Eintrag ' || new.record, null,"
        " new.fact || ': ' || new.kind",
    ),
    (
        "decision_undone",
        "update of undone_at on decision when new.undone_at is not null and old.undone_at is null",
        "(select id from account where email = new.undone_by), 'Entscheidung zurückgenommen',"
        " 'Eintrag ' || new.record, null, new.fact || ': ' || new.kind",
    ),
    (
        "review",
        "insert on review",
        "new.account, case new.kind when 'hidden' then 'Programm ausgeblendet'"
        " when 'shown' then 'Programm wieder gezeigt' else 'Programm geprüft' end,"
        " 'Programm ' || new.programme, null, new.reason",
    ),
    (
        "review_undone",
        "update of undone_at on review when new.undone_at is not null and old.undone_at is null",
        "(select id from account where email = new.undone_by), 'Prüfung zurückgenommen',"
        " 'Programm ' || new.programme, null, new.kind",
    ),
    (
        "pair_decision",
        "insert on pair_decision",
        "new.account, 'Doppelte entschieden',"
        " 'Einträge ' || new.first || ' und ' || new.second, null, new.verdict",
    ),
    (
        "source_rule",
        "insert on source_rule",
        "(select id from account where email = new.by), 'Regel einer Quelle geändert',"
        " 'Quelle ' || new.source, null, new.counts_as_reviewed",
    ),
    (
        "recommendation",
        "insert on recommendation",
        "new.account, 'Programm empfohlen', 'Programm ' || new.programme, new.municipality, ''",
    ),
)
"""Tables that are a record of decisions themselves: trigger, occasion, and what it writes."""


@migrations()
def m090_visits(db: Database) -> None:
    """When a person last saw the first page: what is new is counted from there."""
    db.table("visit").create(
        {"account": int, "last_on": str, "before_on": str},
        pk="account",
        foreign_keys=[("account", "account", "id")],
        not_null={"last_on"},
        strict=True,
    )


@migrations()
def m091_desk(db: Database) -> None:
    """What waits for the Fördermittelmanagement as one list, and what changed since it was made.

    The triggers only note that something changed: nobody who writes has to think of the desk.
    """
    columns = dict(programme=int, kind=str, key=str, since=str)
    db.table("desk_item").create(
        {**columns, "rank": int},
        pk=("programme", "kind", "key"),
        not_null={"since", "rank"},
        strict=True,
    )
    db.table("desk_item").create_index(["kind", "since", "programme"])
    # What somebody saw when the programme was looked through: it waits no longer.
    db.table("desk_seen").create(
        {**columns, "review": int},
        pk=("programme", "kind", "key"),
        foreign_keys=[("programme", "programme", "id"), ("review", "review", "id")],
        not_null={"since", "review"},
        strict=True,
    )
    db.table("desk_stale").create({"programme": int}, pk="programme", strict=True)
    db.execute("insert into desk_stale select id from programme")
    of_record = "select programme from programme_record where record in ({})"
    of_source = """select programme from programme_record
        join record on record.id = programme_record.record where record.source = new.name"""
    pair = of_record.format('new."first", new."second"')
    old_pair = of_record.format('old."first", old."second"')
    for name, event, found in (
        ("programme_added", "insert on programme", "select new.id"),
        (
            "programme_decided",
            "update of reviewed_at, hidden_because on programme",
            "select new.id",
        ),
        ("record_joined", "insert on programme_record", "select new.programme"),
        ("record_moved", "update on programme_record", "values (old.programme), (new.programme)"),
        ("record_left", "delete on programme_record", "select old.programme"),
        ("record_changed", "update of version, presence on record", of_record.format("new.id")),
        ("version_read", "update of extractor on version", of_record.format("new.record")),
        ("version_seen", "insert on reviewed_version", of_record.format("new.record")),
        ("version_unseen", "delete on reviewed_version", of_record.format("old.record")),
        ("rule_set", "update of counts_as_reviewed on source", of_source),
        ("fact_decided", "insert on decision", of_record.format("new.record")),
        ("fact_undone", "update on decision", of_record.format("new.record")),
        ("pair_proposed", "insert on proposal", pair),
        ("pair_dropped", "delete on proposal", old_pair),
        ("pair_decided", "insert on pair_decision", pair),
        ("pair_undone", "delete on pair_decision", old_pair),
        ("match_kept", "insert on kept_match", "select new.programme"),
        ("recommended", "insert on recommendation", "select new.programme"),
        ("towns_invited", "insert on joint_interest", "select new.programme"),
    ):
        db.execute(
            f"create trigger desk_{name} after {event}"
            f" begin insert or ignore into desk_stale {found}; end"
        )


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


@migrations()
def m110_outbox(db: Database) -> None:
    """Letters of every kind with their tries, what each told, and addresses that take no mail."""
    db.table("subscriber").create(
        {
            "id": int,
            "email": str,  # empty once the subscription has ended: nothing of the person is left
            "areas": str,
            "state": str,  # asked, confirmed, ended
            "confirm_hash": str,
            "unsubscribe_token": str,
            "consent": str,  # which text was agreed to
            "asked_at": str,
            "confirmed_at": str,
            "ended_on": str,
            "letter_checked_on": str,
        },
        pk="id",
        not_null={"state"},
        strict=True,
    )
    db.table("subscriber").create_index(["email"], unique=True)
    db.table("subscriber").create_index(["unsubscribe_token"], unique=True)
    letter = db.table("letter")
    letter.add_column("kind", str, not_null_default="weekly")
    letter.add_column("attempts", int, not_null_default=0)
    more = ("email", "send_after", "try_after", "leased_by", "leased_until", "about")
    for name in more:
        letter.add_column(name, str)
    letter.add_column("content", bytes)  # of letters that are not made anew from the ledger
    letter.add_column("subscriber", int, fk="subscriber")
    letter.transform(not_null={"account": False})
    db.execute("update letter set email = (select email from account where id = letter.account)")
    letter.create_index(["state", "send_after"])
    letter.create_index(["message_id"])
    letter.create_index(["account"])
    item = db.table("letter_item")
    item.add_column("version", str, not_null_default="")
    item.add_column("detail", str)
    item.add_column("subscriber", int, fk="subscriber")
    # One letter may remind of two days of one programme, or of a day that belongs to none.
    item.transform(pk="id", column_order=["id"], not_null={"programme": False})
    item.create_index(["account", "programme"], if_not_exists=True)
    item.create_index(["letter"])
    db.table("undeliverable").create(
        {"email": str, "since": str, "said": str, "letter": int},
        pk="email",
        foreign_keys=[("letter", "letter", "id")],
        not_null={"since", "said"},
        strict=True,
    )


@migrations()
def m111_wishes_about_letters(db: Database) -> None:
    """When somebody wants the letter, what they are reminded of, and what they were told last."""
    db.table("letter_wish").create(
        {"account": int, "weekday": int, "hour": int, "remind_before": str},
        pk="account",
        foreign_keys=[("account", "account", "id")],
        not_null={"weekday", "hour", "remind_before"},
        strict=True,
    )
    db.table("reminder_wish").create(
        {"account": int, "source": str, "key": str, "remind_before": str},
        pk=("account", "source", "key"),
        foreign_keys=[("account", "account", "id")],
        not_null={"remind_before"},
        strict=True,
    )
    # What programmes said at some time; a line of the ledger names what its person was told.
    db.table("programme_said").create(
        {"mark": str, "said": str, "sources": str},
        pk="mark",
        not_null={"said", "sources"},
        strict=True,
    )
    db.table("letter_item").add_column("said", str, fk="programme_said")
    # For programmes that somebody follows without ever having been told of them.
    db.table("known_programme").create(
        {"account": int, "programme": int, "said": str, "day": str},
        pk=("account", "programme"),
        foreign_keys=[
            ("account", "account", "id"),
            ("programme", "programme", "id"),
            ("said", "programme_said", "mark"),
        ],
        not_null={"said", "day"},
        strict=True,
    )


@migrations()
def m112_circulars(db: Database) -> None:
    """What the Fördermittelmanagement writes to the towns, and how letters wait for a look."""
    db.table("circular").create(
        {
            "id": int,
            "subject": str,
            "note": str,
            "programmes": str,
            "towns": str,
            "account": int,
            "by": str,
            "at": str,
            "sent_at": str,
        },
        pk="id",
        foreign_keys=[("account", "account", "id")],
        not_null={"subject", "note", "programmes", "towns", "by", "at"},
        strict=True,
    )
    db.table("letter_rule").create(
        {"name": str, "value": str, "by": str, "at": str}, pk="name", strict=True
    )


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


@migrations()
def m130_audit_of_later_tables(db: Database) -> None:
    """Tokens of the interface and circulars write into the audit log as well."""
    for name, when, values in (
        (
            "api_token",
            "insert on api_token",
            "new.account, 'Zugang für Programme angelegt', 'Konto ' || new.account, null,"
            " new.scopes",
        ),
        (
            "api_token_revoked",
            "update of revoked_at on api_token"
            " when new.revoked_at is not null and old.revoked_at is null",
            "new.account, 'Zugang für Programme widerrufen', 'Konto ' || new.account, null, ''",
        ),
        (
            "circular",
            "insert on circular",
            "new.account, 'Rundbrief geschrieben', 'Rundbrief ' || new.id, null, ''",
        ),
    ):
        db.execute(f"""
            create trigger audit_{name} after {when}
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values ({values}); end
        """)

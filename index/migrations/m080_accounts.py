"""Accounts that end, and the audit log."""

from index.migrations.steps import migrations
from index.store import Database


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

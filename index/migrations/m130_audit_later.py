"""Tables of later steps that write into the audit log."""

from index.migrations.steps import migrations
from index.store import Database


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

"""What of the cost of a Vorhaben can be funded, and how long its municipality prepares."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m175_eligible_cost(db: Database) -> None:
    """The zuwendungsfähige Ausgaben of a Vorhaben, where a town knows them."""
    db.table("project").add_column("eligible_cost_eur", int)


@migrations()
def m176_lead_times(db: Database) -> None:
    """How many weeks a municipality needs before a deadline, where it has told."""
    db.table("lead_time").create(
        {"municipality": str, "preparation": int, "papers": int, "afterwards": int},
        pk="municipality",
        foreign_keys=[("municipality", "municipality", "ags")],
        not_null={"preparation", "papers", "afterwards"},
        strict=True,
    )

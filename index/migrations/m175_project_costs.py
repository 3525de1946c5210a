"""What of the cost of a Vorhaben can be funded."""

from sqlite_utils import Database

from index.migrations.steps import migrations


@migrations()
def m175_eligible_cost(db: Database) -> None:
    """The zuwendungsfähige Ausgaben of a Vorhaben, where a town knows them."""
    db.table("project").add_column("eligible_cost_eur", int)

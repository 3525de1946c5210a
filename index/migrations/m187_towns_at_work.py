"""Vorhaben, people and invitations of a municipality, found without looking through all."""

from index.migrations.steps import migrations
from index.store import Database

_LOOKED_UP = ("project", "account", "joint_interest")


@migrations()
def m187_rows_of_a_municipality(db: Database) -> None:
    """Of 11,000 municipalities each page asks for the rows of one."""
    for table in _LOOKED_UP:
        db.table(table).create_index(["municipality"])

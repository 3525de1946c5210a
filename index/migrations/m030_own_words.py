"""Own words of the search and saved searches."""

from index.migrations.steps import migrations
from index.store import Database


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

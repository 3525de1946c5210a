"""Umlage: what the members share the cost of the service by, and what was fixed per year."""

from typing import Any

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m165_cost_shares(db: Database) -> None:
    """Rules, agreed classes, costs per year and the fixed statements, which nobody changes.

    What is not agreed yet is absent. All money is in whole cents.
    """
    who: dict[str, Any] = {"account": int, "by": str, "at": str}
    to_account = ("account", "account", "id")
    db.table("share_rule").create(
        {
            "id": int,
            "first_year": int,  # holds from this year until a later rule does
            "base_percent": int,  # of the cost in equal parts; the rest goes by classes
            "census": str,  # the basis and day of the inhabitants that the classes rest on
            "county_pays": int,  # whether the Kreis carries a share like a member
            "note": str,
        }
        | who,
        pk="id",
        foreign_keys=[to_account],
        not_null={"first_year", "base_percent", "census", "note", "by", "at"},
        strict=True,
    )
    db.table("size_class").create(
        {
            "rule": int,
            "name": str,
            "place": int,
            "lower": int,
            "upper": int,
            "weight_thousandths": int,
        },
        pk=("rule", "name"),
        foreign_keys=[("rule", "share_rule", "id")],
        not_null={"place"},
        strict=True,
    )
    db.table("member_class").create(
        {
            "id": int,
            "municipality": str,
            "class": str,
            "first": str,
            "last": str,
            "basis": str,  # where it was agreed
            "version": int,
        }
        | who,
        pk="id",
        foreign_keys=[to_account, ("municipality", "municipality", "ags")],
        not_null={"municipality", "class", "first", "basis", "version", "by", "at"},
        strict=True,
    )
    db.table("cost_year").create(
        {"year": int, "total_cents": int, "funding_cents": int, "note": str, "version": int} | who,
        pk="year",
        foreign_keys=[to_account],
        not_null={"total_cents", "funding_cents", "note", "version", "by", "at"},
        strict=True,
    )
    db.table("cost_statement").create(
        {"year": int, "number": int, "content": str, "changed": str} | who,
        pk=("year", "number"),
        foreign_keys=[to_account],
        not_null={"content", "changed", "by", "at"},
        strict=True,
    )
    # `by` may be replaced, when the account of its person is deleted.
    db.execute("""
        create trigger cost_statement_stays
        before update of year, number, content, changed, at on cost_statement
        begin select raise(abort, 'a fixed statement is not rewritten'); end
    """)
    db.execute("""
        create trigger cost_statement_is_kept before delete on cost_statement
        begin select raise(abort, 'a fixed statement is kept'); end
    """)

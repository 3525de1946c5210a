"""Beratung: ready-made sentences, whose turn a conversation is, what comes next, time spent."""

from index.migrations.steps import migrations
from index.store import Database

_TO_ACCOUNT = ("account", "account", "id")
_TO_ENQUIRY = ("enquiry", "enquiry", "id")
_TO_TOWN = ("municipality", "municipality", "ags")


@migrations()
def m160_text_blocks(db: Database) -> None:
    """Sentences that are used again: in answers, and in applications of the municipalities."""
    db.table("text_block").create(
        {
            "id": int,
            "purpose": str,  # advice: for answers; application: for applications of the towns
            "title": str,
            "words": str,
            "topic": str,
            "programme": int,
            "municipality": str,  # who gives it; empty for the Fördermittelmanagement
            "version": int,
            "retired_at": str,
        }
        | {"account": int, "by": str, "at": str},
        pk="id",
        foreign_keys=[("programme", "programme", "id"), _TO_TOWN, _TO_ACCOUNT],
        not_null={"purpose", "title", "words", "topic", "version", "by", "at"},
        strict=True,
    )
    db.table("text_block").create_index(["programme"])


@migrations()
def m161_advice(db: Database) -> None:
    """Whose turn it is, who has read what, the next step, the minutes spent.

    Numbers of an akte are no foreign key: the conversation stays when the akte is deleted.
    """
    enquiry = db.table("enquiry")
    enquiry.add_column("application", int)
    enquiry.add_column("turn", str)  # office, town
    enquiry.add_column("turn_since", str)
    enquiry.add_column("answered_at", str)  # when the office wrote first
    enquiry.add_column("reopened_at", str)  # until the office writes again
    enquiry.add_column("next_step", str)
    enquiry.add_column("next_step_on", str)
    enquiry.add_column("responsible", int)
    enquiry.add_column("version", int, not_null_default=1)
    db.table("enquiry_seen").create(
        {"enquiry": int, "account": int, "message": int},  # the last message that was read
        pk=("enquiry", "account"),
        foreign_keys=[_TO_ENQUIRY, _TO_ACCOUNT],
        strict=True,
    )
    _carry_over(db)
    db.execute("alter table enquiry drop column read_at")
    db.table("advice_time").create(
        {
            "id": int,
            "enquiry": int,  # empty: on the telephone, or the conversation was deleted
            "municipality": str,
            "day": str,
            "minutes": int,
            "words": str,
        }
        | {"account": int, "by": str, "at": str},
        pk="id",
        foreign_keys=[_TO_ENQUIRY, _TO_TOWN, _TO_ACCOUNT],
        not_null={"day", "minutes", "words", "by", "at"},
        strict=True,
    )
    db.table("advice_time").create_index(["enquiry"])
    db.table("advice_time").create_index(["day"])


def _carry_over(db: Database) -> None:
    """Tell from the messages whose turn it is, since when, and what was read."""
    db.execute("""
        update enquiry set
            turn = iif((select answers from enquiry_message as m where m.enquiry = enquiry.id
                order by id desc limit 1), 'town', 'office'),
            answered_at = (select min(at) from enquiry_message as m
                where m.enquiry = enquiry.id and answers)
    """)
    db.execute("""
        update enquiry set turn_since = coalesce((
            select min(at) from enquiry_message as m
            where m.enquiry = enquiry.id and answers = (enquiry.turn = 'town') and m.id > coalesce((
                select max(id) from enquiry_message as other where other.enquiry = enquiry.id
                    and other.answers <> (enquiry.turn = 'town')), 0)), at)
    """)
    db.execute("""
        insert into enquiry_seen (enquiry, account, message)
        select enquiry.id, enquiry.account, max(m.id) from enquiry
        join enquiry_message as m on m.enquiry = enquiry.id and (not answers or m.at <= read_at)
        group by enquiry.id
    """)

"""Which programmes stand in a calendar, and why: kept, recommended, or the best that may be used.

What is in it follows what the person may see today. Notes and comments never are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from index.store import Database

BEST_PER_PROJECT = 5
"""So many matches of a Vorhaben count for the calendar of a municipality."""

_NOT_AWAY = """
    not exists (
        select 1 from dismissal where dismissal.project = project.id
            and dismissal.programme = {table}.programme
            and undone_at is null and returned_on is null
    )
"""
_KEPT = f"""
    select kept_match.programme, 'Vorgemerkt für ' || project.title as why from kept_match
    join project on project.id = kept_match.project
    where {_NOT_AWAY.format(table="kept_match")}
        and (:ags is null or project.municipality = :ags)
        and (:account is null or kept_match.account = :account)
"""
_LISTED = """
    select shortlist_entry.programme, 'Merkliste ' || shortlist.name as why from shortlist_entry
    join shortlist on shortlist.id = shortlist_entry.shortlist
    where {}
"""
_IN_OWN_LISTS = _LISTED.format("of_town = 0 and shortlist.account = :account")
_IN_LISTS_OF_TOWN = _LISTED.format("of_town = 1 and shortlist.municipality = :ags")
_RECOMMENDED = """
    select programme, 'Vom Fördermittelmanagement empfohlen' as why from recommendation
    where withdrawn_at is null and municipality = :ags
"""
_BEST = f"""
    select programme, 'Passt zu ' || title as why from (
        select match.programme, project.title,
            row_number() over (partition by match.project order by match.score desc) as place
        from match join project on project.id = match.project
        where match.eligible = 'yes' and project.municipality = :ags
            and {_NOT_AWAY.format(table="match")}
    ) where place <= :best
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A programme that stands in a calendar, and why."""

    programme: int
    why: tuple[str, ...]


def chosen_by(db: Database, account: int, ags: str | None) -> list[Chosen]:
    """What a person follows, as far as it belongs to municipalities they see; `None` for all."""
    return _gathered(db, (_KEPT, _IN_OWN_LISTS), account=account, ags=ags)


def chosen_for(db: Database, ags: str) -> list[Chosen]:
    """What a municipality follows, what is recommended to it, and the best for its Vorhaben."""
    return _gathered(db, (_KEPT, _IN_LISTS_OF_TOWN, _RECOMMENDED, _BEST), account=None, ags=ags)


def _gathered(
    db: Database, questions: tuple[str, ...], account: int | None, ags: str | None
) -> list[Chosen]:
    found: dict[int, dict[str, None]] = {}
    for programme, why in _answers(db, questions, account, ags):
        found.setdefault(programme, {})[why] = None
    return [Chosen(programme=number, why=tuple(why)) for number, why in sorted(found.items())]


def _answers(
    db: Database, questions: tuple[str, ...], account: int | None, ags: str | None
) -> Iterator[tuple[int, str]]:
    for sql in questions:
        for row in db.query(sql, dict(account=account, ags=ags, best=BEST_PER_PROJECT)):
            yield row["programme"], row["why"]

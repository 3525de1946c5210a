"""Answering a search of CommonGrants: the words by our search, filters and order on top."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from msgspec import UNSET, UnsetType

from index.programme import Programme, all_programmes
from index.search.engine import Question, found_programmes
from index.search.engine import Sort as Order
from index.search.spans import DeadlineSpan
from index.store import Database
from webapp.common_grants import models
from webapp.common_grants.mapping import STATUSES, close_day, funding
from webapp.common_grants.models import ArrayOperators, OppSortBy, RangeOperators, SortOrder

LARGEST_PAGE = 500
_WITH_DAY = (DeadlineSpan.HALF_YEAR.value, DeadlineSpan.LATER.value)
_CHANGES = """
    select programme_record.programme, min(programme.first_seen) as created,
        max(record.last_changed) as modified
    from programme_record
    join record on record.id = programme_record.record
    join programme on programme.id = programme_record.programme
    group by programme_record.programme
"""
_IN_ENGINE = {OppSortBy.CLOSE_DATE: Order.DEADLINE, OppSortBy.MAX_AWARD: Order.AMOUNT}
_BY_CHANGE = {OppSortBy.MODIFIED: "modified", OppSortBy.CREATED: "created"}


class UnreadableSearch(Exception):
    """A search that says something impossible; the message is one German sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """How the answer is sorted, and what was not possible."""

    by: OppSortBy = OppSortBy.MODIFIED
    order: SortOrder = SortOrder.DESC
    errors: list[str] = field(default_factory=list)


def sorting_of(asked: models.OppSorting | UnsetType) -> Sorted:
    """Read the order; one that we cannot give is said, and the usual one is used."""
    if asked is UNSET:
        return Sorted()
    if asked.sort_by not in (*_IN_ENGINE, *_BY_CHANGE):
        return Sorted(errors=[f"Nach »{asked.sort_by}« wird hier nicht sortiert."])
    usual = SortOrder.DESC if asked.sort_by in _BY_CHANGE else SortOrder.ASC
    order = usual if asked.sort_order is UNSET else asked.sort_order
    return Sorted(by=asked.sort_by, order=order)


def found_by(
    folder: Path,
    db: Database,
    asked: models.OppSearch,
    order: Sorted,
    today: date,
) -> list[int]:
    """The numbers of all programmes that answer, in order.

    Raises:
        UnreadableSearch: when a day in a filter is none.
    """
    filters = models.OppFilters() if asked.filters is UNSET else asked.filters
    checks = list(_checks(filters, today))
    words = "" if asked.search is UNSET else asked.search
    question = Question(
        words=words,
        filters=dict(_facets(filters)),
        sort=_IN_ENGINE.get(order.by, Order.RELEVANCE),
    )
    found = () if _impossible(filters) else found_programmes(folder, db, question, today)
    if checks:
        found = _passing(db, _stating(db, found, filters), checks)
    return _in_order(db, list(found), order)


def _impossible(filters: models.OppFilters) -> bool:
    return filters.status is not UNSET and not _statuses(filters.status)


def _facets(filters: models.OppFilters) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What our own filters can do of it."""
    if filters.status is not UNSET:
        yield "status", _statuses(filters.status)
    if filters.close_date_range is not UNSET:
        yield "deadline", _WITH_DAY


def _statuses(asked: models.StringArrayFilter) -> tuple[str, ...]:
    wanted = asked.operator is ArrayOperators.IN
    return tuple(
        own.value for own, theirs in STATUSES.items() if (theirs.value in asked.value) is wanted
    )


Check = Callable[[Programme], bool]


def _checks(filters: models.OppFilters, today: date) -> Iterator[Check]:
    """What has to be looked up in the programme itself."""
    if filters.close_date_range is not UNSET:
        yield _closes_in(filters.close_date_range, today)
    for name, asked in _money(filters):
        yield _amount_in(name, asked)


def _money(filters: models.OppFilters) -> Iterator[tuple[str, models.MoneyRangeFilter]]:
    by_name = dict(
        total_amount_available=filters.total_funding_available_range,
        min_award_amount=filters.min_award_amount_range,
        max_award_amount=filters.max_award_amount_range,
    )
    for name, asked in by_name.items():
        if asked is not UNSET:
            yield name, asked


def _closes_in(asked: models.DateRangeFilter, today: date) -> Check:
    first, last = _day(asked.value.min), _day(asked.value.max)
    inside = asked.operator is RangeOperators.BETWEEN

    def check(programme: Programme) -> bool:
        day = close_day(programme, programme.standing(today), today)
        return day is not None and (first <= day <= last) is inside

    return check


def _amount_in(name: str, asked: models.MoneyRangeFilter) -> Check:
    low, high = asked.value.min, asked.value.max
    ours = low.currency == high.currency == "EUR"
    first, last = Decimal(low.amount), Decimal(high.amount)
    inside = asked.operator is RangeOperators.BETWEEN

    def check(programme: Programme) -> bool:
        told = funding(programme)
        amount = UNSET if told is UNSET else getattr(told, name)
        return ours and amount is not UNSET and (first <= Decimal(amount.amount) <= last) is inside

    return check


def _stating(db: Database, found: Iterable[int], filters: models.OppFilters) -> list[int]:
    """Those that may state an amount at all, so that few have to be read."""
    numbers = list(found)
    if not any(True for _ in _money(filters)):
        return numbers
    sql = """
        select programme from programme_record
        join record on record.id = programme_record.record
        join version on version.record = record.id and version.number = record.version
        where exists (select 1 from fact where fact.version = version.id
                and fact.name in ('amount_max_eur', 'amount_min_eur'))
            or exists (select 1 from decision where decision.record = record.id)
            or json_type(version.content, '$.call') = 'object'
    """
    stating = {row["programme"] for row in db.query(sql)}
    return [number for number in numbers if number in stating]


def _passing(db: Database, numbers: list[int], checks: list[Check]) -> tuple[int, ...]:
    kept = {it.id for it in all_programmes(db, numbers) if all(check(it) for check in checks)}
    return tuple(number for number in numbers if number in kept)


def _in_order(db: Database, found: list[int], order: Sorted) -> list[int]:
    if order.by in _IN_ENGINE:
        usual = SortOrder.ASC if order.by is OppSortBy.CLOSE_DATE else SortOrder.DESC
        return found if order.order is usual else found[::-1]
    column = _BY_CHANGE[order.by]
    days = {row["programme"]: row[column] for row in db.query(_CHANGES)}
    downwards = order.order is SortOrder.DESC
    return sorted(found, key=lambda it: (days.get(it, ""), it), reverse=downwards)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise UnreadableSearch(f"»{text[:40]}« ist kein Tag.") from None

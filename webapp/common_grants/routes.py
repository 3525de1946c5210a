"""The three routes of CommonGrants 0.4 for funding opportunities."""

from uuid import UUID

import msgspec
from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from msgspec import UNSET

from index.merging.redirect import home_of
from index.programme import all_programmes, programme
from index.publication import is_published
from webapp.api.answers import answer, teller
from webapp.api.asked import Refused, number_in
from webapp.api.callers import open_to
from webapp.common_grants import models
from webapp.common_grants.mapping import opportunity
from webapp.common_grants.searching import (
    LARGEST_PAGE,
    Sorted,
    UnreadableSearch,
    found_by,
    sorting_of,
)
from webapp.problems import problem
from webapp.request import db, folder, today
from webapp.tokens.queries import Scope

bp = Blueprint("common_grants", __name__)

_LONGEST = 300
_DECODER = msgspec.json.Decoder(models.OppSearch)
_LAST_PAGE = 2**31 - 1


@bp.get("/common-grants/opportunities")
@open_to(Scope.PROGRAMMES, anonymous=True)
def opportunities() -> ResponseReturnValue:
    """One page of all programmes, the last changed first."""
    page = number_in(request.args, "page", 1, _LAST_PAGE)
    size = min(number_in(request.args, "pageSize", 100, _LAST_PAGE), LARGEST_PAGE)
    numbers = found_by(folder(), db(), models.OppSearch(), Sorted(), today())
    items, info = _page_of(numbers, page, size)
    return answer(models.OppList(status=200, message="Success", items=items, pagination_info=info))


@bp.get("/common-grants/opportunities/<oppId>")
@open_to(Scope.PROGRAMMES, anonymous=True)
def opportunity_page(oppId: str) -> ResponseReturnValue:  # noqa: N803 - so called in the protocol
    """One programme by its uuid; one that was joined to another leads there."""
    number = _number_of(oppId)
    found = programme(db(), number) if number is not None else None
    if found is None or not is_published(db(), found.id):
        return problem(request.path, 404, "Unter dieser Kennung gibt es kein Programm.")
    told = opportunity(found, teller())
    return answer(models.OppRead(status=200, message="Success", data=told))


@bp.post("/common-grants/opportunities/search")
@open_to(Scope.PROGRAMMES, anonymous=True)
def search() -> ResponseReturnValue:
    """Search with words, filters and an order."""
    try:
        asked = _DECODER.decode(request.get_data() or b"{}")
        order = sorting_of(asked.sorting)
        numbers = found_by(folder(), db(), asked, order, today())
    except msgspec.ValidationError as error:
        raise Refused(422, [str(error)]) from error
    except msgspec.DecodeError as error:
        raise Refused(400, [str(error)]) from error
    except UnreadableSearch as error:
        raise Refused(422, [str(error)]) from error
    wanted = models.PaginatedBodyParams() if asked.pagination is UNSET else asked.pagination
    items, info = _page_of(numbers, wanted.page, min(wanted.page_size, LARGEST_PAGE))
    return answer(
        models.OppFound(
            status=200,
            message="Success",
            items=items,
            pagination_info=info,
            sort_info=models.SortedResultsInfo(
                sort_by=order.by, sort_order=order.order, errors=order.errors or UNSET
            ),
            filter_info=_filter_info(asked),
        )
    )


@bp.errorhandler(Refused)
def refused(error: Refused) -> Response:
    """Say what was wrong with a question."""
    return problem(request.path, error.status, "Die Anfrage ist nicht lesbar.", error.errors)


def _filter_info(asked: models.OppSearch) -> models.FilterInfo:
    filters = models.OppFilters() if asked.filters is UNSET else asked.filters
    unknown = {} if filters.custom_filters is UNSET else filters.custom_filters
    errors = [f"Den Filter »{name[:_LONGEST]}« gibt es hier nicht." for name in unknown]
    filters.custom_filters = UNSET
    return models.FilterInfo(filters=filters, errors=errors or UNSET)


def _page_of(
    numbers: list[int], page: int, size: int
) -> tuple[list[models.Opportunity], models.PaginatedResultsInfo]:
    wanted = numbers[(page - 1) * size : page * size]
    found = {it.id: it for it in all_programmes(db(), wanted)}
    items = [opportunity(found[number], teller()) for number in wanted if number in found]
    info = models.PaginatedResultsInfo(
        page=page,
        page_size=size,
        total_items=len(numbers),
        total_pages=-(-len(numbers) // size),
    )
    return items, info


def _number_of(text: str) -> int | None:
    """The programme with this uuid today."""
    try:
        wanted = UUID(text)
    except ValueError:
        return None
    numbers = (row["id"] for row in db().query("select id from programme order by id"))
    name = teller().uuid
    found = next((number for number in numbers if name(number) == wanted), None)
    return None if found is None else home_of(db(), found)

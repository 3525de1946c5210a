"""The one table of all addresses of the interface: what they take, answer, and who may ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from index.search.engine import FACET_LABELS, Sort
from index.search.facets import FACET_VALUES
from webapp.api import models
from webapp.api.asked import LARGEST_PAGE, LAST_PAGE, LONGEST_WORDS, PAGE_SIZE
from webapp.common_grants import models as common_grants
from webapp.tokens.queries import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter in the path or behind the question mark."""

    name: str
    says: str
    schema: Mapping[str, Any]
    in_path: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address with one method; `endpoint` is the view that answers."""

    method: str
    path: str
    endpoint: str
    says: str
    answer: type[msgspec.Struct] | None
    parameters: tuple[Parameter, ...] = ()
    body: type[msgspec.Struct] | None = None
    errors: tuple[int, ...] = ()
    scope: Scope = Scope.PROGRAMMES
    anonymous: bool = True
    error: type[msgspec.Struct] = models.Problem
    example: str = ""


def _whole(name: str, says: str, default: int, most: int) -> Parameter:
    schema = dict(type="integer", minimum=1, maximum=most, default=default)
    return Parameter(name=name, says=says, schema=schema)


def _facet(name: str) -> Parameter:
    item: dict[str, Any] = dict(type="string", minLength=1)
    if name in FACET_VALUES:
        item = dict(type="string", enum=[str(value) for value in FACET_VALUES[name]])
    elif name in ("rate", "amount"):
        item = dict(type="string", pattern=r"^([0-9]{1,12}|keine Angabe)$")
    elif name == "new_since":
        item = dict(type="string", format="date")
    says = f"Filter: {FACET_LABELS[name]}; mehrere Werte weiten ihn"
    return Parameter(name=name, says=says, schema=dict(type="array", items=item, maxItems=40))


_PAGING = (
    _whole("page", "Seite", 1, LAST_PAGE),
    _whole("page_size", "Einträge je Seite", PAGE_SIZE, LARGEST_PAGE),
)
_SEARCH = (
    Parameter(name="q", says="Suchwörter", schema=dict(type="string", maxLength=LONGEST_WORDS)),
    *map(_facet, FACET_LABELS),
    Parameter(
        name="sort",
        says="Reihenfolge",
        schema=dict(type="string", enum=[it.value for it in Sort], default=Sort.RELEVANCE.value),
    ),
)
_NUMBER = Parameter(
    name="number",
    says="Nummer des Programms",
    schema=dict(type="integer", minimum=0, maximum=9_999_999_999),
    in_path=True,
    required=True,
)
_BIG = 2**31 - 1

OPERATIONS = (
    Operation(
        method="get",
        path="/api/v1/programmes",
        endpoint="api.programmes",
        says="Programme suchen, wie auf der Seite „Suche“",
        answer=models.Programmes,
        parameters=(*_SEARCH, *_PAGING),
        errors=(422,),
        example="/api/v1/programmes?q=Radweg&region=Hessen&status=offen",
    ),
    Operation(
        method="get",
        path="/api/v1/programmes/{number}",
        endpoint="api.one_programme",
        says="Ein Programm mit Angaben, Belegen und Texten",
        answer=models.WholeProgramme,
        parameters=(_NUMBER,),
        errors=(404,),
        example="/api/v1/programmes/1",
    ),
    Operation(
        method="get",
        path="/programm/{number}.json",
        endpoint="api.programme_as_json",
        says="Dasselbe unter der Adresse der Programmseite",
        answer=models.WholeProgramme,
        parameters=(_NUMBER,),
        errors=(404,),
        example="/programm/1.json",
    ),
    Operation(
        method="get",
        path="/api/v1/changes",
        endpoint="api.changes",
        says="Was seit einem Tag neu, geändert oder entfallen ist",
        answer=models.Changes,
        parameters=(
            Parameter(
                name="since",
                says="Erster Tag",
                schema=dict(type="string", format="date"),
                required=True,
            ),
            *_PAGING,
        ),
        errors=(422,),
        example="/api/v1/changes?since=2026-06-01",
    ),
    Operation(
        method="get",
        path="/api/v1/projects",
        endpoint="api.projects",
        says="Die Vorhaben der eigenen Kommune",
        answer=models.Projects,
        scope=Scope.MATCHES,
        anonymous=False,
        example="/api/v1/projects",
    ),
    Operation(
        method="get",
        path="/api/v1/projects/{number}/matches",
        endpoint="api.matches",
        says="Die Programme, die zu einem Vorhaben passen, und warum",
        answer=models.Matches,
        parameters=(
            Parameter(
                name="number",
                says="Kennung des Vorhabens",
                schema=dict(type="string", minLength=1, pattern="^[^/]+$"),
                in_path=True,
                required=True,
            ),
        ),
        errors=(404,),
        scope=Scope.MATCHES,
        anonymous=False,
        example="/api/v1/projects/radring/matches",
    ),
    Operation(
        method="get",
        path="/api/openapi.json",
        endpoint="api.description",
        says="Diese Beschreibung für Programme (OpenAPI 3.1)",
        answer=None,
        example="/api/openapi.json",
    ),
    Operation(
        method="get",
        path="/common-grants/opportunities",
        endpoint="common_grants.opportunities",
        says="CommonGrants: alle Programme, zuletzt geänderte zuerst",
        answer=common_grants.OppList,
        parameters=(
            _whole("page", "Seite", 1, _BIG),
            _whole("pageSize", "Einträge je Seite, höchstens 500", 100, _BIG),
        ),
        errors=(422,),
        error=common_grants.Error,
        example="/common-grants/opportunities?pageSize=10",
    ),
    Operation(
        method="get",
        path="/common-grants/opportunities/{oppId}",
        endpoint="common_grants.opportunity_page",
        says="CommonGrants: ein Programm",
        answer=common_grants.OppRead,
        parameters=(
            Parameter(
                name="oppId",
                says="Kennung (uuid)",
                schema=dict(type="string", format="uuid"),
                in_path=True,
                required=True,
            ),
        ),
        errors=(404,),
        error=common_grants.Error,
    ),
    Operation(
        method="post",
        path="/common-grants/opportunities/search",
        endpoint="common_grants.search",
        says="CommonGrants: suchen mit Wörtern, Filtern und Reihenfolge",
        answer=common_grants.OppFound,
        body=common_grants.OppSearch,
        errors=(400, 422),
        error=common_grants.Error,
    ),
)

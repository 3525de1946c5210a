"""The interface described for programs: made from the table of addresses and the types."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec

from webapp.api.operations import OPERATIONS, Operation, Parameter
from webapp.common_grants.models import PROTOCOL
from webapp.problems import MIMETYPE

VERSION = "1.0"
_REF = "#/components/schemas/{name}"
_SAYS = {
    400: "Die Anfrage ist kein JSON",
    401: "Ohne Zugang, oder er ist unbekannt, abgelaufen oder widerrufen",
    403: "Der Zugang darf das nicht",
    404: "Das gibt es nicht",
    422: "Etwas in der Anfrage gibt es nicht",
    429: "Zu viele Anfragen; `Retry-After` nennt die Sekunden",
    503: "Der Suchindex oder die Datenbank fehlt gerade",
}


@lru_cache(maxsize=4)
def document(base_url: str) -> bytes:
    """The OpenAPI document of the site at this address."""
    described = dict(
        openapi="3.1.0",
        info=dict(
            title="Fördernetz",
            version=VERSION,
            summary="Förderprogramme für Kommunen",
            description=f"Für Menschen erklärt: {base_url}/schnittstellen."
            f" Unter /common-grants/ gilt CommonGrants {PROTOCOL}.",
        ),
        servers=[dict(url=base_url)],
        paths=_paths(),
        components=dict(
            schemas=_schemas(),
            securitySchemes=dict(token=dict(type="http", scheme="bearer")),
        ),
    )
    return json.dumps(described, ensure_ascii=False, indent=1).encode()


def _types() -> list[type[msgspec.Struct]]:
    wanted = ((it.answer, it.body, it.error) for it in OPERATIONS)
    return list(dict.fromkeys(one for group in wanted for one in group if one))


def _schemas() -> dict[str, Any]:
    return msgspec.json.schema_components(_types(), ref_template=_REF)[1]


def _paths() -> dict[str, dict[str, Any]]:
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _described(operation)
    return paths


def _described(operation: Operation) -> dict[str, Any]:
    security: list[dict[str, list[str]]] = [dict(token=[])]
    described: dict[str, Any] = dict(
        operationId=operation.endpoint.replace(".", "_"),
        summary=operation.says,
        description=f"Zugang: {operation.scope}{', auch ohne' if operation.anonymous else ''}",
        parameters=[_parameter(it) for it in operation.parameters],
        responses=dict(_responses(operation)),
        security=[{}, *security] if operation.anonymous else security,
    )
    if operation.body:
        schema = {"$ref": _REF.format(name=operation.body.__name__)}
        described["requestBody"] = dict(content={"application/json": dict(schema=schema)})
    return described


def _parameter(it: Parameter) -> dict[str, Any]:
    place = "path" if it.in_path else "query"
    found: dict[str, Any] = {"name": it.name, "in": place, "description": it.says}
    if it.schema.get("type") == "array":
        found |= dict(style="form", explode=True)
    return found | dict(required=it.required, schema=dict(it.schema))


def _responses(operation: Operation) -> Iterable[tuple[str, Any]]:
    schema: dict[str, Any] = dict(type="object")
    if operation.answer:
        schema = {"$ref": _REF.format(name=operation.answer.__name__)}
    yield "200", dict(description="Die Antwort", content={"application/json": dict(schema=schema)})
    common = "common-grants" in operation.path
    kind = "application/json" if common else MIMETYPE
    for code in sorted({*operation.errors, 401, 403, 429, 503}):
        wrong = {"$ref": _REF.format(name=operation.error.__name__)}
        yield str(code), dict(description=_SAYS[code], content={kind: dict(schema=wrong)})

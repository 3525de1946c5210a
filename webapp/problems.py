"""Errors for programs: problem details (RFC 9457), and what CommonGrants wants of an error."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Response

MIMETYPE = "application/problem+json"
_COMMON_GRANTS = "/common-grants/"


def for_programs(path: str) -> bool:
    """Tell whether an address is one of the open interface, so that its errors are JSON."""
    return path.startswith(("/api/", _COMMON_GRANTS)) or path.endswith(".json")


def problem(path: str, status: int, detail: str, errors: Sequence[str] = ()) -> Response:
    """An error in the form that the interface at this address promises."""
    if path.startswith(_COMMON_GRANTS):
        said: dict[str, Any] = dict(status=status, message=detail, errors=list(errors))
        return _json(said, status, "application/json")
    said = dict(type="about:blank", title=_title(status), status=status, detail=detail)
    if errors:
        said["errors"] = list(errors)
    return _json(said, status, MIMETYPE)


def _title(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def _json(said: dict[str, Any], status: int, mimetype: str) -> Response:
    text = json.dumps(said, ensure_ascii=False)
    return Response(text, status=status, mimetype=mimetype)

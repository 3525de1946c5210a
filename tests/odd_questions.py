"""Odd questions to the open interface, made from its own description, and what came back."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
_MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def operations(app: Flask) -> Iterator[Any]:
    """Every address of the interface with its method."""
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    for found in schema.get_all_operations():
        yield found.ok()


def ask(operation: Any, most: int, headers: dict[str, str], seed: bool = True) -> Counter[int]:
    """Ask one address up to so many odd questions of each kind; gives the statuses.

    Raises:
        Exception: when an answer is none that the description allows.
    """
    answered: Counter[int] = Counter()
    headers = headers | {"Accept-Encoding": "identity"}  # the way in has no unpacking
    for mode in _MODES:
        _ask(operation, mode, most, headers, seed, answered)
    return answered


def _ask(
    operation: Any,
    mode: GenerationMode,
    most: int,
    headers: dict[str, str],
    seed: bool,
    answered: Counter[int],
) -> None:
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        derandomize=seed,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case: Any) -> None:
        answer = case.call(headers=headers)
        answered[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS, headers=headers)

    try:
        one()
    except Exception as error:
        # Some addresses take nothing, so there is nothing wrong that could be asked.
        if mode is GenerationMode.POSITIVE or "Unsatisfiable" not in type(error).__name__:
            raise

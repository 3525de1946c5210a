"""How the interface answers: JSON, for everybody to read, and who may read everything."""

import msgspec
from flask import Response, request, url_for

from webapp.api.callers import caller
from webapp.api.programmes import Teller
from webapp.request import settings, today
from webapp.tokens.queries import Scope

_ENCODER = msgspec.json.Encoder(enc_hook=str)


def answer(told: msgspec.Struct) -> Response:
    """Write an answer, with a mark by which a program asks only for what is new."""
    response = Response(_ENCODER.encode(told), mimetype="application/json")
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.add("Authorization")
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]


def teller() -> Teller:
    """Who tells programmes to the caller: with a token for programmes every passage."""
    return Teller(today(), page_of, everything=Scope.PROGRAMMES in caller().scopes)


def page_of(number: int) -> str:
    """The address of our page of a programme."""
    return settings().base_url + url_for("programmes.page", number=number)

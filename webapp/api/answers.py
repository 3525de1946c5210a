"""How the interface answers: JSON, for everybody to read, and who may read everything."""

import msgspec
from flask import Response, request

from webapp.api.callers import caller
from webapp.api.programmes import Teller
from webapp.programmes.shown import public_address
from webapp.request import today
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
    return Teller(today(), public_address, everything=Scope.PROGRAMMES in caller().scopes)

"""Who asks: nobody in particular, or a program with the token of a person. Sessions do not count.

A page of another site can make a browser ask us, with its session; it cannot know a token.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from flask import g, request
from flask.typing import ResponseReturnValue

from webapp.accounts.access import csrf, public
from webapp.accounts.account import Account
from webapp.accounts.security_events import Event, told
from webapp.api.limits import PER_MINUTE_ANONYMOUS, PER_MINUTE_WITH_TOKEN, ask
from webapp.problems import problem
from webapp.request import caller_address, db, folder, now, today
from webapp.tokens.queries import Scope, bearer, note_use

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

_UNKNOWN = "Dieser Zugang ist unbekannt, abgelaufen oder widerrufen."
_NEEDED = "Dafür braucht es einen Zugang (Authorization: Bearer …)."


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and what for; without an account anybody."""

    account: Account | None = None
    scopes: tuple[Scope, ...] = ()


def caller() -> Caller:
    """Who asks this question."""
    found: Caller = g.caller
    return found


def open_to(scope: Scope, *, anonymous: bool = False) -> Callable[[View], View]:
    """Guard an address of the interface: token, scope, and how often somebody asks.

    `anonymous` opens it to everybody without a token too.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **values: Any) -> ResponseReturnValue:
            refused = _refused(scope, anonymous)
            return view(*args, **values) if refused is None else refused

        return cast(View, csrf.exempt(public(guarded)))

    return mark


def _refused(scope: Scope, anonymous: bool) -> ResponseReturnValue | None:
    """The answer to who may not ask; `None` for whoever may, who is remembered."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if not kind:
        return _too_often("", PER_MINUTE_ANONYMOUS) or _without_token(anonymous)
    found = bearer(db(), token.strip(), today()) if kind.lower() == "bearer" else None
    if found is None:
        told(Event.WRONG_TOKEN, where=request.endpoint or "")
        return _too_often("", PER_MINUTE_ANONYMOUS) or _unauthorised(_UNKNOWN)
    held, account = found
    if refused := _too_often(f"token {held.id}", PER_MINUTE_WITH_TOKEN):
        return refused
    if scope not in held.scopes:
        return problem(request.path, 403, f"Der Zugang darf das nicht; nötig ist »{scope}«.")
    note_use(db(), held, today())
    g.caller = Caller(account, held.scopes)
    return None


def _without_token(anonymous: bool) -> ResponseReturnValue | None:
    if not anonymous:
        return _unauthorised(_NEEDED)
    g.caller = Caller()
    return None


def _unauthorised(detail: str) -> ResponseReturnValue:
    answer = problem(request.path, 401, detail)
    answer.headers["WWW-Authenticate"] = 'Bearer realm="Foerdernetz"'
    return answer


def _too_often(name: str, most: int) -> ResponseReturnValue | None:
    who = name or f"address {caller_address()}"
    allowance = ask(folder(), who, most, now())
    if allowance.allowed:
        return None
    if allowance.is_first_refused:
        told(Event.TOO_MANY_QUESTIONS, where=request.endpoint or "")
    detail = f"Mehr als {most} Anfragen in einer Minute; bitte in {allowance.wait} Sekunden wieder."
    answer = problem(request.path, 429, detail)
    answer.headers["Retry-After"] = str(allowance.wait)
    return answer

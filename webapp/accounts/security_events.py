"""What happens at the doors, as lines of the log: for whoever looks for an attack.

People stand in them by the number of their account alone, and never what was typed. Python writes
the time and the level; where the lines go is the operator's choice (docs/deployment.md).
"""

import logging
from enum import StrEnum

LOGGER = "foerdernetz.security"
_log = logging.getLogger(LOGGER)


class Event(StrEnum):
    """What happened."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    WRONG_PASSWORD = "wrong password"
    TOO_MANY_TRIES = "too many tries"
    WRONG_CODE = "wrong code"
    NOT_VOUCHED_FOR = "not vouched for by the sign-on service"
    WRONG_TOKEN = "wrong token of the interface"
    TOO_MANY_QUESTIONS = "too many questions to the interface"
    FORBIDDEN = "forbidden page"
    FORGED_FORM = "form without its token"


_HARMLESS = (Event.SIGNED_IN, Event.SIGNED_OUT)


def told(event: Event, account: int | None = None, *, by: str = "", where: str = "") -> None:
    """Write down one event: of which account if it is known, by which factor, on which view."""
    about = dict(event=event.value, account=account, by=by, view=where)
    said = " ".join(f"{name}={value!r}" for name, value in about.items() if value)
    level = logging.INFO if event in _HARMLESS else logging.WARNING
    _log.log(level, "security %s", said, extra=about)

"""The programme of an address, as far as it is shown to everybody."""

from flask import abort

from index.programme import Programme, programme
from webapp.request import db


def shown_programme(number: int) -> Programme:
    """The programme of that number; an unknown or hidden one is not found."""
    found = programme(db(), number)
    return found if found and not found.hidden_because else abort(404)

"""The programme of an address, as far as it is shown to everybody, and the address of one."""

from flask import abort, url_for

from index.programme import Programme, programme
from webapp.request import db, settings


def shown_programme(number: int) -> Programme:
    """The programme of that number; an unknown or hidden one is not found."""
    found = programme(db(), number)
    return found if found and not found.hidden_because else abort(404)


def public_address(number: int) -> str:
    """The whole address of our page of a programme, for what is read elsewhere."""
    return settings().base_url + url_for("programmes.page", number=number)

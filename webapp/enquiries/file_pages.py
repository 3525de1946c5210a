"""The files of a conversation: both sides add them and read them."""

from flask import url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import Role, current_account, for_roles
from webapp.enquiries.blueprint import BOTH, ONE, bp, visible
from webapp.files import sending
from webapp.files.attached import Place


@bp.post(f"{ONE}/dateien")
@for_roles(*BOTH)
def upload(number: int) -> ResponseReturnValue:
    """Add a file to a conversation; both sides may."""
    return sending.take_in(Place(enquiry=visible(number).id), _files_of(number))


@bp.get(f"{ONE}/dateien/<int:which>")
@for_roles(*BOTH)
def download(number: int, which: int) -> ResponseReturnValue:
    """Give a file of a conversation to whoever reads it."""
    return sending.give(Place(enquiry=visible(number).id), which, _files_of(number))


@bp.post(f"{ONE}/dateien/<int:which>/loeschen")
@for_roles(*BOTH)
def remove(number: int, which: int) -> ResponseReturnValue:
    """Delete a file: who added it, or the Fördermittelmanagement."""
    place, manages = Place(enquiry=visible(number).id), current_account().role is Role.MANAGER
    return sending.take_out(place, which, _files_of(number), may_all=manages)


def _files_of(number: int) -> str:
    return url_for("enquiries.page", number=number, _anchor="dateien")

"""What the modules of pages of conversations share."""

from flask import Blueprint, abort

from webapp.accounts.access import Role, current_account
from webapp.enquiries import queries
from webapp.enquiries.enquiry import Enquiry
from webapp.request import db

bp = Blueprint("enquiries", __name__, template_folder="templates")

ASKERS = (Role.STAFF, Role.READER)
BOTH = (*ASKERS, Role.MANAGER)
ONE = "/beratung/<int:number>"


def visible(number: int) -> Enquiry:
    """The conversation of this address, if the person of this request reads it."""
    return queries.enquiry(db(), number, current_account()) or abort(404)

"""The blueprint of the Wissensnetz, and who is a member."""

from flask import Blueprint

from webapp.accounts.access import Role

bp = Blueprint("knowledge", __name__, template_folder="templates")

MEMBERS = (Role.MANAGER, Role.STAFF, Role.READER)
"""Who reads: neither Technik nor the open interface."""

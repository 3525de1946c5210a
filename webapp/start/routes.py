"""The first page after the login."""

from flask import Blueprint, render_template

bp = Blueprint("start", __name__, template_folder="templates")


@bp.get("/")
def page() -> str:
    """What is new for us, what is due soon, where to go from here."""
    return render_template("start/start.html")

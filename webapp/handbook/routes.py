"""The pages of the handbook and its pictures."""

from flask import Blueprint, Response, abort, render_template, send_from_directory

from webapp.handbook.chapters import CHAPTERS, PICTURES, chapter, content_of

_DAY_SECONDS = 24 * 3600

bp = Blueprint("handbook", __name__, template_folder="templates")


@bp.get("/handbuch/")
def contents() -> str:
    """List the chapters."""
    return render_template("handbook/contents.html", chapters=CHAPTERS)


@bp.get("/handbuch/<name>")
def page(name: str) -> str:
    """Show one chapter with a list of its headings."""
    found = chapter(name)
    if found is None:
        abort(404)
    return render_template("handbook/chapter.html", chapter=found, content=content_of(found))


@bp.get("/handbuch/bild/<name>")
def picture(name: str) -> Response:
    """Send a picture; it shows sample data only."""
    return send_from_directory(PICTURES, name, max_age=_DAY_SECONDS)

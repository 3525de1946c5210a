"""The pages of the statements; everybody may read them without a login."""

from flask import Blueprint, Flask, current_app, render_template

from webapp.accounts.access import public
from webapp.markdown import page_of
from webapp.statements.statement import Statement, UnreadableStatement, gaps_in, text_of

bp = Blueprint("statements", __name__, template_folder="templates")


@bp.record_once
def _links_in_the_footer(state: object) -> None:
    app: Flask = state.app  # type: ignore[attr-defined]
    app.jinja_env.globals["statements"] = tuple(Statement)


@bp.get("/<any(impressum, datenschutz, barrierefreiheit):name>")
@public
def page(name: str) -> str:
    """Show one statement; a file that cannot be read is told in the log."""
    statement = Statement(name)
    try:
        text, fault = text_of(current_app.config["SETTINGS"].data, statement), ""
    except UnreadableStatement as error:
        current_app.logger.error("%s", error)
        text, fault = "", "Diese Seite ist gerade nicht lesbar."
    return render_template(
        "statements/statement.html",
        statement=statement,
        content=page_of(text).html,
        gaps=len(gaps_in(text)),
        fault=fault,
    )

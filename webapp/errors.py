"""Error pages: what happened and what to do next, in one German sentence."""

from sqlite3 import IntegrityError

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from index.schema import UnreadableDatabase
from index.store import DatabaseError, NotFoundError
from webapp.accounts.access import signed_in
from webapp.accounts.room import NoRoom
from webapp.accounts.security_events import Event, told
from webapp.file_faults import trouble, why_unreadable
from webapp.kept_input import Kept, kept_input
from webapp.problems import for_programs, problem

_SENTENCES = {
    400: ("Anfrage nicht verstanden", "Die Anfrage war unvollständig; bitte versuchen Sie es neu."),
    401: ("Anmeldung nötig", "Bitte melden Sie sich an, um diese Seite zu sehen."),
    403: ("Kein Zugang", "Diese Seite ist für Ihre Rolle oder Kommune nicht freigegeben."),
    404: (
        "Seite nicht gefunden",
        "Unter dieser Adresse gibt es nichts; suchen Sie das Programm über die Suche.",
    ),
    405: ("So nicht möglich", "Diese Adresse lässt sich auf diesem Weg nicht aufrufen."),
    409: (
        "Jemand war schneller",
        "Inzwischen hat jemand anderes geändert oder gelöscht, worum es geht;"
        " bitte laden Sie die Seite neu und sehen Sie noch einmal nach.",
    ),
    413: ("Zu groß", "Die Datei oder Eingabe ist zu groß; erlaubt sind 10 Megabyte."),
    429: ("Zu viele Versuche", "Bitte warten Sie einige Minuten und versuchen Sie es dann erneut."),
    500: (
        "Ein Fehler ist aufgetreten",
        "Das lag an uns: Bitte versuchen Sie es später noch einmal.",
    ),
}
_TELL = "Bitte sagen Sie der Technik Bescheid."
_EXPIRED_FORM = (
    "Formular abgelaufen",
    "Das Formular war zu lange offen oder die Sitzung ist beendet; laden Sie die Seite neu"
    " und senden Sie es noch einmal.",
)


def init_app(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(InternalServerError, _crash)
    app.register_error_handler(IntegrityError, _overtaken)
    app.register_error_handler(NotFoundError, _overtaken)
    app.register_error_handler(UnreadableDatabase, _no_database)
    app.register_error_handler(DatabaseError, _short_of_something)
    app.register_error_handler(OSError, _short_of_something)
    app.register_error_handler(NoRoom, lambda error: _page(409, "Kein Platz mehr", str(error)))


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    title, sentence = _SENTENCES.get(code, (error.name, _SENTENCES[400][1]))
    return _page(code, title, sentence)


def _forged(error: CSRFError) -> ResponseReturnValue:
    account = signed_in()
    told(Event.FORGED_FORM, account.id if account else None, where=request.endpoint or "")
    return _page(400, *_EXPIRED_FORM)


def _crash(error: InternalServerError) -> ResponseReturnValue:
    _forget_account()
    return _page(500, *_SENTENCES[500])


def _overtaken(error: Exception) -> ResponseReturnValue:
    """What a view had looked at was gone when it wrote: of two people one is told to look again."""
    current_app.logger.warning("Overtaken in %s: %s", request.endpoint, error, exc_info=error)
    return _page(409, *_SENTENCES[409])


def _no_database(error: UnreadableDatabase) -> ResponseReturnValue:
    kept = kept_input()
    _forget_account()
    return _page(503, "Keine Datenbank", why_unreadable(error), kept)


def _short_of_something(error: Exception) -> ResponseReturnValue:
    """A full disk and the like: say so, and give back what was typed; other faults are ours."""
    said = trouble(error)
    if said is None:
        raise error
    current_app.logger.error("%s %s: %s", request.method, request.endpoint, error)
    kept = kept_input()
    _forget_account()
    saved = " Gespeichert wurde nichts." if request.method == "POST" else ""
    if "is locked" in str(error):  # nothing to repair: whoever writes is done in a moment
        sentence = f"{said}{saved} Bitte versuchen Sie es gleich noch einmal."
        return _page(503, "Der Server ist gerade beschäftigt", sentence, kept)
    return _page(507, "Der Server kann gerade nichts speichern", f"{said}{saved} {_TELL}", kept)


def _forget_account() -> None:
    """Show the page as to a stranger: asking who is logged in may be what failed."""
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def _page(code: int, title: str, sentence: str, kept: Kept | None = None) -> ResponseReturnValue:
    if for_programs(request.path):
        return problem(request.path, code, sentence)
    said = dict(code=code, heading=title, sentence=sentence, kept=kept)
    return render_template("error.html", **said), code

"""Files over the web: taking one in from a form, and giving one away as a file."""

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from webapp.accounts.access import current_account
from webapp.applications import file_store
from webapp.applications.file_store import NoSpace
from webapp.applications.media import RefusedFile
from webapp.files.attached import Attached, Place, attach, detach, one_attached
from webapp.files.attachment import attachment
from webapp.request import db, folder, now, settings


def take_in(place: Place, back: str) -> ResponseReturnValue:
    """Keep the file that a form sent, and go back to its page."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        flash("Bitte wählen Sie eine Datei.", "danger")
        return redirect(back, 303)
    most, content = settings().file_megabytes, (sent.filename, sent.read())
    try:
        attach(db(), folder(), place, content, most, current_account(), now())
    except (RefusedFile, NoSpace) as error:
        flash(f"{sent.filename[:80]}: {error}", "danger")
    else:
        flash("Die Datei ist hinzugefügt.", "success")
    return redirect(back, 303)


def give(place: Place, which: int, back: str) -> ResponseReturnValue:
    """Give a file away as a file: no browser opens it as a page of ours."""
    it = _found(place, which)
    data = file_store.read(folder(), it.sha256)
    if data is None:
        flash(f"{it.name} fehlt im Datenordner; bitte sagen Sie der Technik Bescheid.", "danger")
        return redirect(back, 303)
    return attachment(data, it.media_type, it.name)


def take_out(place: Place, which: int, back: str, *, may_all: bool) -> ResponseReturnValue:
    """Delete a file: who put it in may, and whoever may delete all."""
    it = _found(place, which)
    if not may_all and it.by != current_account().email:
        abort(403)
    detach(db(), folder(), it)
    flash("Die Datei ist gelöscht.", "success")
    return redirect(back, 303)


def _found(place: Place, which: int) -> Attached:
    return one_attached(db(), place, which) or abort(404)

"""Putting files into an akte, taking them along, and deleting them."""

from flask import abort, flash, request
from flask.typing import ResponseReturnValue

from webapp.accounts.access import WRITERS, current_account, for_roles
from webapp.applications import file_store
from webapp.applications.akte import may_change
from webapp.applications.blueprint import ONE, back, bp, refuse, visible
from webapp.applications.file_store import NoSpace
from webapp.applications.files import FileKind, Limits, Sent, file, take_in, take_out
from webapp.applications.media import RefusedFile
from webapp.files.attachment import attachment
from webapp.request import db, folder, now, settings

_FILE = f"{ONE}/dateien/<int:which>"


def limits() -> Limits:
    """How large files may be, as the settings say."""
    return Limits(file=settings().file_megabytes, akte=settings().akte_megabytes)


@bp.post(f"{ONE}/dateien")
@for_roles(*WRITERS)
def upload(number: int) -> ResponseReturnValue:
    """Take in a file; every applicant may."""
    found = visible(number)
    sent, kind = request.files.get("file"), request.form.get("kind", "")
    if sent is None or not sent.filename:
        flash("Bitte wählen Sie eine Datei.", "danger")
        return back(number, "dateien")
    if kind not in list(FileKind):
        abort(400)
    what = Sent(kind=FileKind(kind), name=sent.filename, data=sent.read())
    try:
        take_in(db(), folder(), found, what, limits(), current_account(), now())
    except (RefusedFile, NoSpace) as error:
        flash(f"{what.name[:80]}: {error}", "danger")
        return back(number, "dateien")
    return back(number, "dateien", "Die Datei liegt in der Akte.")


@bp.get(_FILE)
def download(number: int, which: int) -> ResponseReturnValue:
    """Give a file away as a file: no browser opens it as a page of ours."""
    visible(number)
    it = file(db(), number, which) or abort(404)
    data = file_store.read(folder(), it.sha256)
    if data is None:
        flash(f"{it.name} fehlt im Datenordner; bitte sagen Sie der Technik Bescheid.", "danger")
        return back(number, "dateien")
    return attachment(data, it.media_type, it.name)


@bp.post(f"{_FILE}/loeschen")
@for_roles(*WRITERS)
def remove(number: int, which: int) -> ResponseReturnValue:
    """Delete a file: who put it in, the lead, and the manager."""
    found = visible(number)
    it = file(db(), number, which) or abort(404)
    account = current_account()
    if it.by != account.email and not may_change(account, found):
        refuse()
    take_out(db(), folder(), found, it, account, now())
    return back(number, "dateien", "Die Datei ist gelöscht.")

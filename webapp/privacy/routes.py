"""Taking along everything that is kept of oneself, or of the person of an account."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Blueprint, Response, abort

from index.schema import writing
from webapp.accounts.access import current_account, for_roles
from webapp.accounts.account import Account
from webapp.accounts.administration import KEEPERS, changeable
from webapp.accounts.queries import RefusedAccount
from webapp.audit.log import Deed, account_subject, note
from webapp.privacy.answer import as_json, as_text, everything_about, files_of
from webapp.request import db, folder, today

bp = Blueprint("privacy", __name__)

_README = """Alles, was das Fördernetz über Sie speichert.

auskunft.txt   zum Lesen
auskunft.json  dasselbe für Programme
dateien/       was Sie hochgeladen haben

Passwörter und Schlüssel stehen nicht darin; gespeichert sind davon nur Prüfwerte.
Was andere geschrieben haben, gehört anderen und fehlt hier.
"""


@bp.post("/konto/auskunft")
def own() -> Response:
    """Give somebody everything that is kept of them."""
    return _answer(current_account())


@bp.post("/personen/<int:number>/auskunft")
@for_roles(*KEEPERS)
def of_person(number: int) -> Response:
    """Give everything that is kept of a person to whoever looks after the account."""
    try:
        found = changeable(db(), current_account(), number)
    except RefusedAccount:
        abort(404)
    return _answer(found)


def _answer(person: Account) -> Response:
    found = everything_about(db(), person)
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("lies-mich.txt", _README)
        archive.writestr("auskunft.txt", as_text(found, person, f"{today():%d.%m.%Y}"))
        archive.writestr("auskunft.json", as_json(found))
        for file in files_of(db(), folder(), person):
            archive.writestr(f"dateien/{file.name}", file.data)
    with writing(db()):
        subject = account_subject(person.id)
        note(db(), current_account().id, Deed.DATA_GIVEN, subject, municipality=person.municipality)
    answer = Response(packed.getvalue(), mimetype="application/zip")
    name = f"foerdernetz-auskunft-konto-{person.id}-{today().isoformat()}.zip"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer

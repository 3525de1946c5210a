"""Somebody who saves one thing after the other on a running site, and keeps what it answered."""

import http.client
import re
import secrets
import threading
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

from kill_checks import rows

from index.schema import FILE_NAME, open_database
from webapp.accounts.sessions import begin
from webapp.settings import Settings
from webapp.site import create_app

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_AKTE = re.compile(r"/foerderakten/(\d+)")
_PATIENCE = 120
"""On a busy machine a site needs long until its first page."""
Saved = tuple[str, str]
"""The kind of thing, and the words by which it is found again."""

_FOUND = {
    "project": "select 1 from project where title = '{}'",
    "note": "select 1 from note where words = '{}'",
    "akte": "select 1 from application where title = '{}'",
    "award": "select 1 from award where number = '{}'",
    "entry": "select 1 from version where content like '%{}%'",
    "file": "select 1 from application_file where name = '{}.pdf'",
}


def cookie_for(folder: Path, email: str, today: date) -> str:
    """Begin a session in a data folder; gives the cookie of it."""
    client = create_app(Settings(data=folder), today).test_client()
    with closing(open_database(folder)) as db:
        number = next(db.query("select id from account where email = ?", [email]))["id"]
        with client.session_transaction() as session:
            session["_user_id"] = begin(db, number, "", datetime.now(UTC))
            session["_fresh"] = True
    found = client.get_cookie("foerdernetz")
    assert found
    return f"foerdernetz={found.value}"


class Visitor:
    """Saves until the site is gone; `saved` is what it answered to."""

    def __init__(self, port: int, staff: str, manager: str) -> None:
        self._port, self._staff, self._manager = port, staff, manager
        self._cookie, self._token = staff, ""
        self.said = ""
        self.begun = threading.Event()
        self.saved: list[Saved] = []
        self.refused: list[str] = []

    def save_once(self) -> None:
        """Save one of each; what the pages say of a fault is kept."""
        self._be(self._staff, "/vorhaben/neu")
        self._save_all()
        self._be(self._manager, "/pruefen/eintragen")
        self._save_entry()

    def save_until_killed(self) -> None:
        """Save a project, an akte with a file and a Bescheid, and a note, again and again."""
        try:
            while True:
                self.begun.set()
                self.save_once()
        except (OSError, http.client.HTTPException):
            self.begun.set()

    @property
    def kinds(self) -> set[str]:
        """What was saved so far."""
        return {kind for kind, _ in self.saved}

    def _be(self, cookie: str, path: str) -> None:
        self._cookie = cookie
        self._token = self._ask("GET", path)[1]

    def _save_entry(self) -> None:
        """The search has to follow this one."""
        word = secrets.token_hex(8)
        entry = dict(title=word, summary=f"{word} fördert Radwege.", region="Hessen", level="Land")
        self._send("entry", word, "/pruefen/eintragen", entry)

    def _save_all(self) -> None:
        word = secrets.token_hex(8)
        choices = dict(municipality="06433011", applicant_type="", looking_for="", stage="")
        self._send("project", word, "/vorhaben/neu", dict(title=word) | choices)
        note = dict(words=word, visibility="own")
        self._send("note", word, "/programm/1/notizen", note)
        cover = dict(title=word, programme_title="Radwege", lead="06433011", version="0")
        where = self._send("akte", word, "/foerderakten/neu", cover)
        found = _AKTE.search(where)
        if found:
            akte = found[0]
            self._upload(word, f"{akte}/dateien")
            award = dict(
                number=word, dated="2026-06-01", granted="1000", version=self._version(akte)
            )
            self._send("award", word, f"{akte}/bescheid", award)

    def _version(self, akte: str) -> str:
        page = self._ask("GET", f"{akte}/bescheid")[2]
        found = re.search(r'name="version"[^>]*value="(\d+)"', page)
        return found[1] if found else "0"

    def _send(self, kind: str, word: str, path: str, form: dict[str, str]) -> str:
        body = urlencode(form | dict(csrf_token=self._token)).encode()
        return self._post(kind, word, path, body, "application/x-www-form-urlencoded")

    def _upload(self, word: str, path: str) -> None:
        edge = "f" * 20
        fields = dict(csrf_token=self._token, kind="other")
        head = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
            for name, text in fields.items()
        )
        named = f'form-data; name="file"; filename="{word}.pdf"'
        head += f"--{edge}\r\nContent-Disposition: {named}\r\n\r\n"
        body = f"{head}%PDF-1.7 {word * 5000}\r\n--{edge}--\r\n".encode()
        self._post("file", word, path, body, f"multipart/form-data; boundary={edge}")

    def _post(self, kind: str, word: str, path: str, body: bytes, media_type: str) -> str:
        status, _, where = self._ask("POST", path, body, media_type)
        if status in (302, 303):
            self.saved.append((kind, word))
        else:
            self.refused.append(f"{kind} {status}")
            found = re.search(r'<p class="lead">([^<]*)', where)
            self.said = found[1] if found else self.said
        return where

    def _ask(
        self, method: str, path: str, body: bytes | None = None, media_type: str = "text/plain"
    ) -> tuple[int, str, str]:
        """Gives status, the token of the form, and the page or where it leads."""
        with closing(
            http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        ) as asking:
            headers = {"Cookie": self._cookie, "Content-Type": media_type}
            asking.request(method, path, body, headers)
            answer = asking.getresponse()
            page = answer.read().decode()
            if kept := answer.getheader("Set-Cookie"):  # the token of the forms is in it
                self._cookie = kept.partition(";")[0]
        token = _TOKEN.search(page)
        where = answer.getheader("Location")
        return answer.status, token[1] if token else "", where or page


def lost(folder: Path, saved: list[Saved]) -> list[str]:
    """What the site had answered to and that is not there."""
    file = folder / FILE_NAME
    return [f"{kind} lost" for kind, word in saved if not rows(file, _FOUND[kind].format(word))]

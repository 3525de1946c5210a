"""A visitor of the site for load.py: keeps its cookie, sends forms, checks every answer."""

import gzip
import http.client
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

PATIENCE = 30.0
_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
_FIELD = re.compile(r"<(input|textarea|select)\b([^>]*)>", re.S)
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_CHOSEN = re.compile(r"<option\b(?=[^>]*\bselected)[^>]*?value=\"([^\"]*)\"", re.S)
_NEVER_SENT = ("submit", "button", "file", "reset")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: which kind of page, how many milliseconds, and what was wrong with it."""

    page: str
    at: float
    took: float
    wrong: str = ""


@dataclass(slots=True)
class Visitor:
    """One browser; all its requests are noted."""

    port: int
    email: str
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    noted: list[Asked] = field(default_factory=list)

    def get(self, page: str, path: str, *marks: str, bearer: str = "") -> str:
        """Open a page; every mark has to stand in it."""
        return self._ask(page, "GET", path, None, marks, bearer)

    def post(self, page: str, path: str, fields: Iterable[tuple[str, str]], *marks: str) -> str:
        """Send a form; the page it leads to is opened too, as a browser does."""
        sent = [("csrf_token", self.token), *fields]
        body = urlencode(sent).encode()
        return self._ask(page, "POST", path, body, marks, "")

    def sign_in(self, password: str) -> None:
        """Sign in as people do."""
        self.cookies, self.token = {}, ""
        self.get("sign-in page", "/anmelden", "Passwort")
        fields = [("email", self.email), ("password", password), ("weiter", "")]
        self.post("sign in", "/anmelden", fields, self.email)

    def _ask(
        self,
        page: str,
        method: str,
        path: str,
        body: bytes | None,
        marks: tuple[str, ...],
        bearer: str,
    ) -> str:
        began = time.monotonic()
        text, wrong = "", ""
        try:
            status, place, text = self._send(method, path, body, bearer)
            if status in (301, 302, 303) and method == "POST":
                status, _, text = self._send("GET", place, None, "")
                marks = (*marks, self.email)
            wrong = _wrong(status, text, marks)
        except (OSError, http.client.HTTPException) as error:
            wrong = type(error).__name__
        took = time.monotonic() - began
        if took > PATIENCE and not wrong:
            wrong = "too late"
        self.noted.append(Asked(page, began, took * 1000, wrong))
        if found := _TOKEN.search(text):
            self.token = unescape(found[1])
        return text

    def _send(
        self, method: str, path: str, body: bytes | None, bearer: str
    ) -> tuple[int, str, str]:
        headers = {"Accept-Encoding": "gzip", "Host": f"127.0.0.1:{self.port}"}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        elif self.cookies:
            headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://127.0.0.1:{self.port}{path}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE + 5)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            raw = answer.read()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            key, _, value = line.partition(";")[0].partition("=")
            self.cookies[key] = value
        if answer.headers.get("Content-Encoding") == "gzip":
            raw = gzip.decompress(raw)
        return answer.status, answer.headers.get("Location", ""), raw.decode("utf-8", "replace")


def form_fields(page: str, action: str) -> list[tuple[str, str]]:
    """What a browser would send of the form with that address in its tag, as it stands."""
    begin = page.index(action)
    form = page[begin : page.index("</form>", begin)]
    found: list[tuple[str, str]] = []
    for it in _FIELD.finditer(form):
        named = dict(_ATTRIBUTE.findall(it[2]))
        name, kind = named.get("name", ""), named.get("type", "text")
        if not name or name == "csrf_token" or kind in _NEVER_SENT:
            continue
        if it[1] == "select":
            options = form[it.end() : form.index("</select>", it.end())]
            found += [(name, unescape(value)) for value in _CHOSEN.findall(options)]
        elif it[1] == "textarea":
            text = form[it.end() : form.index("</textarea>", it.end())]
            found.append((name, unescape(text).lstrip("\r\n")))
        elif kind not in ("checkbox", "radio") or "checked" in named:
            found.append((name, unescape(named.get("value", ""))))
    return found


def _wrong(status: int, text: str, marks: tuple[str, ...]) -> str:
    if status != 200:
        return f"status {status}"
    missing = [mark for mark in marks if mark not in text]
    return f"without {missing[0]!r}" if missing else ""

"""Whether the settings can be meant: each fault is one sentence that names the variable.

What cannot work is `wrong`, and nothing starts with it. What works but is hardly meant is a
`notice`, which the doctor tells.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from email.utils import parseaddr
from importlib.util import find_spec
from urllib.parse import urlsplit

from index.schema import FILE_NAME
from webapp.accounts.account import Role
from webapp.digest.mail import MailServer, MailServerDown, is_loopback
from webapp.operation.finding import Finding, notice, ok, wrong
from webapp.secret import FILE_NAME as KEY_NAME
from webapp.settings import Settings, variables

_CHECK = "Einstellungen"
_PREFIX = "FOERDERNETZ_"
_BESIDE = frozenset({"FOERDERNETZ_DATABASE", "FOERDERNETZ_JOB"})
"""What the store reads for itself, and what the program sets for processes that it starts."""
_TESTS = "FOERDERNETZ_TEST_"
_SHORTEST_KEY = 16

_Rule = Callable[[Settings], Iterator[Finding]]


def configuration(settings: Settings, env: Mapping[str, str]) -> list[Finding]:
    """Go through all settings; without any fault there is one good finding."""
    found = [*_unknown_names(env)]
    for rule in _RULES:
        found += rule(settings)
    return found or [ok(_CHECK, "gültig")]


def _unknown_names(env: Mapping[str, str]) -> Iterator[Finding]:
    known = set(variables().values())
    for name in sorted(env):
        if not name.startswith(_PREFIX) or name in known | _BESIDE or name.startswith(_TESTS):
            continue
        advice = "Name berichtigen oder Zeile löschen; alle stehen in docs/deployment.md."
        if near := get_close_matches(name, known, 1, 0.85):
            yield wrong(_CHECK, f"{name} gibt es nicht; gemeint ist wohl {near[0]}.", advice)
        else:
            yield notice(_CHECK, f"{name} gibt es nicht und wird nicht beachtet.", advice)


def _data(settings: Settings) -> Iterator[Finding]:
    folder = settings.data
    advice = "Besitzer und Rechte ändern: alles gehört dem Benutzer, der den Dienst ausführt."
    if folder.exists() and not folder.is_dir():
        yield wrong(_CHECK, f"FOERDERNETZ_DATA: {folder} ist kein Ordner.", "Ordner nennen.")
        return
    if folder.is_dir() and folder.stat().st_mode & 0o007:
        said = f"FOERDERNETZ_DATA: {folder} ist für alle Benutzer des Rechners offen."
        yield notice(_CHECK, said, f"chmod 0700 {folder}")
    for name in (FILE_NAME, KEY_NAME):
        if (folder / name).exists() and not os.access(folder / name, os.R_OK):
            yield wrong(_CHECK, f"FOERDERNETZ_DATA: {folder / name} ist nicht lesbar.", advice)


def _addresses(settings: Settings) -> Iterator[Finding]:
    for name, value in (
        ("BASE_URL", settings.base_url),
        ("REPLAY", settings.replay),
        ("OIDC_ISSUER", settings.oidc_issuer),
    ):
        if value and not _is_web_address(value):
            said = f"{_PREFIX}{name} ist keine Adresse wie https://foerdernetz.example: »{value}«."
            yield wrong(_CHECK, said, "Mit http:// oder https:// und einem Rechner beginnen.")
    if _is_web_address(settings.base_url) and urlsplit(settings.base_url).path:
        said = "FOERDERNETZ_BASE_URL darf keinen Pfad haben: Die Seite liegt an der Wurzel."
        yield wrong(_CHECK, said, "Einen eigenen Rechnernamen verwenden.")


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _encryption(settings: Settings) -> Iterator[Finding]:
    host = _host(settings.base_url)
    if settings.base_url.startswith("http://") and host and not is_loopback(host):
        said = "FOERDERNETZ_BASE_URL ist ohne TLS: Passwörter und Sitzungen gehen offen durchs Netz"
        yield notice(_CHECK, f"{said}, und Cookies sind nicht auf TLS beschränkt.", "https:// …")
    issuer = _host(settings.oidc_issuer)
    if settings.oidc_issuer.startswith("http://") and issuer and not is_loopback(issuer):
        said = "FOERDERNETZ_OIDC_ISSUER muss mit https:// beginnen."
        yield wrong(_CHECK, said, "Die Adresse des Anmeldedienstes mit TLS nennen.")


def _mail(settings: Settings) -> Iterator[Finding]:
    try:
        MailServer(settings.smtp_url)
    except MailServerDown as error:
        yield wrong(_CHECK, str(error), "smtp://[benutzer:kennwort@]rechner:port")
    for name, value in (
        ("MAIL_FROM", settings.mail_from),
        ("CONTACT", settings.contact),
        ("BOUNCES_TO", settings.bounces_to),
    ):
        if value and not _is_mail_address(value):
            said = f"{_PREFIX}{name} ist keine E-Mail-Adresse: »{value}«."
            yield wrong(_CHECK, said, "Zum Beispiel Fördernetz <foerdernetz@kreis.example>.")
    server = _host(settings.smtp_url)
    if server and not is_loopback(server) and settings.mail_from == Settings().mail_from:
        said = f"FOERDERNETZ_MAIL_FROM fehlt, obwohl Briefe über {server} gehen sollen."
        yield wrong(_CHECK, said, "Den Absender nennen, den der Mailserver annimmt.")
    if settings.imap_url and not _is_mailbox(settings.imap_url):
        said = "FOERDERNETZ_IMAP_URL muss wie imaps://benutzer:kennwort@rechner/INBOX aussehen."
        yield wrong(_CHECK, said, "Berichtigen oder leeren.")


def _is_mailbox(value: str) -> bool:
    try:
        parts = urlsplit(value)
        named = parts.hostname and parts.username and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in ("imap", "imaps") and bool(named)


def _is_mail_address(value: str) -> bool:
    local, _, host = parseaddr(value)[1].rpartition("@")
    return bool(local and host)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _sign_on(settings: Settings) -> Iterator[Finding]:
    given = (settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret)
    names = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    missing = [f"{_PREFIX}{name}" for name, value in zip(names, given, strict=True) if not value]
    if missing and any(given):
        said = f"Für den Anmeldedienst fehlt {' und '.join(missing)}."
        yield wrong(_CHECK, said, "Alle drei setzen oder keine.")
    elif any(given) and find_spec("authlib") is None:
        said = "Für den Anmeldedienst (FOERDERNETZ_OIDC_…) fehlt das Paket authlib."
        yield wrong(_CHECK, said, "»make sign-on« oder pip install 'foerdernetz[oidc]'.")


def _numbers(settings: Settings) -> Iterator[Finding]:
    for name, value, least in (
        ("DELAY_FACTOR", settings.delay_factor, 0),
        ("MAILS_PER_MINUTE", settings.mails_per_minute, 0),
        ("FILE_MB", settings.file_megabytes, 1),
        ("AKTE_MB", settings.akte_megabytes, 1),
    ):
        if value < least:
            yield wrong(_CHECK, f"{_PREFIX}{name} ist kleiner als {least}.", "Zahl berichtigen.")
    if settings.akte_megabytes < settings.file_megabytes:
        said = "FOERDERNETZ_AKTE_MB ist kleiner als FOERDERNETZ_FILE_MB."
        yield wrong(_CHECK, said, "Eine Akte fasst mindestens eine Datei.")
    if settings.delay_factor != 1 and not settings.replay:
        said = "FOERDERNETZ_DELAY_FACTOR wird ohne FOERDERNETZ_REPLAY nicht beachtet."
        yield notice(_CHECK, said, "Zeile löschen.")


def _others(settings: Settings) -> Iterator[Finding]:
    if settings.log not in ("text", "json"):
        said = f"FOERDERNETZ_LOG kennt nur text und json, nicht »{settings.log}«."
        yield wrong(_CHECK, said, "Zeile berichtigen oder löschen.")
    unknown = [it for it in settings.second_factor_for if it not in list(Role)]
    if unknown:
        said = f"FOERDERNETZ_SECOND_FACTOR_FOR nennt »{unknown[0]}«, das ist keine Rolle."
        yield wrong(_CHECK, said, f"Möglich sind {', '.join(Role)}.")
    if 0 < len(settings.metrics_token) < _SHORTEST_KEY:
        said = f"FOERDERNETZ_METRICS_TOKEN ist kürzer als {_SHORTEST_KEY} Zeichen."
        yield notice(_CHECK, said, "openssl rand -hex 24")


_RULES: tuple[_Rule, ...] = (
    _data,
    _addresses,
    _encryption,
    _mail,
    _sign_on,
    _numbers,
    _others,
)

"""The settings, read once from the environment or a `.env` file at the edge."""

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from dotenv import dotenv_values

from index.store.server import SETTING


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What differs from machine to machine; anything unset keeps its default."""

    data: Path = Path("data")
    replay: str = ""
    delay_factor: float = 1.0
    smtp_url: str = "smtp://localhost:25"
    base_url: str = "http://127.0.0.1:8000"
    mail_from: str = "Fördernetz <foerdernetz@localhost>"
    contact: str = "foerdernetz@localhost"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_label: str = "Anmeldedienst"
    bounces_to: str = ""
    imap_url: str = ""
    mails_per_minute: int = 60
    file_megabytes: int = 10
    akte_megabytes: int = 200
    metrics_token: str = ""
    """The key to the figures for watching machines; without one nobody gets them."""
    second_factor_for: tuple[str, ...] = ()
    """The roles that have to have a second factor; everybody else may."""
    log: str = "text"
    """How the log is written: `text` as `key=value`, or `json`."""

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read `FOERDERNETZ_…` from the environment, else from `.env` in the working folder.

        Raises:
            ValueError: when a number is none; the message names the variable.
        """
        if env is None:
            env = environment()
        default = cls()
        return cls(
            data=Path(env.get("FOERDERNETZ_DATA") or default.data),
            replay=env.get("FOERDERNETZ_REPLAY", "").rstrip("/"),
            delay_factor=_number(env, "FOERDERNETZ_DELAY_FACTOR", default.delay_factor),
            smtp_url=env.get("FOERDERNETZ_SMTP_URL") or default.smtp_url,
            base_url=(env.get("FOERDERNETZ_BASE_URL") or default.base_url).rstrip("/"),
            mail_from=env.get("FOERDERNETZ_MAIL_FROM") or default.mail_from,
            contact=env.get("FOERDERNETZ_CONTACT") or default.contact,
            oidc_issuer=env.get("FOERDERNETZ_OIDC_ISSUER", "").rstrip("/"),
            oidc_client_id=env.get("FOERDERNETZ_OIDC_CLIENT_ID", ""),
            oidc_client_secret=env.get("FOERDERNETZ_OIDC_CLIENT_SECRET", ""),
            oidc_label=env.get("FOERDERNETZ_OIDC_LABEL") or default.oidc_label,
            bounces_to=env.get("FOERDERNETZ_BOUNCES_TO", ""),
            imap_url=env.get("FOERDERNETZ_IMAP_URL", ""),
            mails_per_minute=int(
                _number(env, "FOERDERNETZ_MAILS_PER_MINUTE", default.mails_per_minute)
            ),
            file_megabytes=int(_number(env, "FOERDERNETZ_FILE_MB", default.file_megabytes)),
            akte_megabytes=int(_number(env, "FOERDERNETZ_AKTE_MB", default.akte_megabytes)),
            metrics_token=env.get("FOERDERNETZ_METRICS_TOKEN", ""),
            second_factor_for=tuple(
                env.get("FOERDERNETZ_SECOND_FACTOR_FOR", "").replace(",", " ").split()
            ),
            log=env.get("FOERDERNETZ_LOG") or default.log,
        )


def hand_on_database() -> None:
    """Put the database's address into the environment of this process and those it starts.

    The store reads it there: it opens the database also where nobody has settings.
    """
    if address := environment().get(SETTING):
        os.environ.setdefault(SETTING, address)


def environment() -> Mapping[str, str]:
    """What the environment says, else the credentials of systemd, else `.env` beside us."""
    from_file = {k: v for k, v in dotenv_values(".env").items() if v is not None}
    return from_file | _credentials(os.environ.get("CREDENTIALS_DIRECTORY")) | dict(os.environ)


def _credentials(folder: str | None) -> dict[str, str]:
    """What systemd hands over in files that only this service can read: one for each variable."""
    files = Path(folder).glob("FOERDERNETZ_*") if folder else ()
    return {it.name: it.read_text(encoding="utf-8").strip() for it in files}


def variables() -> dict[str, str]:
    """The variable of each setting, by the name of its field."""
    return {it.name: _named(it.name) for it in fields(Settings)}


def _named(field: str) -> str:
    return f"FOERDERNETZ_{field.upper()}".replace("_MEGABYTES", "_MB")


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(name) or str(default)
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{name} ist keine Zahl: {text!r}")
    return number

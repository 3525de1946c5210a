"""What somebody typed into a form that could not be saved, to be sent once more."""

import re
from dataclasses import dataclass

from flask import request

from webapp.accounts.access import signed_in

_SECRET = re.compile("passw|kennw|code|token|secret", re.IGNORECASE)
_LONG_ENOUGH = 4
"""Shorter values are choices, not words of anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A form as it was sent, without its token and without secrets."""

    action: str
    fields: tuple[tuple[str, str], ...]
    had_file: bool

    @property
    def texts(self) -> list[str]:
        """What was typed, for people to read and copy."""
        words = (text.strip() for name, text in self.fields if name != "version")
        return [it for it in words if len(it) >= _LONG_ENOUGH]


def kept_input() -> Kept | None:
    """The form that this request sent; nothing where it holds a secret or nobody is signed in."""
    if request.method != "POST" or not _is_signed_in():
        return None
    sent = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    if not sent or any(_SECRET.search(name) for name, _ in sent):
        return None
    return Kept(action=request.full_path, fields=tuple(sent), had_file=bool(request.files))


def _is_signed_in() -> bool:
    try:
        return signed_in() is not None
    except Exception:  # asking may be what failed
        return False

"""Passwords: one rule, and argon2."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200

_hasher = PasswordHasher()
# Checked when the address is unknown, so that the answer takes as long as for a known one.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA"
    "$Zm9yIG5vYm9keSBhbmQgbm90aGluZyBhdCBhbGwhISE"
)


def objection_to(password: str) -> str | None:
    """Say in one German sentence what is wrong with a new password, or `None`."""
    length = len(_normal(password))
    if length < SHORTEST:
        return f"Das Passwort braucht mindestens {SHORTEST} Zeichen; Ihres hat {length}."
    if length > LONGEST:
        return f"Das Passwort darf höchstens {LONGEST} Zeichen haben."
    if len(set(password)) < 4:
        return "Das Passwort besteht aus zu wenigen verschiedenen Zeichen."
    return None


def hash_password(password: str) -> str:
    """The form in which a password is stored."""
    return _hasher.hash(_normal(password))


def is_right(password: str, stored: str | None) -> bool:
    """Check a password; without a stored one it takes as long and is wrong."""
    try:
        _hasher.verify(stored or _NOBODY, _normal(password[: LONGEST + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def _normal(password: str) -> str:
    # An ä typed on a Mac and one typed under Windows are the same letter.
    return unicodedata.normalize("NFKC", password)

"""Passwords: the rules of NIST SP 800-63B, and argon2.

Fifteen characters, because most people have no second factor; no rules about kinds of characters,
which make passwords worse; nothing that an attacker tries first. What that is tells `zxcvbn` with
its lists of the most frequent passwords, names and words, without asking anybody outside.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 15
LONGEST = 128

_MOST_SIGNS = 4 * LONGEST
"""An ä may be typed as two signs; who types more than this has typed no password of ours."""
_READ_BY_ZXCVBN = 72  # it takes no more; a good beginning makes the whole a good one
_GOOD = 4  # of 0 to 4: more than ten thousand million tries
_TOO_EASY = (
    "Dieses Passwort ist leicht zu erraten. Nehmen Sie einen kurzen Satz oder mehrere Wörter,"
    " die nichts mit Ihnen, Ihrer Kommune oder Fördernetz zu tun haben."
)
_hasher = PasswordHasher()
# Checked when the address is unknown, so that the answer takes as long as for a known one.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA"
    "$Zm9yIG5vYm9keSBhbmQgbm90aGluZyBhdCBhbGwhISE"
)


def objection_to(password: str, about: Iterable[str] = ()) -> str | None:
    """Say in one German sentence what is wrong with a new password, or `None`.

    `about` are words of this person, such as the name in the address and the municipality.
    """
    length = len(_normal(password))
    if length < SHORTEST:
        return f"Das Passwort braucht mindestens {SHORTEST} Zeichen; Ihres hat {length}."
    if length > LONGEST:
        return f"Das Passwort darf höchstens {LONGEST} Zeichen haben."
    # Read late: its lists cost every command a tenth of a second.
    from zxcvbn import zxcvbn

    words = [*_common_words(), *(part for word in about for part in _parts(word))]
    read = zxcvbn(_normal(password)[:_READ_BY_ZXCVBN].lower(), user_inputs=words)
    return None if read["score"] >= _GOOD else _TOO_EASY


def hash_password(password: str) -> str:
    """The form in which a password is stored."""
    return _hasher.hash(_normal(password))


def is_right(password: str, stored: str | None) -> bool:
    """Check a password; without a stored one it takes as long and is wrong."""
    try:
        _hasher.verify(stored or _NOBODY, _normal(password[:_MOST_SIGNS])[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


@cache
def _common_words() -> tuple[str, ...]:
    """What is typed in a German town hall and stands in no English list."""
    text = files("webapp.accounts").joinpath("common_words.txt").read_text(encoding="utf-8")
    return tuple(text.split())


def needs_new_hash(stored: str) -> bool:
    """Whether a stored password was hashed with other costs than today's."""
    return _hasher.check_needs_rehash(stored)


def _parts(word: str) -> list[str]:
    whole = word.lower()
    return [whole, *re.split(r"[\W_]+", whole)]


def _normal(password: str) -> str:
    # An ä typed on a Mac and one typed under Windows are the same letter.
    return unicodedata.normalize("NFKC", password)

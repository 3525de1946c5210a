"""Random tokens for links in letters and invitations."""

import hashlib
import secrets


def new_token() -> str:
    """A token that nobody guesses, fit for an address."""
    return secrets.token_urlsafe(24)


def hashed(token: str) -> str:
    """The form in which a token is stored: who reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()

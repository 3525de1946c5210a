"""The service that signs people on: one, named by the settings, asked by OpenID Connect.

Authlib does the protocol: PKCE, state and nonce, and the checks of the signed answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue

from webapp.settings import Settings

_NAME = "provider"
_SECONDS = 10
_LONGEST_LINE = 200


class UnusableProvider(Exception):
    """The service cannot be asked, or what it said does not count; one German sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """What the service vouches for; the address is absent unless the service has checked it."""

    issuer: str
    subject: str
    email: str | None


def is_configured(settings: Settings) -> bool:
    """Whether people can sign on elsewhere."""
    return bool(settings.oidc_issuer and settings.oidc_client_id)


def send_there(settings: Settings, back: str) -> ResponseReturnValue:
    """Send the browser to the service.

    Raises:
        UnusableProvider: when it cannot be reached.
    """
    try:
        answer: ResponseReturnValue = _client(settings).authorize_redirect(back)
        return answer
    except Exception as error:
        raise _unusable(error) from error


def proved_by_answer(settings: Settings) -> Proved:
    """Check the answer with which the browser came back.

    Raises:
        UnusableProvider: when anything about it is not as it has to be.
    """
    client = _client(settings)
    try:
        # State, code and its verifier, signature, issuer, audience, time and nonce.
        token = client.authorize_access_token()
        issuer = client.load_server_metadata()["issuer"]
        claims: Mapping[str, Any] = token["userinfo"]
        if "email" not in claims:
            claims = _more(client, token)
    except Exception as error:
        raise _unusable(error) from error
    return proved_by(claims, issuer, settings.oidc_issuer)


def proved_by(claims: Any, issuer: Any, expected: str) -> Proved:
    """Read what a checked answer says of a person; whatever is not text does not count.

    Raises:
        UnusableProvider: when it comes from another service or names nobody.
    """
    if not isinstance(issuer, str) or issuer.rstrip("/") != expected:
        raise UnusableProvider("Der Anmeldedienst nennt sich anders als eingestellt.")
    subject = claims.get("sub") if isinstance(claims, Mapping) else None
    if isinstance(subject, bool) or not isinstance(subject, str | int) or not _kept(str(subject)):
        raise UnusableProvider("Der Anmeldedienst nennt keine Person.")
    email = claims.get("email") if claims.get("email_verified") is True else None
    checked = email if isinstance(email, str) and _kept(email) else None
    return Proved(issuer=issuer, subject=str(subject), email=checked)


def _kept(text: str) -> bool:
    """Whether it says anything and a database takes it: halves of characters cannot be kept."""
    return bool(text) and text.isprintable()


def _more(client: Any, token: Mapping[str, Any]) -> Mapping[str, Any]:
    told: Mapping[str, Any] = client.userinfo(token=token)
    if told["sub"] != token["userinfo"]["sub"]:
        raise UnusableProvider("Der Anmeldedienst spricht von zwei Personen.")
    return told


def _client(settings: Settings) -> Any:
    registry = current_app.extensions.get("foerdernetz.sign_on")
    if registry is None:
        registry = current_app.extensions["foerdernetz.sign_on"] = _registry(settings)
    return registry.create_client(_NAME)


def _registry(settings: Settings) -> Any:
    try:
        from authlib.integrations.flask_client import OAuth
    except ModuleNotFoundError as error:
        said = "Für den Anmeldedienst fehlt auf dem Server ein Paket (make sign-on)."
        raise UnusableProvider(said) from error
    registry = OAuth(current_app)
    registry.register(
        _NAME,
        server_metadata_url=f"{settings.oidc_issuer}/.well-known/openid-configuration",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret or None,
        client_kwargs=dict(scope="openid email", code_challenge_method="S256", timeout=_SECONDS),
    )
    return registry


def _unusable(error: Exception) -> UnusableProvider:
    # What it says was written elsewhere: one line, and no longer than a line.
    said = " ".join(str(error).split())[:_LONGEST_LINE]
    current_app.logger.warning("Sign-on failed: %s: %r", type(error).__name__, said)
    if isinstance(error, UnusableProvider):
        return error
    return UnusableProvider(
        "Die Anmeldung über den Dienst ist nicht gelungen. Versuchen Sie es noch einmal oder"
        " melden Sie sich mit Ihrem Passwort an."
    )

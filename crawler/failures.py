"""Why a request got no usable answer, in one German sentence."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

_SENTENCES: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "{host} ist nicht zu finden (Namensauflösung)."),
    (DownloadTimeoutError, "{host} hat nicht rechtzeitig geantwortet."),
    (DownloadCancelledError, "Die Antwort von {url} ist zu groß."),
    (ResponseDataLossError, "Die Verbindung zu {host} brach ab."),
)


class Refused(IgnoreRequest):
    """A request that is not sent; the message is the German sentence that says why."""


def sentence_for(failure: Failure) -> str:
    """Tell in one sentence what went wrong with the request of this failure."""
    error = failure.value
    request = getattr(failure, "request", None)
    url = request.url if request is not None else "Die Adresse"
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, HttpError):
        return f"{error.response.url} antwortet mit Status {error.response.status}."
    if isinstance(error, IgnoreRequest):
        return f"{url} wurde nicht gelesen: {error}."
    host = url.split("/")[2] if url.count("/") > 2 else url
    for kind, text in _SENTENCES:
        if isinstance(error, kind):
            return text.format(host=host, url=url)
    return f"{host} ist nicht erreichbar ({type(error).__name__})."

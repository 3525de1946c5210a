"""A file as an answer: no browser opens it as a page of ours, whatever is in it."""

from flask import Response

_POLICY = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"


def attachment(data: bytes, media_type: str, name: str) -> Response:
    """Give somebody a file to be saved under this name."""
    answer = Response(data, mimetype=media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer

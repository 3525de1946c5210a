"""Style sheets, scripts and fonts: our own and those of KERN, served by ourselves."""

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request, send_file, url_for
from werkzeug.security import safe_join

from webapp.accounts.access import public

_OWN = Path(__file__).parent / "static"
_PLACES = (Path(__file__).parents[1], Path.cwd())
_DIST = Path("node_modules/@kern-ux/native/dist")
_PACKED = Path(__file__).parent / "kern"
"""Where a wheel has it: docs/releasing.md."""
_YEAR = 365 * 24 * 3600
_DAY = 24 * 3600

MISSING_DESIGN = (
    "Die Gestaltung fehlt: Das Paket @kern-ux/native ist nicht installiert."
    " Holen Sie es mit »make setup«."
)

bp = Blueprint("assets", __name__)


def kern_folder() -> Path | None:
    """Find the design system in the package, beside the program or in the working folder."""
    places = (_PACKED, *(place / _DIST for place in _PLACES))
    return next((place for place in places if place.is_dir()), None)


def init_app(app: Flask) -> None:
    """Serve the files under /static/ and give templates the function `asset`."""
    app.register_blueprint(bp)
    app.jinja_env.globals["asset"] = asset
    if kern_folder() is None:
        app.logger.warning(MISSING_DESIGN)
        app.jinja_env.globals["missing_design"] = MISSING_DESIGN


def asset(name: str) -> str:
    """The address of a file, with a mark of its content, so that it may be cached for a year."""
    path = _found(name)
    if path is None:
        return url_for("assets.file", name=name)
    return _address(request.root_path, name, path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _address(_below: str, name: str, path: Path, changed: int) -> str:
    return url_for("assets.file", name=name, v=_mark(path, changed))


@lru_cache(maxsize=64)
def _found(name: str) -> Path | None:
    return _path(name)


@bp.get("/static/<path:name>")
@public
def file(name: str) -> Response:
    """Serve one file, compressed where that pays and the browser can read it."""
    path = _path(name)
    if path is None:
        abort(404)
    age = _YEAR if "v" in request.args else _DAY
    if path.suffix in (".css", ".js", ".svg") and request.accept_encodings["gzip"]:
        return _compressed(path, age)
    response = send_file(path, conditional=True, max_age=age)
    response.vary.add("Accept-Encoding")
    return response


def _compressed(path: Path, age: int) -> Response:
    changed = path.stat().st_mtime_ns
    response = Response(_gzipped(path, changed), mimetype=mimetypes.guess_type(path.name)[0])
    response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.cache_control.public = True
    response.cache_control.max_age = age
    response.set_etag(f"{_mark(path, changed)}-gzip")
    return response.make_conditional(request)  # type: ignore[return-value]


def _path(name: str) -> Path | None:
    root: Path | None = _OWN
    if name.startswith("kern/"):
        root, name = kern_folder(), name.removeprefix("kern/")
    found = safe_join(str(root), name) if root else None
    try:
        return Path(found) if found and Path(found).is_file() else None
    except OSError:  # a name longer than any file has
        return None


@lru_cache(maxsize=32)
def _mark(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


@lru_cache(maxsize=32)
def _gzipped(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 9)

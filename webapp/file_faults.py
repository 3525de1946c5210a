"""Why something cannot be read or written, in German: the system says it in its own language."""

import errno
import sqlite3

from index.schema import UnreadableDatabase

_WHY = {
    errno.ENOENT: "Datei oder Ordner gibt es nicht",
    errno.ENOTDIR: "ein Teil des Pfades ist kein Ordner",
    errno.EISDIR: "das ist ein Ordner",
    errno.EACCES: "dazu fehlt die Berechtigung",
    errno.EPERM: "dazu fehlt die Berechtigung",
    errno.EROFS: "das Dateisystem erlaubt kein Schreiben",
    errno.ENOSPC: "die Platte ist voll",
    errno.EDQUOT: "der zugeteilte Platz ist voll",
    errno.EFBIG: "die Datei würde größer als erlaubt",
    errno.ENAMETOOLONG: "der Name ist zu lang",
}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SHUT = (errno.EROFS, errno.EACCES, errno.EPERM)
_OF_DATABASE = {
    "is full": "die Platte ist voll",
    "readonly": "das Dateisystem erlaubt kein Schreiben",
    "unable to open": "dort lässt sich keine Datei anlegen",
    "disk I/O": "die Platte liest oder schreibt nicht, oder sie ist voll",
    "malformed": "sie ist beschädigt",
    "not a database": "das ist keine Datenbank",
    "is locked": "sie ist gerade belegt",
}
_TROUBLES = {
    "is full": "Die Platte ist voll.",
    "readonly": "Der Datenordner lässt sich nicht beschreiben.",
    "unable to open": "Im Datenordner lässt sich nichts öffnen oder anlegen.",
    "disk I/O": "Die Platte liest oder schreibt nicht richtig, oder sie ist voll.",
    "malformed": "Die Datenbank ist beschädigt.",
    "not a database": "Die Datenbank ist beschädigt.",
    "is locked": "Die Datenbank ist belegt: Ein anderer Vorgang schreibt gerade.",
}


def why_not(error: OSError | UnicodeDecodeError | sqlite3.Error) -> str:
    """Say in a few words what was in the way; what is not known here in the system's words."""
    if isinstance(error, OSError):
        return _WHY.get(error.errno or 0) or error.strerror or str(error)
    if isinstance(error, UnicodeDecodeError):
        return "sie ist nicht in UTF-8 geschrieben"
    return next((said for sign, said in _OF_DATABASE.items() if sign in str(error)), str(error))


def why_unreadable(error: UnreadableDatabase) -> str:
    """Say in German why the database cannot be opened."""
    cause = error.__cause__
    if not isinstance(cause, OSError | sqlite3.Error):
        return str(error)
    return str(error).replace(str(cause), why_not(cause))


def trouble(error: Exception) -> str | None:
    """Say in a sentence what the machine is short of; nothing where the fault is another one."""
    if isinstance(error, sqlite3.Error):
        return next((said for sign, said in _TROUBLES.items() if sign in str(error)), None)
    if isinstance(error, OSError) and error.errno in _FULL:
        return _TROUBLES["is full"]
    if isinstance(error, OSError) and error.errno in _SHUT:
        return _TROUBLES["readonly"]
    if isinstance(error, OSError) and error.errno == errno.EIO:
        return _TROUBLES["disk I/O"]
    return None

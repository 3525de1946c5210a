"""Why a file cannot be read or written, in German: the system says it in its own language."""

import errno
import sqlite3

_WHY = {
    errno.ENOENT: "Datei oder Ordner gibt es nicht",
    errno.ENOTDIR: "ein Teil des Pfades ist kein Ordner",
    errno.EISDIR: "das ist ein Ordner",
    errno.EACCES: "dazu fehlt die Berechtigung",
    errno.EPERM: "dazu fehlt die Berechtigung",
    errno.EROFS: "das Dateisystem erlaubt kein Schreiben",
    errno.ENOSPC: "die Platte ist voll",
    errno.ENAMETOOLONG: "der Name ist zu lang",
}


def why_not(error: OSError | UnicodeDecodeError | sqlite3.Error) -> str:
    """Say in a few words what was in the way; what is not known here in the system's words."""
    if isinstance(error, OSError):
        return _WHY.get(error.errno or 0) or error.strerror or str(error)
    if isinstance(error, UnicodeDecodeError):
        return "sie ist nicht in UTF-8 geschrieben"
    if "unable to open" in str(error):
        return "dort lässt sich keine Datei anlegen"
    return str(error)

"""Archives that would swell: looked at before anything in them is unpacked.

A reader of archives never unpacks more of a member than its entry says, so the entries are
enough to know.
"""

from zipfile import ZipFile

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 2_000
MOST_UNPACKED = 200 * MEGABYTE
"""Documents with many pictures have a tenth of it; ten megabytes of nothing become ten thousand."""


def would_swell(archive: ZipFile, most: int = MOST_UNPACKED) -> bool:
    """Tell whether an archive has more members or more in them than a document has."""
    members = archive.infolist()
    return len(members) > MOST_MEMBERS or sum(it.file_size for it in members) > most

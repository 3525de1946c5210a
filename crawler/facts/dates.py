"""Days in German prose. A section number is no day, an impossible day is none."""

import re
from datetime import date

_MONTHS = (
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "dezember",
)  # fmt: skip
_NAMES = (
    r"Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|Jan\.|Febr?\.|Apr\.|Aug\.|Sept?\.|Okt\.|Nov\.|Dez\."
)
DATE = (
    rf"(?P<d>\d{{1,2}})\.\s?(?:(?P<m>\d{{1,2}})(?:\.|(?=\s|$))|(?P<name>{_NAMES})(?![a-zäöü]))"
    r"(?:\s?(?P<y>(?:19|20)\d\d)(?!\d))?"
)
"""31.12.2026, 31. Dezember 2026, 1. Okt. 2026, and without a year 31. Dezember and 31.12."""

# A day without a year in figures counts only right behind one of these words; "2.1" is a section.
_BEFORE_FIGURES = re.compile(
    r"(?:\b(?:zum|am|bis|der|den|vom|ab|jeweils|spätestens|des)|\d\.(?:,| und| oder| bzw\.)) ?$"
)
_SECTION = re.compile(
    r"(?:Nummern?|Nrn?\.|Ziffern?|Ziff\.|Punkte?n?|Abschnitte?n?|Absatz|§+|Kapitel|Anlage|Buchst)"
    r"[\d., /–-]{0,24}(?:(?:und|oder|bis|bzw\.|sowie)[\d., /–-]{0,12})?(?:\bden |\bder )?$"
)


def read_date(found: re.Match[str]) -> str | None:
    """Turn a match of `DATE` into `2026-12-31` or `--12-31`; `None` if it is no day.

    A day without its year at the very end of a block was probably cut before the year.
    """
    day, year, text = int(found["d"]), found["y"], found.string
    month = int(found["m"]) if found["m"] else _month(found["name"])
    try:
        date(int(year) if year else 2024, month, day)
    except ValueError:
        return None
    if year:
        return f"{year}-{month:02d}-{day:02d}"
    if found["m"] and not _reads_as_day(text, found.start()):
        return None
    if found["name"] and found.end() >= len(text.rstrip()):
        return None
    return f"--{month:02d}-{day:02d}"


def _reads_as_day(text: str, start: int) -> bool:
    before = text[max(0, start - 60) : start]
    return bool(_BEFORE_FIGURES.search(before)) and not _SECTION.search(before)


def _month(name: str) -> int:
    name = name.lower().rstrip(".")
    if name == "jänner":
        return 1
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))

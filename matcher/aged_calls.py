"""Calls that state no deadline and yet look of the past: by the years they name."""

import re
from datetime import date

from matcher.candidate import Candidate
from matcher.verdict import Verdict, no, unclear

_IN_TITLE = re.compile(r"(?:[Aa]ufruf|[Aa]usschreibung|[Rr]unde|[Ww]ettbewerb) (20\d\d)")
_IN_TOPIC = re.compile(r"/topic-details/[^/]*?-(20\d\d)-", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/(20[0-3]\d)[-/](?:0\d|1[0-2])[-/]")
_OLD_NEWS_YEARS = 2


def look_of_the_past(candidate: Candidate, today: date) -> Verdict | None:
    """Tell an old call by the money, the title or the address; `None` if nothing looks old."""
    if last := candidate.last_year_of_money:
        return no(f"Mittel stehen nur bis {last} bereit.") if last < today.year else None
    if candidate.standing(today).next_deadline:
        return None
    if year := _year_of_call(candidate):
        return no(f"Der Aufruf ist aus dem Jahr {year}.") if year < today.year else None
    year = _first(_IN_ADDRESS, candidate.programme.url)
    if year and year < today.year - _OLD_NEWS_YEARS:
        return unclear(f"Die Meldung ist aus dem Jahr {year}; ob sie noch gilt, ist offen.")
    return None


def _year_of_call(candidate: Candidate) -> int | None:
    programme = candidate.programme
    return _first(_IN_TITLE, programme.title) or _first(_IN_TOPIC, programme.url)


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1]) if found else None

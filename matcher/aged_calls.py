"""Calls that state no deadline and yet look of the past: by the years they name."""

import re
from datetime import date

from index.vocabulary import Status
from matcher.candidate import Candidate
from matcher.verdict import Verdict, no, unclear

_IN_TITLE = re.compile(r"(?:[Aa]ufruf|[Aa]usschreibung|[Rr]unde|[Ww]ettbewerb) (20\d\d)")
_IN_TOPIC = re.compile(r"/topic-details/[^/]*?-(20\d\d)-", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/(20[0-3]\d)[-/](?:0\d|1[0-2])[-/]")
_OLD_NEWS_YEARS = 2
_THIS_YEAR = re.compile(r"\b(?:diesem|dieses|laufenden) Jahr")
_OVERVIEW = re.compile(r"Überblick|Übersicht")
_CALLS = re.compile(r"Förderaufrufe?\b")
_YEAR = re.compile(r"\b20[0-4]\d\b")


def look_of_the_past(candidate: Candidate, today: date) -> Verdict | None:
    """Tell an old call by the money, the title, the address or its words; `None`: nothing old.

    Where the Fördermittelmanagement said when one may apply, nothing has to be concluded.
    """
    if any(map(candidate.facts.decided, ("deadlines", "deadline_model", "status"))):
        return None
    if last := candidate.last_year_of_money:
        return no(f"Mittel stehen nur bis {last} bereit.") if last < today.year else None
    year = _first(_IN_ADDRESS, candidate.programme.url)
    if _this_year_only(candidate):
        if year is None:
            return unclear("Die Frist galt »in diesem Jahr«; welches gemeint ist, ist offen.")
        return no(f"Der Aufruf galt für das Jahr {year}.") if year < today.year else None
    if candidate.standing(today).next_deadline:
        return None
    if called := _year_of_call(candidate):
        return no(f"Der Aufruf ist aus dem Jahr {called}.") if called < today.year else None
    if year and year < today.year - _OLD_NEWS_YEARS:
        return unclear(f"Die Meldung ist aus dem Jahr {year}; ob sie noch gilt, ist offen.")
    return _nothing_open(candidate, today)


def _this_year_only(candidate: Candidate) -> bool:
    fact = candidate.facts.get("deadlines")
    return fact is not None and any(_THIS_YEAR.search(item.quote) for item in fact.evidence)


def _nothing_open(candidate: Candidate, today: date) -> Verdict | None:
    """An overview, or calls without dates and all of past years: nobody knows what is open."""
    if candidate.standing(today).status is not Status.UNKNOWN:
        return None
    if _OVERVIEW.search(candidate.programme.title):
        return unclear("Die Seite gibt einen Überblick; ob ein Aufruf offen ist, ist zu klären.")
    last = max((int(year) for year in _YEAR.findall(candidate.core_text)), default=None)
    if last and last < today.year and candidate.says(_CALLS):
        return unclear(f"Der letzte genannte Aufruf ist von {last}; ob ein neuer kommt, ist offen.")
    return None


def _year_of_call(candidate: Candidate) -> int | None:
    programme = candidate.programme
    return _first(_IN_TITLE, programme.title) or _first(_IN_TOPIC, programme.url)


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1]) if found else None

"""Which records hold the same call of different years: by topic and title without the year."""

import re

_YEAR_IN_TOPIC = re.compile(r"(?<=-)20\d\d(?=-|$)")
_NUMBERED = re.compile(r"\d$")
_YEAR = re.compile(r"\b20[0-4]\d(?:\s?[/–-]\s?(?:20)?\d\d)?\b")
_ROUND = re.compile(
    r"\b\d{1,2}\.\s?(?:Förder|Projekt|Antrags)?(?:[Aa]ufruf|[Rr]unde|[Aa]usschreibung|[Tt]ranche)\b"
    r"|\b(?:[Rr]unde|[Tt]ranche|[Aa]ufruf) \d{1,2}\b"
)
_BARE = re.compile(r"[\W_]+")
_THIRD_PARTY = "competitive-calls"
_SHORTEST = 20


def series_key(*, title: str, identifier: str, url: str, places: str) -> str:
    """The name that calls of different years share; empty where nothing tells of a series.

    A topic of the EU with a running number is another one next year, so its title has to agree
    too. Other calls belong together by their title without year or number of the round, on the
    same level and for the same Fördergebiet.
    """
    bare = _without_year(title)
    if identifier:
        topic = _YEAR_IN_TOPIC.sub("#", identifier)
        if topic == identifier or _THIRD_PARTY in url:
            return ""
        return f"{topic} {bare}" if _NUMBERED.search(topic) else topic
    dated = _YEAR.search(title) or _ROUND.search(title)
    return f"{bare} {places}" if dated and len(bare) >= _SHORTEST else ""


def _without_year(title: str) -> str:
    return _BARE.sub(" ", _ROUND.sub(" ", _YEAR.sub(" ", title))).strip().casefold()

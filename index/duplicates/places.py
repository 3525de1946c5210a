"""Where a programme is valid, when its source does not say so in a field of its own."""

import re
from collections import Counter
from urllib.parse import urlsplit

from index.record import SourceRecord
from index.vocabulary import Level, Region

_NAMES = {
    Region.BADEN_WUERTTEMBERG: r"baden-württemberg\w*|\bbw\b",
    Region.BAVARIA: r"bayern\w*|bayerisch\w*|freistaat bayern",
    Region.BERLIN: r"berlin(?:er|s)?\b",
    Region.BRANDENBURG: r"brandenburg\w*",
    Region.BREMEN: r"bremen\w*|bremer\b|bremisch\w*",
    Region.HAMBURG: r"hamburg\w*",
    Region.HESSE: r"hessen\w*|hessisch\w*",
    Region.MECKLENBURG_VORPOMMERN: r"mecklenburg-vorpommern\w*|\bmv\b",
    Region.LOWER_SAXONY: r"niedersachsen\w*|niedersächsisch\w*",
    Region.NORTH_RHINE_WESTPHALIA: r"nordrhein-westfalen\w*|nordrhein-westfälisch\w*|\bnrw\b",
    Region.RHINELAND_PALATINATE: r"rheinland-pfalz\w*|rheinland-pfälzisch\w*|\brlp\b",
    Region.SAARLAND: r"saarland\w*|saarländisch\w*",
    Region.SAXONY: r"(?<!nieder)sachsens?\b(?!-anhalt)|(?<!nieder)sächsisch\w*",
    Region.SAXONY_ANHALT: r"sachsen-anhalt\w*",
    Region.SCHLESWIG_HOLSTEIN: r"schleswig-holstein\w*",
    Region.THURINGIA: r"thüring(?:en|er|isch)\w*",
}
_PATTERNS = {region: re.compile(pattern, re.IGNORECASE) for region, pattern in _NAMES.items()}
_ANY = re.compile("|".join(_NAMES.values()), re.IGNORECASE)
_OFTEN = 2


def without_places(title: str) -> str:
    """A title without the names of Länder: they tell where, not what."""
    return _ANY.sub(" ", title)


def regions_of(record: SourceRecord, text: str) -> frozenset[Region]:
    """Where it is valid: as stated, else the one Land in title, host or most of the text.

    A programme of the Bund or the EU is not tied to the Land whose page tells of it.
    """
    if record.regions:
        return frozenset(record.regions)
    if Level.FEDERAL in record.levels or Level.EU in record.levels:
        return frozenset()
    for place in (record.title, urlsplit(record.url).hostname or ""):
        if named := _counted(place):
            return frozenset(named)
    return _most_named(text)


def _most_named(text: str) -> frozenset[Region]:
    counts = _counted(text)
    if not counts:
        return frozenset()
    best, often = counts.most_common(1)[0]
    others = counts.total() - often
    return frozenset([best]) if often >= _OFTEN and others * 2 <= often else frozenset()


def _counted(text: str) -> Counter[Region]:
    found = {region: len(pattern.findall(text)) for region, pattern in _PATTERNS.items()}
    return Counter({region: count for region, count in found.items() if count})

"""Amounts, shares, spans of time and numbers of inhabitants in German prose."""

import re

_NUMBER = r"(?:\d{1,3}(?:[.\u00a0 ]\d{3})+(?:,\d{1,2})?|\d{1,12}(?:,\d{1,2})?)"
_SCALE = r"(?:Mio\.?|Million(?:en)?|Mrd\.?|Milliarden?|Tsd\.?|Tausend|T(?=EUR|Euro|€))"
_EURO = r"(?:EURO?|Euro|€)"
# The export arrives without its euro signs: "250.000 ?".
_DAMAGED_EURO = r"(?P<damaged>\d{1,3}(?:\.\d{3})+) \?(?=[ .,;)]|$)"
MONEY = (
    rf"(?:{_EURO}\s?(?P<pre>{_NUMBER})(?![\d%])(?:\s?(?P<prescale>{_SCALE}))?"
    rf"|(?P<post>{_NUMBER})(?:,-{{1,2}})?\s?(?P<postscale>{_SCALE})?\s?{_EURO}(?![a-z])"
    rf"|{_DAMAGED_EURO})"
)
MILLION_IN_WORDS = r"(?P<millions>einer?|zwei|drei|fünf|zehn) Million(?:en)? (?:Euro|EUR)"
_OF_HUNDRED = r"(?:%|Prozent(?!punkt)|v\.\s?H\.|vH\b|vo[mn] Hundert)"
PERCENT = (
    rf"(?:(?P<low>\d{{1,3}}(?:,\d{{1,2}})?)(?:\s?{_OF_HUNDRED})?\s(?:bis|und)(?:\szu)?"
    r"(?:\s(?:maximal|höchstens))?\s)?"
    rf"(?P<high>\d{{1,3}}(?:,\d{{1,2}})?)(?:\s(?P<third>[12])/3)?[\s?]?{_OF_HUNDRED}"
)
# Of a share in words only that of a cost is meant.
SHARE_IN_WORDS = (
    r"(?P<part>Hälfte|(?:ein(?:em|es)?|zwei) Drittel(?:n|s)?"
    r"|(?:ein(?:em|es)?|drei) Viertel(?:n|s)?)"
    r"(?= (?:der|Ihrer|ihrer|seiner|aller|an den|von den) (?:\S+ ){0,4}?\S{0,20}"
    r"(?:[Kk]osten|[Aa]usgaben|[Aa]ufwendungen|[Ii]nvestitionen)\b)"
)
_PARTS = {"Hälfte": 50.0, "Drittel": 33.33, "Viertel": 25.0}
_WORDS = {
    "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "fünfzehn": 15, "achtzehn": 18, "zwanzig": 20,
    "vierundzwanzig": 24, "fünfundzwanzig": 25, "dreißig": 30,
}  # fmt: skip
_UNIT = (
    r"(?:\s\(\d{1,3}\)|\s\([a-zäöü]{3,20}\))?(?:\s(?:volle[nr]?|ganze[nr]?))?[\s-]?"
    r"(?P<unit>[Ww]erktag|[Kk]alendertag|Tag|Woche|Monat|Jahr|[Jj]ähr(?=ig))"
    r"(?:ige[nrms]?|e[ns]?|n|s|es)?(?![a-zäöüß])"
)
SPAN = rf"(?P<count>\d{{1,3}}){_UNIT}"
SPAN_IN_WORDS = (
    r"(?P<count>ein(?:em|er|es|e)?|zwei|drei|vierundzwanzig|vier|fünfundzwanzig|fünfzehn|fünf|sechs"
    rf"|sieben|achtzehn|acht|neun|zehn|elf|zwölf|zwanzig|dreißig){_UNIT}"
)
PEOPLE = r"(?P<people>\d{1,3}(?:[. ]\d{3})+|\d{3,7})\s(?:Einwohner|EW\b)"
_ISO_UNITS = {"werktag": "D", "kalendertag": "D", "tag": "D", "woche": "W", "monat": "M"}


def read_money(found: re.Match[str]) -> int:
    """Whole euros."""
    words = found.groupdict().get("millions")
    if words:
        return _count(words) * 1_000_000
    scale = (found["prescale"] or found["postscale"] or "").lower()
    return round(number(found["pre"] or found["post"] or found["damaged"]) * _factor(scale))


def _factor(scale: str) -> int:
    if scale.startswith("mi"):
        return 1_000_000_000 if scale.startswith("milliard") else 1_000_000
    if scale.startswith("mr"):
        return 1_000_000_000
    return 1000 if scale else 1


def read_percent(found: re.Match[str]) -> tuple[float, float] | None:
    """The lower and the upper share; they are the same where only one is stated."""
    high = number(found["high"])
    if found["third"]:
        high = round(high + int(found["third"]) / 3, 2)
    low = number(found["low"]) if found["low"] else high
    return (low, high) if 0 < low <= high <= 100 else None


def read_part(found: re.Match[str]) -> tuple[float, float]:
    """`zwei Drittel` as a share of hundred."""
    many, _, name = found["part"].rpartition(" ")
    share = next(share for part, share in _PARTS.items() if name.startswith(part))
    share = {"zwei": 66.67, "drei": 75.0}.get(many, share)
    return share, share


def read_span(found: re.Match[str]) -> tuple[int, str]:
    """A number and its unit as ISO 8601 writes it: D, W, M or Y."""
    return _count(found["count"].lower()), _ISO_UNITS.get(found["unit"].lower(), "Y")


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS.get(word, 1)


def read_people(found: re.Match[str]) -> int:
    """A number of inhabitants."""
    return int(number(found["people"]))


def months(span: tuple[int, str]) -> int | None:
    """A span in months; `None` for weeks and days."""
    count, unit = span
    return {"M": count, "Y": 12 * count}.get(unit)


def number(figures: str) -> float:
    """Read `1.250.000`, `2,5` and `66,67`."""
    return float(re.sub(r"[.\s]", "", figures).replace(",", "."))


def plain(value: float) -> float | int:
    """Write 75.0 as 75."""
    return int(value) if value == int(value) else value

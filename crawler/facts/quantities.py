"""Amounts, shares, spans of time and numbers of inhabitants in German prose."""

import re

_NUMBER = r"\d{1,3}(?:[.\u00a0 ]\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?"
_SCALE = r"Mio\.?|Million(?:en)?|Mrd\.?|Milliarden?|Tsd\.?|T(?=EUR|Euro|€)"
MONEY = (
    rf"(?:(?:EURO?|Euro|€)\s?(?P<pre>{_NUMBER})(?![\d%])(?:\s?(?P<prescale>{_SCALE}))?)"
    rf"|(?:(?P<post>{_NUMBER})(?:,-{{1,2}})?\s?(?P<postscale>{_SCALE})?\s?(?:EURO?|Euro|€)(?![a-z]))"
    # the export arrives without its euro signs: "250.000 ?"
    r"|(?:(?P<damaged>\d{1,3}(?:\.\d{3})+) \?(?= |$|[.,;)]))"
    r"|(?:(?P<word>einer?|zwei|drei|fünf|zehn) (?P<wordscale>Million(?:en)?) (?:Euro|EUR))"
)
PERCENT = (
    r"(?:(?P<low>\d{1,3}(?:,\d{1,2})?)(?:\s?(?:%|Prozent|v\.\s?H\.))?\s(?:bis|und)"
    r"(?:\szu)?(?:\s(?:maximal|höchstens))?\s)?"
    r"(?P<high>\d{1,3}(?:,\d{1,2})?)(?:\s(?P<third>[12]/3))?\s?"
    r"(?:%|Prozent(?!punkt)|v\.\s?H\.|vH\b|vom Hundert)"
)
_UNITS = {"tag": "D", "werktag": "D", "kalendertag": "D", "woche": "W", "monat": "M", "jahr": "Y"}
_WORDS = {
    "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "fünfzehn": 15, "achtzehn": 18, "zwanzig": 20,
    "vierundzwanzig": 24, "fünfundzwanzig": 25, "dreißig": 30,
}  # fmt: skip
SPAN = (
    r"(?P<n>\b\d{1,3}|\b(?:ein(?:em|er|es|e)?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf"
    r"|zwölf|fünfzehn|achtzehn|zwanzig|vierundzwanzig|fünfundzwanzig|dreißig))"
    r"(?:\s\(\d{1,3}\)|\s\([a-zäöü]+\))?(?:\s(?:volle[nr]?|ganze[nr]?))?[\s-]?"
    r"(?P<unit>[Ww]erktage?n?|[Kk]alendertage?n?|Tage?n?|Wochen?|Monate?n?s?|Jahre?n?s?|jährige[nrms]?)"
    r"(?![a-zäöüß])"
)
PEOPLE = r"(?P<people>\d{1,3}(?:[. ]\d{3})+|\d{3,7})\s(?:Einwohner|EW\b)"


def read_money(found: re.Match[str]) -> int | None:
    """Whole euros."""
    if found["word"]:
        return _WORDS[found["word"].rstrip("r").removesuffix("e") or "ein"] * 1_000_000
    figures = found["pre"] or found["post"] or found["damaged"]
    scale = (found["prescale"] or found["postscale"] or "").lower()
    factor = 1
    if scale:
        factor = {"mi": 1_000_000, "mr": 1_000_000_000, "ts": 1000, "t": 1000}[scale[:2]]
        if scale.startswith("milliard"):
            factor = 1_000_000_000
    return round(number(figures) * factor)


def read_percent(found: re.Match[str]) -> tuple[float, float] | None:
    """The lower and the upper share; they are the same where only one is stated."""
    high = number(found["high"])
    if found["third"]:
        high = round(high + int(found["third"][0]) / 3, 2)
    low = number(found["low"]) if found["low"] else high
    return (low, high) if 0 < low <= high <= 100 else None


def read_span(found: re.Match[str]) -> tuple[int, str]:
    """A number and its unit as ISO 8601 writes it: D, W, M or Y."""
    text = found["n"].lower()
    count = int(text) if text.isdigit() else _WORDS.get(text) or 1
    unit = found["unit"].lower().replace("ä", "a")
    return count, next(iso for german, iso in _UNITS.items() if unit.startswith(german[:4]))


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

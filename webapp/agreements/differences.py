"""What a split changes against the one before, and who carries the cents, in sentences."""

from collections.abc import Iterator, Mapping

from index.status import german_date
from webapp.agreements.splits import Split
from webapp.agreements.splitting import Basis
from webapp.applications.money import AMOUNTS, LABELS
from webapp.filters import cent

_SHOWN = (*AMOUNTS, "own")


def differences(before: Split, after: Split, towns: Mapping[str, str]) -> list[str]:
    """Say what is another amount now, by the names of the towns; nothing if nothing is."""
    return list(_differences(before, after, towns))


def basis_sentence(split: Split, towns: Mapping[str, str]) -> str:
    """Say by what was divided, with the figures where there are any."""
    if split.basis is Basis.INHABITANTS:
        day = f" am {german_date(split.population_day)}" if split.population_day else ""
        figures = ", ".join(
            f"{_name(ags, towns)} {_number(it)}" for ags, it in split.weights.items()
        )
        return f"Geteilt nach Einwohnern{day}: {figures}."
    if split.basis is Basis.PERCENT:
        parts = (f"{_name(ags, towns)} {_percent(it)} %" for ags, it in split.weights.items())
        return f"Geteilt nach vereinbarten Prozenten: {', '.join(parts)}."
    if split.basis is Basis.AMOUNTS:
        return "Die Kosten sind einzeln vereinbart, das Übrige folgt ihnen im Verhältnis."
    return "Geteilt zu gleichen Teilen."


def rounding_sentences(split: Split, towns: Mapping[str, str]) -> list[str]:
    """Say who carries a cent that cannot be divided, for each amount where there is one."""
    return [
        f"{LABELS[name][:1].upper()}{LABELS[name][1:]}: den Rundungscent "
        f"{'trägt' if len(who) == 1 else 'tragen je einen'} {_and(_name(it, towns) for it in who)}."
        for name, who in split.carriers.items()
    ]


def _differences(before: Split, after: Split, towns: Mapping[str, str]) -> Iterator[str]:
    if before.basis is not after.basis:
        yield f"Aufteilung {before.basis.label} → {after.basis.label}"
    for ags in sorted({*before.shares, *after.shares}, key=lambda ags: _name(ags, towns)):
        old, new = before.shares.get(ags), after.shares.get(ags)
        if old is None or new is None:
            yield f"{_name(ags, towns)} {'kam dazu' if new else 'ist nicht mehr dabei'}"
            continue
        for name in _SHOWN:
            was, now = getattr(old, name), getattr(new, name)
            if was != now:
                said = f"{cent(was) or 'offen'} → {cent(now) or 'offen'}"
                yield f"{_name(ags, towns)}: {LABELS[name]} {said}"


def _name(ags: str, towns: Mapping[str, str]) -> str:
    return towns.get(ags, ags)


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _percent(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") if rest else str(whole)


def _and(names: Iterator[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} und {last}" if others else last

"""The columns of a list of programmes that people take along, and what stands in them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.programme import Programme
from index.status import Standing
from webapp.programmes.wording import FACT_LABELS, fact_in_german

Cell = str | int | float | date | None
"""What stands in a cell; nothing where no source states it."""


class Kind(StrEnum):
    """How a cell is read: as words, a day, euros, per cent, a number or an address."""

    TEXT = "text"
    DAY = "day"
    EURO = "euro"
    PERCENT = "percent"
    NUMBER = "number"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands above a column, how its cells are read, and how wide it is in characters."""

    label: str
    kind: Kind = Kind.TEXT
    width: int = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column and where its value comes from."""

    heading: Heading
    value: Callable[[Programme, Standing], Cell]


def columns(page_of: Callable[[int], str]) -> tuple[Column, ...]:
    """The columns of every list; `page_of` gives the address of our page of a programme."""
    return (
        _column("Titel", lambda it, _: it.title, width=52),
        _column("Status", lambda _, on: on.status.value, width=20),
        _column("Nächste Frist", lambda _, on: on.next_deadline, Kind.DAY, 14),
        _column("Warum keine Frist", lambda _, on: on.no_deadline_because, width=20),
        _column("Ebene", lambda it, _: _listed(it.levels), width=10),
        _column("Fördergeber", lambda it, _: _listed(it.funders), width=34),
        _column("Förderart", lambda it, _: _listed(it.funding_types)),
        _column("Förderbereich", lambda it, _: _listed(it.funding_areas), width=30),
        _column("Fördergebiet", lambda it, _: _listed(it.regions)),
        _column("Förderberechtigte", lambda it, _: _listed(it.eligible_applicants), width=30),
        _number("funding_rate_max", Kind.PERCENT, "Förderquote bis"),
        _number("own_share_min", Kind.PERCENT, "Eigenanteil mindestens"),
        _number("amount_max_eur", Kind.EURO),
        _number("amount_min_eur", Kind.EURO),
        _number("total_cost_min_eur", Kind.EURO),
        _column(
            FACT_LABELS["programme_valid_until"], lambda it, _: it.facts.valid_until, Kind.DAY, 14
        ),
        _words("early_start"),
        _words("combinable"),
        _column("Zuletzt geändert", lambda it, _: it.last_changed, Kind.DAY, 14),
        _column("Durchsicht", lambda it, _: _review(it), width=16),
        _column("Amtliche Seite", lambda it, _: it.official_page, Kind.LINK, 40),
        _column("Seite im Fördernetz", lambda it, _: page_of(it.id), Kind.LINK, 30),
        _column("Quelle und Lizenz", lambda it, _: _listed(terms_of(it)), width=40),
    )


def terms_of(programme: Programme) -> tuple[str, ...]:
    """Whom the texts of a programme belong to, and on which terms they may be passed on."""
    named = (
        (telling.record.attribution or telling.source_label, telling.record.licence)
        for telling in programme.tellings
    )
    said = (
        f"{name}, Lizenz: {licence}" if licence and licence not in name else name
        for name, licence in named
    )
    return tuple(dict.fromkeys(said))


def _column(
    label: str,
    value: Callable[[Programme, Standing], Cell],
    kind: Kind = Kind.TEXT,
    width: int = 18,
) -> Column:
    return Column(heading=Heading(label=label, kind=kind, width=width), value=value)


def _number(fact: str, kind: Kind, label: str = "") -> Column:
    return _column(label or FACT_LABELS[fact], lambda it, _: it.facts.value(fact), kind, 14)


def _words(name: str) -> Column:
    def said(programme: Programme, _: Standing) -> Cell:
        fact = programme.facts.get(name)
        return fact_in_german(fact) if fact else None

    return _column(FACT_LABELS[name], said, width=22)


def _listed(values: tuple[str, ...]) -> str:
    return "; ".join(values)


def _review(programme: Programme) -> str:
    if not programme.reviewed:
        return "ungeprüft"
    return "seit der Prüfung geändert" if programme.changed_since_review else "geprüft"

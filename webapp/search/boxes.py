"""The boxes beside the hits: one per facet, each value a link to the narrower or wider search."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from index.municipality import HOME
from index.search.engine import FACET_LABELS, FacetValue, Found, Question
from index.search.facets import NOT_STATED, ONLY
from index.search.spans import DeadlineSpan, end_of_span
from index.status import german_date
from index.vocabulary import Region
from webapp.filters import euro, zahl
from webapp.search import addresses

_SHOWN, _NOT_WORTH_HIDING = 7, 9
_OPEN = ("status", "deadline", "region", "applicant", "funding_type", "funding_area")
_SPANS = {
    DeadlineSpan.MONTH: "in diesem Monat",
    DeadlineSpan.QUARTER: "in diesem Quartal",
    DeadlineSpan.HALF_YEAR: "in diesem Halbjahr",
    DeadlineSpan.NOT_STATED: "keine genannt",
}
_WITH_NUMBERS = ("rate", "amount", "new_since")
_PARTS_AT_HOME = (f"{ONLY}{HOME}", f"{ONLY}{Region.NATIONWIDE}", Region.EU.value)


class Choice(NamedTuple):
    """One value of a facet, as the page writes it: `inner` stands for what it holds.

    A tuple, for a page has hundreds of them.
    """

    label: str
    number: str
    chosen: bool
    address: str
    inner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One facet: the choices shown, and those behind »alle zeigen«; `field` asks for any value."""

    name: str
    label: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    is_open: bool
    field: "Field | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field for a value of one's own, with what else its form has to carry along."""

    label: str
    kind: str
    value: str
    hidden: list[tuple[str, str]]


def boxes(found: Found, sources: Mapping[str, str], today: date) -> list[Box]:
    """The facets in the order of the page; one without values is left out."""
    return [
        box
        for facet in FACET_LABELS
        if facet != "sub_area" and _tells_apart(found, facet)
        if (box := _box(facet, found, Labels(sources, today))).shown or box.field
    ]


def _tells_apart(found: Found, facet: str) -> bool:
    """Whether the facet has more to offer than that nobody says anything."""
    values = found.facets[facet]
    return any(it.chosen or it.value != NOT_STATED for it in values)


class Labels:
    """What values are called on the page."""

    def __init__(self, sources: Mapping[str, str], today: date) -> None:
        self._sources, self._today = sources, today

    def of(self, facet: str, value: str) -> str:
        """The words for a value."""
        if facet == "deadline":
            return self._of_span(DeadlineSpan(value))
        if value == NOT_STATED:
            return "nicht angegeben"
        if facet == "region":
            return self._of_region(value)
        if facet == "sub_area":
            return value.partition(": ")[2]
        if facet == "source":
            return self._sources.get(value, value)
        return self._of_number(facet, value) if facet in _WITH_NUMBERS else value

    def _of_number(self, facet: str, value: str) -> str:
        if facet == "new_since":
            return self._of_day(date.fromisoformat(value))
        return f"mindestens {euro(float(value)) if facet == 'amount' else f'{value} %'}"

    def _of_span(self, span: DeadlineSpan) -> str:
        words = _SPANS.get(span, span.value)
        end = end_of_span(span, self._today)
        return f"{words} (bis {german_date(end)})" if end else words

    def _of_day(self, day: date) -> str:
        days = (self._today - day).days
        return f"{days} Tagen" if days in (7, 30, 90) else german_date(day)

    @staticmethod
    def _of_region(value: str) -> str:
        if value == Region.ABROAD:
            return "außerhalb Deutschlands"
        if value == Region.EU:
            return "nur EU-weit"
        if value.startswith(ONLY):
            return value
        return "gilt bundesweit" if value == Region.NATIONWIDE else f"gilt in {value}"


def _box(facet: str, found: Found, labels: Labels) -> Box:
    question = found.question
    values = found.facets[facet]
    if facet == "region":
        shown, more = _regions(values, _choosing(facet, question, labels))
    elif facet == "funding_area":
        shown, more = _shortened(_areas(found, labels))
    else:
        shown, more = _shortened(map(_choosing(facet, question, labels), values))
    chosen = bool(question.filters.get(facet))
    return Box(
        name=facet,
        label=FACET_LABELS[facet],
        shown=tuple(shown),
        more=tuple(more),
        is_open=chosen or facet in _OPEN,
        field=_field(facet, question),
    )


def _choosing(
    facet: str, question: Question, labels: Labels, *, inner: bool = False
) -> Callable[[FacetValue], Choice]:
    """Make choices of the values of a facet."""
    address, label = addresses.toggling(question, facet), labels.of
    return lambda it: Choice(
        label(facet, it.value), zahl(it.count), it.chosen, address(it.value), inner
    )


def _shortened(choices: Iterable[Choice]) -> tuple[list[Choice], list[Choice]]:
    choices = list(choices)
    if len(choices) <= _NOT_WORTH_HIDING:
        return choices, []
    return choices[:_SHOWN], choices[_SHOWN:]


def _areas(found: Found, labels: Labels) -> Iterator[Choice]:
    """The Förderbereiche; below a chosen one its parts."""
    subs = found.facets["sub_area"]
    area = _choosing("funding_area", found.question, labels)
    part = _choosing("sub_area", found.question, labels, inner=True)
    for it in found.facets["funding_area"]:
        yield area(it)
        parts = [sub for sub in subs if sub.value.startswith(f"{it.value}: ")]
        if it.chosen or any(sub.chosen for sub in parts):
            yield from map(part, parts)


def _regions(
    values: Iterable[FacetValue], choose: Callable[[FacetValue], Choice]
) -> tuple[list[Choice], list[Choice]]:
    """Here first, with what it holds: only this Land, the whole country, the EU; then the rest."""
    by_value = {it.value: choose(it) for it in values}

    def choices(names: Iterable[str], *, inner: bool = False) -> list[Choice]:
        found = [by_value.pop(name) for name in names if name in by_value]
        return [it._replace(inner=True) for it in found] if inner else found

    shown = choices([HOME])
    shown += choices(_PARTS_AT_HOME, inner=bool(shown))
    shown += choices([NOT_STATED])
    more: list[Choice] = []
    for name in [name for name in by_value if not name.startswith(ONLY)]:
        more += choices([name])
        more += choices([f"{ONLY}{name}"], inner=True)
    return shown, more + choices(list(by_value))


def _field(facet: str, question: Question) -> Field | None:
    fields = {
        "rate": ("Mindestens (in %)", "number"),
        "amount": ("Mindestens (in Euro)", "number"),
        "new_since": ("Seit dem", "date"),
    }
    if facet not in fields:
        return None
    label, kind = fields[facet]
    chosen = question.filters.get(facet, ("",))[0]
    return Field(
        label=label,
        kind=kind,
        value="" if chosen == NOT_STATED else chosen,
        hidden=addresses.hidden_fields(question, without=facet),
    )

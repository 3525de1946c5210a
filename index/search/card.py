"""The card: what the index remembers of a programme to filter, count and order hits."""

from dataclasses import dataclass
from datetime import date

import msgspec

from index.fact_values import CATEGORY_OF
from index.facts import Fact, Facts
from index.programme import Programme
from index.record import Call
from index.status import Standing, standing
from index.vocabulary import ApplicantType, Presence, Region, Status

_TIMING_FACTS = ("deadline_model", "deadlines", "programme_valid_until", "status")
_FOR_US = {ApplicantType.MUNICIPALITY, ApplicantType.PUBLIC_BODY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What the status follows from; the status itself is derived for the day and never kept."""

    status_line: str
    facts: tuple[Fact, ...]
    call: Call | None
    presence: Presence
    retired: bool = False

    def standing(self, today: date) -> Standing:
        """Derive the status on that day, and the next deadline."""
        return standing(
            today=today,
            status_line=self.status_line,
            facts=Facts({fact.name: fact for fact in self.facts}),
            call=self.call,
            presence=self.presence,
            retired=self.retired,
        )

    def status(self, today: date) -> Status:
        """Derive the status on that day."""
        return self.standing(today).status


@dataclass(frozen=True, slots=True)
class Fit:
    """What decides how useful a programme is here; many programmes have the same."""

    regions: tuple[Region, ...]
    levels: tuple[str, ...]
    for_municipalities: bool | None
    research: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One programme in the index. `facets` holds the stated values by facet.

    `rate` is per cent, `amount` whole euros; `None` where no source states one.
    """

    programme: int
    title: str
    facets: dict[str, tuple[str, ...]]
    timing: Timing
    first_seen: str
    last_changed: str
    rate: float | None
    amount: int | None
    for_municipalities: bool | None
    research: bool

    @property
    def regions(self) -> tuple[Region, ...]:
        """Fördergebiet."""
        return tuple(Region(value) for value in self.facets["region"])

    @property
    def fit(self) -> Fit:
        """What the programme says about its use here."""
        return Fit(self.regions, self.facets["level"], self.for_municipalities, self.research)


def card_of(programme: Programme) -> Card:
    """Write the card of a programme."""
    facts = programme.facts
    timing_facts = (facts.get(name) for name in _TIMING_FACTS)
    return Card(
        programme=programme.id,
        title=programme.title,
        facets=dict(
            level=tuple(level.value for level in programme.levels),
            funding_type=tuple(kind.value for kind in programme.funding_types),
            funding_area=tuple(area.value for area in programme.funding_areas),
            sub_area=tuple(f"{it.area.value}: {it.label}" for it in programme.sub_areas),
            region=tuple(region.value for region in programme.regions),
            applicant=tuple(kind.value for kind in _applicants(programme)),
            funder=programme.funders,
            source=tuple(dict.fromkeys(t.record.source for t in programme.tellings)),
        ),
        timing=Timing(
            status_line=programme.status_line,
            facts=tuple(fact for fact in timing_facts if fact is not None),
            call=programme.call,
            presence=programme.presence,
            retired=all(telling.record.retired for telling in programme.tellings),
        ),
        first_seen=programme.first_seen.isoformat(),
        last_changed=programme.last_changed.isoformat(),
        rate=facts.value("funding_rate_max"),
        amount=_amount(programme),
        for_municipalities=_for_municipalities(programme),
        research=_is_research(programme),
    )


def encode_card(card: Card) -> bytes:
    """Write a card for the index."""
    return msgspec.json.encode(card)


def decode_card(text: bytes) -> Card:
    """Read a card from the index."""
    return msgspec.json.decode(text, type=Card)


def _applicants(programme: Programme) -> tuple[ApplicantType, ...]:
    """The categories of the sources; where they have none, whom the text names."""
    if programme.eligible_applicants:
        return programme.eligible_applicants
    named = programme.facts.value("applicants") or ()
    found = (CATEGORY_OF.get(name) for name in named)
    return tuple(dict.fromkeys(kind for kind in found if kind))


def _amount(programme: Programme) -> int | None:
    """The most that one Vorhaben can get, as far as a source states it."""
    stated: int | None = programme.facts.value("amount_max_eur")
    if stated is None and programme.call is not None:
        return programme.call.grant_max_eur
    return stated


def _for_municipalities(programme: Programme) -> bool | None:
    """Tell whether municipalities may apply; nothing where nobody says who may."""
    applicants = programme.eligible_applicants
    return bool(_FOR_US.intersection(applicants)) if applicants else None


def _is_research(programme: Programme) -> bool:
    """EU research calls want an international consortium: rarely what a town hall can do."""
    call = programme.call
    return call is not None and call.identifier.upper().startswith(
        ("HORIZON", "ERC", "MSCA", "EIC")
    )

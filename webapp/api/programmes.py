"""Programmes as the interface tells them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from msgspec import UNSET

from index.facts import Fact
from index.programme import Programme, Telling
from index.record import TEXT_FIELDS
from webapp.api import models

_OPEN_LICENCES = ("CC", "Datenlizenz", "dl-de", "gemeinfrei")
_OF_A_PERSON = "decision"


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells programmes on one day; `page_of` gives the address of our page.

    With `everything` also passages whose licence we may not pass on to everybody.
    """

    today: date
    page_of: Callable[[int], str]
    everything: bool = False

    def listed(self, programme: Programme) -> models.Programme:
        """A programme in a list."""
        return models.Programme(**self._told(programme))

    def whole(self, programme: Programme) -> models.WholeProgramme:
        """A programme with its passages."""
        return models.WholeProgramme(
            **self._told(programme), passages=dict(self._passages(programme))
        )

    def uuid(self, number: int) -> UUID:
        """The name of a programme that holds world-wide."""
        return uuid5(NAMESPACE_URL, self.page_of(number))

    def _told(self, programme: Programme) -> dict[str, Any]:
        standing = programme.standing(self.today)
        return dict(
            id=programme.id,
            uuid=str(self.uuid(programme.id)),
            page=self.page_of(programme.id),
            url=programme.official_page or programme.url,
            title=programme.title,
            language=programme.language,
            status=standing.status,
            status_because=standing.reason,
            next_deadline=standing.next_deadline or UNSET,
            no_deadline_because=standing.no_deadline_because or UNSET,
            reviewed=programme.reviewed,
            levels=list(programme.levels),
            funding_types=list(programme.funding_types),
            funding_areas=list(programme.funding_areas),
            regions=list(programme.regions),
            eligible_applicants=list(programme.eligible_applicants),
            funders=list(programme.funders),
            facts={fact.name: _fact(fact, programme) for fact in programme.facts},
            sources=[_source(telling) for telling in programme.tellings],
        )

    def _passages(self, programme: Programme) -> Iterator[tuple[str, str]]:
        for name in TEXT_FIELDS:
            for telling in programme.tellings:
                text = getattr(telling.record, name).text
                if text and (self.everything or may_be_passed_on(telling)):
                    yield name, text
                    break


def may_be_passed_on(telling: Telling) -> bool:
    """Tell whether the licence of a source lets everybody pass its texts on."""
    said = f"{telling.record.licence} {telling.record.attribution}"
    return any(word in said for word in _OPEN_LICENCES)


def open_summary(programme: Programme) -> str:
    """The summary of the first source whose licence is open."""
    found = (it.record.summary.text for it in programme.tellings if may_be_passed_on(it))
    return next((text for text in found if text), "")


def _fact(fact: Fact, programme: Programme) -> models.Fact:
    stated = (it for it in programme.tellings if fact.name in it.facts)
    url = next((it.record.url for it in stated), programme.url)
    # Why the Fördermittelmanagement decided so is for the towns, not for everybody.
    evidence = [it for it in fact.evidence if it.field != _OF_A_PERSON]
    return models.Fact(
        value=fact.value,
        url=url,
        evidence=[models.Evidence(field=it.field, quote=it.quote) for it in evidence],
        decided=fact.decided is not None,
    )


def _source(telling: Telling) -> models.Source:
    return models.Source(
        source=telling.record.source,
        label=telling.source_label,
        url=telling.record.url,
        presence=telling.presence,
        first_seen=telling.first_seen,
        last_seen=telling.last_seen,
        last_changed=telling.last_changed,
        licence=telling.record.licence,
        attribution=telling.record.attribution,
    )

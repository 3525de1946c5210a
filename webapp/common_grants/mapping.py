"""A programme in the words of CommonGrants: what the protocol has no word for stays ours."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from msgspec import UNSET, UnsetType

from index.programme import Programme
from index.status import Standing
from index.vocabulary import ApplicantType, Status
from webapp.api.programmes import Teller, open_summary
from webapp.common_grants import models
from webapp.common_grants.models import ApplicantTypeOptions, EventType, OppStatusOptions
from webapp.programmes.quick_check import in_one_line
from webapp.programmes.wording import fact_in_german

STATUSES = {
    Status.OPEN: OppStatusOptions.OPEN,
    Status.UPCOMING: OppStatusOptions.FORECASTED,
    Status.CLOSED: OppStatusOptions.CLOSED,
    Status.PAUSED: OppStatusOptions.CUSTOM,
    Status.UNKNOWN: OppStatusOptions.CUSTOM,
}
_APPLICANTS = {
    "Kommune": ApplicantTypeOptions.MUNICIPAL,
    "Landkreis": ApplicantTypeOptions.COUNTY,
    "Zweckverband": ApplicantTypeOptions.SPECIAL_DISTRICT,
    ApplicantType.PRIVATE_PERSON: ApplicantTypeOptions.INDIVIDUAL,
}


def opportunity(programme: Programme, teller: Teller) -> models.Opportunity:
    """Tell a programme."""
    standing = programme.standing(teller.today)
    return models.Opportunity(
        id=str(teller.uuid(programme.id)),
        title=programme.title,
        status=_status(standing),
        description=open_summary(programme) or programme.title,
        funding=funding(programme),
        key_dates=_key_dates(programme, standing, teller.today),
        accepted_applicant_types=list(_applicants(programme)) or UNSET,
        source=programme.official_page or UNSET,
        custom_fields=_custom_fields(programme) or UNSET,
        created_at=_midnight(programme.first_seen),
        last_modified_at=_midnight(max(programme.first_seen, programme.last_changed)),
    )


def funding(programme: Programme) -> models.OppFunding | UnsetType:
    """The money, as far as a source states it."""
    facts, call = programme.facts, programme.call
    most, least = facts.value("amount_max_eur"), facts.value("amount_min_eur")
    told = models.OppFunding(
        details=in_one_line(facts) or UNSET,
        total_amount_available=_euros(call.budget_eur if call else None),
        min_award_amount=_euros(call.grant_min_eur if call and least is None else least),
        max_award_amount=_euros(call.grant_max_eur if call and most is None else most),
        estimated_award_count=(call and call.expected_grants) or UNSET,
    )
    return UNSET if told == models.OppFunding() else told


def close_day(programme: Programme, standing: Standing, today: date) -> date | None:
    """The next day by which an application, not a sketch, is handed in."""
    ahead = standing.next_deadline
    if ahead is None:
        return None
    days = {it.next_on(today): it.kind for it in programme.facts.deadlines}
    if programme.call and ahead in programme.call.deadlines:
        return ahead
    others = [day for day, kind in days.items() if day and kind != "sketch" and day >= ahead]
    return min(others, default=None)


def _status(standing: Standing) -> models.OppStatus:
    value = STATUSES[standing.status]
    own = standing.status.value if value is OppStatusOptions.CUSTOM else UNSET
    return models.OppStatus(value=value, custom_value=own, description=standing.reason)


def _key_dates(
    programme: Programme, standing: Standing, today: date
) -> models.OppTimeline | UnsetType:
    others = dict(_other_dates(programme, standing, today))
    day = close_day(programme, standing, today)
    closes: models.Event | UnsetType = UNSET
    if day:
        closes = _day("Antragsfrist", day)
    elif standing.no_deadline_because == "laufend":
        closes = models.Event(
            name="Antragsfrist", event_type=EventType.OTHER, details="Antrag laufend möglich"
        )
    if closes is UNSET and not others:
        return UNSET
    return models.OppTimeline(close_date=closes, other_dates=others or UNSET)


def _other_dates(
    programme: Programme, standing: Standing, today: date
) -> Iterator[tuple[str, models.Event]]:
    if standing.next_deadline:
        sketches = (it.next_on(today) for it in programme.facts.deadlines if it.kind == "sketch")
        if ahead := min((day for day in sketches if day), default=None):
            yield "skizze", _day("Frist für die Skizze", ahead)
    if programme.facts.valid_until:
        yield "richtlinieGueltigBis", _day("Richtlinie gültig bis", programme.facts.valid_until)


def _day(name: str, day: date) -> models.Event:
    return models.Event(name=name, event_type=EventType.SINGLE_DATE, date=day)


def _applicants(programme: Programme) -> Iterator[models.ApplicantType]:
    named = programme.facts.value("applicants") or ()
    stated = [*programme.eligible_applicants, *(it for it in named if it in _APPLICANTS)]
    told = (
        (_APPLICANTS.get(it, ApplicantTypeOptions.CUSTOM), str(it)) for it in dict.fromkeys(stated)
    )
    for value, word in dict.fromkeys(told):
        own = word if value is ApplicantTypeOptions.CUSTOM else UNSET
        yield models.ApplicantType(value=value, custom_value=own)


def _custom_fields(programme: Programme) -> dict[str, models.CustomField]:
    facts = programme.facts
    combinable = facts.get("combinable")
    checked = max(telling.last_seen for telling in programme.tellings)
    told = (
        ("foerderquote", "Förderquote in Prozent", "number", facts.value("funding_rate_max")),
        ("eigenanteil", "Eigenanteil in Prozent", "number", facts.value("own_share_min")),
        ("foerderart", "Förderart", "string", ", ".join(programme.funding_types)),
        ("foerdergeber", "Fördergeber", "string", ", ".join(programme.funders)),
        ("foerdergebiet", "Fördergebiet", "array", list(programme.regions)),
        ("kumulierung", "Kumulierung", "string", combinable and fact_in_german(combinable)),
        ("zuletztGeprueft", "Zuletzt gelesen", "string", checked.isoformat()),
    )
    return {
        key: models.CustomField(name=name, field_type=kind, value=value)
        for key, name, kind, value in told
        if value not in (None, "", [])
    }


def _euros(amount: float | None) -> models.Money | UnsetType:
    return UNSET if amount is None else models.Money(amount=f"{amount:.2f}", currency="EUR")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

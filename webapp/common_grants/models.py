"""The types of CommonGrants 0.4 that we use; a value we do not have is left out, never null."""

from datetime import date as Day  # noqa: N812 - a field of the protocol is called date
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

PROTOCOL = "0.4.0"
_AMOUNT = r"^-?[0-9]+\.?[0-9]*$"
Amount = Annotated[str, Meta(pattern=_AMOUNT)]
Page = Annotated[int, Meta(ge=1, le=2**31 - 1)]


class OppStatusOptions(StrEnum):
    """Whether one can apply."""

    FORECASTED = "forecasted"
    OPEN = "open"
    CLOSED = "closed"
    CUSTOM = "custom"


class EventType(StrEnum):
    """A day, or something else in words."""

    SINGLE_DATE = "singleDate"
    OTHER = "other"


class ApplicantTypeOptions(StrEnum):
    """Who may apply, as far as the protocol has a word for it."""

    INDIVIDUAL = "individual"
    COUNTY = "government_county"
    MUNICIPAL = "government_municipal"
    SPECIAL_DISTRICT = "government_special_district"
    CUSTOM = "custom"


class OppSortBy(StrEnum):
    """What the protocol lets one sort by."""

    MODIFIED = "lastModifiedAt"
    CREATED = "createdAt"
    TITLE = "title"
    STATUS = "status.value"
    CLOSE_DATE = "keyDates.closeDate"
    MAX_AWARD = "funding.maxAwardAmount"
    MIN_AWARD = "funding.minAwardAmount"
    TOTAL = "funding.totalAmountAvailable"
    AWARDS = "funding.estimatedAwardCount"
    CUSTOM = "custom"


class SortOrder(StrEnum):
    """Up or down."""

    ASC = "asc"
    DESC = "desc"


class ArrayOperators(StrEnum):
    """One of these, or none of these."""

    IN = "in"
    NOT_IN = "notIn"


class RangeOperators(StrEnum):
    """Inside a range, or outside of it."""

    BETWEEN = "between"
    OUTSIDE = "outside"


class _Camel(Struct, kw_only=True, omit_defaults=True, rename="camel"):
    """Names as JSON writes them."""


class Money(_Camel):
    """An amount, as text so that no cent is lost."""

    amount: Amount
    currency: str


class OppStatus(_Camel):
    """The status, in our own word where the protocol has none."""

    value: OppStatusOptions
    custom_value: str | UnsetType = UNSET
    description: str | UnsetType = UNSET


class Event(_Camel):
    """A day, or words where there is none."""

    name: str
    event_type: EventType
    date: Day | UnsetType = UNSET
    details: str | UnsetType = UNSET
    description: str | UnsetType = UNSET


class OppTimeline(_Camel):
    """The days of a programme."""

    close_date: Event | UnsetType = UNSET
    other_dates: dict[str, Event] | UnsetType = UNSET


class OppFunding(_Camel):
    """The money of a programme."""

    details: str | UnsetType = UNSET
    total_amount_available: Money | UnsetType = UNSET
    min_award_amount: Money | UnsetType = UNSET
    max_award_amount: Money | UnsetType = UNSET
    estimated_award_count: int | UnsetType = UNSET


class ApplicantType(_Camel):
    """Who may apply, in our own word where the protocol has none."""

    value: ApplicantTypeOptions
    custom_value: str | UnsetType = UNSET


class CustomField(_Camel):
    """Something the protocol has no field for."""

    name: str
    field_type: str
    value: Any
    description: str | UnsetType = UNSET


class Opportunity(_Camel, kw_only=True):
    """A Förderprogramm."""

    id: str
    title: str
    status: OppStatus
    description: str
    funding: OppFunding | UnsetType = UNSET
    key_dates: OppTimeline | UnsetType = UNSET
    accepted_applicant_types: list[ApplicantType] | UnsetType = UNSET
    source: str | UnsetType = UNSET
    custom_fields: dict[str, CustomField] | UnsetType = UNSET
    created_at: datetime
    last_modified_at: datetime


class PaginatedResultsInfo(_Camel):
    """Which page it is."""

    page: int
    page_size: int
    total_items: int
    total_pages: int


class SortedResultsInfo(_Camel):
    """How it is sorted, and what was not possible."""

    sort_by: str
    sort_order: SortOrder
    custom_sort_by: str | UnsetType = UNSET
    errors: list[str] | UnsetType = UNSET


class StringArrayFilter(_Camel):
    """A value out of a list."""

    operator: ArrayOperators
    value: list[str]


class Days(_Camel):
    """From a day to a day."""

    min: str
    max: str


class DateRangeFilter(_Camel):
    """A day in a range."""

    operator: RangeOperators
    value: Days


class Amounts(_Camel):
    """From an amount to an amount."""

    min: Money
    max: Money


class MoneyRangeFilter(_Camel):
    """An amount in a range."""

    operator: RangeOperators
    value: Amounts


class OppFilters(_Camel):
    """What a search filters by; all of them have to hold."""

    status: StringArrayFilter | UnsetType = UNSET
    close_date_range: DateRangeFilter | UnsetType = UNSET
    total_funding_available_range: MoneyRangeFilter | UnsetType = UNSET
    min_award_amount_range: MoneyRangeFilter | UnsetType = UNSET
    max_award_amount_range: MoneyRangeFilter | UnsetType = UNSET
    custom_filters: dict[str, Any] | UnsetType = UNSET


class FilterInfo(_Camel):
    """The filters that were used, and what was not possible."""

    filters: OppFilters
    errors: list[str] | UnsetType = UNSET


class OppSorting(_Camel):
    """What a search sorts by."""

    sort_by: OppSortBy
    custom_sort_by: str | UnsetType = UNSET
    sort_order: SortOrder | UnsetType = UNSET


class PaginatedBodyParams(_Camel):
    """Which page is wanted."""

    page: Page = 1
    page_size: Page = 100


class OppSearch(_Camel):
    """A search."""

    search: str | UnsetType = UNSET
    filters: OppFilters | UnsetType = UNSET
    sorting: OppSorting | UnsetType = UNSET
    pagination: PaginatedBodyParams | UnsetType = UNSET


class OppList(_Camel):
    """One page of programmes."""

    status: int
    message: str
    items: list[Opportunity]
    pagination_info: PaginatedResultsInfo


class OppFound(_Camel):
    """One page of what a search found."""

    status: int
    message: str
    items: list[Opportunity]
    pagination_info: PaginatedResultsInfo
    sort_info: SortedResultsInfo
    filter_info: FilterInfo


class OppRead(_Camel):
    """One programme."""

    status: int
    message: str
    data: Opportunity


class Error(_Camel):
    """An error."""

    status: int
    message: str
    errors: list[str]

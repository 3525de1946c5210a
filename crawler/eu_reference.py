"""The reference file of the EU portal: every topic in one file, with less than the search says.

It is our cross-check of the search, and what we read when the search is down. The file has more
than 120 MB, so only the fields that we need are decoded, one topic after the other.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Annotated

import msgspec

from crawler.eu_answer import Row, UnreadableAnswer
from crawler.eu_query import GRANT, PROGRAMMES

REFERENCE = (
    "https://ec.europa.eu/info/funding-tenders/opportunities/data/referenceData/grantsTenders.json"
)
MAX_BYTES = 400 * 1024 * 1024
SECONDS = 900


class _Named(msgspec.Struct):
    id: int | str = ""
    abbreviation: str = ""


class _Kind(msgspec.Struct, rename="camel"):
    type_of_action: str = ""


class _Action(msgspec.Struct, rename="camel"):
    types: list[_Kind] = []
    submission_procedure: _Named | None = None


class _Topic(msgspec.Struct, rename="camel"):
    identifier: str
    type: int | str
    title: str | None = None
    call_identifier: str | None = None
    call_title: str | None = None
    framework_programme: _Named | list[_Named] | None = None
    planned_opening_date_long: int | None = None
    deadline_dates_long: list[int] | None = None
    actions: list[_Action] | None = None
    keywords: list[str] | None = None
    tags: list[str] | None = None


class _Data(msgspec.Struct):
    topics: Annotated[list[msgspec.Raw], msgspec.Meta(min_length=1)] = msgspec.field(
        name="GrantTenderObj"
    )


class _File(msgspec.Struct):
    data: _Data = msgspec.field(name="fundingData")


def current_topics(body: bytes, today: date) -> Iterator[Row]:
    """The grants of our programmes that still can be applied for, as rows of the search.

    Raises:
        UnreadableAnswer: when this is not the reference file.
    """
    try:
        topics = msgspec.json.decode(body, type=_File).data.topics
    except (msgspec.DecodeError, ValueError) as error:
        raise UnreadableAnswer("Die Referenzdatei der EU ist nicht lesbar.") from error
    decoder = msgspec.json.Decoder(_Topic)
    for raw in topics:
        try:
            topic = decoder.decode(raw)
            row = _row(topic)
        except (msgspec.DecodeError, ValueError, OverflowError, OSError):
            continue  # of another kind: tenders have other fields
        if row.type == GRANT and _is_ours(row) and max(row.deadlines, default=date.min) >= today:
            yield row


def _is_ours(row: Row) -> bool:
    return not PROGRAMMES.keys().isdisjoint(row.fields["frameworkProgramme"])


def _row(topic: _Topic) -> Row:
    programmes = topic.framework_programme or []
    actions = topic.actions or []
    procedures = (one.submission_procedure for one in actions)
    fields = dict(
        identifier=(topic.identifier,),
        type=(str(topic.type),),
        language=("en",),
        title=(topic.title or "",),
        callIdentifier=(topic.call_identifier or "",),
        callTitle=(topic.call_title or "",),
        frameworkProgramme=tuple(
            str(one.id) for one in (programmes if isinstance(programmes, list) else [programmes])
        ),
        startDate=tuple(_days([topic.planned_opening_date_long])),
        deadlineDate=tuple(_days(topic.deadline_dates_long or [])),
        deadlineModel=tuple(one.abbreviation for one in procedures if one),
        typesOfAction=tuple(kind.type_of_action for one in actions for kind in one.types),
        keywords=tuple(topic.keywords or ()),
        tags=tuple(topic.tags or ()),
    )
    return Row(f"{topic.identifier}-REFERENCE", "", fields)


def _days(stamps: list[int] | list[int | None]) -> Iterator[str]:
    """Write moments in milliseconds as the search writes days."""
    for stamp in stamps:
        if stamp is not None:
            yield datetime.fromtimestamp(stamp / 1000, UTC).date().isoformat()

"""Read facts out of a record: deadlines, rates, amounts, applicants and what else is stated."""

from crawler.facts import (
    amounts,
    applicants,
    calls,
    combinable,
    deadlines,
    early_start,
    financing,
    own_share,
    procedure,
    rates,
    retention,
    status,
    validity,
)
from crawler.facts.passages import statements
from index.facts import Facts, facts_from
from index.record import SourceRecord
from index.vocabulary import FundingType

EXTRACTOR = "rules-17"
"""The version of the rules; a new one means that records have to be read again."""

FAMILIES = (
    deadlines,
    procedure,
    validity,
    rates,
    own_share,
    amounts,
    applicants,
    financing,
    early_start,
    combinable,
    retention,
    status,
)


def read_facts(record: SourceRecord) -> Facts:
    """Read what the record states; what it does not state is absent.

    Where only loans are given, a share of the cost is a share of financing, not a Förderquote.
    """
    if record.call is not None:
        return facts_from(list(calls.read(record.call)))
    if record.language != "de":
        return Facts()
    told = statements(record)
    found = [fact for family in FAMILIES for fact in family.read(told)]
    if record.funding_types and FundingType.GRANT not in record.funding_types:
        found = [fact for fact in found if not fact.name.startswith("funding_rate")]
    return facts_from(found)

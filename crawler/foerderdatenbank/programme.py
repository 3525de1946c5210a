"""From a document of the export to the record of a programme.

The property names come from a general template: what they hold is written in the table below,
not in their names.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from crawler.foerderdatenbank.categories import sub_areas, unknown_categories, words
from crawler.foerderdatenbank.document import Document, inner_targets, rich_text
from crawler.foerderdatenbank.neighbours import Neighbours, page_of
from index.record import SourceRecord
from index.source import Source
from index.text import RichText
from index.vocabulary import Level

SOURCE = Source(
    name="foerderdatenbank",
    label="Förderdatenbank des Bundes",
    operator="Bundesministerium für Wirtschaft und Energie (BMWE)",
    level=Level.FEDERAL,
    address="https://www.foerderdatenbank.de/",
    licence="CC BY-ND 4.0",
    attribution="Förderdatenbank, Bundesministerium für Wirtschaft und Energie, CC BY-ND 4.0",
    rhythm="zweimal pro Woche, nachts",
    precedence=2,
)

PASSAGES = {
    "summary": "gsb:teaserText",  # Kurzzusammenfassung › Kurztext
    "description": "gsb:summary",  # Kurzzusammenfassung › Volltext
    "legal_requirements": "gsb:regulatoryFWork",
    "deadline_text": "gsb:procInfluence",
    "procedure": "gsb:procMethod",
    "processing_time": "gsb:progress",
    "documents": "gsb:competenceDescr",
    "application_language": "gsb:functions",
    "citation": "gsb:procDescription",
    "guideline": "gsb:bodyText",
}

KNOWN_PROPERTIES = {
    **dict.fromkeys(PASSAGES.values(), "RichText"),
    **dict.fromkeys(
        (
            "gsb:title", "gsb:header", "gsb:remark", "gsb:comment", "gsb:referenceCustomer",
            # Left over from the template; empty in every document seen.
            "gsb:challenge", "gsb:customerBenefit", "gsb:procQuality", "gsb:requirements",
            "gsb:serviceDescription", "gsb:serviceFeeDescr", "gsb:termsOfPayment",
        ),
        "RichText",
    ),
    "gsb:keywords": "String",
    "gsb:subType": "String",
    "gsb:externalID": "String",
    "gsb:dateOfIssue": "Date",
    # 0207, 1900, 2205: unusable, never a deadline.
    "gsb:dateOfExpiration": "Date",
    "gsb:shouldNotBeIndexed": "Long",
    "gsb:languageInd": "LinkList",
    **dict.fromkeys(
        (
            "gsb:cl2Processes", "gsb:cl2Satisfaction", "gsb:cl2Contacts", "gsb:cl2CustServices",
            "gsb:cl2Location", "gsb:cl2RelatedEnts",
        ),
        "ClassifiedLinkLists",
    ),
}  # fmt: skip

_LEVEL_OF_FOLDER = {"Bund": Level.FEDERAL, "Land": Level.STATE, "EU": Level.EU}


def key_of(member: str) -> str:
    """The key of a programme: its path below `Foerderprogramm/`, or `Archiv/…` when retired."""
    below = member.removesuffix(".xml").partition("/Content/DE/")[2]
    return below.removeprefix("Foerderprogramm/")


def is_retired(member: str) -> bool:
    """Whether the source keeps the programme only in its archive."""
    return "/Archiv/" in member


def is_stub(document: Document) -> bool:
    """Whether the document is an empty shell: no title and no text."""
    return not any(document.line(name) for name in ("gsb:title", *PASSAGES.values()))


def record_of(member: str, document: Document, neighbours: Neighbours) -> SourceRecord:
    """Read a programme."""
    targets = inner_targets(document)
    addresses = {target: neighbours.address(target) for target in targets}
    contacts = document.targets("gsb:cl2Contacts", "Kontakt")
    links = document.targets("gsb:cl2CustServices", "ExternerLink")
    return SourceRecord(
        source=SOURCE.name,
        key=key_of(member),
        url=page_of(member),
        title=document.line("gsb:title"),
        **_passages(document, addresses),
        status_line=document.line("gsb:header"),
        keywords=document.value("gsb:keywords"),
        levels=words(document, "Foerdergeber") or _level_of(member),
        funding_types=words(document, "Foerderart"),
        funding_areas=words(document, "Foerderbereich"),
        sub_areas=sub_areas(document),
        regions=words(document, "Foerdergebiet"),
        eligible_applicants=words(document, "Foerderberechtigte"),
        funders=_funders(document, neighbours),
        # Links cross the folders: a contact may stand among the links and the other way round.
        contacts=neighbours.contacts(contacts + links),
        links=neighbours.links(links + contacts),
        retired=is_retired(member),
        issued_on=_day(document.value("gsb:dateOfIssue")),
        licence=SOURCE.licence,
        attribution=SOURCE.attribution,
    )


def oddities(document: Document) -> Iterator[str]:
    """Name what the export did not have before, so that no field goes empty in silence."""
    for name, kind in document.properties.items():
        if name not in KNOWN_PROPERTIES:
            yield f"unbekanntes Feld {name}"
        elif kind != KNOWN_PROPERTIES[name]:
            yield f"{name} hat den Typ {kind}"
    yield from document.oddities
    yield from (f"unbekannte Kategorie {name}" for name in unknown_categories(document))
    if document.value("gsb:shouldNotBeIndexed") not in ("", "0"):
        yield "gsb:shouldNotBeIndexed ist gesetzt"
    if document.targets("gsb:cl2Location", "Foerdertermin"):
        yield "Foerdertermin ist erstmals gefüllt"


def _passages(document: Document, addresses: dict[str, str]) -> dict[str, Any]:
    """All passages; in old-style programmes the whole description stands in `gsb:bodyText`.

    A Richtlinie comes with its citation, such a description without.
    """
    found = {field: rich_text(document, name, addresses) for field, name in PASSAGES.items()}
    if not any(found[field] for field in ("summary", "description", "citation")):
        found["description"], found["guideline"] = found["guideline"], RichText()
    return found


def _funders(document: Document, neighbours: Neighbours) -> tuple[str, ...]:
    names = neighbours.names(document.targets("gsb:cl2Processes", "Foerderorganisation"))
    stated = document.line("gsb:referenceCustomer")
    return names or ((stated,) if stated else ())


def _level_of(member: str) -> tuple[Level, ...]:
    level = _LEVEL_OF_FOLDER.get(key_of(member).split("/")[0])
    return (level,) if level else ()


def _day(stamp: str) -> date | None:
    try:
        day = date.fromisoformat(stamp[:10])
    except ValueError:
        return None
    return day if day.year >= 1990 else None

"""From the sections of a page to the fields of a record, by what their headings say."""

import re
from dataclasses import dataclass, field
from html import escape
from itertools import accumulate
from typing import Any

from crawler.categories import (
    applicants_named,
    applicants_stated,
    folded,
    funding_types_stated,
    listed,
)
from crawler.headings import Page, Section
from index.text import clean, rich
from index.vocabulary import ApplicantType, FundingArea, FundingType, Region

_PASSAGES = (
    ("summary", r"kurztext|kurzbeschreibung"),
    ("legal_requirements", r"antragsberechtigt|förderberechtigt|zielgruppe|zuwendungsempfänger"
     r"|antragsteller|^wer (?:wird|ist|kann|darf)|voraussetzung|bedingung|rechtliche hinweise"
     r"|mehrfachförderung|kumulierung|^who (?:can|may) apply|^eligib"),
    ("deadline_text", r"\bfrist(?:en)?\b|antragsfrist|einreichungsfrist|stichtag|termine?\b"
     r"|^deadlines?$"),
    ("procedure", r"^wo |antragstellung|antragsverfahren|verfahrensablauf|^verfahren|antragsweg"
     r"|wie .*(?:antrag|beantrag)|so beantragen|^antrag|^how to apply"),
    ("documents", r"unterlagen"),
    ("processing_time", r"bearbeitungsdauer"),
    ("guideline", r"^richtlinie$|^rechtsgrundlagen?$"),
    ("description", r"gefördert|fördergegenstand|gegenstand|förderung|förderziel|ziel|zweck"
     r"|konditionen|höhe|quote|satz|volltext|kürze|maßnahmen|überblick"),
)  # fmt: skip
_WHO = re.compile(
    r"antragsberechtigt|förderberechtigt|zielgruppe|zuwendungsempfänger|antragsteller"
    r"|^wer (?:wird|ist|kann|darf)",
    re.IGNORECASE,
)
_SELF_EVIDENT = {"kurztext", "volltext", "richtlinie"}
_FUNDERS = {"foerderer", "inkooperationmit"}
_IGNORED = {
    "titel", "bundeslandesebene", "foerdergeber", "foerdergebendeinstitution", "setting",
    "querschnittsthema", "link",
}  # fmt: skip
_RESTRICTED = re.compile(
    r"(?:derzeit|aktuell|zurzeit|momentan)\b.*\b(?:keine?|nicht)\b.*\bmöglich"
    r"|(?:antragstellung|anträge|neuaufnahme)\b.*\bnicht (?:mehr )?möglich"
    r"|(?:programm|förderaufruf|antragsfrist)\b.*\b(?:beendet|abgelaufen|ausgelaufen|ausgesetzt)",
    re.IGNORECASE,
)
_LONGEST_STATUS_LINE = 120
_SHORTEST_SUMMARY = 150
_LONGEST_SUMMARY = 600


@dataclass(slots=True)
class Fields:
    """The fields of a record as far as a page states them."""

    passages: dict[str, list[str]] = field(default_factory=dict)
    who: list[str] = field(default_factory=list)
    stated: dict[str, Any] = field(default_factory=dict)

    def add(self, passage: str, section: Section, *, with_heading: bool) -> None:
        """Put a section into a passage; a heading that only names the passage is left out."""
        with_heading &= folded(section.heading) not in _SELF_EVIDENT
        heading = f"<h3>{escape(section.heading)}</h3>" if with_heading else ""
        self.passages.setdefault(passage, []).append(heading + section.html)


def fields_of(page: Page) -> dict[str, Any]:
    """Give the fields that the sections of a page fill, ready for a `SourceRecord`.

    A section whose heading is not known belongs to the section before it.
    """
    fields = Fields()
    current = "description"
    for section in page.sections:
        if not section.heading:
            _take_lead(section, fields)
        elif section.blocks and not _take_label(section, fields):
            current = _passage_of(section.heading, current)
            fields.add(current, section, with_heading=True)
            if _WHO.search(section.heading):
                fields.who.append(rich(section.html).text)
    passages = {name: rich("\n".join(parts)) for name, parts in fields.passages.items()}
    return passages | _categories(page, fields) | dict(status_line=_status_line(page))


def _take_lead(section: Section, fields: Fields) -> None:
    """A short lead is the summary; of a long one only its beginning is, the rest describes."""
    texts = [rich(block).text for block in section.blocks]
    count = len(texts)
    if sum(map(len, texts)) > _LONGEST_SUMMARY:
        lengths = accumulate(map(len, texts))
        count = next(n for n, length in enumerate(lengths, 1) if length >= _SHORTEST_SUMMARY)
    for passage, blocks in (
        ("summary", section.blocks[:count]),
        ("description", section.blocks[count:]),
    ):
        if blocks:
            fields.add(passage, Section("", blocks), with_heading=False)


def _passage_of(heading: str, current: str) -> str:
    if current == "guideline":
        return current  # what follows are the headings of the Richtlinie itself
    for passage, pattern in _PASSAGES:
        if re.search(pattern, heading.rstrip(":").casefold()):
            return passage
    return current


def _take_label(section: Section, fields: Fields) -> bool:
    """Read a section that is only a label with its value; tells whether it was one."""
    label, value = folded(section.heading), rich(section.html).text
    stated = fields.stated
    if label == "foerderart":
        stated["funding_types"] = listed(FundingType, value)
    elif label == "foerdergebiet":
        stated["regions"] = listed(Region, value)
    elif label == "foerderbereich":
        stated["funding_areas"] = listed(FundingArea, value)
    elif label == "foerderberechtigte":
        stated["eligible_applicants"] = listed(ApplicantType, value)
    elif label in _FUNDERS:
        stated["funders"] = tuple(clean(line.lstrip("• ")) for line in value.splitlines())
    else:
        return label in _IGNORED
    return True


def _categories(page: Page, fields: Fields) -> dict[str, Any]:
    lead = rich("\n".join(one.html for one in page.sections if not one.heading)).text
    headings = "\n".join(one.heading for one in page.sections)
    whole = "\n".join(rich(one.html).text for one in page.sections)
    found: dict[str, Any] = dict(
        funding_types=funding_types_stated(page.title, f"{lead}\n{headings}", whole),
        eligible_applicants=(
            applicants_named("\n".join(fields.who)) if fields.who else applicants_stated(whole)
        ),
    )
    return found | {name: value for name, value in fields.stated.items() if value}


def _status_line(page: Page) -> str:
    """A short line of the lead that restricts applying."""
    lead = next((one.html for one in page.sections if not one.heading), "")
    for line in rich(lead).text.splitlines():
        if len(line) <= _LONGEST_STATUS_LINE and _RESTRICTED.search(line):
            return line
    return ""

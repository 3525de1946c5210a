"""Programmes in the vocabulary of XFLB, one element after the other, so memory stays flat."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

from lxml import etree

from index.programme import Programme, Telling, all_programmes
from index.publication import published
from index.store import Database
from index.vocabulary import Presence
from webapp.exchange.codelists import APPLICANT, FUNDER, FUNDING_AREA, FUNDING_TYPE, CodeList
from webapp.exchange.deadline import antragsfrist

REMARK_LENGTH = 8000
_CUT = " […]"
_OF_DEADLINES = ("deadlines", "deadline_model", "deadline_relative")
_COMMENT = (
    " Förderprogramme im Vokabular von XFLB 2.0.0 (urn:xoev-de:kosit:standard:xflb_2.0.0)."
    " Das Schema lag beim Bau nicht vor: Codelisten und Formen der Antragsfrist sind geprüft,"
    " die Namen der Elemente sind unsere; siehe docs/xflb.md. "
)


def write(db: Database, target: Path, today: date) -> int:
    """Write all published programmes that a source still lists; gives their number.

    The file is written beside the target and renamed: the target is whole or untouched.
    """
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        count = _write(db, unfinished, today)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _write(db: Database, target: Path, today: date) -> int:
    count = 0
    with etree.xmlfile(str(target), encoding="utf-8") as file:
        file.write_declaration()
        file.write(etree.Comment(_COMMENT))
        with file.element("foerderleistungen", stand=today.isoformat()):
            for programme in all_programmes(db, published(db)):
                if programme.presence is not Presence.GONE:
                    file.write(foerderleistung(programme, today), pretty_print=True)
                    count += 1
    return count


def foerderleistung(programme: Programme, today: date) -> etree._Element:
    """One programme as an element; what the vocabulary cannot express stands in its remark."""
    element = etree.Element("foerderleistung", id=str(programme.id))
    _add(element, "bezeichnung", programme.title)
    _add(element, "kurzbeschreibung", programme.passage("summary").text)
    for name, codes, values in _coded(programme):
        _add_codes(element, name, codes, values)
    for region in programme.regions:
        if region.nuts:
            _add(element, "foerdergebiet", region.nuts)
    deadline = antragsfrist(programme, today)
    if deadline.form:
        _add(etree.SubElement(element, "antragsfrist"), deadline.form, deadline.value)
    _add(element, "bemerkung", _shortened(_remark(programme, deadline.remark)))
    for telling in programme.tellings:
        source = etree.SubElement(element, "quelle", lizenz=telling.record.licence)
        _add(source, "adresse", telling.record.url)
        _add(source, "urheber", telling.record.attribution)
        _add(source, "stand", telling.last_seen.isoformat())
    return element


def _coded(programme: Programme) -> Iterator[tuple[str, CodeList, Iterable[StrEnum]]]:
    yield "foerderart", FUNDING_TYPE, programme.funding_types
    yield "foerderbereich", FUNDING_AREA, programme.funding_areas
    yield "foerdernehmende", APPLICANT, programme.eligible_applicants
    yield "geldgeber", FUNDER, programme.levels


def _remark(programme: Programme, about_deadline: str) -> str:
    """Keep in words, one line each, what has no code and what no form of the deadline can say."""
    labels = {
        "foerderart": "Förderart",
        "foerderbereich": "Förderbereich",
        "foerdernehmende": "Fördernehmende",
        "geldgeber": "Geldgeber",
    }
    lines = [f"Antragsfrist: {about_deadline}"] if about_deadline else []
    if programme.is_decided("deadlines"):
        lines.append("Antragsfrist nach Angabe des Fördermittelmanagements.")
    for name, codes, values in _coded(programme):
        if left := codes.unexpressed(values):
            lines.append(f"{labels[name]}: {', '.join(left)}")
    if programme.funders:
        lines.append(f"Fördergeber: {', '.join(programme.funders)}")
    if not programme.reviewed:
        lines.append("Ungeprüft aus der Quelle übernommen.")
    if programme.changed_since_review:
        lines.append("Geprüft, aber seit der Prüfung von der Quelle geändert.")
    lines += [f"Fristen laut Quelle: {said}" for said in _about_deadlines(programme)]
    return "\n".join(lines)


def _about_deadlines(programme: Programme) -> Iterable[str]:
    """What each source says of deadlines, word for word: its passage, else the sentences read."""
    said = (
        telling.record.deadline_text.text or " […] ".join(_quotes(telling))
        for telling in programme.tellings
    )
    return dict.fromkeys(text for text in said if text)


def _quotes(telling: Telling) -> Iterable[str]:
    facts = (telling.facts.get(name) for name in _OF_DEADLINES)
    return dict.fromkeys(item.quote for fact in facts if fact for item in fact.evidence)


def _shortened(text: str) -> str:
    if len(text) <= REMARK_LENGTH:
        return text
    return text[: REMARK_LENGTH - len(_CUT)].rsplit(" ", 1)[0] + _CUT


def _add_codes(
    element: etree._Element, name: str, codes: CodeList, values: Iterable[StrEnum]
) -> None:
    for code, label in codes.expressed(values):
        coded = etree.SubElement(element, name, listURI=codes.uri, listVersionID=codes.version)
        _add(coded, "code", code)
        _add(coded, "name", label)


def _add(element: etree._Element, name: str, text: str) -> None:
    if text:
        etree.SubElement(element, name).text = text

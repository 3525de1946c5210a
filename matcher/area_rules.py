"""Conditions on the place: Land and special areas."""

import re
from collections.abc import Hashable
from datetime import date

from index.vocabulary import Level, Region
from matcher.candidate import Candidate
from matcher.project import Project
from matcher.verdict import Verdict, no, unclear, yes

# The GRW map (Fördergebiete der Gemeinschaftsaufgabe) leaves out all of Südhessen.
_OUTSIDE_GRW = "064"
_GRW = re.compile(
    r"\bGRW\b|Verbesserung der regionalen Wirtschaftsstruktur|strukturschwache\w* Region"
)
_RURAL = re.compile(r"ländliche\w* (?:Raum|Räume|Region|Gebiet)|Dorf(?:entwicklung|erneuerung|mod)")
_GRW_AREAS = re.compile(r"GRW-(?:Förderg|G)ebiet|Fördergebiet\w* der GRW")
_CENTRAL_PLACES = re.compile(r"(?:Ober|Mittel)zentren in")


def region_is_covered(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Check the Fördergebiet."""
    land = project.municipality.land if project.municipality else None
    if land is None:
        return unclear("Zum Vorhaben fehlt der Ort (AGS), deshalb ist das Fördergebiet ungeprüft.")
    if not candidate.regions:
        return unclear("Die Quelle nennt kein Fördergebiet.")
    covering = [region for region in candidate.regions if region.covers(land)]
    if not covering:
        named = ", ".join(candidate.regions)
        return no(f"Gilt nicht in {land}, sondern nur in: {named}.")
    if Level.EU in candidate.programme.levels:
        return yes("Gilt EU-weit.")
    nationwide = {Region.EU: "EU-weit", Region.NATIONWIDE: "bundesweit"}
    return yes(f"Gilt {nationwide.get(covering[0], f'in {covering[0]}')}.")


def which_land(project: Project) -> Hashable:
    """What of a Vorhaben the verdict on the Fördergebiet depends on."""
    return project.municipality.land if project.municipality else None


def special_area_is_covered(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Check areas smaller than a Land: GRW-Fördergebiete, ländlicher Raum."""
    title = candidate.programme.title
    ags = project.municipality.ags if project.municipality else ""
    if _GRW.search(title):
        if ags.startswith(_OUTSIDE_GRW):
            return no("Gilt nur in den GRW-Fördergebieten; Südhessen gehört nicht dazu.")
        return unclear("Gilt nur in den GRW-Fördergebieten; bitte die Karte prüfen.")
    if candidate.says(_CENTRAL_PLACES):
        return unclear(
            f"Nur für Ober- und Mittelzentren; bitte den Regionalplan prüfen.{_grw(ags)}"
        )
    if candidate.says(_GRW_AREAS):
        return unclear(f"GRW-Fördergebiete werden bevorzugt oder vorausgesetzt.{_grw(ags)}")
    if _RURAL.search(title):
        return unclear("Für den ländlichen Raum: Ob der Ort dazugehört, ist zu klären.")
    return yes()


def beside_grw(project: Project) -> Hashable:
    """What of a Vorhaben the verdict on special areas depends on."""
    return project.municipality is not None and project.municipality.ags.startswith(_OUTSIDE_GRW)


def _grw(ags: str) -> str:
    return " Südhessen ist kein GRW-Fördergebiet." if ags.startswith(_OUTSIDE_GRW) else ""

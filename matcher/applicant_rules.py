"""Conditions on the applicant: what kind of body it is, how many people live there."""

import re
from collections.abc import Callable
from datetime import date

from index.vocabulary import ApplicantType
from matcher.candidate import Candidate
from matcher.project import ApplicantKind, Project
from matcher.verdict import Verdict, no, unclear, yes

# Sonderstatusstädte have tasks of a Kreis, among them an own Jugendamt; in the Kreis it is one.
_SPECIAL_STATUS = {"06433012"}

_STATES_ONLY = re.compile(
    r"[Aa]ntragsberechtigt sind (?:ausschlie\w+ )?(?:die )?(?:\w+ )?(?:Mitglied)?[Ss]taaten\b"
)
_YOUTH_OFFICES = re.compile(
    r"öffentliche\w* (?:und freie\w* )?Träger\w* der (?:Kinder- und )?Jugendhilfe"
    r"|Träger\w* der öffentlichen (?:und freien )?Jugendhilfe"
)
_SPECIAL_NAMED = re.compile("Sonderstatus")
_DISTRICT_FREE = re.compile(r"kreisfreie|Sonderstatus")
_TOWNS = re.compile(r"\bKommunen?\b|\bStädten? und Gemeinden?\b|\bGemeinden?\b|Gebietskörperschaft")
_DISTRICTS = re.compile(r"[Ll]andkreis|\bKreisen?\b|Gemeindeverb|Gebietskörperschaft|\bKommunen?\b")
_TOWNS_ALONE = re.compile(r"\bGemeinden?\b|\bStädten? und Gemeinden?\b")
_ASSOCIATIONS = re.compile(
    r"[Zz]weckverb|[Zz]weck- und|Gemeindeverb|Abwasserverb|Bodenverb|kommunale\w* Verb[aä]nd"
    r"|Zusammenschlüsse\w* (?:von|der) (?:Kommunen|Gemeinden|Gebietsk)|kommunale\w* Zusammenschl"
)
_COMPANIES = re.compile(
    r"kommunale\w* (?:und soziale\w* )?(?:Unternehmen|Gesellschaft|Betrieb)|Eigengesellschaft"
    r"|mehrheitlich kommunal|Wohnungs(?:bau)?(?:unternehmen|gesellschaft)",
    re.IGNORECASE,
)
_PUBLIC_OFFICES = re.compile(r"öffentliche\w* Stellen\b[^.\n]*antragsberechtigt")
_SMALL_COMPANIES = re.compile(r"kleine\w* und mittlere\w* (?:\w+ )?Unternehmen|\bKMU\b")
_PUBLIC_BODIES = re.compile(
    r"öffentliche\w* (?:Stelle|Träger|Körperschaft)|Körperschaften des öffentlichen Rechts"
    r"|Personen des öffentlichen (?:und privaten )?Rechts"
    r"|des privaten und (?:des )?öffentlichen Rechts"
    r"|Rechts und des privaten"
)


def applicant_may_apply(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Check the kind of applicant."""
    kind = project.applicant_type
    if kind is None:
        return unclear("Zum Vorhaben fehlt, wer den Antrag stellt.")
    if candidate.says(_STATES_ONLY):
        return no("Antragsberechtigt sind nur Staaten.")
    return _BY_KIND[kind](candidate, project)


def population_fits(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Check bounds on the number of inhabitants."""
    facts = candidate.facts
    least, most = facts.value("population_min"), facts.value("population_max")
    if (least is None and most is None) or project.applicant_type is ApplicantKind.COMPANY:
        return yes()
    town = project.municipality
    if town is None or town.population is None:
        return unclear("Es gibt eine Einwohnergrenze; zum Vorhaben fehlt die Einwohnerzahl.")
    if project.applicant_type is not ApplicantKind.TOWN:
        return yes()
    has = f"{town.name or 'der Ort'} hat {_number(town.population)}"
    if least is not None and town.population < least:
        return no(f"Erst ab {_number(least)} Einwohnern, {has}.", remediable=True)
    if most is not None and town.population > most:
        return no(f"Nur bis {_number(most)} Einwohner, {has}.")
    return yes(f"Die Einwohnergrenze passt: {has}.")


def _town(candidate: Candidate, project: Project) -> Verdict:
    stated, categories = _stated(candidate), candidate.programme.eligible_applicants
    if ("Landkreis" in stated and "Kommune" not in stated) or _for_districts_only(candidate):
        sentence = "Antragsberechtigt sind Kreise und kreisfreie Städte"
        return _of_special_status(project, sentence, named=candidate.says(_SPECIAL_NAMED))
    if "Kommune" in stated or ApplicantType.MUNICIPALITY in categories:
        return yes("Kommunen sind antragsberechtigt.")
    if candidate.says(_YOUTH_OFFICES):
        sentence = "Antragsberechtigt sind Träger der Jugendhilfe"
        return _of_special_status(project, sentence, named=True)
    if candidate.says(_PUBLIC_OFFICES):
        return yes("Öffentliche Stellen sind antragsberechtigt.")
    return _not_named(candidate, _TOWNS, "Kommunen")


def _district(candidate: Candidate, project: Project) -> Verdict:
    stated, categories = _stated(candidate), candidate.programme.eligible_applicants
    if "Landkreis" in stated or candidate.says(_YOUTH_OFFICES):
        return yes("Landkreise sind antragsberechtigt.")
    if "Kommune" in stated and candidate.says(_TOWNS_ALONE) and not candidate.says(_DISTRICTS):
        return no("Antragsberechtigt sind nur Städte und Gemeinden.")
    if "Kommune" in stated or ApplicantType.MUNICIPALITY in categories:
        return yes("Kommunen sind antragsberechtigt.")
    return _not_named(candidate, _DISTRICTS, "Landkreise")


def _association(candidate: Candidate, project: Project) -> Verdict:
    stated, categories = _stated(candidate), candidate.programme.eligible_applicants
    if "Zweckverband" in stated or candidate.says(_ASSOCIATIONS):
        return yes("Zweckverbände sind antragsberechtigt.")
    likely = {ApplicantType.MUNICIPALITY, ApplicantType.PUBLIC_BODY} & set(categories)
    if likely or "Kommune" in stated:
        return unclear("Kommunen sind antragsberechtigt; ob auch Zweckverbände, ist offen.")
    return _not_named(candidate, _ASSOCIATIONS, "Zweckverbände")


def _company(candidate: Candidate, project: Project) -> Verdict:
    stated, categories = _stated(candidate), candidate.programme.eligible_applicants
    if "kommunales_Unternehmen" in stated or candidate.says(_COMPANIES):
        return yes("Kommunale Unternehmen sind antragsberechtigt.")
    if candidate.says_who(_SMALL_COMPANIES):
        return no("Nur für kleine und mittlere Unternehmen; kommunale gelten nicht als solche.")
    if "Unternehmen" in stated or ApplicantType.COMPANY in categories:
        return unclear("Unternehmen sind antragsberechtigt; ob auch kommunale, ist offen.")
    return _not_named(candidate, _COMPANIES, "Kommunale Unternehmen")


_BY_KIND: dict[ApplicantKind, Callable[[Candidate, Project], Verdict]] = {
    ApplicantKind.TOWN: _town,
    ApplicantKind.DISTRICT: _district,
    ApplicantKind.ASSOCIATION: _association,
    ApplicantKind.COMPANY: _company,
}


def _stated(candidate: Candidate) -> set[str]:
    return set(candidate.facts.value("applicants") or ())


def _for_districts_only(candidate: Candidate) -> bool:
    """Tell whether the sentence that names the applicants means Kreise and kreisfreie Städte."""
    fact = candidate.facts.get("applicants")
    quotes = " ".join(item.quote for item in fact.evidence) if fact else ""
    return bool(_DISTRICT_FREE.search(quotes)) and not _TOWNS.search(quotes)


def _of_special_status(project: Project, sentence: str, *, named: bool) -> Verdict:
    if project.municipality is None:
        return unclear(f"{sentence}; zum Vorhaben fehlt der Ort.")
    if named and project.municipality.ags in _SPECIAL_STATUS:
        return yes(f"{sentence}, auch Städte mit Sonderstatus.")
    return no(f"{sentence}, keine kreisangehörigen Gemeinden.")


def _not_named(candidate: Candidate, words: re.Pattern[str], who: str) -> Verdict:
    categories = candidate.programme.eligible_applicants
    named = ", ".join(categories) or ", ".join(sorted(_stated(candidate)))
    if named:
        return no(f"{who} sind nicht antragsberechtigt (nur: {named.replace('_', ' ')}).")
    if candidate.says(words):
        return yes(f"Der Text wendet sich an {who}.")
    if candidate.says(_PUBLIC_BODIES):
        return yes("Der Text wendet sich an öffentliche Stellen.")
    return unclear("Die Quelle sagt nicht, wer antragsberechtigt ist.")


def _number(count: float) -> str:
    return f"{count:,.0f}".replace(",", ".")

"""Conditions on the applicant: what kind of body it is, how many people live there."""

import re
from collections.abc import Callable, Hashable
from datetime import date

from index.facts import DecisionKind
from index.vocabulary import ApplicantType
from matcher import applicants_said as said
from matcher.candidate import Candidate
from matcher.project import ApplicantKind, Project
from matcher.verdict import Verdict, no, unclear, yes

_CHARITIES = {"freier_Träger", "andere"}
_OF_TOWNS = {"Kommune", "Landkreis"}
_NAMES = {
    ApplicantKind.TOWN: ("Kommune", "Kommunen"),
    ApplicantKind.DISTRICT: ("Landkreis", "Landkreise"),
    ApplicantKind.ASSOCIATION: ("Zweckverband", "Zweckverbände"),
    ApplicantKind.COMPANY: ("kommunales_Unternehmen", "Kommunale Unternehmen"),
}


def applicant_may_apply(candidate: Candidate, project: Project, today: date) -> Verdict:
    """Check the kind of applicant."""
    kind = project.applicant_type
    if kind is None:
        return unclear("Zum Vorhaben fehlt, wer den Antrag stellt.")
    if candidate.facts.decided("applicants") is DecisionKind.CORRECT:
        return _as_decided(candidate, kind)
    if candidate.says(said.STATES_ONLY):
        return no("Antragsberechtigt sind nur Staaten.")
    return _BY_KIND[kind](candidate, project)


def who_applies(project: Project) -> Hashable:
    """What of a Vorhaben the verdict on the applicant depends on."""
    town, kind = project.municipality, project.applicant_type
    special = town is not None and town.ags in said.SPECIAL_STATUS
    transport = kind is ApplicantKind.COMPANY and _is_own_transport(project)
    return kind, town is None, special, transport


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


def bounds_population(candidate: Candidate) -> bool:
    """Tell whether a programme bounds the number of inhabitants."""
    return "population_min" in candidate.facts or "population_max" in candidate.facts


def _as_decided(candidate: Candidate, kind: ApplicantKind) -> Verdict:
    """Follow the Fördermittelmanagement alone: neither categories nor prose say more."""
    stated = _stated(candidate)
    name, who = _NAMES[kind]
    if name in stated:
        return yes(f"{who} sind antragsberechtigt.")
    if kind is ApplicantKind.COMPANY and "Unternehmen" in stated:
        return unclear("Unternehmen sind antragsberechtigt; ob auch kommunale, ist offen.")
    named = ", ".join(sorted(stated)).replace("_", " ")
    return no(f"{who} sind nicht antragsberechtigt (nur: {named}).")


def _town(candidate: Candidate, project: Project) -> Verdict:
    stated, categories = _stated(candidate), candidate.categories
    if ("Landkreis" in stated and "Kommune" not in stated) or _for_districts_only(candidate):
        sentence = "Antragsberechtigt sind Kreise und kreisfreie Städte"
        return _of_special_status(project, sentence, named=candidate.says(said.SPECIAL_NAMED))
    if stated == _CHARITIES and ApplicantType.MUNICIPALITY in categories:
        return unclear("Die Quelle führt Kommunen auf, ihr Text nennt nur gemeinnützige Träger.")
    if "Kommune" in stated or ApplicantType.MUNICIPALITY in categories:
        role = " als Arbeitgeber" if candidate.says(said.EMPLOYERS) else ""
        return yes(f"Kommunen sind{role} antragsberechtigt.")
    if candidate.says(said.YOUTH_OFFICES):
        sentence = "Antragsberechtigt sind Träger der Jugendhilfe"
        return _of_special_status(project, sentence, named=True)
    if candidate.says(said.PUBLIC_OFFICES):
        return yes("Öffentliche Stellen sind antragsberechtigt.")
    if candidate.says(said.SCHOOL_OWNERS):
        return unclear("Antragsberechtigt sind Schulträger; meist ist das der Kreis.")
    return _not_named(candidate, said.TOWNS, "Kommunen")


def _district(candidate: Candidate, project: Project) -> Verdict:
    stated, categories = _stated(candidate), candidate.categories
    if "Landkreis" in stated or candidate.says(said.YOUTH_OFFICES):
        return yes("Landkreise sind antragsberechtigt.")
    where = f"{_quotes(candidate)} {candidate.who_may_apply}"
    if not said.TOWNS.search(where):
        where = candidate.core_text
    towns_alone = said.TOWNS_ALONE.search(where) and not said.DISTRICTS.search(where)
    if "Kommune" in stated and towns_alone:
        return no("Antragsberechtigt sind nur Städte und Gemeinden.")
    if stated == _CHARITIES and ApplicantType.MUNICIPALITY in categories:
        return unclear("Die Quelle führt Kommunen auf, ihr Text nennt nur gemeinnützige Träger.")
    if "Kommune" in stated or ApplicantType.MUNICIPALITY in categories:
        return yes("Kommunen sind antragsberechtigt.")
    if candidate.says(said.PUBLIC_OFFICES):
        return yes("Öffentliche Stellen sind antragsberechtigt.")
    if not categories and candidate.says(said.SCHOOL_OWNERS):
        return yes("Schulträger sind antragsberechtigt, also auch der Kreis.")
    return _not_named(candidate, said.DISTRICTS, "Landkreise")


def _association(candidate: Candidate, project: Project) -> Verdict:
    stated, categories = _stated(candidate), candidate.categories
    quotes = _quotes(candidate)
    # Only a sentence that lists them says that others are left out.
    listed = said.TOWNS_LISTED.search(quotes) and not said.MUNICIPALITIES.search(quotes)
    where = f"{quotes} {candidate.who_may_apply if listed else candidate.core_text}"
    addressed = candidate.says(said.ADDRESSED_AS_ASSOCIATION)
    if "Zweckverband" in stated or addressed or said.ASSOCIATIONS.search(where):
        return yes("Zweckverbände sind antragsberechtigt.")
    if stated <= _OF_TOWNS and listed:
        return no("Antragsberechtigt sind nur Städte, Gemeinden oder Kreise.")
    if ApplicantType.MUNICIPALITY in categories or "Kommune" in stated:
        return unclear("Kommunen sind antragsberechtigt; ob auch Zweckverbände, ist offen.")
    if ApplicantType.PUBLIC_BODY in categories:
        return unclear(
            "Öffentliche Einrichtungen dürfen beantragen; ob auch Zweckverbände, ist offen."
        )
    return _not_named(candidate, said.ASSOCIATIONS, "Zweckverbände")


def _company(candidate: Candidate, project: Project) -> Verdict:
    stated, categories = _stated(candidate), candidate.categories
    quotes = _quotes(candidate)
    if "kommunales_Unternehmen" in stated or candidate.says(said.COMPANIES):
        if said.OWN_ENTERPRISES.search(quotes) and not said.COMPANIES.search(quotes):
            return unclear("Antragsberechtigt sind nur Eigenbetriebe; bitte die Rechtsform prüfen.")
        return yes("Kommunale Unternehmen sind antragsberechtigt.")
    if candidate.says_who(said.SMALL_COMPANIES):
        return no("Nur für kleine und mittlere Unternehmen; kommunale gelten nicht als solche.")
    if said.TRANSPORT.search(quotes) and _is_own_transport(project):
        return yes("Verkehrsunternehmen sind antragsberechtigt.")
    if "Unternehmen" in stated or ApplicantType.COMPANY in categories:
        return unclear("Unternehmen sind antragsberechtigt; ob auch kommunale, ist offen.")
    return _not_named(candidate, said.COMPANIES, "Kommunale Unternehmen")


def _is_own_transport(project: Project) -> bool:
    text = f"{project.title}. {project.description}"
    return said.OWN_TRANSPORT.search(text) is not None


_BY_KIND: dict[ApplicantKind, Callable[[Candidate, Project], Verdict]] = {
    ApplicantKind.TOWN: _town,
    ApplicantKind.DISTRICT: _district,
    ApplicantKind.ASSOCIATION: _association,
    ApplicantKind.COMPANY: _company,
}


def _stated(candidate: Candidate) -> set[str]:
    return set(candidate.facts.value("applicants") or ())


def _quotes(candidate: Candidate) -> str:
    """The sentences in which the source names the applicants, as far as they were read."""
    fact = candidate.facts.get("applicants")
    return " ".join(item.quote for item in fact.evidence) if fact else ""


def _for_districts_only(candidate: Candidate) -> bool:
    """Tell whether the sentence that names the applicants means Kreise and kreisfreie Städte."""
    quotes = _quotes(candidate)
    if said.TOWNS.search(quotes) or said.PASSED_ON.search(quotes):
        return False
    return said.DISTRICT_FREE.search(quotes) is not None


def _of_special_status(project: Project, sentence: str, *, named: bool) -> Verdict:
    if project.municipality is None:
        return unclear(f"{sentence}; zum Vorhaben fehlt der Ort.")
    if named and project.municipality.ags in said.SPECIAL_STATUS:
        return yes(f"{sentence}, auch Städte mit Sonderstatus.")
    return no(f"{sentence}, keine kreisangehörigen Gemeinden.")


def _not_named(candidate: Candidate, words: re.Pattern[str], who: str) -> Verdict:
    categories = candidate.categories
    named = ", ".join(categories) or ", ".join(sorted(_stated(candidate)))
    if named:
        return no(f"{who} sind nicht antragsberechtigt (nur: {named.replace('_', ' ')}).")
    if candidate.says(words):
        return yes(f"Der Text wendet sich an {who}.")
    if candidate.says(said.PUBLIC_BODIES):
        return yes("Der Text wendet sich an öffentliche Stellen.")
    if candidate.says(said.TOWNS):
        return unclear(f"Der Text nennt Kommunen. {who} nennt er nicht; bitte nachfragen.")
    return unclear("Wer antragsberechtigt ist, war der Quelle nicht zu entnehmen.")


def _number(count: float) -> str:
    return f"{count:,.0f}".replace(",", ".")

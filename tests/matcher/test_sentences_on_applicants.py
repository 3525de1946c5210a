"""What people read of who may apply, word for word."""

from dataclasses import replace
from typing import Any

from conftest import make_facts
from matcher_builders import TODAY, candidate, make_programme, project, quoting

from index.facts import DecisionKind, facts_from
from index.vocabulary import ApplicantType
from matcher.applicant_rules import applicant_may_apply
from matcher.candidate import Candidate
from matcher.verdict import Verdict, no, unclear, yes

M, P = ApplicantType.MUNICIPALITY, ApplicantType.PUBLIC_BODY
C, R = ApplicantType.COMPANY, ApplicantType.RESEARCH
RUESSELSHEIM = dict(ags="06433012", name="Rüsselsheim", population=65627)
DISTRICT = dict(applicant_type="Kreis", municipality=dict(ags="06433", name="Kreis Groß-Gerau"))
COMPANY = dict(applicant_type="kommunales Unternehmen")
ASSOCIATION = dict(applicant_type="Zweckverband")
BARE: dict[str, Any] = dict(title="Radwege", summary="Wir fördern Radwege.", eligible_applicants=())
Told = dict[str, Any] | None


def applicant(stated: Told = None, *, who: Told = None, **record: Any) -> Verdict:
    return applicant_may_apply(candidate(stated, **record), project(**who or {}), TODAY)


def test_a_town_reads_why_it_may_apply_or_not() -> None:
    assert applicant(who=dict(applicant_type=None)) == unclear(
        "Zum Vorhaben fehlt, wer den Antrag stellt."
    )
    assert applicant(description="Antragsberechtigt sind die beteiligten Staaten.") == no(
        "Antragsberechtigt sind nur Staaten."
    )
    assert applicant() == yes("Kommunen sind antragsberechtigt.")
    assert applicant(summary="Kommunen als Arbeitgeber sind dabei.") == yes(
        "Kommunen sind als Arbeitgeber antragsberechtigt."
    )
    assert applicant(dict(applicants=["Landkreis"]), **BARE) == no(
        "Antragsberechtigt sind Kreise und kreisfreie Städte, keine kreisangehörigen Gemeinden."
    )
    assert applicant(
        dict(applicants=["Landkreis"]), who=dict(municipality=None), **BARE
    ) == unclear("Antragsberechtigt sind Kreise und kreisfreie Städte; zum Vorhaben fehlt der Ort.")
    assert applicant(
        dict(applicants=["Landkreis"]),
        who=dict(municipality=RUESSELSHEIM),
        **BARE | dict(summary="Auch mit Sonderstatus."),
    ) == yes("Antragsberechtigt sind Kreise und kreisfreie Städte, auch Städte mit Sonderstatus.")
    assert applicant(dict(applicants=["freier_Träger", "andere"])) == unclear(
        "Die Quelle führt Kommunen auf, ihr Text nennt nur gemeinnützige Träger."
    )
    assert applicant(dict(applicants=["freier_Träger"]), **BARE) == no(
        "Kommunen sind nicht antragsberechtigt (nur: freier Träger)."
    )
    assert applicant(**BARE | dict(summary="Für Träger der öffentlichen Jugendhilfe.")) == no(
        "Antragsberechtigt sind Träger der Jugendhilfe, keine kreisangehörigen Gemeinden."
    )
    assert applicant(
        who=dict(municipality=RUESSELSHEIM),
        **BARE | dict(summary="Für Träger der öffentlichen Jugendhilfe."),
    ) == yes("Antragsberechtigt sind Träger der Jugendhilfe, auch Städte mit Sonderstatus.")
    assert applicant(
        **BARE | dict(summary="Öffentliche Stellen sind antragsberechtigt.")
    ) == unclear("Wer antragsberechtigt ist, war der Quelle nicht zu entnehmen.")
    assert applicant(**BARE | dict(summary="Für öffentliche Schulträger.")) == unclear(
        "Antragsberechtigt sind Schulträger; meist ist das der Kreis."
    )
    assert applicant(**BARE | dict(eligible_applicants=(C, R))) == no(
        "Kommunen sind nicht antragsberechtigt (nur: Unternehmen, Forschungseinrichtung)."
    )
    assert applicant(**BARE) == unclear(
        "Wer antragsberechtigt ist, war der Quelle nicht zu entnehmen."
    )
    assert applicant(**BARE | dict(summary="Für Städte und Gemeinden.")) == yes(
        "Der Text wendet sich an Kommunen."
    )
    assert applicant(**BARE | dict(summary="Für öffentliche Einrichtungen.")) == unclear(
        "Wer antragsberechtigt ist, war der Quelle nicht zu entnehmen."
    )


def test_a_kreis_reads_why_it_may_apply_or_not() -> None:
    assert applicant(dict(applicants=["freier_Träger", "andere"]), who=DISTRICT) == unclear(
        "Die Quelle führt Kommunen auf, ihr Text nennt nur gemeinnützige Träger."
    )
    assert applicant(
        who=DISTRICT, **BARE | dict(summary="Für Träger der öffentlichen Jugendhilfe.")
    ) == yes("Landkreise sind antragsberechtigt.")
    assert applicant(
        who=DISTRICT, **BARE | dict(summary="Öffentliche Stellen sind antragsberechtigt.")
    ) == unclear("Wer antragsberechtigt ist, war der Quelle nicht zu entnehmen.")
    assert applicant(who=DISTRICT, **BARE | dict(summary="Für öffentliche Schulträger.")) == yes(
        "Schulträger sind antragsberechtigt, also auch der Kreis."
    )
    assert applicant(who=DISTRICT, **BARE | dict(eligible_applicants=(C, R))) == no(
        "Landkreise sind nicht antragsberechtigt (nur: Unternehmen, Forschungseinrichtung)."
    )
    assert applicant(dict(applicants=["Landkreis"]), who=DISTRICT, **BARE) == yes(
        "Landkreise sind antragsberechtigt."
    )
    assert applicant(dict(applicants=["Kommune"]), who=DISTRICT, **BARE) == yes(
        "Kommunen sind antragsberechtigt."
    )
    assert applicant(
        dict(applicants=["Kommune"]),
        who=DISTRICT,
        **BARE | dict(summary="Antragsberechtigt sind Gemeinden."),
    ) == no("Antragsberechtigt sind nur Städte und Gemeinden.")
    assert applicant(who=DISTRICT, **BARE | dict(summary="Für Landkreise.")) == yes(
        "Der Text wendet sich an Landkreise."
    )


def test_a_zweckverband_reads_why_it_may_apply_or_not() -> None:
    assert applicant(who=ASSOCIATION, **BARE | dict(eligible_applicants=(C,))) == no(
        "Zweckverbände sind nicht antragsberechtigt (nur: Unternehmen)."
    )
    assert applicant(who=ASSOCIATION, **BARE | dict(eligible_applicants=(P,))) == unclear(
        "Öffentliche Einrichtungen dürfen beantragen; ob auch Zweckverbände, ist offen."
    )
    assert applicant(who=ASSOCIATION, **BARE | dict(eligible_applicants=(M,))) == unclear(
        "Kommunen sind antragsberechtigt; ob auch Zweckverbände, ist offen."
    )
    assert applicant(dict(applicants=["Zweckverband"]), who=ASSOCIATION, **BARE) == yes(
        "Zweckverbände sind antragsberechtigt."
    )
    assert applicant(
        who=ASSOCIATION, **BARE | dict(summary="Für Städte und Gemeinden.")
    ) == unclear("Der Text nennt Kommunen. Zweckverbände nennt er nicht; bitte nachfragen.")


def test_a_municipal_company_reads_why_it_may_apply_or_not() -> None:
    assert applicant(who=COMPANY, **BARE | dict(eligible_applicants=(M,))) == no(
        "Kommunale Unternehmen sind nicht antragsberechtigt (nur: Kommune)."
    )
    assert applicant(who=COMPANY, **BARE | dict(eligible_applicants=(C,))) == unclear(
        "Unternehmen sind antragsberechtigt; ob auch kommunale, ist offen."
    )
    assert applicant(
        who=COMPANY,
        **BARE
        | dict(
            eligible_applicants=(C,),
            summary="Antragsberechtigt sind kleine und mittlere Unternehmen.",
        ),
    ) == no("Nur für kleine und mittlere Unternehmen; kommunale gelten nicht als solche.")
    assert applicant(dict(applicants=["kommunales_Unternehmen"]), who=COMPANY, **BARE) == yes(
        "Kommunale Unternehmen sind antragsberechtigt."
    )
    assert applicant(dict(applicants=["Unternehmen"]), who=COMPANY, **BARE) == unclear(
        "Unternehmen sind antragsberechtigt; ob auch kommunale, ist offen."
    )
    assert applicant(who=COMPANY, **BARE | dict(summary="Für kommunale Unternehmen.")) == yes(
        "Kommunale Unternehmen sind antragsberechtigt."
    )


def decided(name: str, value: Any, **record: Any) -> Candidate:
    """A candidate of which the Fördermittelmanagement said this of its own."""
    programme = make_programme(make_facts(**{name: value}), **record)
    telling = programme.tellings[0]
    fact = replace(telling.facts.by_name[name], decided=DecisionKind.CORRECT)
    return Candidate(replace(programme, tellings=(replace(telling, facts=facts_from([fact])),)))


def test_what_the_manager_decided_counts_alone_whatever_categories_say() -> None:
    towns = decided("applicants", ["Kommune"], eligible_applicants=(C,))
    others = decided("applicants", ["freier_Träger", "Unternehmen"], eligible_applicants=(M,))

    assert applicant_may_apply(towns, project(), TODAY) == yes("Kommunen sind antragsberechtigt.")
    assert applicant_may_apply(towns, project(**DISTRICT), TODAY) == no(
        "Landkreise sind nicht antragsberechtigt (nur: Kommune)."
    )
    assert applicant_may_apply(others, project(), TODAY) == no(
        "Kommunen sind nicht antragsberechtigt (nur: Unternehmen, freier Träger)."
    )
    assert applicant_may_apply(others, project(**ASSOCIATION), TODAY) == no(
        "Zweckverbände sind nicht antragsberechtigt (nur: Unternehmen, freier Träger)."
    )
    assert applicant_may_apply(others, project(**COMPANY), TODAY) == unclear(
        "Unternehmen sind antragsberechtigt; ob auch kommunale, ist offen."
    )
    own = decided("applicants", ["kommunales_Unternehmen", "Landkreis", "Zweckverband"])
    for who, name in (
        (DISTRICT, "Landkreise"),
        (ASSOCIATION, "Zweckverbände"),
        (COMPANY, "Kommunale Unternehmen"),
    ):
        verdict = applicant_may_apply(own, project(**who), TODAY)
        assert verdict == yes(f"{name} sind antragsberechtigt.")


def test_a_quote_that_lists_others_is_told_as_the_reason() -> None:
    towns = quoting(
        candidate(dict(applicants=["Kommune"]), **BARE),
        "applicants",
        "Antragsberechtigt sind Städte und Gemeinden.",
    )
    assert applicant_may_apply(towns, project(**ASSOCIATION), TODAY) == no(
        "Antragsberechtigt sind nur Städte, Gemeinden oder Kreise."
    )
    own = quoting(
        candidate(dict(applicants=["kommunales_Unternehmen"]), **BARE),
        "applicants",
        "Eigenbetriebe der Gemeinden",
    )
    assert applicant_may_apply(own, project(**COMPANY), TODAY) == unclear(
        "Antragsberechtigt sind nur Eigenbetriebe; bitte die Rechtsform prüfen."
    )
    buses = quoting(
        candidate(dict(applicants=["Unternehmen"]), **BARE), "applicants", "Verkehrsunternehmen"
    )
    assert applicant_may_apply(buses, project(**COMPANY, title="Neue Busse"), TODAY) == yes(
        "Verkehrsunternehmen sind antragsberechtigt."
    )

"""What people read of the call, word for word."""

from typing import Any

from matcher_builders import TODAY, candidate, project

from index.record import Call
from index.vocabulary import ApplicantType, FundingArea, Level
from matcher.call_rules import (
    call_is_open,
    can_be_used_alone,
    lead_time_is_left,
    start_is_allowed,
)
from matcher.verdict import Verdict, no, unclear, yes, yes_but

M, R = ApplicantType.MUNICIPALITY, ApplicantType.RESEARCH
EU: dict[str, Any] = dict(levels=(Level.EU,), call=Call(identifier="LIFE-2027-X"))
BAN = dict(early_start="forbidden_before_approval")
Told = dict[str, Any] | None


def dl(day: str) -> dict[str, Any]:
    return dict(deadlines=[dict(kind="application", date=day)])


def call(stated: Told = None, *, who: Told = None, **record: Any) -> Verdict:
    return call_is_open(candidate(stated, **record), project(**who or {}), TODAY)


def alone(stated: Told = None, *, who: Told = None, **record: Any) -> Verdict:
    return can_be_used_alone(candidate(stated, **record), project(**who or {}), TODAY)


def start(stated: Told = None, *, who: Told = None, **record: Any) -> Verdict:
    return start_is_allowed(candidate(stated, **record), project(**who or {}), TODAY)


def lead(stated: Told = None, *, who: Told = None, **record: Any) -> Verdict:
    return lead_time_is_left(candidate(stated, **record), project(**who or {}), TODAY)


def test_whether_and_until_when_one_may_apply_is_told() -> None:
    assert call() == yes()
    assert call(dict(deadline_model="rolling")) == yes("Anträge sind laufend möglich.")
    assert call(dl("2027-01-31")) == yes("Nächste Frist: 31.01.2027.")
    assert call(dl("2026-01-31")) == no("Alle genannten Fristen sind abgelaufen.")
    assert call(dl("--10-31") | dict(programme_valid_until="2026-12-31")) == unclear(
        "Die jährliche Frist ist für dieses Jahr vorbei, die Richtlinie gilt bis "
        "31.12.2026; ob es eine weitere Runde gibt, ist ungewiss."
    )
    assert call(
        dl("2024-12-08"), summary="Antrag bis zum im Förderaufruf genannten Termin."
    ) == unclear("Die genannte Frist ist vorbei; ob es eine weitere Runde gibt, ist ungewiss.")
    assert call(dict(programme_valid_until="2025-12-31")) == no(
        "Rechtsgrundlage galt bis 31.12.2025."
    )
    assert call(dict(programme_valid_until="2026-12-31")) == yes_but(
        "Die Richtlinie gilt bis 31.12.2026, das Vorhaben beginnt erst am 01.04.2027."
    )
    assert call(dict(programme_valid_until="2027-04-01")) == yes()
    assert call(status_line="Antragstellung derzeit nicht möglich") == no(
        "Derzeit keine Anträge: Die Quelle sagt: Antragstellung derzeit nicht möglich.",
        remediable=True,
    )
    assert call(status_line="Antragstellung nicht mehr möglich") == no(
        "Die Quelle sagt: Antragstellung nicht mehr möglich."
    )
    assert call(title="Radwege, Wettbewerb 2024") == no("Der Aufruf ist aus dem Jahr 2024.")
    assert call(summary="Es stehen Mittel bereit von 2020 bis 2025.") == no(
        "Mittel stehen nur bis 2025 bereit."
    )
    assert call(url="https://www.example.org/2023-12-01-radwege") == unclear(
        "Die Meldung ist aus dem Jahr 2023; ob sie noch gilt, ist offen."
    )
    assert call(url="https://www.example.org/2024-12-01-radwege") == yes()
    assert call(title="Radverkehr (Übersicht)") == unclear(
        "Die Seite gibt einen Überblick; ob ein Aufruf offen ist, ist zu klären."
    )
    assert call(summary="Der Förderaufruf startete am 5. März 2025.") == unclear(
        "Der letzte genannte Aufruf ist von 2025; ob ein neuer kommt, ist offen."
    )


def test_who_is_needed_beside_the_town_is_told() -> None:
    assert alone(**EU) == unclear(
        "EU-Aufruf: meist nur als Partner in einem internationalen Konsortium."
    )
    assert alone(
        funding_areas=(FundingArea.RESEARCH_SPECIFIC,),
        eligible_applicants=(M, ApplicantType.UNIVERSITY),
    ) == unclear("Forschungsförderung: Kommunen meist nur als Partner in einem Verbund.")
    assert alone(funding_areas=(FundingArea.RESEARCH_SPECIFIC,)) == yes()
    assert alone(eligible_applicants=(M, R)) == yes()
    assert alone(summary="Die Länder legen eigene Programme auf.") == unclear(
        "Rahmenprogramm: Anträge nur über die Programme von Bund und Ländern."
    )


def test_a_start_too_early_is_told_with_both_days() -> None:
    assert start(BAN, who=dict(planned_start=None)) == yes_but(
        "Vor der Bewilligung darf nicht begonnen werden."
    )
    assert start(BAN, who=dict(planned_start="2026-11-02")) == no(
        "Das Vorhaben hat begonnen; gefördert wird nur, was noch nicht begonnen hat."
    )
    assert start(BAN, who=dict(planned_start="2026-11-03")) == yes()
    assert start(BAN | dl("2027-04-01")) == yes_but(
        "Der Beginn am 01.04.2027 liegt vor der Frist 01.04.2027; vor der Bewilligung "
        "darf nicht begonnen werden."
    )
    assert start(BAN | dl("2027-03-31")) == yes()


def test_the_last_day_before_the_start_is_told() -> None:
    assert lead(dict(deadline_relative="P6M"), who=dict(planned_start="2027-08-31")) == yes(
        "Der Antrag muss 6 Monate vor Beginn gestellt werden, also bis 28.02.2027."
    )
    assert lead(dict(deadline_relative="P10D")) == yes(
        "Der Antrag muss 10 Tage vor Beginn gestellt werden, also bis 22.03.2027."
    )
    assert lead(dict(deadline_relative="P1D")) == yes(
        "Der Antrag muss 1 Tag vor Beginn gestellt werden, also bis 31.03.2027."
    )
    assert lead(dict(deadline_relative="P2W")) == yes(
        "Der Antrag muss 2 Wochen vor Beginn gestellt werden, also bis 18.03.2027."
    )
    assert lead(dict(deadline_relative="P1W")) == yes(
        "Der Antrag muss 1 Woche vor Beginn gestellt werden, also bis 25.03.2027."
    )
    assert lead(dict(deadline_relative="P1M")) == yes(
        "Der Antrag muss 1 Monat vor Beginn gestellt werden, also bis 01.03.2027."
    )
    assert lead(dict(deadline_relative="P1Y"), who=dict(planned_start="2028-02-29")) == yes(
        "Der Antrag muss 1 Jahr vor Beginn gestellt werden, also bis 28.02.2027."
    )
    assert lead(dict(deadline_relative="P2Y")) == yes_but(
        "Der Antrag muss 2 Jahre vor Beginn gestellt werden; dafür ist es zu spät."
    )
    assert lead(dict(deadline_relative="P5M"), who=dict(planned_start="2027-04-02")) == yes(
        "Der Antrag muss 5 Monate vor Beginn gestellt werden, also bis 02.11.2026."
    )
    assert lead(dict(deadline_relative="P5M"), who=dict(planned_start="2027-04-01")) == yes_but(
        "Der Antrag muss 5 Monate vor Beginn gestellt werden; dafür ist es zu spät."
    )

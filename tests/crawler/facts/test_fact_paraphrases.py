"""The same statement in the words of different ministries is read the same way."""

from typing import Any

import pytest
from conftest import make_record

from crawler.facts import read_facts
from index.text import rich

_G, _L, _Z, _V = "Kommune", "Landkreis", "Zweckverband", "Verein/Verband"

APPLICANTS: list[tuple[str, list[str] | None]] = [
    ("Das Land unterstützt Städte und Landkreise beim Radverkehr.", [_G, _L]),
    ("Mit dem Zuschuss fördert das Land Hessen Städte, Gemeinden und Landkreise.", [_G, _L]),
    ("Finanzielle Hilfe erhalten Landkreise, Gemeinden und Zweckverbände.", [_G, _L, _Z]),
    ("Das Förderangebot wendet sich an Vereine und Kirchengemeinden.", [_V, "andere"]),
    ("Anträge können von Gemeinden und Landkreisen gestellt werden.", [_G, _L]),
    ("Vereine und Stiftungen sind ebenfalls antragsberechtigt.", [_V, "andere"]),
    ("Antragsteller können Gemeinden und Gemeindeverbände sein.", [_G]),
    ("Antragstellende sind kreisfreie Städte und Landkreise.", [_G, _L]),
    ("Bewerben können sich Kommunen mit weniger als 20.000 Einwohnern.", [_G]),
    ("Das Programm steht allen Gemeinden offen.", [_G]),
    ("Gefördert werden Projekte von gemeinnützigen Vereinen.", [_V]),
    ("Das Land gewährt Kommunen Zuwendungen für den Bau von Radwegen.", [_G]),
    ("Die Zuwendung wird Trägern der freien Jugendhilfe gewährt.", ["freier_Träger"]),
    ("Als Gemeinde oder Landkreis können Sie Zuschüsse für Schulhöfe beantragen.", [_G, _L]),
    ("Zielgruppe des Förderprogramms sind kleine Gemeinden.", [_G]),
    ("Antragsberechtigt sind kommunale, kirchliche und freie Träger.", [_G, "freier_Träger"]),
    ("Antragsberechtigt sind natürliche Personen mit Unternehmereigenschaft.", ["Unternehmen"]),
    ("Antragsberechtigt ist der Trägerverein des Museums.", [_V]),
    ("Ab sofort können Landkreise und Gemeinden wieder Förderanträge stellen.", [_G, _L]),
    ("Um den Preis können sich Städte aus ganz Hessen bewerben.", [_G]),
    ("Gemeinden können Zuschüsse für die Sanierung von Bädern und Hallen erhalten.", [_G]),
    ("Förderfähig sind Vorhaben von Gemeinden und Gemeindeverbänden.", [_G]),
    (
        "Bürgerinnen und Bürger können für Orte in ihren Kommunen Zuschüsse erhalten.",
        ["Privatperson"],
    ),
    (
        "Antragsberechtigt sind alle juristischen Personen des öffentlichen und privaten Rechts.",
        ["andere"],
    ),
    ("Antragsberechtigt sind Vereine und juristische Personen des Privatrechts.", [_V]),
    (
        "Antragsberechtigt sind juristische Personen, die als gemeinnützig gelten.",
        ["freier_Träger"],
    ),
    (
        "Antragsberechtigt sind Gebietskörperschaften und deren Unternehmen.",
        [_G, _L, "kommunales_Unternehmen"],
    ),
    ("Antragsberechtigt sind Mieterinnen und Mieter sowie Familien.", ["Privatperson"]),
    ("Antragsberechtigt sind Gemeinden als Eigentümerinnen und Eigentümer der Halle.", [_G]),
    ("Die Förderaufrufe wenden sich an Gemeinden und Landkreise.", [_G, _L]),
    (
        "Die Erstberatung richtet sich an Unternehmen mit mehrheitlich kommunalem Hintergrund.",
        ["kommunales_Unternehmen"],
    ),
    ("Dazu unterstützt das Programm „Rad im Ort“ des Bundes Städte beim Bau.", [_G]),
    ("Landkreise können dafür eine Vorschlagsliste einreichen.", [_L]),
    # Somebody is named, but not as an applicant.
    ("Die Förderaufrufe wenden sich gegen Leerstand in Gemeinden.", None),
    ("Das Programm unterstützt die Zusammenarbeit von Kommunen.", None),
    ("Das Land fördert Kindertageseinrichtungen in Gemeinden.", None),
    ("Die Gemeinden erhalten von den Vereinen eine Abrechnung der Zuschüsse.", None),
    ("Kommunen können den Zuschuss an Vereine weiterleiten.", None),
    ("Städte erhalten die Möglichkeit, Plätze zu begrünen.", None),
    ("Der Bund unterstützt die Länder bei der Finanzierung.", None),
]


def _value(text: str, name: str) -> Any:
    passage = rich(text) if text.startswith("<") else text
    return read_facts(make_record(summary="", description=passage)).value(name)


@pytest.mark.parametrize(("text", "groups"), APPLICANTS)
def test_applicants_of_an_ordinary_sentence(text: str, groups: list[str] | None) -> None:
    assert _value(text, "applicants") == groups


AMOUNTS: list[tuple[str, dict[str, int]]] = [
    ("Der Höchstbetrag liegt bei EUR 200.000, der Mindestbetrag bei EUR 5.000.",
     {"amount_max_eur": 200_000, "amount_min_eur": 5000}),
    ("Höchstbetrag: 30.000 Euro je Maßnahme", {"amount_max_eur": 30_000}),
    ("Der Förderhöchstbetrag liegt grundsätzlich bei 120.000 Euro.", {"amount_max_eur": 120_000}),
    ("Gefördert werden höchstens 20.000 Euro je Antrag.", {"amount_max_eur": 20_000}),
    ("Die Zuwendung ist auf 60.000 Euro begrenzt.", {"amount_max_eur": 60_000}),
    ("Der Zuschuss darf 40.000 Euro nicht übersteigen.", {"amount_max_eur": 40_000}),
    ("Der Zuschuss ist gedeckelt auf maximal 12.000 Euro.", {"amount_max_eur": 12_000}),
    ("Das Darlehen beträgt mindestens EUR 25.000 und höchstens EUR 1,5 Millionen.",
     {"amount_max_eur": 1_500_000, "amount_min_eur": 25_000}),
    ("Die Höhe des Darlehens beträgt bis zu EUR 5 Millionen.", {"amount_max_eur": 5_000_000}),
    ("Der Kreditbetrag liegt zwischen EUR 10.000 und EUR 500.000.",
     {"amount_max_eur": 500_000, "amount_min_eur": 10_000}),
    ("Gefördert werden 500 Euro pro Kind, insgesamt höchstens 90.000 Euro je Kommune.",
     {"amount_max_eur": 90_000}),
    ("Die Höhe der Förderung beträgt pauschal 2.000 Euro je Maßnahme.", {"amount_max_eur": 2000}),
    ("Es können bis zu 100.000 Euro beantragt werden.", {"amount_max_eur": 100_000}),
    ("Bewilligt werden nur Zuwendungen ab einer Höhe von 3.000 Euro.", {"amount_min_eur": 3000}),
    ("Ihre Investitionskosten müssen mindestens EUR 30.000 betragen.",
     {"total_cost_min_eur": 30_000}),
    ("Das Mindestinvestitionsvolumen liegt bei EUR 20.000.", {"total_cost_min_eur": 20_000}),
    ("Gefördert werden Vorhaben mit Gesamtkosten ab 50.000 Euro.", {"total_cost_min_eur": 50_000}),
    ("Vorhaben mit Ausgaben von weniger als 20.000 Euro werden nicht gefördert.",
     {"total_cost_min_eur": 20_000}),
    ("<p>Die maximale Höhe der Zuwendung beträgt</p><ul><li>im ersten Jahr der Maßnahme 700 Euro"
     "</li><li>im zweiten Jahr der Maßnahme 1.500 Euro</li></ul>", {"amount_max_eur": 1500}),
    ("<p>Sie erhalten die Hälfte der Kosten als Zuschuss, jedoch</p><ul><li>maximal EUR 600 für"
     " Garagen und</li><li>maximal EUR 900 für Häuser mit vier Wohneinheiten.</li></ul>",
     {"amount_max_eur": 900}),
    ("Die Förderung beträgt höchstens 900 Euro je Wohneinheit.", {}),
    # An amount is named, but it is neither a cap of the grant nor a floor.
    ("Die Höhe der Förderung beträgt 2.000 Euro je Auszubildendem.", {}),
    ("Der Höchstbetrag der zuwendungsfähigen Ausgaben beträgt 80.000 Euro.", {}),
    ("Die Ausgaben dürfen insgesamt den Höchstbetrag von 80.000 Euro nicht überschreiten.", {}),
    ("Die Förderung ist in jedem Land auf höchstens 8 Millionen Euro im Jahr begrenzt.", {}),
    ("Der Höchstbetrag je Arbeitsplatz beträgt 7.500 Euro.", {}),
    ("Der Mindestbetrag des Eigenanteils beträgt 1.000 Euro.", {}),
    ("Der Höchstbetrag nach der De-minimis-Verordnung liegt bei 300.000 Euro.", {}),
    ("Für Aufträge gilt ein Höchstbetrag von 10.000 Euro ohne Vergabeverfahren.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "amounts"), AMOUNTS)
def test_amounts_of_an_ordinary_sentence(text: str, amounts: dict[str, int]) -> None:
    passage = rich(text) if text.startswith("<") else text
    facts = read_facts(make_record(summary="", description=passage))
    names = ("amount_max_eur", "amount_min_eur", "total_cost_min_eur")
    assert {name: facts.value(name) for name in names if name in facts} == amounts


DEADLINES: list[tuple[str, list[str]]] = [
    ("Antragszeitraum: 1. Februar bis 31. März 2027", ["application 2027-03-31"]),
    ("Senden Sie den Jahresantrag spätestens zum 20.9. des laufenden Jahres an die Bank.",
     ["application --09-20"]),
    ("Den Antrag für den Bewilligungszeitraum stellen Sie bis 1. November des Vorjahres.",
     ["application --11-01"]),
    ("Erste Frist für Skizzen ist der 1. September 2026. In den Folgejahren ist die Frist jeweils"
     " der 15. April.", ["sketch 2026-09-01", "sketch --04-15"]),
    ("Änderungsanträge sind bis zum 15. November 2026 einzureichen.", []),
    ("Es gelten: Skizzeneinreichung bis zum 31.5.2027 und Antragseinreichung bis zum 30.9.2027.",
     ["sketch 2027-05-31", "application 2027-09-30"]),
    ("Einsendeschluss: 30.6.2027", ["application 2027-06-30"]),
    ("Die Bewerbungsphase endet am 12. Februar 2027.", ["application 2027-02-12"]),
    ("Das Antragsportal ist vom 2. März bis 30. April 2027 geöffnet.", ["application 2027-04-30"]),
    ("Über die bis zum 31. März vorliegenden Anträge wird im Juni entschieden.",
     ["application --03-31"]),
    ("<p>Die Förderanträge müssen bis spätestens</p><ul><li>zum 30. September 2027 (Bau) und</li>"
     "<li>zum 30. Oktober 2027 (Planung)</li></ul><p>beim Amt eingegangen sein.</p>",
     ["application 2027-09-30", "application 2027-10-30"]),
    ("<p>Ihren Antrag richten Sie vor Beginn</p><ul><li>bis zum 31.10. des Vorjahres an den"
     " Landkreis und</li><li>als Landkreis an das Amt.</li></ul>", ["application --10-31"]),
    ("<p>Fristen für die Antragsrunden:</p><ul><li>1. Runde: 31. März 2027</li>"
     "<li>2. Runde: 30. September 2027</li></ul>",
     ["application 2027-03-31", "application 2027-09-30"]),
    # A day is named, but nobody hands in anything by it.
    ("Für die bis zum 31. Dezember 2023 eingereichten Anträge gilt die alte Richtlinie.", []),
    ("<p>Die Maßnahmen müssen</p><ul><li>bis zum 30. Juni 2028 fertiggestellt und</li><li>bis zum"
     " 30. September 2028 abgerechnet</li></ul><p>sein; der Antrag ist formlos.</p>", []),
    ("<p>Dem Antrag sind beizufügen:</p><ul><li>ein Angebot, bis zum 1. Mai 2027 bindend</li></ul>",
     []),
    ("Die Gemeinden melden ihren Bedarf bis zum 1. Juli 2027 dem Landkreis.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), DEADLINES)
def test_deadlines_of_ordinary_sentences_and_lists(text: str, days: list[str]) -> None:
    passage = rich(text) if text.startswith("<") else text
    facts = read_facts(make_record(summary="", description=passage))
    assert [f"{deadline.kind} {deadline.day}" for deadline in facts.deadlines] == days


RATES: list[tuple[str, tuple[float | None, float | None]]] = [
    ("Der Zuschuss beträgt 60 %.", (60, 60)),
    ("Die Zuwendung beträgt grundsätzlich 80 Prozent.", (80, 80)),
    ("Es werden bis zu 90 Prozent gefördert.", (90, 90)),
    ("Bezuschusst werden neue Spielgeräte mit bis zu 30 Prozent.", (30, 30)),
    ("Gefördert werden Hallen mit 30 Prozent Holz in der Wand.", (None, None)),
    ("Konzepte können bis zu 100 % (je hälftig von Bund und Land) gefördert werden.", (100, 100)),
    ("<p>Die Höhe des Zuschusses beträgt</p><ul><li>für kleine Betriebe 35 Prozent,</li>"
     "<li>für mittlere Betriebe 25 Prozent.</li></ul>", (35, None)),
    ("Der Zuschuss beträgt bis zu 50 Prozent. Bei Haushaltssicherung sind es bis zu 80 Prozent der"
     " Kosten.", (80, 50)),
    ("Der Basisfördersatz beträgt 40 %. Mit dem Bonus werden insgesamt 60 % gefördert.", (60, 40)),
    # The sum of base and bonus is not computed.
    ("Der Grundfördersatz beträgt 40 %. Für kleine Orte gibt es einen Zuschlag.", (None, 40)),
    ("Wenn die Zuwendung 5 Prozent der förderfähigen Kosten unterschreitet, entfällt sie.",
     (None, None)),
    ("Der Tilgungszuschuss beträgt 20 Prozent.", (None, None)),
    ("Der Zuschuss beträgt zwei Drittel der zuwendungsfähigen Ausgaben.", (66.67, 66.67)),
    ("Gefördert wird höchstens die Hälfte der förderfähigen Kosten.", (50, 50)),
    ("Die Hälfte der Flächen muss in der Gemeinde liegen.", (None, None)),
    ("Die Gemeinde trägt mindestens ein Drittel der Kosten.", (None, None)),
    ("Die Förderung beträgt mindestens 10 Prozent.", (None, None)),
    ("Der Zuschuss beträgt 55 Prozent der förderfähigen Baukosten und Baunebenkosten.", (55, 55)),
    ("Für Planung gibt es 20 Prozent der förderfähigen Baunebenkosten.", (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rates"), RATES)
def test_rates_without_their_cost(text: str, rates: tuple[float | None, float | None]) -> None:
    read = (_value(text, "funding_rate_max"), _value(text, "funding_rate_default"))
    assert read == rates


@pytest.mark.parametrize(
    "text",
    [
        "Sie müssen sich mit mindestens 10 Prozent an den Kosten beteiligen.",
        "Eine Eigenbeteiligung in Höhe von mindestens 10 von Hundert ist nötig.",
    ],
)
def test_own_share_in_other_words(text: str) -> None:
    assert _value(text, "own_share_min") == 10


OTHERS: list[tuple[str, str, Any]] = [
    ("own_share_min", "Die Gemeinden tragen mindestens die Hälfte der Gesamtkosten.", 50),
    ("own_share_min", "Nötig sind Eigen- oder Drittmittel von mindestens 10 Prozent.", 10),
    ("funding_rate_min", "Der Zuschuss beträgt in der Übergangsregion 60 Prozent und in der stärker"
     " entwickelten Region 40 Prozent der förderfähigen Ausgaben.", 40),
    ("combinable", "Es besteht ein Kumulationsverbot mit Zuwendungen des Bundes.", "no"),
    ("combinable", "Eine zusätzliche Förderung aus anderen Programmen ist zulässig, soweit die"
     " Ausgaben nicht überschritten werden.", "conditional"),
    ("combinable", "Eine Förderung ist ausgeschlossen, wenn für denselben Zweck öffentliche Mittel"
     " aus anderen Programmen in Anspruch genommen werden.", "no"),
    ("combinable", "Die Förderung schließt die Inanspruchnahme anderer Fördermittel für denselben"
     " Zweck aus.", "no"),
    ("combinable", "Eine Förderung nach dieser Richtlinie ist ausgeschlossen, wenn andere"
     " öffentliche Mittel in Anspruch genommen werden.", "no"),
    ("combinable", "Eine Kombination mit dem Zuschuss für Planung ist möglich.", "yes"),
    ("combinable", "Eine Kombination mit einer Wallbox ist möglich.", None),
    ("applicants", "Antragsberechtigt sind Kommunalunternehmen.", ["kommunales_Unternehmen"]),
    ("combinable", "Die Förderung schließt Beratung und Planung ein.", None),
    ("retention_period_years", "<p>Dauer der Zweckbindung:</p><ul><li>20 Jahre bei Gebäuden,</li>"
     "<li>6 Jahre bei Geräten</li></ul>", 20),
    ("retention_period_years", "Die Räder müssen vier Jahre im Betrieb bleiben (Zweckbindung).", 4),
    ("programme_valid_until", "Diese Richtlinie ersetzt die Richtlinie vom 3. Mai 2020, tritt heute"
     " in Kraft und ist bis zum 31.12.2028 befristet.", "2028-12-31"),
    ("deadline_model", "Im Vorjahr konnten Fördermittel von bis zu 9.000 Euro beantragt werden.",
     "closed"),
    ("programme_valid_until", "Die Richtlinie ist bis zum Ablauf des 31. Dezember 2028 gültig.",
     "2028-12-31"),
    ("programme_valid_until", "Das Programm läuft bis zum 31. Dezember 2026.", "2026-12-31"),
    ("programme_valid_until", "Das Programm ist befristet bis längstens 31. Dezember 2029.",
     "2029-12-31"),
    ("programme_valid_until", "Das Angebot ist bis zum 31.12.2027 gültig.", None),
    ("programme_valid_until", "Die Förderung läuft bis zum 31.12.2027.", None),
    ("early_start", "Projekte, die bereits vor Bewilligung begonnen wurden, sind ausgeschlossen.",
     "forbidden_before_approval"),
    ("early_start", "Beginnen Sie erst nach Erhalt des Bescheids mit der Maßnahme.",
     "forbidden_before_approval"),
    ("early_start", "Ein Beginn vor der Bewilligung führt zum Verlust der Förderung.",
     "forbidden_before_approval"),
    ("early_start", "Sie dürfen vor der Bewilligung noch keine Aufträge vergeben haben.",
     "forbidden_before_approval"),
    ("early_start", "Nach Antragstellung dürfen Sie auf eigenes Risiko beginnen.", "allowed"),
    ("early_start", "Vor Bewilligung darf mit der Beratung begonnen werden.", None),
    ("combinable", "Die gleichzeitige Inanspruchnahme weiterer Fördermittel ist ausgeschlossen.",
     "no"),
    ("combinable", "Weitere Fördermittel des Bundes dürfen nicht in Anspruch genommen werden.",
     "no"),
    ("combinable", "Die Zuwendung kann mit Mitteln des Bundes kombiniert werden.", "yes"),
    ("combinable", "Die Inanspruchnahme anderer Mittel ist anzuzeigen.", None),
    ("retention_period_years", "Die Zweckbindung beträgt je nach Bau bis zu 10 Jahre.", 10),
    ("retention_period_years", "Die Zweckbindung gilt für die Dauer von 15 Jahren oder 25 Jahren.",
     25),
    ("retention_period_years", "Geräte sind für fünf Jahre an den Zuwendungszweck gebunden.", 5),
    ("retention_period_years", "Die Bindungsfrist beträgt 12 Jahre.", 12),
    ("retention_period_years", "Die Bindungsfrist des Angebots beträgt zwei Jahre.", None),
    ("retention_period_years", "Während der Bindungsfrist wird alle drei Jahre geprüft.", None),
    ("deadline_model", "Sie können Ihren Antrag das ganze Jahr über stellen.", "rolling"),
    ("deadline_model", "Bewerbungen waren bis zum 15. März 2025 möglich.", "closed"),
    ("deadline_model", "Ein Wechsel des Kontos ist jederzeit auf Antrag möglich.", None),
    ("deadline_model", "Das Amt kann jederzeit Unterlagen zum Antrag anfordern.", None),
    ("financing_mode", "Die Zuwendung wird als Festbetrag gewährt.", "Festbetragsfinanzierung"),
    ("programme_valid_until", "Die Richtlinie tritt heute in Kraft und endet zunächst am 1.7.2028.",
     "2028-07-01"),
    ("financing_mode", "Die Zuwendung wird als Fehlbetragsfinanzierung gewährt.",
     "Fehlbedarfsfinanzierung"),
    ("status", "Die Förderung neuer Projekte ist derzeit eingestellt.", "paused"),
    ("own_share_min", "Sie müssen einen Eigenmittelanteil von mehr als 5 Prozent tragen.", 5),
    ("funding_rate_max", "Es wird eine Pauschalfinanzierung von 15 v.H. der förderfähigen Ausgaben"
     " gewährt.", None),
    ("applicants", "Antragsberechtigt sind Volkshochschulen.", ["andere"]),
    ("applicants", "Wenn Sie Träger der Jugendhilfe sind, können Sie Mittel erhalten.",
     ["freier_Träger"]),
    ("applicants", "<p>Antragsberechtigt sind</p><ul><li>Gemeinden</li></ul><p>sowie im Verbund"
     " auch</p><ul><li>Vereine.</li></ul>", [_G, _V]),
    ("programme_valid_until", "Die Richtlinie vom 1.3.2019, in Kraft getreten am 1.4.2019, tritt am"
     " 31.12.2023 außer Kraft.", None),
    ("combinable", "Investitionen dürfen nicht aus anderen Mitteln gefördert werden.", "no"),
    ("early_start", "Die Förderung ist ausgeschlossen, wenn vor Antragstellung begonnen wurde.",
     "allowed"),
    ("applicants", "Antragsberechtigt sind Unternehmen mit Sitz in Hessen sowie Hochschulen.",
     ["Unternehmen", "Forschung"]),
    ("funding_rate_default", "Der Zuschuss beträgt 50 Prozent. Falls Sie Mittel der EU erhalten,"
     " beträgt der Zuschuss bis zu 65 Prozent.", 50),
    ("proof_of_use_months", "Der Verwendungsnachweis muss 3 Monate nach Ende vorliegen.", 3),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "value"), OTHERS)
def test_other_facts_in_other_words(name: str, text: str, value: Any) -> None:
    assert _value(text, name) == value

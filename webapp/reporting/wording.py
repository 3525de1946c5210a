"""How the report writes figures, and on what they rest."""

from webapp.filters import cent, zahl
from webapp.reporting.figure import Unit
from webapp.reporting.report import Report, Told

TOPICS_NOTE = (
    "Ein Programm mit mehreren Förderbereichen zählt bei jedem; die Summe der Bereiche kann"
    " höher sein als die des Kreises."
)
JOINT_NOTE = (
    "Was mehrere Kommunen gemeinsam tun, zählt im Kreis einmal und bei jeder von ihnen;"
    " die Summe der Kommunen kann höher sein als die des Kreises."
)
BY_TOWN = (
    "eingereicht",
    "bewilligt",
    "abgelehnt",
    "bewilligte-euro",
    "eigenanteile",
    "beratungszeit",
    "umlage",
)
"""The figures that the tables of municipalities show."""
BY_TOPIC = ("eingereicht", "bewilligt", "abgelehnt", "bewilligte-euro", "eigenanteile")
"""The figures that the table of topics shows."""
BY_REASON = ("abgelehnt", "nicht-beantragt", "zurueckgezogen", "verworfen", "kein-interesse")
"""The figures whose reasons are counted."""


def shown(value: int, unit: Unit) -> str:
    """Write a figure: 12, 1.234,50 € or 3:15 Std."""
    if unit is Unit.EURO:
        return cent(value)
    if unit is Unit.MINUTES:
        hours, minutes = divmod(value, 60)
        return f"{zahl(hours)}:{minutes:02} Std."
    return zahl(value)


def topics_of(report: Report) -> list[str]:
    """The topics of a report, those with the most money first."""
    found = {topic for key in BY_TOPIC for topic in report.told[key].by_topic}
    euros = report.told["bewilligte-euro"].by_topic
    return sorted(found, key=lambda topic: (-euros.get(topic, 0), topic))


def reasons_of(told: Told) -> list[tuple[str, int]]:
    """How often each reason was given, the most frequent first."""
    return sorted(told.by_reason.items(), key=lambda pair: (-pair[1], pair[0]))


def with_reasons(report: Report) -> list[Told]:
    """The figures whose reasons are counted, where there are any."""
    return [report.told[key] for key in BY_REASON if report.told[key].by_reason]


def summary(report: Report) -> str:
    """The report in two sentences."""
    value = {key: shown(it.value, it.figure.unit) for key, it in report.told.items()}
    return (
        f"Anträge: {value['eingereicht']} eingereicht, {value['bewilligt']} bewilligt,"
        f" {value['abgelehnt']} abgelehnt. Bewilligt: {value['bewilligte-euro']}; Eigenanteil"
        f" der Kommunen dazu: {value['eigenanteile']}."
    )

"""What a Vorhaben does not tell yet, and what that leaves open."""

from dataclasses import dataclass

from matcher.project import Project

_SHORT = 80


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, and why it would help."""

    missing: str
    why: str
    weighs: bool = True
    """Whether an answer depends on it, and not only the order or the advice."""


_FIELDS = {
    "applicant_type": Gap(
        "wer den Antrag stellt", "sonst bleibt offen, ob Sie antragsberechtigt sind"
    ),
    "planned_start": Gap("der geplante Beginn", "für Fristen, Vorlauf und vorzeitigen Beginn"),
    "planned_end": Gap("das geplante Ende", "für Laufzeiten"),
    "cost_eur": Gap("die Gesamtkosten", "für Untergrenzen, Höchstbeträge und den Eigenanteil"),
    "eligible_cost_eur": Gap(
        "die zuwendungsfähigen Ausgaben",
        "der Zuschuss wird aus ihnen berechnet; sonst zählen die Gesamtkosten",
        weighs=False,
    ),
    "own_funds_eur": Gap("die Eigenmittel", "um zu sehen, ob der Eigenanteil reicht"),
    "looking_for": Gap("ob Zuschuss oder Darlehen gesucht wird", "damit Passendes oben steht"),
    "topics": Gap("die Förderbereiche", "sie helfen ein wenig bei der Reihenfolge", weighs=False),
    "stage": Gap("wie weit das Vorhaben ist", "für die Beratung", weighs=False),
}
_DESCRIPTION = Gap("eine Beschreibung in ein paar Sätzen", "aus ihr kommen die Stichwörter")


def gaps(project: Project) -> list[Gap]:
    """Name what is missing to judge it well, the most important first."""
    found = [_DESCRIPTION] if len(project.description) < _SHORT else []
    return [*found, *(gap for name, gap in _FIELDS.items() if not _is_told(project, name))]


def _is_told(project: Project, name: str) -> bool:
    value = getattr(project, name)
    return value is not None and value != ()

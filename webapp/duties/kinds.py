"""Which duties there are after an award, and on what a proposed one rests."""

from enum import StrEnum


class DutyKind(StrEnum):
    """Was nach einem Bescheid zu tun ist."""

    DRAW_DOWN = "Mittelabruf"
    SPENDING = "Abgerufene Mittel verwenden"
    INTERIM_PROOF = "Zwischennachweis"
    PROOF_OF_USE = "Verwendungsnachweis"
    PUBLICITY = "Hinweis auf die Förderung"
    NOTIFICATION = "Mitteilungspflicht"
    RETENTION_CHECK = "Prüfung der Zweckbindung"
    RETENTION_END = "Ende der Zweckbindung"
    OTHER = "Sonstige Pflicht"


class Ground(StrEnum):
    """Worauf ein Vorschlag beruht; what a person added by hand rests on the award itself."""

    AWARD = "Bescheid"
    PROGRAMME = "Text des Programms"
    RULE = "Allgemeine Nebenbestimmungen"
    OWN = "Eigene Kontrolle"

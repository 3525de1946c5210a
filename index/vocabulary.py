"""The words of the field as types: English name, the source's own spelling as value."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Ebene des Fördergebers: who gives the money."""

    EU = "EU"
    FEDERAL = "Bund"
    STATE = "Land"
    LOCAL = "Kommune"
    OTHER = "Sonstige"


class FundingType(StrEnum):
    """Förderart: the form in which the money arrives."""

    GRANT = "Zuschuss"
    LOAN = "Darlehen"
    SURETY = "Bürgschaft"
    EQUITY = "Beteiligung"
    GUARANTEE = "Garantie"
    OTHER = "Sonstige"


class FundingArea(StrEnum):
    """Förderbereich: what the money is for, in the terms of the Förderdatenbank."""

    LABOUR = "Arbeit"
    TRAINING = "Aus- & Weiterbildung"
    FOREIGN_TRADE = "Außenwirtschaft"
    ADVICE = "Beratung"
    CORONA = "Corona-Hilfe"
    DIGITALISATION = "Digitalisierung"
    ENERGY = "Energieeffizienz & Erneuerbare Energien"
    START_UP = "Existenzgründung & -festigung"
    RESEARCH_OPEN = "Forschung & Innovation (themenoffen)"
    RESEARCH_SPECIFIC = "Forschung & Innovation (themenspezifisch)"
    WOMEN = "Frauenförderung"
    HEALTH_SOCIAL = "Gesundheit & Soziales"
    INFRASTRUCTURE = "Infrastruktur"
    CULTURE_SPORT = "Kultur, Medien & Sport"
    RURAL = "Landwirtschaft & Ländliche Entwicklung"
    FAIRS = "Messen & Ausstellungen"
    MOBILITY = "Mobilität"
    REGIONAL = "Regionalförderung"
    SMART_CITIES = "Smart Cities & Regionen"
    URBAN = "Städtebau & Stadterneuerung"
    ENVIRONMENT = "Umwelt- & Naturschutz"
    CORPORATE_FINANCE = "Unternehmensfinanzierung"
    HOUSING = "Wohnungsbau & -modernisierung"


@dataclass(frozen=True, slots=True, order=True)
class SubArea:
    """Unterbereich: means something only together with its Förderbereich."""

    area: FundingArea
    label: str


class Region(StrEnum):
    """Fördergebiet: where the applicant or the Vorhaben has to be."""

    EU = "EU"
    NATIONWIDE = "bundesweit"
    BADEN_WUERTTEMBERG = "Baden-Württemberg"
    BAVARIA = "Bayern"
    BERLIN = "Berlin"
    BRANDENBURG = "Brandenburg"
    BREMEN = "Bremen"
    HAMBURG = "Hamburg"
    HESSE = "Hessen"
    MECKLENBURG_VORPOMMERN = "Mecklenburg-Vorpommern"
    LOWER_SAXONY = "Niedersachsen"
    NORTH_RHINE_WESTPHALIA = "Nordrhein-Westfalen"
    RHINELAND_PALATINATE = "Rheinland-Pfalz"
    SAARLAND = "Saarland"
    SAXONY = "Sachsen"
    SAXONY_ANHALT = "Sachsen-Anhalt"
    SCHLESWIG_HOLSTEIN = "Schleswig-Holstein"
    THURINGIA = "Thüringen"
    ABROAD = "Sonstige"

    @property
    def nuts(self) -> str | None:
        """The NUTS 2024 code; `None` for abroad."""
        return _NUTS.get(self)

    def covers(self, other: "Region") -> bool:
        """Tell whether a programme for this region is valid in the other one."""
        if self in (Region.EU, Region.NATIONWIDE):
            return other is not Region.ABROAD
        return self is other


_NUTS = {
    Region.EU: "EU",
    Region.NATIONWIDE: "DE",
    Region.BADEN_WUERTTEMBERG: "DE1",
    Region.BAVARIA: "DE2",
    Region.BERLIN: "DE3",
    Region.BRANDENBURG: "DE4",
    Region.BREMEN: "DE5",
    Region.HAMBURG: "DE6",
    Region.HESSE: "DE7",
    Region.MECKLENBURG_VORPOMMERN: "DE8",
    Region.LOWER_SAXONY: "DE9",
    Region.NORTH_RHINE_WESTPHALIA: "DEA",
    Region.RHINELAND_PALATINATE: "DEB",
    Region.SAARLAND: "DEC",
    Region.SAXONY: "DED",
    Region.SAXONY_ANHALT: "DEE",
    Region.SCHLESWIG_HOLSTEIN: "DEF",
    Region.THURINGIA: "DEG",
}


class ApplicantType(StrEnum):
    """Förderberechtigte, in the terms of the Förderdatenbank."""

    EDUCATION = "Bildungseinrichtung"
    FOUNDER = "Existenzgründer/in"
    RESEARCH = "Forschungseinrichtung"
    UNIVERSITY = "Hochschule"
    MUNICIPALITY = "Kommune"
    PUBLIC_BODY = "Öffentliche Einrichtung"
    PRIVATE_PERSON = "Privatperson"
    COMPANY = "Unternehmen"
    ASSOCIATION = "Verband/Vereinigung"


class Status(StrEnum):
    """Whether an application can be made on a given day. Derived when asked, never stored."""

    OPEN = "offen"
    UPCOMING = "angekündigt"
    PAUSED = "derzeit keine Anträge"
    CLOSED = "geschlossen"
    UNKNOWN = "unbekannt"


class Presence(StrEnum):
    """Whether the source still lists a record: absent once is missing, three times is gone."""

    PRESENT = "present"
    MISSING = "missing"
    GONE = "gone"


class ChangeKind(StrEnum):
    """What a crawl found out about one record."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MISSING = "missing"
    GONE = "gone"
    RETURNED = "returned"

"""XÖV code lists of XFLB, and which of our values have a counterpart in them.

Taken from the XRepository. A pairing stands here only where both mean the same; where the list
is finer than our value (Unternehmen, Öffentliche Einrichtung) no code is chosen for the reader.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from index.vocabulary import ApplicantType, FundingArea, FundingType, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """A published list of codes with its version, and our values that it can express."""

    uri: str
    version: str
    names: Mapping[str, str]
    codes: Mapping[StrEnum, str]

    def expressed(self, values: Iterable[StrEnum]) -> list[tuple[str, str]]:
        """Code and name of each value that has a counterpart."""
        found = (self.codes.get(value) for value in values)
        return [(code, self.names[code]) for code in found if code]

    def unexpressed(self, values: Iterable[StrEnum]) -> list[str]:
        """The values without a counterpart, as the sources spell them."""
        return [value.value for value in values if value not in self.codes]


FUNDING_TYPE = CodeList(
    uri="urn:xoev-de:stmd:codeliste:finanzierungsform",
    version="1",
    names={
        "001": "Zuschuss",
        "002": "Kredit/Darlehen",
        "003": "Anteilsfinanzierung/Kapitalbeteiligung",
        "004": "Beteiligung",
        "005": "Bürgschaften",
        "006": "Steuerliche Vergünstigung",
    },
    codes={
        FundingType.GRANT: "001",
        FundingType.LOAN: "002",
        FundingType.EQUITY: "004",
        FundingType.SURETY: "005",
    },
)

FUNDING_AREA = CodeList(
    uri="urn:xoev-de:stmd:codeliste:foerderbereich",
    version="1.1",
    names={
        "001": "Arbeit",
        "002": "Aus und Weiterbildung",
        "003": "Außenwirtschaft",
        "004": "Beratung",
        "005": "Corona-Hilfe",
        "006": "Digitalisierung",
        "007": "Energieeffizienz und Erneuerbare Energien",
        "008": "Existenzgründung und -festigung",
        "009": "Forschung und Innovation (themenoffen)",
        "010": "Forschung und Innovation (themenspezifisch)",
        "011": "Gesundheit und Soziales",
        "012": "Infrastruktur",
        "013": "Kultur, Medien und Sport",
        "014": "Landwirtschaft und Ländliche Entwicklung",
        "015": "Messen und Ausstellungen",
        "016": "Regionalförderung",
        "017": "Smart Cities und Regionen",
        "018": "Städtebau und Stadterneuerung",
        "019": "Umwelt- und Naturschutz",
        "020": "Unternehmensfinanzierung",
        "021": "Wohnungsbau und Modernisierung",
        "022": "Integration",
    },
    codes={
        FundingArea.LABOUR: "001",
        FundingArea.TRAINING: "002",
        FundingArea.FOREIGN_TRADE: "003",
        FundingArea.ADVICE: "004",
        FundingArea.CORONA: "005",
        FundingArea.DIGITALISATION: "006",
        FundingArea.ENERGY: "007",
        FundingArea.START_UP: "008",
        FundingArea.RESEARCH_OPEN: "009",
        FundingArea.RESEARCH_SPECIFIC: "010",
        FundingArea.HEALTH_SOCIAL: "011",
        FundingArea.INFRASTRUCTURE: "012",
        FundingArea.CULTURE_SPORT: "013",
        FundingArea.RURAL: "014",
        FundingArea.FAIRS: "015",
        FundingArea.REGIONAL: "016",
        FundingArea.SMART_CITIES: "017",
        FundingArea.URBAN: "018",
        FundingArea.ENVIRONMENT: "019",
        FundingArea.CORPORATE_FINANCE: "020",
        FundingArea.HOUSING: "021",
    },
)

APPLICANT = CodeList(
    uri="urn:xoev-de:stmd:codeliste:foerdernehmende",
    version="1",
    names={
        "001": "Privatpersonen",
        "002": "Kleine und mittlere Unternehmen",
        "003": "Einzelunternehmen",
        "004": "Unternehmen mit ausländischem Mehrheitsbesitz",
        "005": "Großunternehmen",
        "006": "Forschungseinrichtungen",
        "007": "Freiberufler",
        "008": "Behörden",
        "009": "Kommunen",
        "010": "Vereine",
        "011": "Verbände",
        "012": "Stiftungen",
        "013": "Ehrenamt",
    },
    codes={
        ApplicantType.PRIVATE_PERSON: "001",
        ApplicantType.RESEARCH: "006",
        ApplicantType.MUNICIPALITY: "009",
        ApplicantType.ASSOCIATION: "011",
    },
)

FUNDER = CodeList(
    uri="urn:xoev-de:stmd:codeliste:geldgebende-institution",
    version="1",
    names={"001": "EU", "002": "Bund", "003": "Land", "004": "Kommune", "005": "private Mittel"},
    codes={Level.EU: "001", Level.FEDERAL: "002", Level.STATE: "003", Level.LOCAL: "004"},
)

CODE_LISTS = (FUNDING_TYPE, FUNDING_AREA, APPLICANT, FUNDER)

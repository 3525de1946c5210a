"""How sources name who may apply: the wordings that the conditions on the applicant look for."""

import re

# Sonderstatusstädte have tasks of a Kreis, among them an own Jugendamt; in the Kreis it is one.
SPECIAL_STATUS = {"06433012"}

STATES_ONLY = re.compile(
    r"[Aa]ntragsberechtigt sind (?:ausschlie\w+ )?(?:die )?(?:\w+ )?(?:Mitglied)?[Ss]taaten\b"
)
YOUTH_OFFICES = re.compile(
    r"öffentliche\w* (?:und freie\w* )?Träger\w* der (?:Kinder- und )?Jugendhilfe"
    r"|Träger\w* der öffentlichen (?:und freien )?Jugendhilfe"
)
SPECIAL_NAMED = re.compile("Sonderstatus")
# The Kreis only passes on what its towns propose: they take part through it.
PASSED_ON = re.compile(r"Vorschlagsliste|Vorschläge\w* (?:der|von) (?:\w+ )?(?:Kommunen|Gemeinden)")
DISTRICT_FREE = re.compile(r"kreisfreie|Sonderstatus")
TOWNS = re.compile(r"\bKommunen?\b|\bStädten? und Gemeinden?\b|\bGemeinden?\b|Gebietskörperschaft")
DISTRICTS = re.compile(r"[Ll]andkreis|\bKreisen?\b|Gemeindeverb|Gebietskörperschaft|\bKommunen?\b")
TOWNS_LISTED = re.compile(r"\bStädten?\b|\bGemeinden?\b|Landkreis")
MUNICIPALITIES = re.compile(r"\bKommunen?\b")
TOWNS_ALONE = re.compile(r"\bGemeinden?\b|\bStädten? und Gemeinden?\b")
ASSOCIATIONS = re.compile(
    r"[Zz]weckverb|[Zz]weck-(?: und|/)|Gemeindeverb|Abwasserverb|Bodenverb|kommunale\w* Verb[aä]nd"
    r"|Zusammenschlüsse\w* (?:von|der) (?:Kommunen|Gemeinden|Gebietsk)|kommunale\w* Zusammenschl"
)
ADDRESSED_AS_ASSOCIATION = re.compile(
    r"\bSie als [^.\n]{0,80}?(?:[Zz]weckverb|[Zz]weck- und|Gemeindeverb)"
)
COMPANIES = re.compile(
    r"kommunale\w* (?:und soziale\w* )?(?:Unternehmen|Gesellschaft|Betrieb)|Eigengesellschaft"
    r"|mehrheitlich kommunal|Wohnungs(?:bau)?(?:unternehmen|gesellschaft)",
    re.IGNORECASE,
)
PUBLIC_OFFICES = re.compile(r"öffentliche\w* Stellen\b[^.\n]*antragsberechtigt")
SMALL_COMPANIES = re.compile(r"kleine\w* und mittlere\w* (?:\w+ )?Unternehmen|\bKMU\b")
SCHOOL_OWNERS = re.compile(r"öffentliche\w* Schulträger|Träger\w* öffentlicher Schulen")
OWN_ENTERPRISES = re.compile(r"Eigenbetrieb")
TRANSPORT = re.compile(r"Verkehrs(?:- und \w+)?unternehmen|Verkehrsbetrieb")
OWN_TRANSPORT = re.compile(r"[Bb]us(?:se|sen|verkehr)?\b|Bahn|ÖPNV|Nahverkehr|[Vv]erkehrsbetrieb")
EMPLOYERS = re.compile(r"(?:als|an) Arbeitgeber")
PUBLIC_BODIES = re.compile(
    r"öffentliche\w* (?:Stelle|Träger|Körperschaft)|Körperschaften des öffentlichen Rechts"
    r"|Personen des öffentlichen (?:und privaten )?Rechts"
    r"|des privaten und (?:des )?öffentlichen Rechts"
    r"|Rechts und des privaten"
)

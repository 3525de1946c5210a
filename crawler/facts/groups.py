"""The names under which funding prose knows its applicants, and the groups they stand for."""

import re

KOMMUNE, KREIS, ZWECKVERBAND = "Kommune", "Landkreis", "Zweckverband"
KOMMUNAL, VEREIN, TRAEGER = "kommunales_Unternehmen", "Verein/Verband", "freier_Träger"
UNTERNEHMEN, FORSCHUNG, PERSON, ANDERE = "Unternehmen", "Forschung", "Privatperson", "andere"
# Anybody but natural persons: it counts as "andere" where nobody is named more precisely.
LEGAL_PERSON = "juristische Person"
GROUPS = (
    KOMMUNE, KREIS, ZWECKVERBAND, KOMMUNAL, VEREIN, TRAEGER, UNTERNEHMEN, FORSCHUNG, PERSON, ANDERE,
)  # fmt: skip

# Read from top to bottom; what a name covers is taken out before the next one looks.
_NAMES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    # in what quality somebody applies
    ((), (r"\bals (?:\w+ )?[Ee]igentümer\w*(?: und [Ee]igentümer\w*)?",)),
    (
        (ANDERE,),
        (
            r"[Kk]irchengemeinden?|[Kk]irchenkreise?n?|\b[Kk]irchen\b|[Rr]eligionsgemeinschaft\w*",
            r"Wasser- und Bodenverb[aä]nde?n?|Wasserverb[aä]nde?n?|Unterhaltungsverb[aä]nde?n?",
            r"Verkehrsverb[uü]nde?n?",
        ),
    ),
    (
        (ZWECKVERBAND,),
        (
            r"(?:[Gg]emeinde- und )?[Zz]weckverb[aä]nde?n?|[Zz]weck- und Planungsverb[aä]nde?n?",
            r"[Pp]lanungsverb[aä]nde?n?|[Ss]chulverb[aä]nde?n?|interkommunale\w* Kooperation\w*",
            r"Zusammenschlüssen? (?:von|der) (?:kommunalen )?"
            r"(?:Gebietskörperschaft|Kommun|Gemeind)en",
            r"(?:[Kk]ommunale\w*|öffentlich-rechtliche\w*|interkommunale\w*|\bderen"
            r"|\bihre\w?)(?: \S+){0,3} Zusammenschlüssen?|kommunale\w* Verb[aä]nde?n?",
        ),
    ),
    (
        (KOMMUNAL,),
        (
            r"(?:[Kk]ommunale\w*|[Ss]tädtische\w*) (?:\w+- und )?\w*(?:[Uu]nternehmen"
            r"|[Gg]esellschaft"
            r"(?:en)?|[Bb]etrieben?)\b|[Ee]igenbetrieben?\b|\b[Kk]ommunalunternehmen\b|\b[Ss]tadtwerken?\b",
            r"(?:[Uu]nternehmen|[Gg]esellschaft(?:en)?|juristische\w* Personen|[Ee]inrichtungen),?"
            r" (?:\S+ ){0,5}(?:kommunale[rmn]?|öffentliche[rnm]?) (?:Beteiligung|Trägerschaft"
            r"|Eigentum|Besitz"
            r"|Hintergrund"
            r"|Hand)|(?:[Ee]igengesellschaft|[Rr]egiebetrieb)(?:en?)?\b",
            r"kommunal beherrschte?\w*(?: \w+)?",
            r"(?<=[Gg]ebietskörperschaften und )(?:deren|ihre)(?: \w+)? (?:Unternehmen"
            r"|Gesellschaften|Betriebe|Einrichtungen)",
        ),
    ),
    (
        (KOMMUNE, KREIS),
        (r"(?:kommunale\w* )?[Gg]ebietskörperschaft\w*",),
    ),
    (
        (KOMMUNE,),
        (
            r"[Gg]emeindeverb[aä]nde?n?|[Ss]amtgemeinden?|[Vv]erbandsgemeinden?",
            r"[Kk]reisfreie\w*(?: \w+){0,2} Städten?|[Kk]reisfreie\w*|[Kk]reisangehörige\w*",
            r"[Ss]onderstatusstädten?",
        ),
    ),
    (
        (KREIS,),
        (
            r"örtliche\w* Träger\w* der öffentlichen Jugendhilfe",
            r"[Ll]andkreise?n?s?\b|\bKreise?n?\b",
        ),
    ),
    (
        (KOMMUNE,),
        (
            r"\b[Kk]ommunen?\b|\b[Gg]emeinden?\b|\bStädten?\b|\bÄmtern?\b|[Oo]rtsgemeinden?"
            r"|[Ss]tadtgemeinden?|\bals Stadt\b|kommunale\w*(?: und sonstige öffentliche)?"
            r" Träger\w*|[Kk]ommunale[nrs]?(?=(?:,| und| oder| sowie| bzw\.) (?:\w+"
            r" (?:und |oder |sowie )?){1,3}Träger)",
            r"[Ll]andeshaupt(?:stadt|städten?)\b|[Ss]tadtkreise?n?\b|[Kk]ommunalverwaltung(?:en)?"
            r"|[Vv]erwaltungsgemeinschaft(?:en)?|[Kk]ommunalverb[aä]nde?n?|\bMärkten?\b",
        ),
    ),
    (
        (TRAEGER,),
        (
            r"(?:(?:[Tt]räger|[Vv]erbände)\w* der )?[Ff]reien? Wohlfahrt\w*"
            r"|[Ww]ohlfahrtsverb[aä]nde?n?",
            r"[Ff]reie\w* (?:\w+ )?(?:und \w+ )?(?:\w+ )?[Tt]räger\w*"
            r"|[Ff]reigemeinnützige?\w*(?: \w+)?",
            r"[Tt]räger\w* der (?!öffentlichen Jug)(?:(?:\w+|\w+-) ){0,3}Jugendhilfe|g?GmbH mit"
            r" gemeinnütz\w*|\bgGmbHs?\b",
            r"[Gg]emeinnützige?\w*,? (?:(?!\w*[Vv]erein)\w+,? ){0,4}?(?:Personen|Organisation\w*"
            r"|Träger\w*|Körperschaft\w*"
            r"|Einrichtung\w*|Stiftung\w*|Gesellschaft\w*|GmbH\w*|Personenvereinigung\w*"
            r"|Institution\w*)",
            r"[Jj]uristische\w* Personen?(?: \w+){0,5},? (?:die|sofern sie|soweit sie|wenn sie)"
            r"(?: \w+){0,3} gemeinnützig\w*(?: \w+)*",
            r"steuerbegünstigte Zwecke|gemeinnützige Zwecke|nicht auf Gewinn\w*"
            r"|Nichtregierungsorganisation\w*|\bNGOs?\b",
        ),
    ),
    (
        (VEREIN,),
        (
            r"\b(?:\w*[Vv]ereine?n?s?|[Vv]erb[aä]nde?n?|[Vv]ereinigungen)\b"
            r"|[Ll]andessportbund",
            r"\b\w{3,25}verb[aä]nde?n?\b",
        ),
    ),
    (
        (FORSCHUNG,),
        (
            r"(?<!olks)[Hh]ochschulen?\b|[Uu]niversitäten?\b|[Ff]orschungs(?:einrichtung|institut)\w*",
            r"wissenschaftliche\w* (?:Einrichtung|Institut)\w*|\bInstitute\b",
            r"Forschungs- und \w+einrichtungen",
        ),
    ),
    (
        (UNTERNEHMEN,),
        (
            r"\w*[Uu]nternehmen\b|\bKMU\b|[Bb]etriebsinhaber\w*|[Ff]reie\w* Berufen?"
            r"|[Ff]reiberufler\w*",
            r"[Nn]atürliche\w* Personen mit Unternehmer\w+|[Ss]elbst(?:st)?ändige[nr]?\b(?! Einr)"
            r"|\w*[Ss]tart-?[Uu]ps?\b|[Ee]xistenzgründer\w*|[Uu]nternehmer(?:innen)?\b"
            r"|[Aa]rbeitgeber\w*|[Gg]ewerbetreibende\w*",
            r"[Bb]etrieben? der \w+(?:wirtschaft|industrie)",
            r"landwirtschaftliche\w* Betrieben?|[Gg]ewerbebetrieben?|[Hh]andwerksbetrieben?",
            r"[Ll]andwirt(?:e|innen|in)?\b\w*|gewerbliche\w* Wirtschaft|private\w* (?:Investor"
            r"|Anbieter)\w*",
        ),
    ),
    (
        (PERSON,),
        (
            r"[Nn]atürliche\w*(?: (?:und|oder|sowie) juristische\w*)? Person(?:en)?"
            r"|[Pp]rivatperson(?:en)?|[Ee]inzelpersonen|[Bb]ürgerinnen und Bürgern?"
            r"|\bPrivatleuten?|[Pp]rivathaushalten?",
            r"\b(?:Ehep|Elternp|P)aaren?\b|\bEltern\b|\bFamilien\b|\bAlleinerziehende\w*",
            r"(?<!ohnungs)(?:[Hh]aus|[Gg]ebäude)?[Ee]igentümer(?:innen|n)?\b(?! von \w*[Uu]ntern)"
            r"|\bMieter(?:innen|n)?\b",
            r"\bStudierenden?\b|\b\w*[Aa]bsolvent(?:innen|en)\b|\bAuszubildenden?\b",
        ),
    ),
    (
        (ANDERE,),
        (
            r"[Kk]örperschaft\w*|[Ss]tiftung\w*|[Aa]nstalten\b|[Bb]ildungs(?:träger"
            r"|einrichtung)\w*",
            r"[Kk]irchliche\w* Träger\w*"
            r"|[Ww]ohnungseigentümergemeinschaft\w*|Träger\w* (?:von|der politischen) \w+",
            r"\b[Kk]ammern\b|[Ss]elbsthilfegruppen?|[Ss]ozialpartner\w*|[Vv]olkshochschulen?\b|\w*[Oo]rganisation\w*|[Ii]nstitution\w*|[Gg]enossenschaften"
            r"|\bLänder\b",
            r"öffentliche\w* (?:Einrichtung|Träger)\w*|[Ee]inrichtungen der \w+"
            r"|\w*genossenschaften",
            r"(?:andere|sonstige|weitere)\w* (?:\w+ ){0,2}?(?:[Tt]räger\w*|[Mm]aßnahmeträger\w*"
            r"|[Aa]kteure|juristische\w* Personen|Maßnahmenträger)",
        ),
    ),
    ((LEGAL_PERSON,), (r"[Jj]uristische\w* Person(?:en)?",)),
)  # fmt: skip
_PUBLIC = re.compile(r"verb[aä]nd|[Kk]ommunal|öffentlich-rechtlich")
_COMPILED = tuple((re.compile("|".join(patterns)), groups) for groups, patterns in _NAMES)


def groups_named(text: str) -> list[str]:
    """The groups that a piece of text names."""
    found: set[str] = set()
    whole = text
    for pattern, groups in _COMPILED:
        text, count = pattern.subn(" ", text)
        if count:
            found.update(groups)
    if ZWECKVERBAND in found and not found & {KOMMUNE, KREIS} and not _PUBLIC.search(whole):
        found.remove(ZWECKVERBAND)  # "deren Zusammenschlüsse" of somebody else
    return [group for group in (*GROUPS, LEGAL_PERSON) if group in found]


# What may stand in front of the first noun: articles, adjectives, "Neben", "Hessische".
_MOST_IN_FRONT = 9
_FRONT = re.compile(
    r"(?:Die|Der|Das|Alle|Auch|Neben|Nur|Sowohl|Insbesondere|Als|Eine?|Ihre|Kleine|Große"
    r"|[A-ZÄÖÜ]\w{2,20}(?:ische|liche|ige|ere|nde|te|ale)[nrs]?|[a-zäöüß-]{2,30},?) "
)


def begins_with_group(text: str) -> bool:
    """Whether the first noun of the text names a group."""
    start = 0
    for _ in range(_MOST_IN_FRONT):
        if any(pattern.match(text, start) for pattern, _ in _COMPILED):
            return True
        front = _FRONT.match(text, start)
        if front is None:
            return False
        start = front.end()
    return False

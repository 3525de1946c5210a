"""Texts that no funder writes, made to find a search that takes ever longer.

Each piece is repeated until the text is as long as asked for. The words are those that the rules
look for, so that every family of facts has something to chew on.
"""

import random

PIECES = {
    "digits": "1234567890",
    "section numbers": "1.1.1.1.",
    "days": "31.12.2026 ",
    "annual days": "zum 1.11., ",
    "until": "bis zum ",
    "until a day": "Anträge bis zum 31.12.2026 ",
    "open deadline": "Antragsfrist ist bis jeweils ",
    "list of days": "Antragsfrist: 1.3., 1.6., 1.9. und 1.12. oder ",
    "percent signs": "%",
    "percentages": "50 % ",
    "rates": "Zuschuss bis zu 50 Prozent der Kosten ",
    "own shares": "Eigenanteil von mindestens 10 Prozent als ",
    "euros": "Euro",
    "amounts": "höchstens 1.000 Euro ",
    "caps": "Zuwendung Förderung Zuschuss höchstens bis zu maximal ",
    "caps with amounts": "Zuschuss je Vorhaben höchstens 5.000 Euro Ausgaben mindestens 1 Euro ",
    "thousands": "1.000.000.000 ",
    "spaced thousands": "1 000 000 ",
    "paragraphs": "§§§",
    "brackets": "(",
    "closed brackets": "(()) ",
    "quotes": "„“",
    "umlauts": "äöüÄÖÜß",
    "blanks": " \u00a0",
    "junk": "\u200d\ufffd\U0001f4a9\u0301\u202e",
    "one letter": "a",
    "one word": "Antrag ",
    "commas": "Gemeinden, ",
    "dashes": "- a) 1) • ",
    "full stops": ". . . ",
    "abbreviations": "z. B. Nr. 3 d. h. ",
    "short sentences": "A. B! C? ",
    "applicants": "Antragsberechtigt sind Gemeinden und Landkreise sowie deren Verbände ",
    "whoever": "Gemeinden Landkreise Vereine können sollen müssen dürfen ",
    "bodies": "gemeinnützige kommunale öffentliche juristische freie ",
    "compounds": "verband" * 30 + " ",
    "companies": "Unternehmen mit kommunaler Beteiligung Gesellschaft Einrichtungen ",
    "inhabitants": "Antragsberechtigt Gemeinden Städte über 6.000 Einwohner bis zu ",
    "early start": "vorzeitiger Maßnahmenbeginn vor Bewilligung nicht begonnen Antragstellung ",
    "combining": "Kumulierung Inanspruchnahme anderer Fördermittel der öffentlichen Hand ",
    "retention": "Zweckbindung Zweckbindungsfrist für die Dauer von 10 Jahren mindestens ",
    "proof": "Verwendungsnachweis Nachweis der Verwendung innerhalb von 6 Monaten ",
    "validity": "Diese Richtlinie gilt befristet bis zum außer Kraft Geltungsdauer ",
    "valid until": "Richtlinie vom 1.1.2024 tritt am 31.12.2026 in Kraft ",
    "past": "Anträge konnten waren bis zum 31.12.2024 Skizzen Frist endete ",
    "rolling": "jederzeit laufend ganzjährig Anträge keine Fristen ",
    "two stages": "zweistufiges Verfahren in der ersten Stufe Skizze Interessenbekundung ",
    "financing": "im Wege der Anteilfinanzierung als Festbetragsfinanzierung in Form ",
    "lead time": "Antrag spätestens 2 Wochen vor dem Beginn ",
    "words of time": "innerhalb von sechs Monaten einem Jahr zwanzig Jahren ",
    "chapters": "1. Gegenstand der Förderung\n2. Zuwendungsempfänger\n3. Zweck\n",
    "headings": "Antragsberechtigte\nGemeinden\n",
    "items": "Antragsberechtigt sind\n- Gemeinden\n",
    "long list": "- Gemeinden und Vereine können Anträge bis zum 1.5.2027 stellen\n",
    "sentences": "Zuschüsse von bis zu 50 Prozent, höchstens 9.000 Euro, sind bis zum 1.5. zu"
    " beantragen. ",
    "lines": "\n",
    "no end": "und dies gilt auch für die Förderung der Stadt ",
}
"""What is repeated, by name."""


def hostile_text(name: str, length: int) -> str:
    """Give the piece of that name so often that the text has this length.

    A word that counts stands between some of them: no two sentences are the same.
    """
    piece = PIECES[name]
    many = 600 // len(piece) + 1
    parts = [f"{piece * many}w{number} " for number in range(length // (many * len(piece)) + 1)]
    return "".join(parts)[:length]


def shuffled_text(seed: int, length: int) -> str:
    """Give pieces in any order, each a few times: what no single piece shows."""
    chance = random.Random(seed)
    pieces, parts, size = list(PIECES.values()), [], 0
    while size < length:
        part = chance.choice(pieces)[:400] * chance.randint(1, 40)
        parts.append(part)
        size += len(part)
    return "".join(parts)[:length]

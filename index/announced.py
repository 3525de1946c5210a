"""Deadlines that a source will tell later: why none is stated today."""

import re
from collections.abc import Iterable

_SENTENCE_END = re.compile(r"(?<=[a-zäöüß)]{2})\.\s|\n")
_TOLD = re.compile(
    r"bekannt ?(?:ge)?(?:geben|macht)|bekannt zu geben|veröffentlicht|festgelegt|festgesetzt"
    r"|mitgeteilt|aufgerufen|ausgeschrieben|publiziert"
)
_BEGINNINGS = (
    *("bekannt", "veröffentlicht", "festgelegt", "festgesetzt"),
    *("mitgeteilt", "aufgerufen", "ausgeschrieben", "publiziert"),
)
"""Looking for these is ten times as fast, and few texts contain any."""
_NOW = re.compile(r"\b(?:werden|wird)\b")
_WHAT = re.compile(
    r"\b(?:Antrags|Einreichungs|Bewerbungs|Abgabe|Einreich)\w*[Ff]rist(?:en)?\b|\bFristen\b"
    r"|\b[Ss]tichtage?n?\b|\b(?:Antrags|Einreichungs|Abgabe|Bewerbungs)?[Tt]ermine?\b"
    r"|\b(?:Antrags|Bewerbungs|Einreichungs)\w*zeitr[aä]um\w*"
    r"|\b\w*[Aa]ufrufe?n?\b|\bAusschreibungen?\b|\b[Cc]alls?\b"
)
_OF_OTHER_THINGS = re.compile(
    r"[Ee]rgebnis|\bHöhe\b|\bJury\b|Projekte werden|Daten\b|Namen?\b"
    r"|[Vv]erwendungsnachweis|Bewilligung|Mittelabruf|Frist gesetzt|wurden?\b|Publikation|Bericht"
)


def announced_later(texts: Iterable[str]) -> str:
    """The sentence that says that deadlines or calls are still to be made known, or nothing."""
    for text in texts:
        if any(word in text for word in _BEGINNINGS) and _TOLD.search(text):
            for sentence in _SENTENCE_END.split(text):
                if _says_so(sentence):
                    return sentence.strip(" •")
    return ""


def _says_so(sentence: str) -> bool:
    cues = (_TOLD, _NOW, _WHAT)
    return all(cue.search(sentence) for cue in cues) and not _OF_OTHER_THINGS.search(sentence)

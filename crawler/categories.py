"""Categories that a page states in words: who may apply, what form the money has, where it holds.

Only clear statements count. A category that a page does not state stays empty.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

from index.vocabulary import ApplicantType, FundingType, Region

Category = TypeVar("Category", bound=StrEnum)

_APPLICANTS = (
    (
        ApplicantType.MUNICIPALITY,
        r"\b(?:kommunen?|gemeinden?|städten?|landkreisen?|(?:kommunale\w*\s+)?gebietskörperschaften"
        r"|gemeindeverbände\w*|(?:gemeinde- und )?zweckverbände\w*"
        r"|juristische\w* personen des öffentlichen)\b",
    ),
    (
        ApplicantType.PUBLIC_BODY,
        r"\b(?:öffentliche\w* (?:einrichtungen?|stellen|schulträger)"
        r"|(?:juristische\w* personen|körperschaften|anstalten) des öffentlichen)\b",
    ),
    (
        ApplicantType.COMPANY,
        r"\b(?:\w*unternehmen|betriebe|personen des (?:öffentlichen und (?:des )?)?privaten)\b",
    ),
    (
        ApplicantType.ASSOCIATION,
        r"\b(?:vereine|vereinigungen|stiftungen|verbände"
        r"|religionsgemeinschaften|gemeinnützige\w* organisationen?(?:sformen)?)\b",
    ),
    (ApplicantType.PRIVATE_PERSON, r"\b(?:privatpersonen|natürliche\w* personen)\b"),
    (ApplicantType.UNIVERSITY, r"\b(?:hochschulen|universitäten)\b"),
    (ApplicantType.RESEARCH, r"\bforschungseinrichtungen\b"),
    (ApplicantType.EDUCATION, r"\b(?:bildungseinrichtungen|schulträger|schulen)\b"),
    (ApplicantType.FOUNDER, r"\bexistenzgründe\w+\b"),
)
_NOT_THESE = re.compile(
    r"nicht (?:selbst )?(?:antrags|förder)berechtigt|ausgeschlossen|ausgenommen|weiterleiten"
    r"|weiterzuleiten|bewilligungsstelle|vorgeschlagen|finanziert von",
    re.IGNORECASE,
)
_STATES_APPLICANTS = re.compile(
    r"(?:antrags|förder|zuwendungs)berechtigt|antragsteller|zuwendungsempfänger"
    r"|richtet sich an|wenden sich an|(?:förder)?anträge\b.{0,40}\bstellen"
    r"|\bkönnen\b.{0,160}\b(?:einreichen|beantragen|anmelden)\b",
    re.IGNORECASE,
)
_TOWNS = r"(?:kommunen|städten? und gemeinden|städten?, gemeinden)"
_SUPPORTS_TOWNS = re.compile(
    rf"\bunterstütz\w+\b.{{0,60}}?\b(?:die |seine |ihre |den |hessische\w* )*{_TOWNS}\b"
    rf"|\b(?:unterstützung|zuschüsse|fördermittel)\b.{{0,20}}\berhalten (?:hessische\w* )?{_TOWNS}"
    rf"|\b{_TOWNS} (?:können .{{0,160}}|erhalten .{{0,40}})"
    r"\b(?:unterstützung|zuschüsse|projektskizzen|förderanträge)\b"
    rf"|\bsie als (?:kommune|gemeinde|stadt)\b|\bpro kommune\b"
    rf"|(?:kosten|\binvestitionen) (?:von|der) {_TOWNS}\b",
    re.IGNORECASE,
)
_GRANT = re.compile(r"\b(?:tilgungs|investitions)?zusch(?:uss|üsse)\w*", re.IGNORECASE)
_LOAN = re.compile(
    r"\b(?:förder|investitions)?(?:kredit|darlehen)s?\b|\bkredit(?:betrag|höhe|nehmer)\w*",
    re.IGNORECASE,
)
_NO_FORM = re.compile(
    r"\bkein\w*\s+zusch|\bkombin\w+|\bkumul\w+|kassenkredit|umschuldung", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[a-zäöüß)“\"][.!?])\s+(?=[A-ZÄÖÜ„\"])|\n(?!•)")

_LAND_NAMES = {
    region: rf"\b{re.escape(region.value)}s?\b"
    for region in Region
    if region.nuts not in (None, "EU", "DE")
}
_ADJECTIVES = {
    Region.HESSE: r"\bhessische\w*",
    Region.BAVARIA: r"\bbayerische\w*",
    Region.SAXONY: r"\bsächsische\w*",
    Region.THURINGIA: r"\bthüringer\b",
    Region.SAARLAND: r"\bsaarländische\w*",
    Region.LOWER_SAXONY: r"\bniedersächsische\w*",
    Region.RHINELAND_PALATINATE: r"\brheinland-pfälzische\w*",
    Region.BADEN_WUERTTEMBERG: r"\bbaden-württembergische\w*",
}


def applicants_named(text: str) -> tuple[ApplicantType, ...]:
    """Read who may apply from a passage that tells just that."""
    sentences = [one for one in _sentences(text) if not _NOT_THESE.search(one)]
    return _all(kind for kind, pattern in _APPLICANTS if _in_any(pattern, sentences))


def applicants_stated(text: str) -> tuple[ApplicantType, ...]:
    """Read who may apply from sentences of a longer text that say so clearly."""
    sentences = [one for one in _sentences(text) if not _NOT_THESE.search(one)]
    clear = "\n".join(one for one in sentences if _STATES_APPLICANTS.search(one))
    towns = any(_SUPPORTS_TOWNS.search(one) for one in sentences)
    return _all([*([ApplicantType.MUNICIPALITY] if towns else []), *applicants_named(clear)])


def funding_types_stated(title: str, lead: str, text: str) -> tuple[FundingType, ...]:
    """Read the form of the money; a loan must stand in the title or the lead."""
    found = []
    sentences = [one for one in _sentences(f"{title}\n{text}") if not _NO_FORM.search(one)]
    if any(_GRANT.search(one) for one in sentences):
        found.append(FundingType.GRANT)
    leading = [one for one in _sentences(f"{title}\n{lead}") if not _NO_FORM.search(one)]
    if any(_LOAN.search(one) for one in leading):
        found.append(FundingType.LOAN)
    return tuple(found)


def land_named(title: str, text: str) -> Region | None:
    """The one Land that the title names, else the one that the text names; `None` if several."""
    for place in (title, text):
        found = _laender(place)
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def listed(kind: type[Category], text: str) -> tuple[Category, ...]:
    """Read the categories of a list such as `Kommune, Unternehmen`, also spelled as codes."""
    rest = folded(text)
    found = []
    for category in sorted(kind, key=lambda one: -len(one.value)):
        name = folded(category.value)
        if name in rest:
            found.append(category)
            rest = rest.replace(name, " ")
    return tuple(category for category in kind if category in found)


def folded(text: str) -> str:
    """Spell a label without case, umlauts and punctuation: `Foerderart` as `Förderart:`."""
    text = text.casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        text = text.replace(umlaut, letters)
    return re.sub(r"[^a-z0-9]", "", text)


def _laender(text: str) -> set[Region]:
    found: set[Region] = set()
    for region, pattern in sorted(_LAND_NAMES.items(), key=lambda item: -len(item[0].value)):
        if re.search(pattern, text):
            found.add(region)
            text = re.sub(pattern, " ", text)
    for region, pattern in _ADJECTIVES.items():
        if re.search(pattern, text, re.IGNORECASE):
            found.add(region)
    return found


def _sentences(text: str) -> Iterator[str]:
    return (one.strip() for one in _SENTENCE.split(text) if one.strip())


def _in_any(pattern: str, sentences: Iterable[str]) -> bool:
    return any(re.search(pattern, one, re.IGNORECASE) for one in sentences)


def _all(found: Iterable[ApplicantType]) -> tuple[ApplicantType, ...]:
    chosen = set(found)
    return tuple(kind for kind in ApplicantType if kind in chosen)

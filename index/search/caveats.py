"""Why a hit is nothing for a municipality here, as far as the sources say so; it stays a hit."""

from functools import lru_cache

from index.municipality import HOME
from index.programme import Programme
from index.vocabulary import ApplicantType, Region

_FOR_US = {ApplicantType.MUNICIPALITY, ApplicantType.PUBLIC_BODY}
_MOST_NAMED = 3
_OURS_IN_TEXT = {"Kommune", "Landkreis", "Zweckverband", "kommunales_Unternehmen"}
_MANY = {
    ApplicantType.EDUCATION: "Bildungseinrichtungen",
    ApplicantType.FOUNDER: "Menschen, die gründen",
    ApplicantType.RESEARCH: "Forschungseinrichtungen",
    ApplicantType.UNIVERSITY: "Hochschulen",
    ApplicantType.PRIVATE_PERSON: "Privatpersonen",
    ApplicantType.COMPANY: "Unternehmen",
    ApplicantType.ASSOCIATION: "Verbände und Vereinigungen",
}


def caveats(programme: Programme) -> tuple[str, ...]:
    """Tell what speaks against it at first sight: where it is valid, and for whom it is."""
    in_text = programme.facts.value("applicants") or ()
    applicants = _applicants(programme.eligible_applicants, tuple(in_text))
    return tuple(filter(None, (_place(programme.regions), applicants)))


@lru_cache(maxsize=1024)
def _place(regions: tuple[Region, ...]) -> str:
    if not regions or any(region.covers(HOME) for region in regions):
        return ""
    named = ["anderen Staaten" if r is Region.ABROAD else r.value for r in regions]
    return f"Gilt nicht in {HOME}, nur in {_listed(named)}."


@lru_cache(maxsize=1024)
def _applicants(kinds: tuple[ApplicantType, ...], in_text: tuple[str, ...]) -> str:
    if not kinds or _FOR_US.intersection(kinds) or _OURS_IN_TEXT.intersection(in_text):
        return ""
    return f"Nicht für Kommunen, nur für {_listed([_MANY[kind] for kind in kinds])}."


def _listed(names: list[str]) -> str:
    if len(names) > _MOST_NAMED + 1:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} weitere"]
    return " und ".join(filter(None, [", ".join(names[:-1]), names[-1]]))

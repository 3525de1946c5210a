"""Why a hit is nothing for a municipality here, as far as the sources say so; it stays a hit."""

from collections.abc import Iterator

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
    return (*_place(programme), *_applicants(programme))


def _place(programme: Programme) -> Iterator[str]:
    regions = programme.regions
    if regions and not any(region.covers(HOME) for region in regions):
        named = ["anderen Staaten" if r is Region.ABROAD else r.value for r in regions]
        yield f"Gilt nicht in {HOME}, nur in {_listed(named)}."


def _applicants(programme: Programme) -> Iterator[str]:
    kinds = programme.eligible_applicants
    in_text = set(programme.facts.value("applicants") or ())
    if kinds and not _FOR_US.intersection(kinds) and not _OURS_IN_TEXT & in_text:
        yield f"Nicht für Kommunen, nur für {_listed([_MANY[kind] for kind in kinds])}."


def _listed(names: list[str]) -> str:
    if len(names) > _MOST_NAMED + 1:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} weitere"]
    return " und ".join(filter(None, [", ".join(names[:-1]), names[-1]]))

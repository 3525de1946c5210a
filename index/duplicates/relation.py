"""How two records relate: first whether they may be one at all, then what proves it."""

from index.duplicates.pair import Pair, Relation
from index.duplicates.rules import ACROSS_SOURCES, WITHIN_A_SOURCE
from index.duplicates.traits import Traits, Weights
from index.taking_over import WATCHED
from index.vocabulary import Region

SIMILAR_TITLE, SIMILAR_TEXT = 0.25, 0.15


def relate(a: Traits, b: Traits, weights: Weights) -> Pair | None:
    """Tell how two records belong together, or `None` when nothing proves that they do."""
    if not may_be_one(a, b):
        return None
    for rule in WITHIN_A_SOURCE if told_by_one(a, b) else ACROSS_SOURCES:
        if proof := rule(a, b, weights):
            first, second = (b, a) if proof.turned else (a, b)
            return Pair(
                a=first.url,
                b=second.url,
                relation=proof.relation,
                score=round(proof.score, 2),
                reasons=(proof.reason,),
            )
    return None


def similar(a: Traits, b: Traits, weights: Weights) -> Pair | None:
    """Two that nothing proves to be one, but that a person might want to look at side by side."""
    if told_by_one(a, b) or not may_be_one(a, b):
        return None
    titles = weights.overlap(a.title.words, b.title.words)
    texts = weights.likeness(a.words, b.words)
    if titles < SIMILAR_TITLE or texts < SIMILAR_TEXT:
        return None
    reason = "ähnlicher Titel und verwandter Text"
    score = round((titles + texts) / 2, 2)
    return Pair(a=a.url, b=b.url, relation=Relation.SIMILAR, score=score, reasons=(reason,))


def told_by_one(a: Traits, b: Traits) -> bool:
    """Whether one editor tells both: one source, and one site of it (ministries have several)."""
    return a.source == b.source != WATCHED and a.host == b.host


def may_be_one(a: Traits, b: Traits) -> bool:
    """Another level, region or product number is another programme, and so is an overview."""
    if a.title.overview or b.title.overview:
        return False
    if a.levels and b.levels and not a.levels & b.levels:
        return False
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        return False
    return _valid_in_one_place(a.regions, b.regions)


def _valid_in_one_place(a: frozenset[Region], b: frozenset[Region]) -> bool:
    wide = {Region.NATIONWIDE, Region.EU}
    if a and b:
        return bool(a & b)
    return not (a or b) - wide

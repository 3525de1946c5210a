"""What is both new for a Vorhaben and recommended stands in a letter once, with both reasons."""

from collections.abc import Iterable
from dataclasses import replace

from webapp.digest.letter import Finding, Offer


def advised(
    offers: Iterable[Offer], findings: Iterable[Finding]
) -> tuple[list[Offer], tuple[Finding, ...]]:
    """Put recommendations to the offers that they are about; gives the offers, and the others.

    The ledger notes both reasons: `Offer.lines` tells the lines of its recommendations too.
    """
    offers, findings = list(offers), list(findings)
    told = {offer.programme.id for offer in offers}
    by_programme: dict[int, list[Finding]] = {}
    for finding in findings:
        by_programme.setdefault(finding.programme.id, []).append(finding)
    return (
        [replace(it, advice=tuple(by_programme.get(it.programme.id, ()))) for it in offers],
        tuple(it for it in findings if it.programme.id not in told),
    )

"""Eigenanteil: the share that the applicant bears, only where it is stated as such."""

from collections.abc import Iterator

from crawler.facts.marks import SHARE
from crawler.facts.passages import Statements
from crawler.facts.quantities import plain
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

BEARER = (
    r"\b(?:Sie|Unternehmen|[Aa]ntragstell\w+|[Zz]uwendungsempf\w+|[Kk]ommunen?|[Gg]emeinden?"
    r"|Träger) (?:selbst )?(?:trägt|tragen|übernimmt|übernehmen)"
)
RULES = (
    Rule(
        fact="own_share_min",
        words=("eigen", "beteiligen", "trägt", "tragen", "übernimmt", "übernehmen"),
        cue=cue(
            r"\b[Ee]igen(?:anteil|mittelanteil|mittel|kapitalanteil|beteiligung|leistung)\w*"
            r"[^;]{0,90}?"
            r"(?:mindestens|wenigstens|in Höhe von|beträgt|\bvon|mehr als) ‹Prozent›",
            r"(?:mindestens|wenigstens) ‹Prozent›~(?:durch|als|an) (?:\w+ ){0,2}Eigen",
            r"\b(?:Sie|[Aa]ntragstell\w+|[Zz]uwendungsempf\w+)\b~mit (?:mindestens|wenigstens)"
            r" ‹Prozent› (?:an |selbst )~beteiligen",
            r"\b[Ee]igen-? (?:und/oder|und|oder|bzw\.) Drittmitteln? ~"
            r"(?:mindestens|wenigstens) ‹Prozent›",
            BEARER + r" (?:mindestens|wenigstens) (?:die )?‹Prozent›",
        ),
        counter=cue(
            r"[Bb]is zu ‹Prozent›|[Hh]öchstens|reduzier|ermäßig|verringer|abgesenkt|unentgeltlich",
            r"unbare|[Ee]igenleistung~anerk|auf ‹Prozent›",
        ),
        example="Sie müssen einen Eigenanteil von mindestens 10 Prozent erbringen.",
        expect=10,
        counter_example="Der Eigenanteil kann unbare Leistungen von 10 Prozent enthalten.",
    ),
)

_HIGHEST = 50


def read(told: Statements) -> Iterator[Fact]:
    """The first own share; a higher one than half is rather a Förderquote."""
    for finding in findings(RULES, told):
        mark = finding.last(SHARE)
        if mark and mark.value[1] <= _HIGHEST:
            yield finding.fact(plain(mark.value[1]))
            return

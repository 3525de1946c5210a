"""Deciding about whole programmes, and letting search and matches follow at once."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from secrets import token_hex

from index.behind import fall_behind
from index.decisions import Overtaken
from index.publication import published
from index.reviews import (
    Reviewer,
    ReviewKind,
    review,
    reviews_in,
    reviews_of,
    set_source_rule,
    take_back_review,
)
from index.schema import writing
from index.search.build import MissingIndex, update
from index.store import Database
from webapp.accounts.act import Act
from webapp.projects.renewal import judge_programmes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The programmes that were decided, and those where somebody or a source was quicker."""

    done: tuple[int, ...]
    overtaken: tuple[int, ...] = ()


VERBS: Mapping[ReviewKind, str] = {
    ReviewKind.REVIEWED: "geprüft",
    ReviewKind.HIDDEN: "ausgeblendet",
    ReviewKind.SHOWN: "wieder eingeblendet",
}


def decide(act: Act, kind: ReviewKind, states: Mapping[int, str], reason: str = "") -> Outcome:
    """Decide the same about some programmes; `states` are what the page showed of each."""
    who = Reviewer(account=act.account.id, by=act.account.email, at=act.at, batch=token_hex(8))

    def one(number: int) -> int:
        review(act.db, number, kind, who, state=states[number], reason=reason)
        return number

    return _each(act, states, one)


def take_back(act: Act, batch: str) -> Outcome:
    """Undo all that was decided in one step, as far as nobody decided something since."""
    standing = {it.id: it.programme for it in reviews_in(act.db, batch)}

    def one(number: int) -> int:
        return take_back_review(act.db, number, act.account.email, act.at)

    done = _each(act, standing, one)
    return Outcome(done=done.done, overtaken=tuple(standing[number] for number in done.overtaken))


def set_rule(act: Act, source: str, counts: bool) -> None:
    """Let all that a source says count as reviewed, or no longer."""
    with writing(act.db):
        before = _shown(act.db)
        set_source_rule(act.db, source, counts, act.account.email, act.at)
        changed = before ^ _shown(act.db)
        fall_behind(act.db, changed)
    let_follow(act, changed)


def what_happened(db: Database, number: int) -> str:
    """Say who was quicker: a colleague, or a source that was read meanwhile."""
    last = next(iter(reviews_of(db, number)), None)
    if last is None:
        return "Die Quelle wurde inzwischen neu gelesen; bitte sehen Sie die Änderung an."
    if last.undone_at:
        return f"Zuletzt hat {last.undone_by} hier etwas zurückgenommen."
    why = f" ({last.reason})" if last.reason else ""
    return (
        f"Zuletzt hat {last.by} »{VERBS[last.kind]}« entschieden{why},"
        " oder die Quelle wurde seither neu gelesen."
    )


def _each(act: Act, numbers: Iterable[int], step: Callable[[int], int]) -> Outcome:
    before, done, overtaken = _shown(act.db), [], []
    with writing(act.db):
        for number in numbers:
            try:
                done.append(step(number))
            except Overtaken:
                overtaken.append(number)
    let_follow(act, before ^ _shown(act.db))
    return Outcome(done=tuple(done), overtaken=tuple(overtaken))


def _shown(db: Database) -> set[int]:
    return set(published(db))


def let_follow(act: Act, numbers: set[int]) -> None:
    """Renew search and matches of what is shown now and was not, or the other way round.

    The marks need no renewal: every page reads them from the register.
    """
    if not numbers:
        return
    with suppress(MissingIndex):  # the next search says so, and the doctor too
        update(act.db, act.folder, sorted(numbers))
    judge_programmes(act.db, numbers, act.today)

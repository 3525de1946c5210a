"""From a filled form to a decision, or to the sentence that says what is in the way."""

from index.decisions import Overtaken, decisions_of
from index.facts import DecisionKind, Evidence
from index.status import german_date
from webapp.accounts.act import Act
from webapp.decisions.deciding import Shown, place_of, shown, write_down
from webapp.decisions.forms import DecisionForm
from webapp.decisions.queries import VERBS, in_words
from webapp.programmes.wording import FACT_LABELS

_STATUS_FACTS = ("deadlines", "deadline_model", "programme_valid_until", "status")
_NOT_IN_TEXT = (
    "Diese Textstelle steht nicht wörtlich in den Texten der Quelle. Kopieren Sie sie von der"
    " Programmseite, oder lassen Sie das Feld leer."
)


def fill(form: DecisionForm, seen: Shown) -> None:
    """Show what counts, or else what a source says."""
    form.state.data = seen.state
    value = seen.value if seen.holds else seen.read_value
    if value is not None:
        form.show(value)


def written(act: Act, seen: Shown, form: DecisionForm) -> str:
    """Write a decision down and say so; empty when something is wrong, which the form tells."""
    decided = form.decided(seen.read_value, seen.value)
    passage = form.passage.data or ""
    place = place_of(seen.programme, passage) if passage else None
    if passage and place is None:
        form.passage.errors = [_NOT_IN_TEXT]
    if decided is None or form.passage.errors:
        return ""
    kind, value = decided
    evidence = (place,) if place and kind is DecisionKind.CORRECT else ()
    return _kept(act, seen, form, kind, value, evidence)


def _kept(
    act: Act,
    seen: Shown,
    form: DecisionForm,
    kind: DecisionKind,
    value: object,
    evidence: tuple[Evidence, ...],
) -> str:
    try:
        write_down(act, seen, kind, value, form.reason.data or "", form.state.data or "", evidence)
    except Overtaken:
        form.problem = _overtaken(act, seen)
        return ""
    return _told(act, seen, kind)


def _overtaken(act: Act, seen: Shown) -> str:
    """Say what happened while the form lay open; what was typed stays in it."""
    last = next(iter(decisions_of(act.db, seen.programme.id, seen.fact)), None)
    again = "Ihre Eingabe steht noch hier; wenn sie noch stimmt, senden Sie sie noch einmal."
    if last is None:
        return f"Die Quelle wurde inzwischen neu gelesen. {again}"
    if last.undone_at:
        return f"{last.undone_by} hat inzwischen eine Entscheidung zurückgenommen. {again}"
    value = in_words(seen.fact, last.value)
    return f"Inzwischen hat {last.by} {VERBS[last.kind]}: {value}. {again}"


def _told(act: Act, seen: Shown, kind: DecisionKind) -> str:
    """Say what was done and, where it is about time, what the status is now."""
    said = f"{FACT_LABELS[seen.fact]}: {VERBS[kind]}."
    after = shown(act.db, seen.programme.id, seen.fact)
    if after is None or seen.fact not in _STATUS_FACTS:
        return said
    standing = after.programme.standing(act.today)
    day = standing.next_deadline
    ahead = f"nächste Frist {german_date(day)}" if day else standing.reason
    return f"{said} Der Status ist jetzt „{standing.status.value}“ ({ahead.rstrip('.')})."

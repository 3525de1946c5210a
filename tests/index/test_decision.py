"""What becomes of a decision when the text, the reader, or both say something else."""

import pytest
from conftest import make_record

from index.decision import Decision, Doubt, Reading, newest, ruling, with_decisions
from index.facts import DecisionKind, Evidence, Fact, Facts

SENTENCE = "Gefördert werden 80 Prozent der Ausgaben."
CONFIRM, CORRECT, REMOVE = DecisionKind.CONFIRM, DecisionKind.CORRECT, DecisionKind.REMOVE


def fact(value: float | None, quote: str = SENTENCE) -> Fact | None:
    if value is None:
        return None
    evidence = (Evidence(quote=quote, field="description"),)
    return Fact(name="funding_rate_max", value=value, evidence=evidence)


def decision(
    kind: DecisionKind, value: float | None, seen: float | None, **more: object
) -> Decision:
    read = fact(seen)
    values = dict(
        id=1,
        record=1,
        fact="funding_rate_max",
        kind=kind,
        value=value,
        seen=Reading(
            value=seen,
            evidence=read.evidence if read else (),
            version=1,
            fingerprint="one",
            extractor="a",
        ),
        reason="weil",
        by="m@example.org",
        at="2026-06-15T08:00:00",
    )
    return Decision(**values | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "value", "seen", "same_text", "sentence_stands", "now", "holds", "doubt"),
    [
        (CONFIRM, 80, 80, True, True, 80, True, None),
        (CONFIRM, 80, 80, True, True, 60, True, Doubt.READS_OTHERWISE),
        (CONFIRM, 80, 80, True, True, None, True, Doubt.READS_OTHERWISE),
        (CONFIRM, 80, 80, False, True, 80, True, None),
        (CONFIRM, 80, 80, False, True, 60, True, Doubt.READS_OTHERWISE),
        (CONFIRM, 80, 80, False, False, 80, False, Doubt.WORDS_GONE),
        (CONFIRM, 80, 80, False, False, 60, False, Doubt.READS_OTHERWISE),
        (CONFIRM, None, None, True, True, None, True, None),
        (CONFIRM, None, None, True, True, 80, True, Doubt.READS_OTHERWISE),
        (CONFIRM, None, None, False, True, 80, False, Doubt.READS_OTHERWISE),
        (CORRECT, 70, 80, True, True, 80, True, None),
        (CORRECT, 70, 80, False, False, 60, True, Doubt.READS_OTHERWISE),
        (CORRECT, 70, 80, False, False, 80, True, Doubt.WORDS_GONE),
        (CORRECT, 70, 80, False, False, 70, True, Doubt.AGREES),
        (CORRECT, 70, None, False, False, None, True, None),
        (REMOVE, None, 80, True, True, 80, True, None),
        (REMOVE, None, 80, False, False, 60, True, Doubt.READS_OTHERWISE),
        (REMOVE, None, 80, False, False, None, True, Doubt.AGREES),
    ],
)
def test_what_holds_and_what_is_in_doubt(
    kind: DecisionKind,
    value: float | None,
    seen: float | None,
    same_text: bool,
    sentence_stands: bool,
    now: float | None,
    holds: bool,
    doubt: Doubt | None,
) -> None:
    text = f"Radwege. {SENTENCE}" if sentence_stands else "Radwege."
    read = fact(now, SENTENCE if sentence_stands else "Andere Worte.")
    fingerprint = "one" if same_text else "two"
    found = ruling(decision(kind, value, seen), make_record(description=text), read, fingerprint)
    assert (found.holds, found.doubt) == (holds, doubt)

    stated = Facts({"funding_rate_max": read} if read else {})
    effective = with_decisions(stated, newest([found])).value("funding_rate_max")
    assert effective == (value if holds else now)
    assert effective in (value, now), "nothing may be invented"


def test_the_passage_a_correction_rests_on_is_watched() -> None:
    passage = (Evidence(quote="drei Viertel der Ausgaben", field="description"),)
    made = decision(CORRECT, 75, None, evidence=passage)
    record = make_record(description="Wir geben drei Viertel der Ausgaben.")
    assert ruling(made, record, None, "two").doubt is None
    record = make_record(description="Wir geben die Hälfte.")
    assert ruling(made, record, None, "two").doubt is Doubt.WORDS_GONE

"""What was said of a programme at one Vorhaben lessens it at the others of the municipality."""

import pytest
from matcher_builders import make_programme

from index.vocabulary import FundingType
from matcher.feedback import Dismissed, Reason, with_feedback, without_feedback
from matcher.judge import Judgement
from matcher.parts import Part, PartKind

THEME = Part(kind=PartKind.THEME, label="Thema: Radverkehr", points=60.0, surface="Radwege")
JUDGED = Judgement(eligible="yes", score=60.0, reasons=(), obstacles=(), parts=(THEME,))
LOAN = (FundingType.LOAN,)


def said(
    *reasons: Reason, programme: int = 1, project: str = "bruecke", **more: object
) -> Dismissed:
    return Dismissed(
        programme=programme, project=project, project_title="Brücke", reasons=reasons, **more
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reason", "score"),
    [
        (Reason.TARGET, 30.0),
        (Reason.OWN_SHARE, 42.0),
        (Reason.STAFF, 42.0),
        (Reason.TOPIC, 60.0),
        (Reason.DEADLINE, 60.0),
        (Reason.FORM, 60.0),
    ],
)
def test_only_what_holds_for_other_vorhaben_too_lessens_the_same_programme(
    reason: Reason, score: float
) -> None:
    found = with_feedback(JUDGED, make_programme(), "radweg", [said(reason)])

    assert found.score == score
    assert sum(part.points for part in found.parts) == score


def test_the_part_says_where_and_why_and_only_the_strongest_counts() -> None:
    found = with_feedback(
        JUDGED, make_programme(), "radweg", [said(Reason.STAFF), said(Reason.TARGET, Reason.STAFF)]
    )

    assert found.parts[1:] == (
        Part(
            kind=PartKind.FEEDBACK,
            label="bei „Brücke“ verworfen: falsche Zielgruppe",
            points=-30.0,
        ),
    )


def test_what_was_said_at_a_vorhaben_does_not_count_there_a_second_time() -> None:
    own = said(Reason.TARGET, project="radweg")
    assert with_feedback(JUDGED, make_programme(), "radweg", [own]) is JUDGED


@pytest.mark.parametrize(
    ("forms", "of_the_programme", "score"),
    [(LOAN, LOAN, 42.0), (LOAN, (FundingType.GRANT, *LOAN), 60.0), ((), (), 60.0)],
)
def test_a_form_that_was_turned_down_lessens_programmes_that_give_only_in_it(
    forms: tuple[FundingType, ...], of_the_programme: tuple[FundingType, ...], score: float
) -> None:
    other = said(Reason.FORM, programme=7, forms=forms)
    programme = make_programme(funding_types=of_the_programme)

    assert with_feedback(JUDGED, programme, "radweg", [other]).score == score


def test_another_reason_at_another_programme_says_nothing() -> None:
    other = said(Reason.TARGET, programme=7, forms=LOAN)
    assert with_feedback(JUDGED, make_programme(funding_types=LOAN), "radweg", [other]) is JUDGED


def test_what_was_lessened_is_given_back_before_it_is_lessened_anew() -> None:
    once = with_feedback(JUDGED, make_programme(), "radweg", [said(Reason.TARGET)])

    assert without_feedback(once) == JUDGED
    assert with_feedback(once, make_programme(), "radweg", [said(Reason.TARGET)]) == once
    assert with_feedback(once, make_programme(), "radweg", []) == JUDGED

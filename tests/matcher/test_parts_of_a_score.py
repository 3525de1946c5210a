"""What a score is made of, as people read it: parts that add up, and the loudest words."""

import pytest

from matcher.parts import Part, PartKind, rounded
from matcher.question import label_of
from matcher.tally import Fit


@pytest.mark.parametrize(
    ("points", "total", "shown"),
    [
        ((10.04, 5.04), 15.1, [10.1, 5.0]),
        ((5.04, -10.04), -5.0, [5.0, -10.0]),
        ((1.0, 0.04), 1.0, [1.0]),
        ((0.01,), 0.0, []),
    ],
)
def test_rounded_parts_add_up_and_the_largest_takes_the_rest(
    points: tuple[float, ...], total: float, shown: list[float]
) -> None:
    parts = [Part(kind=PartKind.WORD, label="x", points=it, surface="y") for it in points]
    found = rounded(parts, total)
    assert [part.points for part in found] == shown
    assert all((it.kind, it.label, it.surface) == (PartKind.WORD, "x", "y") for it in found)


def test_only_the_loudest_words_are_told_and_none_inside_another() -> None:
    fit = Fit(
        100.0,
        [(12.0, "a", "Radweg"), (50.0, "b", "Radwege"), (6.0, "c", "Kita"), (5.9, "d", "See"),
         (20.0, "e", ""), (40.0, "f", "Wald"), (30.0, "g", "Moor"), (25.0, "h", "Fluss"),
         (24.0, "i", "Bach")],
    )  # fmt: skip
    assert fit.words() == ("Radwege", "Wald", "Moor", "Fluss", "Bach")
    assert Fit(9.0, [(50.0, "b", "Rad"), (6.0, "c", "Kita"), (5.9, "d", "See")]).words() == (
        "Rad",
        "Kita",
    )
    assert Fit(0.0).words() == ()


def test_of_many_voices_six_are_told_and_the_rest_together() -> None:
    fit = Fit(36.0, [(float(gain), f"t{gain}", f"T{gain}") for gain in range(1, 9)])
    parts = fit.parts(72.0)

    assert [(part.kind, part.label, part.points) for part in parts] == [
        *((PartKind.WORD, f"T{gain}", 2.0 * gain) for gain in (8, 7, 6, 5, 4, 3)),
        (PartKind.REST, "2 weitere Wörter und Themen", 6.0),
    ]


def test_a_loan_and_what_a_call_loses_are_parts_of_their_own() -> None:
    loan = "Investition (allgemeiner Kredit)"
    parts = Fit(8.0, [(10.0, "rad", ""), (6.0, loan, loan), (4.0, "#kita", "Kitas")]).parts(8.0)

    assert parts == [
        Part(kind=PartKind.WORD, label="rad", points=10.0),
        Part(kind=PartKind.LOAN, label=loan, points=6.0),
        Part(kind=PartKind.THEME, label=label_of("#kita"), points=4.0, surface="Kitas"),
        Part(
            kind=PartKind.LOOSE,
            label="EU-Aufruf, der das Thema nur am Rande nennt",
            points=-12.0,
        ),
    ]

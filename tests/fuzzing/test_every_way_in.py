"""Whatever comes in, each parser reads it or refuses it as it says, and what it gives is sound.

`FUZZ_EXAMPLES=2000 .venv/bin/pytest tests/fuzzing` tries more, and other inputs every time.
"""

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from fuzzing import PARSERS
from fuzzing.inputs import inputs_of

_MANY = int(os.environ.get("FUZZ_EXAMPLES", "0"))
_FEW = 12

parsers = pytest.mark.parametrize("name", PARSERS)


@parsers
def test_what_broke_a_parser_before_does_not_break_it_again(name: str) -> None:
    for sample in PARSERS[name].samples:
        PARSERS[name].check(sample)


@parsers
def test_odd_input_breaks_no_parser(name: str) -> None:
    @settings(
        max_examples=_MANY or _FEW,
        deadline=None,
        database=None,
        derandomize=not _MANY,
        phases=[Phase.generate, *([Phase.shrink] if _MANY else [])],
        suppress_health_check=list(HealthCheck),
    )
    @given(given_to_it=inputs_of(PARSERS[name]))
    def read(given_to_it: object) -> None:
        PARSERS[name].check(given_to_it)

    read()


def test_the_table_in_the_handbook_names_exactly_these_parsers() -> None:
    page = Path(__file__).parents[2] / "docs" / "security" / "fuzzing.md"
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ", page.read_text(encoding="utf-8"), re.M)
    told = {name: holds for name, holds in rows if "." in name and "@" not in name}
    assert told == {name: it.holds for name, it in PARSERS.items()}

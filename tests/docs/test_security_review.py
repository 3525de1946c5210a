"""The review against ASVS answers every requirement once, and what it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECURITY = ROOT / "docs" / "security"
REVIEW = (SECURITY / "asvs.md").read_text(encoding="utf-8")
STATES = ("met", "operator", "none", "open")
ROWS = re.findall(r"^\| (V[\d., V]+) \| (\w+) \| (.*) \| ?(.*?) ?\|$", REVIEW, re.MULTILINE)


def demanded() -> list[str]:
    """The numbers of levels 1 and 2, as the standard lists them."""
    listed = Path(__file__).with_name("asvs_5_0_levels_1_and_2.txt").read_text(encoding="utf-8")
    lines = [line for line in listed.splitlines() if not line.startswith("#")]
    parted = [line.split(": ") for line in lines]
    return [f"V{section}.{it.rstrip('*')}" for section, rest in parted for it in rest.split()]


@cache
def names_in(name: str) -> frozenset[str]:
    """The names of the tests in the one file of this name; the names of files are unique."""
    (path,) = (ROOT / "tests").rglob(name)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_requirement_is_answered_once_and_in_order() -> None:
    assert len(demanded()) == 253
    answered = [number for numbers, *_ in ROWS for number in numbers.split(", ")]
    assert len(answered) == len(set(answered))
    assert set(answered) == set(demanded())


def test_every_answer_has_a_state_and_a_reason() -> None:
    for numbers, state, why, tests in ROWS:
        assert state in STATES, numbers
        assert len(why) > 3, numbers
        assert tests or state in ("operator", "none"), numbers


def test_what_the_operator_does_is_listed() -> None:
    assert any(state == "operator" for _, state, *_ in ROWS)
    listed = REVIEW.split("## What the operator does")[1]
    for word in ("host name", "TLS 1.2", "X-Forwarded-For", "NTP", "journal", "make audit"):
        assert word in listed


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].replace(", ", "_"))
def test_every_test_that_is_named_exists(row: tuple[str, str, str, str]) -> None:
    for file, test in re.findall(r"`(test_\w+\.py)::(test_\w+)`", row[3]):
        assert test in names_in(file), f"{file}::{test}"


@pytest.mark.parametrize("document", sorted(SECURITY.glob("*.md")), ids=lambda it: it.name)
def test_every_file_that_is_named_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"\b((?:webapp|index|crawler|matcher|tests|deploy|docs)/[\w./-]+\w)", text)
    assert named or document.name == "threats.md"  # it names people and dangers, no files
    assert [it for it in named if not (ROOT / it).exists()] == []

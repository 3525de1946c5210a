"""The picture of the architecture shows what the code is."""

import runpy
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def drawing() -> dict[str, Any]:
    return runpy.run_path(str(DOCS / "draw_architecture.py"))


def test_the_picture_of_the_architecture_is_what_the_code_says(drawing: dict[str, Any]) -> None:
    drawn = (DOCS / "images" / "architecture.svg").read_text(encoding="utf-8")
    assert drawn == drawing["drawn"](), "Draw it: .venv/bin/python docs/draw_architecture.py"


def test_every_room_has_its_paragraph(drawing: dict[str, Any]) -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    assert all(f"**`{room}`, the " in text for room in drawing["ROOMS"])

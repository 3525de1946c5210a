"""A plugin for pytest: files in a drawn order, and in each file the tests in a drawn order."""

import os
import random

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shuffle as the seed in `SHUFFLED` says; tests of a file stay together."""
    draw = random.Random(os.environ["SHUFFLED"])
    files = sorted({item.path for item in items})
    place = dict(zip(files, draw.sample(range(len(files)), len(files)), strict=True))
    chance = {item: draw.random() for item in items}
    items.sort(key=lambda item: (place[item.path], chance[item]))

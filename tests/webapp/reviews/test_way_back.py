"""The way back to the queue, from whatever somebody may have written into the address."""

from pathlib import Path

import pytest
from flask import Flask

from webapp.reviews.way_back import place, way_back
from webapp.settings import Settings
from webapp.site import create_app


@pytest.fixture
def app(data_folder: Path) -> Flask:
    return create_app(Settings(data=data_folder))


@pytest.mark.parametrize(
    ("named", "leads_to"),
    [
        (place("new", "wibank", 3, 17), "/pruefen?art=new&quelle=wibank&seite=3#p17"),
        (place("", "", 1, 17), "/pruefen#p17"),
        (place("new", "", 1), "/pruefen?art=new"),
        ("", "/"),
        ("//evil.example/", "/"),
        ("art=new&", "/"),
        # One part runs into the next: whoever tries every cut is busy for hours.
        ("a=" + "bbb=" * 30 + "!", "/"),
    ],
)
def test_the_way_back_is_a_place_of_the_queue_or_the_default(
    app: Flask, named: str, leads_to: str
) -> None:
    with app.test_request_context("/pruefen", query_string=dict(zurueck=named)):
        assert way_back("/") == leads_to

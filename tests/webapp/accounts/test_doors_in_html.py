"""The fields at the doors, as browsers and password managers read them."""

import re

from flask.testing import FlaskClient


def test_password_fields_hide_what_is_typed_and_let_managers_help(client: FlaskClient) -> None:
    seen = 0
    for page in ("/konto/passwort", "/konto/zweiter-faktor"):
        fields = re.findall(r"<input[^>]*password[^>]*>", client.get(page).text)
        for field in fields:
            seen += 1
            assert 'type="password"' in field
            assert re.search(r'autocomplete="(current|new)-password"', field)
            assert "onpaste" not in field
    assert seen >= 4
    stranger = client.application.test_client()
    page = stranger.get("/anmelden").text
    assert 'type="password"' in page
    assert not re.search(r"Sicherheitsfrage|Passworthinweis|Mädchenname", page)

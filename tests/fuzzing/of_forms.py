"""What people type or attach: amounts, days, shares, names of files, Markdown."""

# ruff: noqa: PT017 - what a parser says when it refuses is a part of what it promises

import json
import re
from contextlib import suppress
from datetime import date
from types import SimpleNamespace
from typing import Any

from conftest import make_facts
from werkzeug.datastructures import MultiDict

from fuzzing.parser import parser
from fuzzing.properties import SENTENCE, assert_harmless
from fuzzing.samples import PDF, TABLE_XLSX, zip_of
from webapp.agreements.forms import WHOLE, weights_of
from webapp.agreements.splitting import Basis
from webapp.applications import amounts
from webapp.applications.media import ENDINGS, LONGEST_NAME, RefusedFile, media_type_of, tidy_name
from webapp.applications.money import MOST_CENTS
from webapp.cost_shares import numbers
from webapp.decisions import values
from webapp.joint.answers import read_answer
from webapp.joint.queries import Answer
from webapp.markdown import page_of


@parser(
    "webapp.applications.amounts.cents_of",
    "written and read it is the same amount",
    "1.650.000,50 €",
    "0",
    "١٢",
    "9" * 5000,
)
def cents(text: str) -> None:
    for read, write, most in (
        (amounts.cents_of, amounts.as_written, MOST_CENTS),
        (numbers.cents_of, numbers.written_cents, numbers.MOST_CENTS),
    ):
        try:
            told = read(text)
        except ValueError as error:
            assert "integer string" not in str(error)
            continue
        assert told is None or 0 <= told <= most
        assert read(write(told) if told is not None else "") == told or told is None


@parser(
    "webapp.cost_shares.numbers.thousandths_of",
    "written and read it is the same number",
    "1.234,567",
    "12,5 €",
)
def thousandths(text: str) -> None:
    with suppress(ValueError):
        told = numbers.thousandths_of(text)
        assert numbers.thousandths_of(numbers.written(told)) == told


_FACT_VALUES: dict[str, Any] = dict(
    share=values.share_of,
    amount=values.amount_of,
    day=values.day_of,
    duration=lambda text: values.duration_of(text, "M"),
    deadline=lambda text: values.deadline_of("application", text, values.ONCE),
    yearly=lambda text: values.deadline_of("sketch", text, values.EVERY_YEAR),
)


@parser(
    "webapp.decisions.values",
    "a value that can be stored and shown again, or one sentence",
    "62,5 %",
    "250.000 Euro",
    "31.12.2026",
    "31.10.",
    "2026-12-31",
    "Ⅷ²",
    "1e9",
)
def decided_values(text: str) -> None:
    for name, read in _FACT_VALUES.items():
        try:
            value = read(text)
        except ValueError as error:
            assert SENTENCE.search(str(error)) or "." in str(error)
            assert "integer string" not in str(error)
            continue
        json.dumps(value, default=date.isoformat)
        if name in ("deadline", "yearly"):
            row = values.deadline_row(value)
            assert (
                values.deadline_of(**dict(kind=row["kind"], text=row["day"], rhythm=row["rhythm"]))
                == value
            )
            make_facts(deadlines=[value]).deadlines[0].next_on(date(2026, 6, 15))


@parser(
    "webapp.agreements.forms.weights_of",
    "shares of the whole, or one German sentence",
    "33,34|66,66",
    "50|50",
    "1.000,50|x",
)
def shares(text: str) -> None:
    parts = text.split("|")[:4]
    towns: list[Any] = [
        SimpleNamespace(ags=f"0643300{n}", short_name=f"Stadt {n}", population=n + 1)
        for n in range(len(parts))
    ]
    sent = {f"share-{town.ags}": part for town, part in zip(towns, parts, strict=True)}
    for basis in Basis:
        with suppress(ValueError):
            weights = weights_of(basis, sent, towns)
            assert all(it >= 0 for it in weights.values())
            if basis not in (Basis.AMOUNTS, Basis.EQUAL, Basis.INHABITANTS):
                assert sum(weights.values()) == WHOLE


@parser(
    "webapp.joint.answers.read_answer",
    "an amount that an akte can take over, or what is wrong",
    "250.000",
    "1e400",
    "9" * 5000,
)
def joint_answers(text: str) -> None:
    for said in (*Answer, text):
        told = read_answer(MultiDict({"answer": said, "cost": text, "note": text}), [])
        if told is not None and told.offer.cost_cents is not None:
            assert 0 <= told.offer.cost_cents <= MOST_CENTS or told.wrong


@parser(
    "webapp.applications.media.media_type_of",
    "what its name says, or refused; a tidy name",
    PDF[0],
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"Text \xfc",
    TABLE_XLSX,
    zip_of(mimetype=b"application/vnd.oasis.opendocument.text"),
)
def sent_files(data: bytes) -> None:
    for ending, kind in ENDINGS.items():
        with suppress(RefusedFile):
            assert media_type_of(f"x{ending}", data) is kind
    name = tidy_name(data[:300].decode("latin-1"))
    assert len(name) <= LONGEST_NAME or "." in name
    assert not re.search(r'[\\/\x00-\x1f\x7f"<>|:*?;]', name)
    assert name not in (".", "..")


@parser(
    "webapp.markdown.page_of",
    "harmless HTML; every heading has its anchor",
    "# Titel\n## Frist\n[x](javascript:x()) <script>x</script> ==offen==\n\n|a|b|\n|-|-|\n|1|2|",
    '![x](data:text/html,x "onerror")\n[a]: <javascript:x>\n[a]',
    "> " * 200,
)
def markdown(text: str) -> None:
    page = page_of(text)
    assert_harmless(str(page.html).replace("<img ", "<p "))
    assert "javascript:" not in re.sub(r">[^<]*<", "><", str(page.html)).lower() or "&" in text
    assert all(f'id="{it.anchor}"' in page.html for it in page.headings if it.anchor)

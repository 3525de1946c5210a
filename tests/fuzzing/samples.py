"""Invented samples in the formats of the sources: each leads a fuzzer deep into a parser."""

import csv
import io
import json
import zipfile

import export_builder
import openpyxl
from eu_rows import make_row
from pdf_builder import make_pdf

PAGE = (
    """<html><head><link rel="canonical" href="https://www.hessen.example.org/rad">
    <script>x()</script></head><body><nav><a href="#a">a</a></nav><main>
    <h1>Radwege für Gemeinden</h1><p>Kommunen erhalten einen Zuschuss.</p>
    <h2>Wer wird gefördert?</h2><ul><li>Gemeinden</li><li>Landkreise</li></ul>
    <p><strong>Antragsfrist:</strong><br>Anträge sind bis zum 31.12.2026 zu stellen.</p>
    <table><tr><th>Förderart</th><td>Zuschuss</td></tr><tr><th>Höhe</th>
    <td>bis zu 80 Prozent, höchstens 200.000 Euro</td></tr></table>
    <dl><dt>Fördergebiet</dt><dd>Hessen</dd></dl><button aria-controls="p">Verfahren</button>
    <div id="p"><a href="javascript:x()" onclick="x()">Antrag</a></div></main></body></html>
    """.encode(),
    b"<h1>\xfcber\xff</h1><details><summary>Frist</summary><p>jederzeit",
    b'<svg><math><h1 onerror=x>T</h1><p><img src=x onerror=alert(1)><a href="&#106;avascript:x">',
    b'<h1>x</h1><a href="x\x15">a</a><p>a<b>B:</b><br>\x01 b &#1 c &#x1f; <table><tr><th>\x02<td>',
)

FEED = (
    b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Neues</title>
    <description>Aus dem Amt</description><item><title>Aufruf</title>
    <link>https://www.example.org/a</link><description>&lt;b&gt;Bis 1.5.2027&lt;/b&gt;</description>
    <pubDate>Mon, 15 Jun 2026 10:00:00 GMT</pubDate></item></channel></rss>""",
    b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>A</title>
    <link rel="alternate" href="https://www.example.org/a"/><updated>2026-06-15T10:00:00Z</updated>
    <summary type="html">&lt;script&gt;x&lt;/script&gt;</summary></entry></feed>""",
    b'<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]><rss><item><title>&c;&a;'
    b"</title></item></rss>",
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    b"<item><title>x</title><pubDate>Mon, 15 Jun 2026 10:00:00 +99999999999</pubDate></item>",
    b"<rdf:RDF><item><title>x]]></rdf:RDF>",
)

PDF = (
    make_pdf("Richtlinie\n1. Zweck\nGefördert werden Radwege.", title="Richtlinie Radwege"),
    make_pdf("a", "b", "c"),
)

EXPORT = export_builder.programme(
    export_builder.rich("procInfluence", "<p>Frist 31.12.2026 ?Rad? 1?2</p>"),
    export_builder.value("dateOfIssue", "2023-09-28T00:00:00", "Date"),
    export_builder.classified(
        "cl2Processes", Foerderart=[export_builder.category("Foerderart", "zuschuss")]
    ),
    bodyText='<p>Text &amp;nbsp; <a xlink:href="target:/BMWI/FDB/Content/DE/x">x</a></p>',
).encode()


def zip_of(**members: bytes) -> bytes:
    """An archive with these members, the dots of their names written as `__`."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", ".").replace("_s_", "/"), content)
    return held.getvalue()


ROW = make_row(
    keywords=['["rivers", "LIFE-2030-RIVER"]'],
    descriptionByte=["<p>Rivers for towns</p>"],
    latestInfos=['[{"lastChangeDate": "2030-01-11", "content": "<p>News</p>"}]'],
    budgetOverview=[
        '{"budgetTopicActionMap": {"1": [{"action": "LIFE-2030-RIVER - LIFE", "minContribution": 1,'
        ' "maxContribution": "200000", "expectedGrants": 3, "budgetYearMap": {"2030": "500000"}}]}}'
    ],
)
EU_PAGE = json.dumps(
    dict(results=[ROW], pageNumber=1, pageSize=100, totalResults=1), ensure_ascii=False
).encode()
EU_ODD = tuple(
    json.dumps(dict(results=[row], pageNumber=1, pageSize=100, totalResults=1)).encode()
    for row in (None, dict(metadata="x"), make_row(type=["x", "1"]), make_row(title=["\ud800"]),
                make_row(budgetOverview=['{"budgetTopicActionMap": {"a": [[]], "b": 1}}']),
                make_row(budget=["1e999"]), dict(reference="\ud800", metadata=dict(type="1")))
)  # fmt: skip
EU_DETAILS = json.dumps(
    dict(
        TopicDetails=dict(
            description="<p>More</p>",
            conditions="<p>Conditions</p>",
            supportInfo="",
            latestInfos=[dict(lastChangeDate="2030-01-11", content="<b>News</b>")],
        )
    )
).encode()
EU_REFERENCE = json.dumps(
    dict(
        fundingData=dict(
            GrantTenderObj=[
                dict(
                    identifier="LIFE-2030-RIVER",
                    type=1,
                    title="Rivers",
                    frameworkProgramme=dict(id=43252405, abbreviation="LIFE"),
                    plannedOpeningDateLong=1_890_000_000_000,
                    deadlineDatesLong=[1_900_000_000_000],
                    actions=[dict(types=[dict(typeOfAction="Grant")], submissionProcedure=None)],
                    keywords=["rivers"],
                )
            ]
        )
    )
).encode()
EIT_ODD = (
    b'[{"id": 7, "link": "https://www.eiturbanmobility.eu/", "title": {"rendered": "x"},'
    b' "status-call": [[], null]}]',
    b'[{"id": [], "name": 1}]',
)
EIT = json.dumps(
    [
        {
            "id": 7,
            "link": "https://www.eiturbanmobility.eu/call/7",
            "title": {"rendered": "Bikes"},
            "excerpt": {"rendered": "<p>Short</p>"},
            "content": {"rendered": "<p>Long</p>"},
            "status-call": [3],
            "name": "closed",
        }
    ]
).encode()

PROFILE = dict(
    id="r1",
    title="Radweg am Altrhein",
    description="Neubau",
    topics=["Radverkehr"],
    municipality=dict(ags="06433011", name="Riedstadt", population=25_000),
    applicant_type="Kommune",
    planned_start="2027-03-31",
    planned_end="31.12.2027",
    cost_eur="2,4 Mio.",
    eligible_cost_eur=2_000_000,
    own_funds_eur="400.000,50 €",
    looking_for="Zuschuss",
    stage="Idee",
)
COLUMNS = ("Kennung", "AGS", "Titel", "Beginn", "Kosten", "Themen", "Stand")
CELLS = ("r1", "6433011", "Radweg", "31.03.2027", "2.400.000", "Rad; Klima", "Idee")


def _csv() -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([COLUMNS, CELLS, ("r2", "", 'Kita "Ried"\nneu')])
    return text.getvalue().encode()


def _xlsx() -> bytes:
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in (COLUMNS, CELLS):
        book.worksheets[0].append(row)
    book.save(held)
    return held.getvalue()


TABLE_CSV, TABLE_XLSX = _csv(), _xlsx()
TABLE_JSON = json.dumps(dict(id="r1", profile=PROFILE)).encode()

"""Tables that somebody sends over the site: none swells, none reads what is not in it."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from webapp.files.archives import MEGABYTE
from webapp.projects.table import MOST_SENT, UnreadableTable, read_sent

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{_LAUGHS}]>'
_END = b"</sheetData>"
_FILE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>'


def _workbook(dtd: str = "", more: bytes = b"", claimed: int = 0) -> bytes:
    """A table with one Vorhaben, and a row that an attacker adds behind it."""
    book, data, out = Workbook(), io.BytesIO(), io.BytesIO()
    sheet = book.worksheets[0]
    for row in (["id", "title"], ["a", "Radweg"]):
        sheet.append(row)
    book.save(data)
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                row = b'<row r="3"><c r="A3" t="inlineStr"><is><t>b</t></is></c>'
                row += b'<c r="B3" t="inlineStr"><is><t>' + more + b"</t></is></c></row>"
                content = content.replace(b"A1:B2", b"A1:B3").replace(b"</sheetData>", row + _END)
                content = dtd.encode() + content
            new.writestr(name, content)
            new.getinfo(name).file_size = claimed or len(content)
    return out.getvalue()


def test_a_table_with_an_ordinary_row_is_read() -> None:
    assert [line for _, line in read_sent("a.xlsx", _workbook(more=b"Brunnen"))] == [
        dict(id="a", title="Radweg"),
        dict(id="b", title="Brunnen"),
    ]


@pytest.mark.parametrize("dtd", [_BOMB, _FILE])
def test_entities_of_a_workbook_are_never_resolved(dtd: str) -> None:
    with pytest.raises(UnreadableTable, match="keine lesbare Excel-Datei"):
        read_sent("a.xlsx", _workbook(dtd, b"&l9;"))


def test_a_workbook_that_would_swell_is_refused_before_it_is_unpacked() -> None:
    # What it says of itself counts: no reader unpacks more than that.
    swelling = _workbook(claimed=8 * MEGABYTE)
    with pytest.raises(UnreadableTable, match="ausgepackt zu viel"):
        read_sent("a.xlsx", swelling)


def test_more_rows_than_anybody_looks_through_are_refused() -> None:
    rows = "id;title\n" + "a;b\n" * (MOST_SENT + 1)
    with pytest.raises(UnreadableTable, match=f"höchstens {MOST_SENT} Vorhaben"):
        read_sent("a.csv", rows.encode())

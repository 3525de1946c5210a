"""Print docs/privacy.md anew: its frame as it stands, its tables from the record and the schema."""

from pathlib import Path

from index.schema import database_in_memory
from webapp.privacy.columns import columns_of
from webapp.privacy.record import record
from webapp.privacy.retention import RULES

PAGE = Path(__file__).with_name("privacy.md")
BEGIN, END = "<!-- printed by docs/print_privacy.py -->", "<!-- end of what is printed -->"


def printed() -> str:
    """The tables: for each group what is kept in which columns, and what goes when."""
    db, lines = database_in_memory(), []
    for group in record().kept:
        lines += [
            f"### {group.title}\n",
            f"- Zweck: {group.why}",
            f"- Dauer: {group.long}",
            f"- Wer sieht es: {group.who}",
            f"- Beim Löschen des Kontos: {group.forgotten}\n",
            "| was | Tabelle | Spalten mit Angaben zu Personen |",
            "|---|---|---|",
        ]
        for table, label in group.tables.items():
            columns = ", ".join(f"`{name}`" for name in columns_of(db, table)) or "keine"
            lines.append(f"| {label} | `{table}` | {columns} |")
        lines.append("")
    lines += ["### Was `foerdernetz work` von selbst löscht\n", "| was | nach Tagen |", "|---|---|"]
    lines += [f"| {rule.what} | {rule.days} |" for rule in RULES]
    return "\n".join(lines)


def page() -> str:
    """The whole page with today's tables."""
    text = PAGE.read_text("utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{printed()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""The statements every public site owes, and where the operator's own words for them lie."""

import re
from enum import StrEnum
from pathlib import Path

from webapp.file_faults import why_not

_TEMPLATES = Path(__file__).parent / "pages"
_GAP = re.compile(r"==(.+?)==", re.DOTALL)
FOLDER_NAME = "texte"


class Statement(StrEnum):
    """The address of a statement; so is the name of its file."""

    IMPRINT = "impressum"
    PRIVACY = "datenschutz"
    ACCESSIBILITY = "barrierefreiheit"

    @property
    def label(self) -> str:
        """What its link says."""
        return _LABELS[self]


_LABELS = {
    Statement.IMPRINT: "Impressum",
    Statement.PRIVACY: "Datenschutz",
    Statement.ACCESSIBILITY: "Barrierefreiheit",
}


class UnreadableStatement(Exception):
    """The operator's file cannot be read; the message is one German sentence."""


def file_of(data: Path, statement: Statement) -> Path:
    """Where the operator's words for a statement lie."""
    return data / FOLDER_NAME / f"{statement.value}.md"


def text_of(data: Path, statement: Statement) -> str:
    """Give the operator's Markdown, or the template as long as there is none.

    Raises:
        UnreadableStatement: names the file that is no readable text.
    """
    own = file_of(data, statement)
    if not own.exists():
        return template_of(statement)
    try:
        return own.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableStatement(f"{own} ist nicht lesbar: {why_not(error)}.") from error


def template_of(statement: Statement) -> str:
    """The template: complete but for what only the operator knows."""
    return (_TEMPLATES / f"{statement.value}.md").read_text(encoding="utf-8")


def gaps_in(text: str) -> list[str]:
    """What a text still asks the operator for: all that stands between `==` and `==`."""
    return _GAP.findall(text)


def lay_out_templates(data: Path) -> None:
    """Put the templates into the data folder, where the operator can fill them in."""
    for statement in Statement:
        file = file_of(data, statement)
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(template_of(statement), encoding="utf-8")

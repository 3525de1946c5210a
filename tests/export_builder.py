"""Builds small invented exports in the format of the Förderdatenbank."""

import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

ROOT = "BMWI/FDB/Content/DE/"
PROGRAMME = ROOT + "Foerderprogramm/Land/Hessen/musterradweg.xml"
_CATEGORIES = "target:/BMWI/SiteGlobals/Categories/FDB/"
_CLASSIFIERS = "target:/BMWI/SiteGlobals/Classifications/Classifier/Common/"


def rich(name: str, html: str) -> str:
    inner = f'<![CDATA[<div xmlns:xlink="http://www.w3.org/1999/xlink">{html}</div>]]>'
    text = escape(inner, quote=False)
    return f'<property name="gsb:{name}" type="RichText"><text>{text}</text></property>'


def value(name: str, text: str, kind: str = "String") -> str:
    return f'<property name="gsb:{name}" type="{kind}"><value>{escape(text)}</value></property>'


def classified(name: str, **targets: list[str]) -> str:
    lists = "".join(
        f"<classifiedLinkList><classifierText></classifierText><classifierLinks>"
        f'<link xlink:href="{_CLASSIFIERS}{classifier}"/></classifierLinks>'
        f"<links>{''.join(map(_link, found))}</links></classifiedLinkList>"
        for classifier, found in targets.items()
    )
    return (
        f'<property name="gsb:{name}" type="ClassifiedLinkLists">'
        f"<classifiedLinkLists>{lists}</classifiedLinkLists></property>"
    )


def links(name: str, *targets: str) -> str:
    return (
        f'<property name="gsb:{name}" type="LinkList">'
        f"<links>{''.join(map(_link, targets))}</links></property>"
    )


def category(folder: str, code: str) -> str:
    return f"{_CATEGORIES}{folder}/{code}"


def document(*properties: str, kind: str = "ServiceOffer") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<document xmlns:xlink="http://www.w3.org/1999/xlink" name="muster"'
        f' path="/BMWI" type="gsb:{kind}">{"".join(properties)}</document>'
    )


def programme(*more: str, title: str = "Musterförderung für Radwege", **texts: str) -> str:
    """A programme; `texts` gives rich texts by property name, `more` whole properties."""
    stated = dict(teaserText="<p>Kommunen erhalten einen Zuschuss für Radwege.</p>") | texts
    rich_texts = [rich(name, html) for name, html in stated.items()]
    return document(rich("title", f"<p>{title}</p>"), *rich_texts, *more)


def write_export(path: Path, members: Mapping[str, Any]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _link(target: str) -> str:
    return f'<link xlink:href="{target}"/>'

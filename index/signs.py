"""Signs that nobody sees and that no file, no markup or no comparison can do with."""

import re
import unicodedata

_SHORT = 500
# Control characters, soft hyphens and other characters without width.
_JUNK = (
    *(chr(code) for code in range(0xA0) if not (0x20 <= code < 0x7F or chr(code) in "\t\n\r")),
    *"\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff",
)
_HALF = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_XML_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])(?!\d)"
    r"|[xX]0*(?:[0-8bcBCe-fE-F]|1[0-9a-fA-F])(?![0-9a-fA-F]));?"
)


def storable(text: str) -> str:
    """Leave out halves of characters, which JSON can spell but no file can hold, and zero bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _HALF.sub("", text)
    return text.replace("\x00", "")


def without_controls(text: str) -> str:
    """Leave out what markup forbids, however it is written: signs that control, references too."""
    return _NOT_XML_REFERENCE.sub("", _NOT_XML.sub("", text))


def without_junk_in(text: str) -> str:
    """Leave out all of that, and spell every letter in its one way."""
    if len(text) < _SHORT and text.isprintable():
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    for character in _JUNK:  # much faster than one expression
        if character in text:
            text = text.replace(character, "")
    text = storable(text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)

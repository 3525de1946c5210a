"""Names of ministries and offices: what they are for says nothing about what a programme is for."""

import re

_OFFICE = (
    r"\w*[Mm]inister(?:ium|iums|in|s)?|Senatsverwaltung|Senator(?:in)?|Behörde"
    r"|(?:Bundes|Landes)(?:amt|amtes|anstalt|institut|instituts)"
)
_ADJECTIVE = (
    r"(?:wirtschaftliche|technische|ländliche|nukleare|soziale|digitale|berufliche|öffentliche"
    r"|europäische|zivilgesellschaftliche|natürliche)\w{0,2}"
)
_SUBJECT = rf"(?:(?:{_ADJECTIVE})\s+|Digitale\s+)?[A-ZÄÖÜ]\w+-?"
_LITTLE = r"(?:für|den|die|das|der|des)"
_NAME = re.compile(
    rf"\b({_OFFICE})\s+(?:für|des|der)\s+(?:{_LITTLE}\s+)?{_SUBJECT}"
    rf"(?:(?:, +|,? +(?:und|sowie) +)(?:für\s+)?(?:(?<=für\s){_LITTLE}\s+)?{_SUBJECT})*"
)


def without_subjects(text: str) -> str:
    """Cut what an office is for out of its name: »Ministerium für Familie und Jugend«."""
    return _NAME.sub(r"\1", text)

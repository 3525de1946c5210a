"""What one check of the doctor saw."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check saw. `state` is ok, notice (worth knowing) or wrong (somebody must act)."""

    check: str
    state: str
    message: str
    advice: str = ""


def ok(check: str, message: str) -> Finding:
    """All is well."""
    return Finding(check=check, state="ok", message=message)


def notice(check: str, message: str, advice: str) -> Finding:
    """Worth knowing."""
    return Finding(check=check, state="notice", message=message, advice=advice)


def wrong(check: str, message: str, advice: str) -> Finding:
    """Somebody must act."""
    return Finding(check=check, state="wrong", message=message, advice=advice)

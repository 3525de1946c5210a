"""Turns of phrase that several families of rules share."""

CONDITION = r"[Ww]enn\b|\b[Ff]alls\b|[Ss]ofern|[Ss]oweit|[Nn]achdem|[Ss]obald"
"""What makes a statement hold only under a condition."""

ALLOWED = r"(?:zulässig|möglich|erlaubt)"
FORBIDDEN = r"(?:nicht (?:zulässig|möglich|erlaubt|gestattet)|unzulässig|ausgeschlossen)"
"""Whether something may be done."""

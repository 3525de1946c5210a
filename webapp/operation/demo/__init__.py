"""Sample data to try everything with; invented, marked as such, and only there when asked for."""

from webapp.operation.demo.loading import add
from webapp.operation.demo.logins import Login, logins

__all__ = ["Login", "add", "logins"]

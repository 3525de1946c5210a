"""What has to be right before the site or the regular work starts."""

from webapp.operation.configuration import configuration
from webapp.settings import environment
from webapp.terminal import Fault, settings


def demand_settings() -> None:
    """Refuse to start with settings that cannot work; all faults are told, one a line.

    Raises:
        Fault: says what is wrong.
    """
    found = configuration(settings(), environment())
    if faults := [it.message for it in found if it.state == "wrong"]:
        raise Fault("\n".join(faults))

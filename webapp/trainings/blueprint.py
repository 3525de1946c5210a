"""What the modules of pages of trainings share."""

from flask import Blueprint, abort

from webapp.request import db, now, settings, site_key, today
from webapp.trainings.letters import Letters
from webapp.trainings.queries import training
from webapp.trainings.training import Training

bp = Blueprint("trainings", __name__, template_folder="templates")

ONE = "/schulungen/<int:number>"
OVERTAKEN = "Inzwischen hat jemand anderes das geändert; bitte sehen Sie noch einmal nach."


def found_training(number: int) -> Training:
    """The training of this address."""
    return training(db(), number) or abort(404)


def letters() -> Letters:
    """Writes what this request leads to."""
    return Letters(db(), settings(), site_key(), today(), now())

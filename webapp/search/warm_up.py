"""What a process reads once for all questions is read before the first visitor asks."""

import gc
import logging
import sqlite3
from threading import Thread

from flask import Flask

from index.schema import UnreadableDatabase
from index.search.build import MissingIndex
from index.search.ready import make_ready
from webapp.request import db, folder, today


def warm_up(app: Flask) -> Thread:
    """Ask beside the visitors; what is wrong with the index they are told anyway."""
    thread = Thread(target=_prepare, args=(app,), name="warm-up", daemon=True)
    thread.start()
    return thread


def _prepare(app: Flask) -> None:
    with app.test_request_context():
        try:
            make_ready(folder(), db(), today())
        except (MissingIndex, UnreadableDatabase, sqlite3.Error, OSError) as error:
            logging.getLogger(__name__).warning("Not warmed up: %s", error)
    # What is there now stays: looking through it for garbage again and again costs a tenth.
    gc.collect()
    gc.freeze()

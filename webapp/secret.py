"""The key that signs sessions: made once, kept in the data folder, readable by its owner only."""

import os
import secrets
from pathlib import Path

FILE_NAME = "secret.key"


def secret_key(folder: Path) -> bytes:
    """Read the key of a data folder; the first caller makes it, even when two start at once."""
    path = folder / FILE_NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
    try:
        # A link appears whole or not at all, and never over an existing key.
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

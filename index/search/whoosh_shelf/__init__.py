"""The index in a folder beside the register, kept by Whoosh; nothing else imports it."""

from index.search.whoosh_shelf.folder import WhooshShelf, current_folder

__all__ = ["WhooshShelf", "current_folder"]

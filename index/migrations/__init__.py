"""The schema as small steps, one module per capability; a step that is out is never edited.

Modules are named after their first step, so their order here is the order of the steps.
"""

import importlib
import pkgutil

from index.migrations.steps import migrations

# Importing a module is what enters its steps.
for _found in sorted(it.name for it in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_found}")

__all__ = ["migrations"]

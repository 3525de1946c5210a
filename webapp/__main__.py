"""The program as a module: `python -m webapp`."""

from webapp.cli import main

main(prog_name="foerdernetz")

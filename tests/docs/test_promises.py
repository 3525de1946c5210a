"""What the documents promise is true."""

import ast
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from index.facts import FACT_NAMES
from index.schema import database_in_memory

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")


def _commands() -> list[str]:
    from webapp.cli import main

    context = click.Context(main)

    def names(group: click.Group, before: str = "") -> list[str]:
        found = []
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if isinstance(command, click.Group):
                found += names(command, f"{before}{name} ")
            else:
                found.append(before + name)
        return found

    return names(main)


@pytest.mark.parametrize("command", _commands())
def test_the_readme_shows_every_command(command: str) -> None:
    assert re.search(rf"foerdernetz {command}\b", README)


CONTRACT = """
init, crawl, watch, import-export, changes, reindex, search, programme, facts, duplicates, match,
joint, export-xflb, user add, projects import, digest, sources, serve, backup, restore, doctor
"""


@pytest.mark.parametrize("command", [name.strip() for name in CONTRACT.split(",")])
def test_every_command_of_the_contract_exists(command: str) -> None:
    assert command in _commands()


@pytest.mark.parametrize("path", sorted((ROOT / "webapp").glob("*/commands.py")), ids=str)
def test_the_program_knows_which_capability_has_which_commands(path: Path) -> None:
    from webapp.cli import commands_of, names_of

    capability = path.parent.name

    assert set(commands_of(capability)) == names_of(capability)


@pytest.mark.parametrize(
    "name", re.findall(r"`((?:index|crawler|matcher|webapp)\.[\w.]+)`", GLOSSARY)
)
def test_every_word_in_the_glossary_exists_in_the_code(name: str) -> None:
    assert pkgutil.resolve_name(name) is not None


@pytest.mark.parametrize("name", FACT_NAMES)
def test_the_glossary_and_the_facts_page_explain_every_fact(name: str) -> None:
    assert f"`{name}`" in GLOSSARY
    assert f"`{name}`" in (DOCS / "facts.md").read_text(encoding="utf-8")


def test_the_printed_schema_is_the_real_one() -> None:
    assert (DOCS / "schema.sql").read_text(encoding="utf-8") == database_in_memory().schema + "\n"


def test_every_spider_has_an_entry_in_the_source_list() -> None:
    from crawler.spider import spiders

    text = (DOCS / "sources.md").read_text(encoding="utf-8")
    for name in spiders():
        assert re.search(rf"^## .*`{name}`", text, re.MULTILINE), name


def test_the_site_starts_without_the_crawling_library(data_folder: Path) -> None:
    code = (
        "import sys; from webapp.site import create_app; from webapp.settings import Settings;"
        "create_app(Settings.from_env()); sys.exit('scrapy' in sys.modules)"
    )
    init = [sys.executable, "-c", "from webapp.cli import main; main(['init'])"]
    subprocess.run(init, check=True, cwd=ROOT, capture_output=True)
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def _python_files() -> list[Path]:
    packages = ("crawler", "index", "matcher", "webapp", "tests")
    return [path for name in packages for path in sorted((ROOT / name).rglob("*.py"))]


def test_no_module_is_called_after_nothing() -> None:
    forbidden = {"utils.py", "helpers.py", "common.py", "base.py"}
    assert [path for path in _python_files() if path.name in forbidden] == []


def test_every_module_opens_with_one_sentence() -> None:
    for path in _python_files():
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert docstring, path


def test_the_clock_is_read_only_at_the_edge() -> None:
    readers = re.compile(r"\bdate\.today\(|datetime\.now\(|datetime\.utcnow\(")
    allowed = {
        "webapp/terminal.py",
        "webapp/request.py",
        "index/runs.py",  # notes when a run began and ended
        "crawler/refusals.py",  # a server's Retry-After names a moment of the real clock
    }
    found = {
        path.relative_to(ROOT).as_posix()
        for path in _python_files()
        if "tests" not in path.relative_to(ROOT).parts and readers.search(path.read_text("utf-8"))
    }
    assert found <= allowed


def test_no_file_names_a_package_registry() -> None:
    names = ("pypi.org", "pythonhosted", "registry.npmjs", "deb.debian.org")
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\n")
    for name in filter(None, tracked):
        path = ROOT / name
        if path == Path(__file__) or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "ignore")
        assert not any(word in text for word in names), path

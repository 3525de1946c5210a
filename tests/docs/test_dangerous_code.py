"""What the review of security says of the whole code is true of every line of it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("crawler", "index", "matcher", "webapp")
SQL = re.compile(r"\s*(?:select|insert|update|delete|with|replace)\s", re.IGNORECASE)


@cache
def modules() -> dict[str, ast.Module]:
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths
    }


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "webapp").rglob("*.html")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def imported(tree: ast.Module) -> set[str]:
    """What a module imports: `json`, `flask.request` …"""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def importers(*names: str) -> set[str]:
    return {path for path, tree in modules().items() if imported(tree) & set(names)}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_no_shell_no_pickle_of_strangers_and_nothing_evaluated() -> None:
    assert importers("pickle", "marshal", "shelve", "dill", "yaml") <= {"crawler/processes.py"}
    assert importers("subprocess") == {
        "crawler/pdf.py",
        "crawler/processes.py",
        "webapp/projects/later.py",
        "webapp/work/steps.py",
    } & set(modules())
    for path, tree in modules().items():
        for name, call in calls(tree):
            assert name not in ("eval", "exec", "compile", "os.system", "os.popen"), path
            assert not name.endswith(("render_template_string", "from_string")), path
            assert not any(it.arg == "shell" for it in call.keywords), path


def test_chance_comes_from_secrets_alone() -> None:
    assert importers("random", "numpy.random") == set()
    for path, tree in modules().items():
        for name, call in calls(tree):
            weak = name in ("hashlib.md5", "hashlib.sha1", "md5", "sha1")
            assert not weak or any(it.arg == "usedforsecurity" for it in call.keywords), path


def test_no_question_to_the_database_is_put_together_where_requests_are_read() -> None:
    """Whoever sees what somebody typed writes no SQL but whole sentences with parameters."""
    readers = importers("flask.request", "flask_wtf.FlaskForm", "wtforms")
    assert len(readers) > 50
    for path in sorted(readers):
        for node in ast.walk(modules()[path]):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                assert not SQL.match(str(node.values[0].value)), f"{path}:{node.lineno}"


def test_no_value_is_written_between_quotation_marks_of_a_question() -> None:
    """A value in quotes inside SQL would be a parameter forgotten."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.JoinedStr):
                continue
            text = "".join(map(_shape, node.values))
            if SQL.match(text) and " from " in text:
                assert "'{}'" not in text, f"{path}:{node.lineno}"


def parts_of_pages() -> Iterator[str]:
    """What capabilities give to the templates of others, where they render it themselves."""
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any(
                "context_processor" in ast.unparse(it) for it in node.decorator_list
            ):
                given = (call for name, call in calls(node) if name == "dict")
                yield from (str(it.arg) for call in given for it in call.keywords)


def _shape(part: ast.expr) -> str:
    """A part of a sentence; words of our vocabulary (`{Level.STATE}`) as they are."""
    said = ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else ""
    return str(getattr(part, "value", "")) if not said else said if said[0].isupper() else "{}"


SAFE = {
    "row.hit.highlight": "escaped where it is made: index/search",
    '"<br>"': "a constant",
    '" &nbsp;·&nbsp; "': "a constant",
}
"""What a template takes as it is besides parts that other capabilities render."""


def test_only_what_our_own_templates_made_is_taken_as_safe() -> None:
    parts, found = set(parts_of_pages()), 0
    for path, text in templates():
        for taken in re.findall(r"\{\{([^{}]*?)\|\s*safe\b", text):
            found += 1
            called = re.match(r"\s*(\w+)\(", taken)
            assert taken.strip() in SAFE or (called and called[1] in parts), f"{path}: {taken}"
        assert "autoescape" not in text, path
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", text) or "digest" in path
    assert found > 10


def test_scripts_write_text_and_never_markup() -> None:
    scripts = sorted((ROOT / "webapp" / "static").rglob("*.js"))
    assert scripts
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        for forbidden in (
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(",
            "postMessage", "localStorage", "sessionStorage", "indexedDB", "document.cookie",
            "__proto__", "Object.assign",
        ):  # fmt: skip
            assert forbidden not in text, f"{path.name}: {forbidden}"


def test_no_answer_is_shared_with_other_origins() -> None:
    for path in sorted((ROOT / "webapp").rglob("*.py")):
        assert "Access-Control" not in path.read_text(encoding="utf-8"), path

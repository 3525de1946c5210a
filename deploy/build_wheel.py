"""Build the wheel of a commit: everything of the packages, the design system inside.

    .venv/bin/python deploy/build_wheel.py [COMMIT]

The commit (HEAD unless named) is unpacked beside the project, so that nothing uncommitted gets in.
The wheel lies in dist/ with the list of its libraries and their hashes.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("crawler", "index", "matcher", "webapp")
KERN = ROOT / "node_modules/@kern-ux/native/dist"
USED = ("kern.min.css", "fonts/fira-sans")
"""What the site asks for of the design system; the rest is for others."""


def build(commit: str) -> Path:
    """Build the wheel of a commit into dist/."""
    target = ROOT / "dist"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "source")
        source.mkdir()
        packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=-1)
        subprocess.run(["tar", "x"], cwd=source, input=packed.stdout, check=True)
        for part in USED:
            _copy(KERN / part, source / "webapp/kern" / part)
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
        options = ["--no-deps", "--no-build-isolation", "--wheel-dir", name, str(source)]
        subprocess.run([*command, *options], check=True)
        (built,) = Path(name).glob("*.whl")
        shutil.copyfile(source / "requirements.txt", target / "requirements.txt")
        return Path(shutil.copy(built, target))


def missing_in(wheel: Path, commit: str) -> list[str]:
    """The files of the packages that the commit has and the wheel has not."""
    command = ["git", "ls-tree", "-r", "--name-only", commit, *PACKAGES]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    with ZipFile(wheel) as archive:
        there = set(archive.namelist())
    return sorted(set(listed.stdout.split()) - there)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    made = build(chosen)
    if absent := missing_in(made, chosen):
        sys.exit(f"Missing in {made.name}: {', '.join(absent)}")
    sys.stdout.write(f"{made.relative_to(ROOT)}: {made.stat().st_size} bytes, nothing missing\n")

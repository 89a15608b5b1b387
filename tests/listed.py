"""The files of the repository, in a clone and in a downloaded copy, which has no history."""

from __future__ import annotations

import subprocess
import tempfile

from tests.parts import ROOT


def repository_files() -> list[str]:
    """Return what is committed or new and not ignored; in a copy, what .gitignore does not name."""
    asked = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (ROOT / ".git").exists():
        return _git(*asked)
    with tempfile.TemporaryDirectory() as folder:
        _git("init", "--quiet", "--bare", folder)
        return _git(f"--git-dir={folder}", f"--work-tree={ROOT}", *asked)


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True)
    return sorted(name for name in done.stdout.decode().split("\0") if name)

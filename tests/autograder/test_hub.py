"""The course on a real JupyterHub, with real users of a tree of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import tree
from tests.conftest import hub_programs

ROOT = Path(__file__).parents[2]
USERS = {"teacher": 61001, "s1": 61002, "s2": 61003}


@pytest.mark.hub
@pytest.mark.sandbox
def test_from_release_to_feedback(tmp_path: Path) -> None:
    """The shipped configuration with another authenticator, and nothing left on the machine."""
    node, proxy = (Path(program).resolve() for program in hub_programs())
    modules = next(p for p in proxy.parents if p.name == "node_modules" or p == proxy.parents[-2])
    users, groups = tmp_path / "passwd", tmp_path / "group"
    lines = [f"{n}:x:{i}:{i}::/home/{n}:/bin/sh\n" for n, i in USERS.items()]
    users.write_text("root:x:0:0::/root:/bin/sh\n" + "".join(lines))
    groups.write_text("root:x:0:\n" + "".join(f"{n}:x:{i}:\n" for n, i in USERS.items()))
    mounts = {str(p): p for p in (ROOT, Path(sys.prefix), modules, node)}
    inside = tree.layout({**mounts, "/etc/passwd": users, "/etc/group": groups})
    command = [
        *("bwrap", "--unshare-net", "--die-with-parent", "--cap-add", "ALL"),
        *("--perms", "1777", "--tmpfs", "/tmp", "--perms", "0755", "--tmpfs", "/home"),
        *("--perms", "0755", "--tmpfs", "/srv", "--perms", "0755", "--dir", "/root"),
        *tree.options(inside, tree.links_of(inside)),
        *("--bind", "/proc", "/proc", "--dev-bind", "/dev", "/dev", "--chdir", str(ROOT)),
        *(sys.executable, "-m", "tests.autograder.hub_cycle", str(node), str(proxy)),
    ]
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": "/root",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-12000:]

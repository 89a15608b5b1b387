"""An ordinary user without any privilege, root, and a root that cannot be anybody else."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import SandboxUnavailable, cgroup, jail
from autograder.sandbox.family import processes_of
from autograder.sandbox.limits import SessionLimits
from tests.users import NOBODY, ROOT, as_nobody, as_root

REPORT = """
import json, os
from autograder.sandbox import Sandbox, SessionLimits, cgroup
group = cgroup.create(SessionLimits())
report = {"uid": os.geteuid(), "group": group is not None}
if group:
    report |= {"fair": group.shares_processor(), "counted": 0.0}
    group.close()
with Sandbox(SessionLimits(memory=300 << 20)) as sandbox:
    with sandbox.session() as session:
        session.run_cell("import os\\nwith open('/proc/self/uid_map') as f: inside = f.read()", 600)
        report["inside"] = session.get("inside").split()
        report["sum"] = session.run_cell("def add(a, b): return a + b", 600).ok
        report["sum"] = session.proxy("add")(1, 2)
        report["owner"] = os.stat(f"/proc/{session._process.number}").st_uid
    with sandbox.session() as session:
        bomb = "import os, time\\nwhile True:\\n    if os.fork() == 0: time.sleep(1000)"
        report["bomb"] = session.run_cell(bomb, 600).error_name
    with sandbox.session() as session:
        hog = "kept = []\\nwhile True: kept.append(bytearray(b'x' * (1 << 20)))"
        report["hog"] = session.run_cell(hog, 600).error_name
    with sandbox.session() as session:
        report["late"] = session.run_cell("while True: pass", 0.2).timed_out
        if group:
            report["counted"] = session._process._group.processor_seconds()
    with sandbox.session() as session:
        report["after"] = session.run_cell("1", 600).ok
print(json.dumps(report))
"""


def report(*before):
    done = subprocess.run(
        [*before, sys.executable, "-B", "-c", REPORT],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check(seen, owner):
    assert seen["sum"] == 3 and seen["after"] and seen["late"] is True
    assert seen["bomb"] == "BlockingIOError" and seen["hog"] == "OutOfMemory"
    assert seen["owner"] == owner
    first, _, count = seen["inside"]
    assert (first, count) == ("1000", "1")


@pytest.mark.sandbox
@pytest.mark.root
def test_an_ordinary_user_needs_no_privilege():
    seen = report(*as_nobody())
    assert seen["uid"] == int(NOBODY) and seen["group"] is False
    check(seen, owner=int(NOBODY))


@pytest.mark.sandbox
@pytest.mark.root
def test_an_ordinary_user_may_carry_capabilities():
    """A container can leave some to the user that it starts as; bubblewrap refuses them."""
    carried = ("--inh-caps=+net_raw", "--ambient-caps=+net_raw")
    seen = report(
        *as_root(), "setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", *carried
    )
    check(seen, owner=int(NOBODY))


GROUPS = [
    *(part for folder in ("/sys", "/sys/fs") for part in ("--perms", "0755", "--dir", folder)),
    *("--dev-bind", str(cgroup.ROOT), str(cgroup.ROOT)),
]


@pytest.fixture
def given():
    """Give an ordinary user groups of his own, as root does on a machine with version 1."""
    folders = [cgroup.ROOT / name / f"course-{NOBODY}" for name in cgroup.CONTROLLERS]
    for folder in folders:
        folder.mkdir(exist_ok=True)
        os.chown(folder, int(NOBODY), -1)
    yield folders
    for folder in folders:
        for stale in folder.glob("grading-*"):
            stale.rmdir()
        folder.rmdir()


@pytest.mark.sandbox
@pytest.mark.root
@pytest.mark.groups
def test_an_ordinary_user_has_the_groups_that_root_gives(given):
    seen = report(*as_nobody(*GROUPS))
    assert seen["group"] and seen["fair"] and seen["counted"] > 0
    check(seen, owner=int(NOBODY))
    assert not any([*folder.glob("grading-*")] for folder in given)


@pytest.mark.sandbox
def test_this_user():
    seen = report()
    check(seen, owner=jail.USER if os.geteuid() == 0 else os.geteuid())


REFUSED = """
from autograder.sandbox import Sandbox, SandboxUnavailable
try:
    Sandbox().start()
except SandboxUnavailable as error:
    print(error)
"""


@pytest.mark.sandbox
@pytest.mark.root
@pytest.mark.parametrize(
    "before",
    [
        ["setpriv", "--bounding-set=-setuid,-setgid"],
        ["bwrap", "--unshare-user", "--uid", "0", "--gid", "0", "--dev-bind", "/", "/"],
    ],
    ids=["no right", "no other user"],
)
def test_a_root_that_cannot_change_refuses(before):
    done = subprocess.run(
        [*before, sys.executable, "-B", "-c", REFUSED], capture_output=True, text=True, cwd=ROOT
    )
    assert "root cannot be confined" in done.stdout, done.stderr
    assert "ordinary user" in done.stdout


@pytest.mark.root
def test_root_can_change_here():
    assert jail.can_become(jail.USER) and not jail.can_become(1 << 33)


@pytest.mark.parametrize("missing", ["bwrap", "setpriv"])
def test_a_missing_program_is_named_with_its_command(monkeypatch, missing):
    monkeypatch.setattr(
        shutil, "which", lambda name, path=None: None if name == missing else f"/usr/bin/{name}"
    )
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(jail, "can_become", lambda user: True)
    with pytest.raises(SandboxUnavailable, match=f"{missing} is not installed: .*install"):
        jail.command(3, {}, ())


def test_the_user_of_the_jail_is_nobody_s():
    import pwd

    with pytest.raises(KeyError):
        pwd.getpwuid(jail.USER)


# Control groups


def test_version_2_is_written_as_the_kernel_wants_it(tmp_path, monkeypatch):
    (tmp_path / "cgroup.controllers").write_text("memory pids")
    made = []

    def mkdir(path):
        made.append(path)
        os.mkdir(path)
        for name in ("memory.max", "memory.swap.max", "pids.max", "cgroup.procs"):
            (path / name).write_text("")

    monkeypatch.setattr(Path, "mkdir", mkdir)
    group = cgroup.create(SessionLimits(memory=1000, processes=5), tmp_path)
    group.add(77)
    (folder,) = made
    values = {file.name: file.read_text() for file in folder.iterdir()}
    assert values == {
        "memory.max": "1000",
        "memory.swap.max": "0",
        "pids.max": "6",
        "cgroup.procs": "77",
    }


def test_groups_of_dead_graders_are_removed(tmp_path):
    dead = 2**22 + 1
    for folder in (f"memory/grading-{dead}-1", f"grading-{dead}-2", f"grading-{os.getpid()}-1"):
        (tmp_path / folder).mkdir(parents=True)
    cgroup.remove_stale(tmp_path)
    assert {path.name for path in tmp_path.rglob("grading*")} == {f"grading-{os.getpid()}-1"}


@pytest.mark.parametrize("version", [1, 2])
def test_without_controllers_there_is_no_group_and_nothing_left(tmp_path, version):
    if version == 2:
        (tmp_path / "cgroup.controllers").write_text("")
    else:
        (tmp_path / "memory").mkdir()
        (tmp_path / "pids").mkdir()
    before = sorted(tmp_path.rglob("*"))
    assert cgroup.create(SessionLimits(), tmp_path) is None
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.sandbox
@pytest.mark.root
@pytest.mark.groups
def test_a_session_of_root_has_its_group(jailed):
    with jailed.session() as session:
        folders = session._process._group._folders
        assert all(folder.name.startswith("grading-") for folder in folders)
        assert session.run_cell("1", 20.0).ok
        members = (folders[-1] / "cgroup.procs").read_text().split()
        assert str(session._process.number) in members and len(members) == 2
    assert not any(folder.exists() for folder in folders)


def test_the_processes_of_a_user_are_found():
    assert os.getpid() in processes_of(os.getuid())
    assert os.getpid() not in processes_of(os.getuid() + 1)

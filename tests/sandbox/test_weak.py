"""The jail without namespaces: what it lets through, what it takes away, where it refuses.

It runs in a tree in which others may enter the folders that lead to Python, as in a container.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import Sandbox, SandboxUnavailable, landlock, tree, weak
from tests.users import ROOT, as_nobody, as_root

pytestmark = [pytest.mark.sandbox, pytest.mark.root, pytest.mark.landlock]

#: Each is tried in the weak jail and without a jail; only there does it work.
TAKEN = {
    "read a file of the machine": "open('/etc/hostname-of-the-test').read()",
    "list the root folder": "os.listdir('/')",
    "list the processes": "os.listdir('/proc')",
    "read its own environment": "open('/proc/self/environ').read()",
    "write elsewhere": "open('/var/tmp/left', 'w')",
    "read what is hidden": "open(hidden).read()",
    "make a socket": "socket.socket(socket.AF_UNIX)",
    "reach the network": "socket.socket(socket.AF_INET)",
    "signal the grader": "os.kill(grader, 0)",
    "signal the zygote": "os.kill(zygote, 0)",
    "read another session": "os.listdir(other)",
    "signal another session": "os.kill(neighbour, 0)",
    "make a namespace": "os.unshare(0x10000000)" if sys.version_info >= (3, 12) else
    "None if ctypes.CDLL(None).unshare(0x10000000) == 0 else os.listdir('/no')",
}  # fmt: skip
REPORT = """
import json, os, pathlib, sys
from autograder.sandbox import Sandbox, SessionLimits
protection, taken = sys.argv[1], json.loads(sys.argv[2])
open("/etc/hostname-of-the-test", "w").write("x")
place = pathlib.Path("/var/tmp/given")
(place / "in").mkdir(parents=True, exist_ok=True)
(place / "in" / "hidden").write_text("secret")
(place / "in" / "open").write_text("open")
os.chmod(place, 0o755)
hidden, seen = str(place / "in" / "hidden"), {}
box = Sandbox(
    SessionLimits(memory=300 << 20), path=[str(place)], hidden=[pathlib.Path(hidden)],
    protection=protection,
)
with box:
    with box.session() as other, box.session() as session:
        other.run_cell("import os; where, me = os.getcwd(), os.getpid()", 600)
        look = f'''
import ctypes, os, socket
hidden, grader, zygote = {hidden!r}, {os.getpid()}, {box._zygote.pid}
other, neighbour = {other.get("where")!r}, {other.get("me")}
def tried(what):
    try:
        exec(what, globals())
    except OSError as error:
        return False
    return True
got = [tried(what) for what in {list(taken.values())!r}]
'''
        result = session.run_cell(look, 600)
        assert result.ok, result.error_text
        seen["works"] = [what for what, works in zip(taken, session.get("got")) if works]
        result = session.run_cell('''
import os, subprocess, wave
import numpy.polynomial, sqlite3
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.show()
with open("kept", "w") as file:
    file.write("mine")
with open("/dev/null", "w") as file:
    file.write("gone")
said = subprocess.run(["echo", "said"], capture_output=True, text=True).stdout
''', 600)
        seen["honest"] = result.ok, result.error_text, session.get("said"), len(result.displays)
        seen["beside"] = session.run_cell(f"open({str(place / 'in' / 'open')!r}).read()", 600).ok
        session.run_cell('''
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(1000)
    os._exit(0)
''', 600)
        where = session.run_cell("where = os.getcwd()", 600) and session.get("where")
        deep = "for _ in range(3000): os.mkdir('deep'); os.chdir('deep')"
        assert session.run_cell(deep, 600).ok
        user = session._process._user
    seen["folder"] = os.path.exists(where)
    if user:
        from autograder.sandbox.family import processes_of
        seen["left"] = processes_of(user.number)
        with box.session() as session:
            bomb = "import os, time\\nwhile True:\\n    if os.fork() == 0: time.sleep(1000)"
            seen["bomb"] = session.run_cell(bomb, 600).error_name
        with box.session() as session:
            hog = "kept = []\\nwhile True: kept.append(bytearray(b'x' * (1 << 20)))"
            seen["hog"] = session.run_cell(hog, 600).error_name
        with box.session() as session:
            seen["late"] = session.run_cell("while True: pass", 0.2).timed_out
        with box.session() as session:
            seen["after"] = session.run_cell("1", 600).ok
    home = box._home
seen["home"] = os.path.exists(home)
print(json.dumps(seen))
"""


def report(protection):
    done = subprocess.run(
        [*as_root(), sys.executable, "-B", "-c", REPORT, protection, json.dumps(TAKEN)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_what_it_takes_away_works_without_it():
    assert report("none")["works"] == list(TAKEN)


def test_what_it_takes_away_and_what_stays():
    seen = report("weak")
    assert seen["works"] == []
    assert seen["honest"] == [True, "", "said\n", 1]
    assert seen["beside"], "what lies beside a hidden file can be read"
    assert seen["bomb"] == "BlockingIOError" and seen["hog"] == "OutOfMemory"
    assert seen["late"] is True and seen["after"] is True
    assert (seen["left"], seen["folder"], seen["home"]) == ([], False, False)


START = """
from autograder.sandbox import Sandbox, SandboxUnavailable
try:
    Sandbox(protection="weak").start()
except SandboxUnavailable as error:
    print(error)
"""


def test_an_ordinary_user_is_refused():
    done = subprocess.run(
        [*as_nobody(), sys.executable, "-B", "-c", START], capture_output=True, text=True, cwd=ROOT
    )
    assert "the weak jail needs root" in done.stdout, done.stderr


def test_a_python_that_others_cannot_read_is_named(monkeypatch, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "lib").mkdir()
    monkeypatch.setattr(tree, "layout", lambda mounts: {"/lib": closed / "lib"})
    with pytest.raises(SandboxUnavailable, match="lets only its owner in"):
        weak.readable([], [])


def test_a_kernel_without_landlock_is_refused(monkeypatch):
    monkeypatch.setattr(landlock, "version", lambda: 0)
    with pytest.raises(SandboxUnavailable, match="no Landlock"):
        Sandbox(protection="weak").start()


def test_what_is_hidden_is_left_out_and_the_rest_is_not(tmp_path):
    for name in ("a/b/secret", "a/b/near", "a/far", "next"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    rules = dict(weak._around(tmp_path, {tmp_path / "a/b/secret", Path("/elsewhere")}))
    assert {Path(place).name for place, rights in rules.items() if rights == landlock.READ} == {
        "near",
        "far",
        "next",
    }
    assert rules[str(tmp_path / "a" / "b")] == landlock.READ_FOLDER
    assert str(tmp_path / "a/b/secret") not in rules


def test_two_sessions_have_two_users_and_a_closed_one_is_free_again():
    first, second = weak.OwnUser(), weak.OwnUser()
    assert first.number != second.number
    first.close()
    third = weak.OwnUser()
    assert third.number == first.number
    second.close()
    third.close()

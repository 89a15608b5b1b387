"""What the jail takes away. Each probe also runs without a jail, where it must succeed."""

import os
import socket
import sys
from pathlib import Path

import pytest

from autograder.sandbox import Sandbox, SandboxError, SessionLimits, jail, launch
from autograder.sandbox.family import family_of
from tests.waiting import HANG

pytestmark = pytest.mark.sandbox
ROOT = Path(__file__).parents[2]


PACKAGES = Path(sys.prefix, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}")
FOLDER, FILE = PACKAGES / "site-packages" / "tqdm", PACKAGES / "site-packages" / "six.py"


@pytest.fixture(scope="module")
def arranged(tmp_path_factory):
    """A jail with all that a caller arranges: mounts, what is loaded, what is hidden."""
    copy = tmp_path_factory.mktemp("arranged") / "copy"
    (copy / "course").mkdir(parents=True)
    (copy / "course" / "__init__.py").write_text("def f(): return 'withheld'")
    told = {"mounts": {"/course/lib": copy}, "path": ["/course/lib"], "preload": ["course"]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET_TOKEN", "1")
        with Sandbox(**told, hidden=[FOLDER, FILE]) as sandbox:
            yield sandbox


def value(sandbox, source):
    """Run a probe in a session of its own and return its variable ``got``."""
    with sandbox.session() as session:
        result = session.run_cell(source, HANG)
        assert result.ok, result
        return session.get("got")


TRY = """
def attempt(action):
    try:
        action()
    except OSError as error:
        return error.errno
    return 0
"""


def test_files_of_the_machine_cannot_be_seen(jailed, bare, tmp_path):
    secret = tmp_path / "gradebook.db"
    secret.write_text("secret")
    places = [str(secret), "/etc/passwd", "/var", "/proc/1/root/etc/passwd", str(ROOT / "tests")]
    probe = f"import os\ngot = [os.path.exists(p) for p in {places}]"
    assert value(jailed, probe) == [False] * 5
    assert value(bare, probe).count(True) >= 4


def test_nothing_but_python_and_the_sandbox_is_below_the_root(jailed):
    probe = f"""
import os
got = []
for top, folders, files in os.walk("/"):
    folders[:] = [f for f in folders if os.path.join(top, f) not in
                  ("/usr", "/proc", "/dev", {sys.prefix!r}, {sys.base_prefix!r})]
    got += [os.path.join(top, f) for f in files]
"""
    found = [path for path in value(jailed, probe) if not path.startswith("/etc/")]
    assert found and all(path.startswith("/sandbox/autograder/") for path in found)
    inside = {path.removeprefix("/sandbox/autograder/").split("/")[0] for path in found}
    assert inside == {"__init__.py", "sandbox"}


# What a session may write to; /tmp is closed where Python itself lives below it.
OWN = ["/home/student", "/dev/shm"]
if not any(folder.startswith("/tmp/") for folder in (sys.prefix, sys.base_prefix)):
    OWN.append("/tmp")


def test_nothing_can_be_written_but_the_session_s_own(jailed):
    places = ["/", "/usr", "/etc", "/sandbox", "/sandbox/autograder", "/dev", "/proc", "/home"]
    places += [sys.prefix, f"{sys.prefix}/bin", str(Path(sys.prefix).parent), "/proc/sys/kernel"]
    own = OWN
    probe = TRY + f"got = [attempt(lambda: open(p + '/x', 'w')) for p in {places + own}]"
    got = value(jailed, probe)
    assert all(got[: len(places)]) and not any(got[len(places) :])


def test_what_one_session_writes_the_next_does_not_find(jailed, bare):
    places = [".", *OWN[1:]]
    plant = f"import os\nfor p in {places}: open(p + '/planted.py', 'w')\ngot = 1"
    look = f"import os\ngot = [os.path.exists(p + '/planted.py') for p in {places}]"
    value(jailed, plant)
    assert not any(value(jailed, look))
    try:
        value(bare, plant)
        assert True in value(bare, look)
    finally:
        for place in ("/tmp", "/dev/shm"):
            (Path(place) / "planted.py").unlink(missing_ok=True)


def test_sessions_at_the_same_time_do_not_meet(jailed):
    with jailed.session() as one, jailed.session() as two:
        one.run_cell("open('note', 'w')\nimport socket\ns = socket.socket(socket.AF_UNIX)", HANG)
        assert one.run_cell("s.bind('\\0abstract'); s.listen()", HANG).ok
        two.run_cell("import os, socket\nfiles = os.listdir('.')\npids = os.listdir('/proc')", HANG)
        assert two.get("files") == []
        assert sorted(int(p) for p in two.get("pids") if p.isdigit()) == [1, 2]
        connect = "socket.socket(socket.AF_UNIX).connect('\\0abstract')"
        assert two.run_cell(connect, HANG).error_name == "ConnectionRefusedError"


def test_the_work_folder_is_small(jailed):
    fill = TRY + "def fill():\n    with open('big', 'wb') as f:\n"
    fill += "        for _ in range(100): f.write(bytes(1 << 20)); f.flush()\ngot = attempt(fill)"
    assert value(jailed, fill) == 28  # no space left
    many = TRY + "def fill():\n    for i in range(10_000): open(str(i), 'w')\ngot = attempt(fill)"
    assert value(jailed, many) == 28


def test_no_network(jailed, bare):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        probe = TRY + f"import socket\nplace = ('127.0.0.1', {port})\n"
        probe += "got = attempt(lambda: socket.create_connection(place, 2))"
        assert value(bare, probe) == 0
        assert value(jailed, probe) == 101  # network is unreachable
    names = TRY + "import socket\ngot = attempt(lambda: socket.getaddrinfo('example.org', 80))"
    assert value(jailed, names) != 0


def test_no_socket_reaches_past_the_namespace(jailed):
    """Netlink, packets, kernel cryptography, virtual machines."""
    probe = TRY + "import socket\ngot = [attempt(lambda: socket.socket(f, t)) for f, t in "
    assert value(jailed, probe + "((16, 3), (17, 3), (38, 5), (40, 1))]") == [97] * 4
    assert value(jailed, probe + "((1, 1), (2, 1), (10, 1))]") == [0] * 3


def test_no_privileges(jailed):
    probe = "got = dict(l.split(':\\t') for l in open('/proc/self/status').read().splitlines())"
    status = value(jailed, probe)
    assert {key: int(status[key], 16) for key in status if key.startswith("Cap")} == dict.fromkeys(
        ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"], 0
    )
    assert status["NoNewPrivs"] == "1" and status["Seccomp"] == "2"
    assert status["Uid"].split() == ["1000"] * 4


def test_the_environment_tells_nothing(arranged):
    names = value(arranged, "import os\ngot = dict(os.environ)")
    first = value(arranged, "got = open('/proc/1/environ').read()")
    assert "SECRET_TOKEN" not in names and "SECRET_TOKEN" not in first
    assert names["OPENBLAS_NUM_THREADS"] == "1"


def test_one_blas_thread(jailed):
    probe = "import numpy as np, threadpoolctl\nnp.ones((300, 300)) @ np.ones((300, 300))\n"
    probe += "got = [p['num_threads'] for p in threadpoolctl.threadpool_info()]"
    assert set(value(jailed, probe)) == {1}


def test_no_file_descriptor_comes_along(jailed):
    probe = "import os\ngot = [os.readlink(f'/proc/self/fd/{f}') for f in (0, 1, 2, 3)]\n"
    probe += "got.append(sorted(map(int, os.listdir('/proc/self/fd')))[4:])"
    null, out, err, connection, others = value(jailed, probe)
    assert null == "/dev/null" and out[:4] == err[:4] == "pipe" and connection[:6] == "socket"
    assert len(others) <= 1  # the listing itself


def test_the_first_process_keeps_nothing_open(jailed):
    # It closes what it has while the worker starts.
    probe = "import os\nwhile os.listdir('/proc/1/fd'): os.sched_yield()\ngot = True"
    assert value(jailed, probe) is True


def test_every_session_has_its_own_namespaces(arranged):
    kinds = ["cgroup", "ipc", "mnt", "net", "pid", "user", "uts"]
    probe = f"import os\ngot = [os.readlink(f'/proc/self/ns/{{k}}') for k in {kinds}]"
    zygote = next(
        p
        for p in reversed(family_of(arranged._zygote.pid))
        if "autograder.sandbox.zygote" in Path(f"/proc/{p}/cmdline").read_text()
    )
    places = [[os.readlink(f"/proc/{p}/ns/{k}") for k in kinds] for p in ("self", zygote)]
    # At the same time: the kernel gives the numbers of what has ended away again.
    with arranged.session() as one, arranged.session() as two:
        for session in (one, two):
            assert session.run_cell(probe, HANG).ok
            places.append(session.get("got"))
    for kind, names in zip(kinds, zip(*places, strict=True), strict=True):
        assert len(set(names)) == 4, kind


def test_a_fork_bomb_hurts_itself_alone(jailed):
    bomb = (
        TRY
        + """
import os, time
def bomb():
    while True:
        if os.fork() == 0:
            time.sleep(1000)
got = attempt(bomb)
"""
    )
    with jailed.session() as other, jailed.session() as session:
        assert session.run_cell(bomb, HANG).ok
        assert session.get("got") == 11  # no more processes
        threads = "from concurrent.futures import ThreadPoolExecutor as T\n"
        assert other.run_cell(threads + "list(T(8).map(abs, [1] * 8))", HANG).ok
    assert value(jailed, "import os\npid = os.fork() or os._exit(0)\ngot = 1") == 1


def test_kernel_settings_cannot_be_changed(jailed):
    probe = TRY + "got = [attempt(lambda: open(p, 'w')) for p in "
    probe += "('/proc/sys/kernel/core_pattern', '/proc/self/oom_score_adj', '/proc/1/mem')]"
    assert all(value(jailed, probe))


def test_mounts_cannot_be_undone(jailed):
    probe = """
import ctypes, subprocess
libc = ctypes.CDLL(None, use_errno=True)
got = [libc.umount2(p, 2) for p in (b"/tmp", b"/proc", b"/home/student")]
got.append(subprocess.run(["unshare", "-Ur", "true"], capture_output=True).returncode)
"""
    *unmounted, unshared = value(jailed, probe)
    assert unmounted == [-1] * 3 and unshared


def test_limits_cannot_be_raised(jailed):
    probe = """
import resource
got = []
for name in ("AS", "CPU", "FSIZE", "NPROC", "NOFILE", "CORE"):
    try:
        resource.setrlimit(getattr(resource, "RLIMIT_" + name), (-1, -1))
        got.append(name)
    except ValueError:
        pass
"""
    assert value(jailed, probe) == []


def test_what_the_caller_mounts_is_there_and_read_only(arranged):
    assert value(arranged, "import course\ngot = course.f()") == "withheld"
    probe = TRY + "got = attempt(lambda: open('/course/lib/x', 'w'))"
    assert value(arranged, probe) == 30  # read-only


def test_without_a_jail_links_stand_in_for_mounts(tmp_path):
    mounts = {"/course/lib": tmp_path / "copy", "/more/lib/second": tmp_path / "copy" / "second"}
    for name in ("course", "second"):
        source = tmp_path / "copy" / name
        source.mkdir(parents=True)
        (source / "__init__.py").write_text(f"def f(): return {name!r}")
    path = ["/more/lib", "/course/lib"]
    with Sandbox(mounts=mounts, path=path, protection="none") as sandbox:
        probe = "import course, second\ngot = [course.f(), second.f(), second.__file__]"
        *names, place = value(sandbox, probe)
        assert names == ["course", "second"] and "/more/lib/second/" in place
    assert (source / "__init__.py").exists()
    nested = {"/course": tmp_path, "/course/lib": source}
    with pytest.raises(ValueError, match="holds another mount"):
        Sandbox(mounts=nested, protection="none").start()
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


def test_what_the_caller_hides_is_gone(jailed, arranged):
    probe = f"import os\ngot = [os.listdir({str(FOLDER)!r}), os.path.getsize({str(FILE)!r})]"
    there, size = value(jailed, probe)
    assert "std.py" in there and size > 1000
    assert value(arranged, f"import os\ngot = os.listdir({str(FOLDER)!r})") == []
    with arranged.session() as session:
        assert not session.run_cell(f"assert open({str(FILE)!r}).read()", HANG).ok
        assert not session.run_cell(f"open({str(FOLDER)!r} + '/x', 'w')", HANG).ok


def test_a_preload_that_fails_is_named():
    with pytest.raises(SandboxError, match="no_such_module"), Sandbox(preload=["no_such_module"]):
        pass


def test_a_session_that_cannot_start_says_why():
    broken = Sandbox(SessionLimits(disk=-1))
    with broken, pytest.raises(SandboxError, match="mount /home/student: Invalid argument"):
        broken.session()


def test_an_installed_copy_of_what_holds_the_sandbox_is_hidden(monkeypatch, tmp_path):
    """The package around this one holds right answers."""
    installed = tmp_path / "python" / "lib" / "site-packages" / "autograder" / "sandbox"
    installed.mkdir(parents=True)
    monkeypatch.setattr(launch, "PACKAGE", installed)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "python"))
    command = jail.command(3, {}, ())
    assert command[command.index(str(installed.parent)) - 1] == "--tmpfs"
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "other"))
    assert str(installed.parent) not in jail.command(3, {}, ())


@pytest.mark.parametrize("target", ["/tmp/x", "/home/student/x", "/proc/x", "/dev/shm", "relative"])
def test_a_mount_that_a_session_would_cover_is_refused(target, tmp_path):
    with pytest.raises(ValueError, match="cannot mount"):
        jail.command(3, {target: tmp_path}, ())


def test_a_python_in_a_home_folder_itself_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(Path.home().parent))
    with pytest.raises(SandboxError, match="holds more than Python"):
        jail.command(3, {}, ())


def test_a_session_starts_with_everything_imported(jailed):
    """It is a fork that touches few pages: this is what makes it start at once."""
    with jailed.session() as session:
        session.run_cell("import resource, sys\nbefore = set(sys.modules)", HANG)
        session.run_cell("pages = resource.getrusage(resource.RUSAGE_SELF).ru_minflt", HANG)
        session.run_cell("import matplotlib.pyplot as plt\nplt.figure().text(0, 0, 'a')", HANG)
        session.run_cell("raise ValueError", HANG)
        session.run_cell("later = sorted(set(sys.modules) - before)", HANG)
        assert session.get("later") == []
        assert session.get("pages") < 3000


def test_the_two_kinds_name_themselves(jailed, bare):
    with jailed.session() as session:
        assert session.protection == "bubblewrap"
    with bare.session() as session:
        assert session.protection == "none"

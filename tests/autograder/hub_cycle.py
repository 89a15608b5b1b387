"""A hub from release to feedback, as root in a tree of its own; test_hub.py starts it.

The users are in a list of users that only this tree has. Everything that a person does by a button
goes through the hub's proxy to that person's server.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.waiting import HANG, until

ROOT = Path(__file__).parents[2]
TINY = "90_tiny"
TOKEN = "0123456789abcdef0123456789abcdef"
ADDRESS = "http://127.0.0.1:8000"
EXCHANGE = Path("/srv/nbgrader/exchange")
COURSE = Path("/home/teacher/course")
ANSWERS = {
    "s1": {
        "double": "def double(x):\n    return x + x",
        "halve": "def halve(x):\n    return x * 0.5",
    },
    "s2": {"halve": "def halve(x):\n    return x * 0.5"},
}
CONFIG = """
load_subconfig("jupyterhub_config.py", path={hub!r})
c.JupyterHub.authenticator_class = "dummy"
# This tree has no name server, not even for the name of the machine.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.ConfigurableHTTPProxy.command = {proxy!r}
c.JupyterHub.services = [{{"name": "test", "api_token": {token!r}}}]
c.JupyterHub.load_roles = [{{
    "name": "test", "services": ["test"],
    "scopes": ["admin:users", "admin:servers", "access:servers"],
}}]
c.Spawner.cmd = [{python!r}, "-m", "jupyterhub.singleuser"]
c.Spawner.start_timeout = c.Spawner.http_timeout = {hang}
"""


def main(*proxy: str) -> None:
    for name in ("teacher", "s1", "s2"):
        home = Path(pwd.getpwnam(name).pw_dir)
        home.mkdir(parents=True, mode=0o700)
        shutil.chown(home, name, name)
    EXCHANGE.mkdir(parents=True)
    EXCHANGE.chmod(0o777)
    make_course()
    hub = Path("/srv/hub")
    hub.mkdir()
    values = {"hub": str(ROOT / "autograder" / "hub"), "proxy": list(proxy), "token": TOKEN}
    config = CONFIG.format(**values, python=sys.executable, hang=int(HANG))
    (hub / "config.py").write_text(config)
    with (hub / "log").open("w") as log:
        command = [sys.executable, "-m", "jupyterhub", "-f", "config.py"]
        process = subprocess.Popen(command, cwd=hub, stdout=log, stderr=log)
    try:
        assert until(lambda: process.poll() is not None or answers("/hub/api/"))
        assert process.poll() is None, "the hub did not start"
        cycle()
    except BaseException:
        lines = [x for x in (hub / "log").read_text().splitlines() if x.startswith("[")]
        told = [x for x in lines if "[D " not in x and "[I " not in x]
        print(*lines[-15:], "", *told[-40:], sep="\n", file=sys.stderr)
        raise
    finally:
        process.terminate()
        process.wait(HANG)
        stop_proxy(hub / "jupyterhub-proxy.pid")


def stop_proxy(written: Path) -> None:
    """End the proxy that a hub has left, as one does that is ended while it starts."""
    with suppress(OSError, ValueError, IndexError):
        os.kill(int(written.read_text().splitlines()[0]), signal.SIGTERM)


def make_course() -> None:
    shutil.copytree(ROOT / "tests" / "fixtures" / "solutions", COURSE / "solutions")
    shutil.copy(ROOT / "nbgrader_config.py", COURSE)
    (COURSE / "students.csv").write_text("id,name\ns1,One\ns2,Two\n")
    (COURSE / "course.toml").write_text(
        f'[term]\ntime_zone = "UTC"\n[term.due]\n{TINY} = 2020-01-01T12:00:00\n'
    )
    for path in (COURSE, *COURSE.rglob("*")):
        shutil.chown(path, "teacher", "teacher")


def cycle() -> None:
    """Go once around; every step is what a person does."""
    for name in ("teacher", "s1", "s2"):
        hub_api(f"users/{name}", "POST")
        hub_api(f"users/{name}/server", "POST")
    for name in ("teacher", "s1", "s2"):
        assert until(lambda name=name: json.loads(hub_api(f"users/{name}"))["servers"][""]["ready"])

    run_as("teacher", "course", "release", "90")
    page = call("teacher", "formgrader/manage_assignments")
    assert page.headers["Content-Security-Policy"] == "frame-ancestors 'self'", page.headers
    text = page.read().decode()
    assert 'class="alert' not in text, text[text.index('class="alert') :][:500]
    assert post("teacher", f"formgrader/api/assignment/{TINY}/release")["success"]
    try:
        call("s1", "formgrader/manage_assignments")
    except urllib.error.HTTPError as error:
        assert error.code == 404
    else:
        raise AssertionError("a student has formgrader")

    what = {"course_id": "nets", "assignment_id": TINY}
    for student, answers_of in ANSWERS.items():
        listed = json.load(call(student, "assignments?course_id=nets"))
        assert [one["status"] for one in listed["value"]] == ["released"], listed
        post(student, "assignments/fetch", **what)
        path = f"api/contents/{TINY}/{TINY}.ipynb"
        notebook = json.load(call(student, path))
        for cell in notebook["content"]["cells"]:
            cell["source"] = answers_of.get(cell["id"], cell["source"])
        saved = {"type": "notebook", "content": notebook["content"]}
        call(student, path, "PUT", saved)
        done = post(student, "assignments/submit", **what)
        assert done["success"], done

    forge()
    collected = post("teacher", f"formgrader/api/assignment/{TINY}/collect")
    assert collected["success"], collected
    assert "its folder says s1 and belongs to the user s2" in collected["log"], collected["log"]
    rows = json.loads(run_as("teacher", "course", "grade", "90", "--json"))["scores"][TINY]
    assert {s: (r["state"], r["score"]) for s, r in rows.items()} == {
        "s1": ("graded", 20.0),
        "s2": ("graded", 12.0),
    }, rows
    for row in rows.values():
        assert row["time_source"] == "record" and not row["time"].startswith("2019"), row
        assert row["late"].startswith("late by"), "the system's time, not the student's file"
    run_as("teacher", "course", "feedback", "90")
    released = post("teacher", f"formgrader/api/assignment/{TINY}/release_feedback")
    assert released["success"], released
    for student, score in (("s1", "20 of 25"), ("s2", "12 of 25")):
        post(student, "assignments/fetch_feedback", **what)
        pages = list(Path("/home", student, TINY, "feedback").glob("*/*.html"))
        assert len(pages) == 1 and score in pages[0].read_text(), (student, pages)
    looked = subprocess.run(
        ["setpriv", "--reuid=s2", "--regid=s2", "--clear-groups", "ls", EXCHANGE / "nets/feedback"],
        capture_output=True,
        text=True,
    )
    assert looked.returncode != 0, "nobody can list the pages of others"


def forge() -> None:
    """s2 hands in work under the name of s1, with a time before the due date."""
    inbound = EXCHANGE / "nets" / "inbound"
    mine = next(path for path in inbound.iterdir() if path.name.startswith("s2+"))
    forged = inbound / f"s1+{TINY}+2019-01-01 10:00:00.000000 UTC+x"
    shutil.copytree(mine, forged)
    (forged / "timestamp.txt").write_text("2019-01-01 10:00:00.000000 UTC")
    (mine / "timestamp.txt").write_text("2019-01-01 10:00:00.000000 UTC")
    for path in (forged, *forged.iterdir()):
        shutil.chown(path, "s2", "s2")
        os.utime(path, (0, 0))


def answers(path: str) -> bool:
    try:
        urllib.request.urlopen(ADDRESS + path)
    except OSError:  # an HTTPError too: the proxy is there before the hub
        return False
    return True


def request(path: str, method: str = "GET", body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(ADDRESS + path, data, method=method)
    asked.add_header("Authorization", f"token {TOKEN}")
    asked.add_header("Content-Type", "application/json")
    return urllib.request.urlopen(asked, timeout=HANG)


def hub_api(path: str, method: str = "GET") -> str:
    text: str = request(f"/hub/api/{path}", method).read().decode()
    return text


def call(user: str, path: str, method: str = "GET", body: Any = None) -> Any:
    return request(f"/user/{user}/{path}", method, body)


def post(user: str, path: str, **body: str) -> dict[str, Any]:
    found: dict[str, Any] = json.load(call(user, path, "POST", body))
    return found


def run_as(user: str, program: str, *arguments: str) -> str:
    """Run a command as a person does in a terminal of the hub."""
    who = pwd.getpwnam(user)
    settings = str(ROOT / "autograder" / "hub" / "settings")
    environment = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": who.pw_dir,
        "JUPYTER_CONFIG_PATH": settings,
        "COURSE_ID": "nets",
        "COURSE_EXCHANGE": str(EXCHANGE),
        "COURSE_FOLDER": str(COURSE),
        "OPENBLAS_NUM_THREADS": "1",
    }
    done = subprocess.run(
        [*("setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"), program, *arguments],
        cwd=COURSE,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, (arguments, done.stdout[-1500:], done.stderr[-3000:])
    return done.stdout


if __name__ == "__main__":
    main(*sys.argv[1:])

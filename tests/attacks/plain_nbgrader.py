"""Run every attack against plain `nbgrader autograde` and against the course's own grader.

    PYTHONPATH=. python tests/attacks/plain_nbgrader.py [NAME ...]

measures all of them, or those that are named, and writes measured.json and, from it,
docs/attacks.md; with --page it measures nothing and writes the page anew. nbgrader runs with its
own executor in a throw-away namespace: no network, a copy of the course that is deleted
afterwards. All of them take about half an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import collecting
import replaying
from active_content import PICTURES, active_content
from attack_kit import (
    FULL,
    HERE,
    HONEST_PART,
    NAME,
    PORT,
    ROOT,
    Attack,
    World,
    answers_of,
    attacks,
    course_source,
    hand_in,
)
from our_grader import OurGrader

from autograder.building.build import to_bytes
from autograder.building.source import build_source
from autograder.course import Course
from autograder.sandbox import tree

SECONDS = 200
MEASURED = HERE / "measured.json"
PAGE = ROOT / "docs" / "attacks.md"
INSIDE = """
import subprocess, sys, threading, time
from listener import Listener
listener = Listener(int(sys.argv[1]))
def keep():
    while True:
        open("/course/received", "wb").write(listener.received)
        time.sleep(0.2)
threading.Thread(target=keep, daemon=True).start()
for command in sys.argv[3:]:
    done = subprocess.run(command.split(), stdout=sys.stderr)
    print(command.split()[1], done.returncode, flush=True)
time.sleep(float(sys.argv[2]) + 0.5)
"""


def _bound_memory() -> None:
    """Some attacks would fill the machine that measures them."""
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))


@dataclass(frozen=True)
class Measured:
    """What an attack got, and the harm it did."""

    points: float | None
    harm: str

    def __str__(self) -> str:
        got = "not graded" if self.points is None else f"{self.points:g}"
        return f"{got}; {self.harm}" if self.harm else got


class PlainGrader:
    """nbgrader as it comes, on a copy of the small assignment for each attack."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template"
        source = folder / "solutions" / NAME / f"{NAME}.py"
        source.parent.mkdir(parents=True)
        source.write_text(course_source(), encoding="utf-8")
        notebook = build_source(Course.at(folder), NAME)
        self.answers = answers_of(notebook)
        path = self.template / "source" / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(to_bytes(notebook))
        (self.template / "nbgrader_config.py").write_text("c = get_config()\n")
        (folder / "home").mkdir()
        told = self._run(self.template, 0, f"nbgrader generate_assignment {NAME}")
        released = self.template / "release" / NAME / f"{NAME}.ipynb"
        assert "generate_assignment 0" in told, self.said
        self.release: dict[str, Any] = json.loads(released.read_text())
        for student in ("amy", "zoe"):
            hand_in(self.template / "submitted" / student / NAME, self.release, self.answers)
        self._run(self.template, 0, f"nbgrader autograde {NAME} --student=amy")
        assert self._scores(self.template) == {"amy": FULL}, self.said

    def _run(self, course: Path, wait: float, *commands: str) -> str:
        """Run commands in a namespace of their own; return how each ended."""
        home = self.folder / "home"
        shutil.rmtree(home)
        home.mkdir()
        needs = [Path(sys.prefix), ROOT / "course_lib"]
        inside = tree.layout(
            {**{str(path): path for path in needs}, "/kit/listener.py": HERE / "listener.py"}
        )
        python = Path(os.path.abspath(sys.executable))
        options = {
            "HOME": "/home/grader",
            "PATH": f"{python.parent}:/usr/bin:/bin",
            "PYTHONPATH": "/kit",
            "OPENBLAS_NUM_THREADS": "1",
        }
        command = [
            *("bwrap", "--unshare-all", "--die-with-parent", "--clearenv", "--tmpfs", "/tmp"),
            *tree.options(inside, tree.links_of(inside)),
            *("--bind", str(course), "/course", "--bind", str(home), "/home/grader"),
            *("--proc", "/proc", "--dev", "/dev", "--chdir", "/course"),
            *(part for name, value in options.items() for part in ("--setenv", name, value)),
            *(str(python), "-c", INSIDE, str(PORT), str(wait), *commands),
        ]
        with tempfile.TemporaryFile() as log:
            process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True, preexec_fn=_bound_memory
            )
            try:
                told = process.communicate(timeout=SECONDS)[0]
            except subprocess.TimeoutExpired:
                process.kill()
                told = process.communicate()[0] + "hangs"
            log.seek(0)
            self.said = log.read().decode(errors="replace")
            return told

    def _scores(self, course: Path) -> dict[str, float]:
        """Return the points of everybody whose work was graded to its end."""
        from nbgrader.api import Gradebook

        scores: dict[str, float] = {}
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
            for student in ("amy", "eve", "zoe"):
                if not (course / "autograded" / student / NAME / f"{NAME}.ipynb").is_file():
                    continue
                notebook = book.find_submission_notebook(NAME, NAME, student)
                graded = [g for g in notebook.grades if g.cell.name != "explain_step"]
                scores[student] = sum(g.auto_score or 0.0 for g in graded)
        return scores

    def attack(self, attack: Attack) -> Measured:
        """Grade the attacker and then an honest student."""
        course = self.folder / "course"
        shutil.rmtree(course, ignore_errors=True)
        shutil.copytree(self.template, course)
        neighbour = (course / "submitted" / "amy" / NAME / f"{NAME}.ipynb").read_bytes()
        hand_in(course / "submitted" / "eve" / NAME, self.release, self.answers, attack)
        wait = getattr(attack.module, "WAIT", 0)
        told = self._run(
            course,
            wait,
            f"nbgrader autograde {NAME} --CourseDirectory.student_id_exclude=amy",
            f"nbgrader generate_feedback {NAME}",
        )
        harm = [] if "hangs" not in told else ["the grader hangs"]
        if "autograde" not in told and not harm:
            harm.append("the grader is killed")
        try:
            scores = self._scores(course)
        except Exception as error:
            return Measured(None, f"the gradebook is lost ({type(error).__name__})")
        if scores.get("amy") != FULL or not self._same(course, neighbour):
            harm.append("another student's work or grade was changed")
        if scores.get("zoe") != FULL and not harm:
            got = scores.get("zoe")
            harm.append(f"the next student {'is not graded' if got is None else f'gets {got:g}'}")
        if scores.get("eve", HONEST_PART) < HONEST_PART and "eve" in scores:
            harm.append("honest work is lost")
        seen = {
            "later": self._later(course, attack),
            "record": {"reason": "", "notes": [], "result": None},
        }
        received = course / "received"
        world = World(course, self.folder, received.read_bytes() if received.exists() else b"")
        world.seen = seen
        harm.append(attack.harm(world))
        harm.append(self._acts(course))
        return Measured(scores.get("eve"), "; ".join(dict.fromkeys(filter(None, harm))))

    def _same(self, course: Path, neighbour: bytes) -> bool:
        path = course / "submitted" / "amy" / NAME / f"{NAME}.ipynb"
        return path.is_file() and path.read_bytes() == neighbour

    def _later(self, course: Path, attack: Attack) -> str:
        """Return how the attacker's last cell ended."""
        path = course / "autograded" / "eve" / NAME / f"{NAME}.ipynb"
        if not path.is_file() or not hasattr(attack.module, "LATER"):
            return ""
        cell = json.loads(path.read_text())["cells"][-1]
        kinds = [output["output_type"] for output in cell.get("outputs", [])]
        return "error" if "error" in kinds else "ok"

    def _acts(self, course: Path) -> str:
        """Tell whether the attacker's feedback page runs something."""
        found = [course / "feedback" / who / NAME / f"{NAME}.html" for who in ("eve", "zoe")]
        if not all(path.is_file() for path in found):
            return ""
        eve, zoe = (active_content(path.read_text()) for path in found)
        if eve - zoe == {PICTURES: 1}:
            return "its pictures fill the browser's memory"
        return "its HTML and JavaScript act in the page" if eve - zoe else ""


def ours(grader: OurGrader, attack: Attack) -> Measured:
    """Grade an attacker with the course's grader, and an honest student after it."""
    graded = grader.attack(attack)
    harm = attack.harm(graded.world)
    honest = grader.honest()
    if honest != FULL:
        harm = f"{harm}; the next student gets {honest:g}"
    return Measured(graded.points, harm)


def page(measured: dict[str, dict[str, Any]]) -> str:
    """Return the page of the documentation: ``measured`` has a row for each "family/name"."""
    gained = [row for row in measured.values() if row["gained"]]
    harmed = [row for row in measured.values() if row["harmed"] and not row["gained"]]
    lines = [
        "# Attacks on the grader",
        "",
        "Written by `PYTHONPATH=. python tests/attacks/plain_nbgrader.py` from what it measured; "
        "`tests/attacks/` runs the same attacks against the course's grader in every test run.",
        "",
        "The assignment is two exercises of notebook 00 and one that is judged by plain "
        f"assertions, {FULL:g} points. Each attacker has {HONEST_PART:g} points of honest work, "
        "wrong answers to the rest, and one trick. An honest student is graded right after each.",
        "",
        f"Of {len(measured)} attacks, plain nbgrader {_version()} gave points for {len(gained)} "
        f"and was harmed by {len(harmed)} more. The course's grader gave every attacker the points "
        "of the honest work, or refused the file and said why (not graded), and every honest "
        f"student {FULL:g} of {FULL:g}.",
        "",
        "The numbers were taken as root, who gives every submission a control group of its own. "
        "Every test run repeats all attacks as the user it runs as, and grades an honest student "
        "after each family. Run as root, it also repeats "
        "all of them as an ordinary user without control groups, and in the weak jail the families "
        "memory and processes and the first attack of each other family. A whole notebook with "
        "hostile cells above its first one, and a class of 13 beside 55 busy processes, stand in "
        "tests of their own. [sandbox.md](sandbox.md) says what holds on which machine.",
        "",
        f"A plain {HONEST_PART:g} in the third column means that the trick earns nothing there "
        "either: often because the course's checks compare strictly, whoever runs them, or because "
        "plain nbgrader has nothing of that kind (its kernel speaks no protocol of ours). The "
        "comparisons that such answers do fool stand in the tests.",
    ]
    family = ""
    for attack in attacks():
        row = measured[f"{attack.family}/{attack.name}"]
        if attack.family != family:
            family = attack.family
            title = family.replace("_", " ").capitalize()
            lines += ["", f"## {title}", "", "| attack | what it tries | plain nbgrader | here |"]
            lines.append("|---|---|---|---|")
        tries = attack.tries.replace("|", "\\|")
        name = attack.name.replace("_", " ")
        lines.append(f"| {name} | {tries} | {row['nbgrader']} | {row['here']} |")
    return "\n".join([*lines, "", *collecting.section(), "", *replaying.section()]) + "\n"


def _version() -> str:
    import nbgrader

    return str(nbgrader.__version__)


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="attacks; all if none")
    parser.add_argument("--page", action="store_true", help="write the page from measured.json")
    options = parser.parse_args()
    if options.page:
        PAGE.write_text(page(json.loads(MEASURED.read_text())), encoding="utf-8")
        return
    names = options.names
    every = attacks()
    if unknown := set(names) - {attack.name for attack in every}:
        parser.error(f"there is no attack {', '.join(sorted(unknown))} in {HERE / 'submissions'}")
    rows = json.loads(MEASURED.read_text()) if MEASURED.exists() else {}
    chosen = [a for a in every if not names or a.name in names]
    if rest := {f"{a.family}/{a.name}" for a in every if a not in chosen} - set(rows):
        parser.error(f"these were never measured, name them too: {', '.join(sorted(rest))}")
    with tempfile.TemporaryDirectory() as scratch:
        plain = PlainGrader(Path(scratch))
        grader = OurGrader(Path(scratch) / "ours" / "course")
        for attack in chosen:
            there, here = plain.attack(attack), ours(grader, attack)
            print(attack.family, attack.name, there, here, sep=" | ", flush=True)
            rows[f"{attack.family}/{attack.name}"] = {
                "nbgrader": str(there),
                "here": str(here),
                "gained": (there.points or 0.0) > HONEST_PART,
                "harmed": bool(there.harm),
            }
    rows = {f"{a.family}/{a.name}": rows[f"{a.family}/{a.name}"] for a in every}
    MEASURED.write_text(json.dumps(rows, indent=1) + "\n")
    PAGE.write_text(page(rows), encoding="utf-8")


if __name__ == "__main__":
    main()

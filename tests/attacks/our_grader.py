"""The course's own grader, kept warm, on the small assignment."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from attack_kit import NAME, PORT, ROOT, Attack, World, answers_of, course_source, hand_in
from listener import listening
from traitlets.config import Config

from autograder.building import converter
from autograder.building.plan import load_plan
from autograder.building.seed import assignment_key
from autograder.building.source import build_source
from autograder.course import Course
from autograder.grading.grade import prepare
from autograder.grading.gradebook import open_gradebook, save_run
from autograder.grading.journal import Run, read_records, run_submission
from autograder.running.execute import Limits
from autograder.sandbox import Sandbox
from tests.waiting import HANG

#: Which jail is attacked: test_other_graders.py runs these tests again with the other one.
JAIL: Any = os.environ.get("COURSE_ATTACKED", "bubblewrap")


@dataclass
class Graded:
    """What became of one attacker: points (None: not graded), the run, and what it left.

    ``starts`` counts the processes that it was given, ``stored`` the bytes that were kept of it.
    """

    points: float | None
    run: Run
    starts: int = 0
    stored: int = 0
    problem: str = ""
    world: World = field(default_factory=lambda: World(Path(), Path()))


class OurGrader:
    """Grades one submission after the other, as ``course grade`` does."""

    def __init__(self, folder: Path) -> None:
        source = folder / "solutions" / NAME / f"{NAME}.py"
        source.parent.mkdir(parents=True)
        source.write_text(course_source(), encoding="utf-8")
        (folder / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text())
        self.course = Course.at(folder)
        self.plan = prepare(self.course, NAME)
        self.answers = answers_of(build_source(self.course, NAME))
        self.release = json.loads((self.course.step("release", NAME) / f"{NAME}.ipynb").read_text())
        self.key = assignment_key(self.course, NAME)
        self.book = open_gradebook(self.course)
        self.listener = listening(PORT)
        self.limits = Limits(protection=JAIL)
        for student in ("amy", "zoe"):
            path = hand_in(self.folder(student), self.release, self.answers)
            run = self.run(path)
            save_run(self.book, self.course, self.plan, student, run)
        # So short that endless loops cost little, and on a slow machine as much longer as honest
        # work takes there. To wait costs nothing, and a neighbour may be busy.
        seconds = 0.4 + 4.0 * run.result.cpu
        wall = 3.0 + 3.0 * seconds
        self.limits = Limits(seconds, HANG, patience=wall / seconds, protection=JAIL)

    def folder(self, student: str) -> Path:
        return self.course.step("submitted", NAME, student)

    def run(self, path: Path) -> Run:
        return run_submission(load_plan(self.course, NAME), path, self.key, self.limits)

    def honest(self) -> float:
        """Return the points of an honest submission, run now."""
        result = self.run(self.folder("zoe") / f"{NAME}.ipynb").result
        return -1.0 if result is None else result.points

    def attack(self, attack: Attack) -> Graded:
        """Grade an attacker and look at what was done."""
        path = hand_in(self.folder("eve"), self.release, self.answers, attack)
        self.listener.received = b""
        with patch.object(Sandbox, "session", autospec=True, side_effect=Sandbox.session) as start:
            run = self.run(path)
        problem = save_run(self.book, self.course, self.plan, "eve", run)
        kept = self.course.step("autograded", NAME, "eve") / f"{NAME}.ipynb"
        stored = kept.stat().st_size if run.result else 0
        record = read_records(self.course, NAME)["eve"]
        points = None
        if record["state"] == "graded" and run.result:
            points = run.result.points
        seen: dict[str, Any] = {"record": record, "notes": record["notes"]}
        if run.result:
            # The last cell of all is the attacker's, wherever the release ends.
            last = list(run.result.cells)[-1]
            if hasattr(attack.module, "LATER"):
                seen["later"] = run.result.cells[last].outcome
                seen["reason"] = run.result.cells[last].reason
        world = World(self.course.grading, Path("/home/student"), self.listener.received, seen=seen)
        return Graded(points, run, start.call_count, stored, problem, world)


def pages(grader: OurGrader, student: str) -> list[str]:
    """Return the feedback page and formgrader's page of a student."""
    from nbconvert.exporters import HTMLExporter
    from nbgrader.converters import GenerateFeedback
    from nbgrader.server_extensions.formgrader import handlers

    assert converter.run_converter(GenerateFeedback, grader.course, NAME, student) == ""
    config = Config()
    converter.configure(config, grader.course.root)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    graded = grader.course.step("autograded", NAME, student) / f"{NAME}.ipynb"
    names = ("student", "submission_id", "notebook_id", "assignment_id", "last_name", "first_name")
    resources = {name: "x" for name in (*names, "base_url", "notebook_path")}
    form, _ = HTMLExporter(config=config).from_filename(
        str(graded), resources={**resources, "index": 0, "total": 1}
    )
    feedback = grader.course.step("feedback", NAME, student) / f"{NAME}.html"
    return [feedback.read_text(), form]

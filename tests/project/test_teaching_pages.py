"""docs/concept_test.md and docs/plans.md name what exists."""

import re

from autograder.course import HOUSE, Course
from autograder.proving.bank import exercises

TEST = (HOUSE / "docs" / "concept_test.md").read_text(encoding="utf-8")
PLANS = (HOUSE / "docs" / "plans.md").read_text(encoding="utf-8")
KEY = re.compile(r"^\| (\d+) \| ([A-D]) \| [\d, ]+ \| `(\w+)/(\w+)(?:/(\w+))?`", re.MULTILINE)
QUESTION = re.compile(r"^\*\*(\d+)\.\*\*(.*?)(?=^\*\*\d+\.\*\*|^## )", re.MULTILINE | re.DOTALL)


def test_fifteen_questions_have_answers_among_their_choices():
    choices = {n: re.findall(r"^- ([A-D]): ", text, re.M) for n, text in QUESTION.findall(TEST)}
    key = {n: letter for n, letter, *_ in KEY.findall(TEST)}
    assert list(choices) == list(key) == [str(n) for n in range(1, 16)]
    for n, letters in choices.items():
        assert letters == list("ABCD"[: len(letters)]) and len(letters) >= 3 and key[n] in letters


def test_every_misconception_is_in_the_bank():
    for _, _, notebook, exercise, name in KEY.findall(TEST):
        folder = HOUSE / "solutions" / notebook / "answers" / exercise
        assert (folder / "wrong" / f"{name}.py").is_file() if name else folder.is_dir()


def test_plans_have_every_notebook_and_name_exercises_that_can_be_given():
    names = set(re.findall(r"\(/notebooks/(\w+)/\1\.ipynb\)", PLANS))
    assert names == set(Course.at(HOUSE).assignments)
    five = PLANS.split("## Five weeks")[1].split("## Three oral")[0]
    for row in re.findall(r"^\| \d \|.*$", five, re.M):
        notebooks = re.findall(r"/notebooks/(\w+)/", row)
        known = {one.name for name in notebooks for one in exercises(name).values()}
        assert set(re.findall(r"`(\w+)`", row)) <= known, row

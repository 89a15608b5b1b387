"""What a machine is told about itself, in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder import doctor, sandbox
from autograder.course import Course
from autograder.doctor import Finding, examine


def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **facts: object) -> dict[str, Finding]:
    usual = {"available": True, "bubblewrap": "0.8", "root": False, "control_groups": False}
    found = sandbox.Protection(**{**usual, "problem": "", "remedy": "", **facts})  # type: ignore[arg-type]
    monkeypatch.setattr(doctor.sandbox, "protection", lambda private: found)
    return {finding.name: finding for finding in examine(Course.at(tmp_path))}


def test_what_the_kernel_does_not_bound_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    findings = told(monkeypatch, tmp_path)
    for name, words in (("memory", "not bounded"), ("processor", "not shared")):
        assert findings[name].warning and findings[name].found.startswith(words)
    assert "course-" in findings["memory"].remedy or "systemd-run" in findings["memory"].remedy
    assert all(finding.ok for finding in findings.values())


def test_groups_are_no_warning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    findings = told(monkeypatch, tmp_path, control_groups=True, fair=True)
    assert not any(finding.warning or finding.remedy for finding in findings.values())
    assert told(monkeypatch, tmp_path, control_groups=True)["processor"].warning


def test_what_can_be_seen_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = told(monkeypatch, tmp_path, seen=("/srv/course/grading",))["files"]
    assert not files.ok and "/srv/course/grading" in files.found and files.remedy


def test_without_a_sandbox_nothing_else_is_said_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    findings = told(monkeypatch, tmp_path, available=False, problem="no namespaces", remedy="do")
    assert set(findings) == {"machine", "sandbox", "folder"}
    assert (findings["sandbox"].found, findings["sandbox"].remedy) == ("no namespaces", "do")


@pytest.mark.sandbox
def test_the_jail_is_asked_what_it_shows(tmp_path: Path) -> None:
    """A private folder that is among Python's own shows; an empty one and a hidden one do not."""
    places = [Path("/usr/lib"), tmp_path, Path("/home/student"), Path("/nowhere")]
    assert sandbox.protection(places).seen == ("/usr/lib",)

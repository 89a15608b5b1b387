"""How an ordinary user's grader gets groups of version 2; tests/machines tries it for real."""

import os
import shutil

import pytest

from autograder.sandbox import cgroup, delegation
from autograder.sandbox.limits import SessionLimits


@pytest.fixture
def scope(tmp_path, monkeypatch):
    """A tree of version 2 in which this process is in a scope, without the kernel behind it."""
    (tmp_path / "cgroup.controllers").write_text("memory pids")
    folder = tmp_path / "user.slice" / "a.scope"
    folder.mkdir(parents=True)
    (folder / "cgroup.procs").write_text("77\n")
    (folder / "cgroup.subtree_control").write_text("")
    monkeypatch.setattr(delegation, "_own", lambda root: folder)
    delegation.prepare.cache_clear()
    yield folder
    delegation.prepare.cache_clear()


def test_a_group_that_is_ours_is_divided(scope, tmp_path, monkeypatch):
    monkeypatch.setattr(delegation, "_is_delegated", lambda folder: True)
    delegation.prepare(tmp_path)
    assert (scope / cgroup.LEAF / "cgroup.procs").read_text() == "77"
    assert (scope / "cgroup.subtree_control").read_text() == "+cpu"  # the last that was written


def test_a_group_that_is_not_ours_is_left_alone(scope, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)  # no systemd to ask
    delegation.prepare(tmp_path)
    assert not (scope / cgroup.LEAF).exists()


def test_systemd_is_asked_for_a_scope_of_this_process(scope, tmp_path, monkeypatch):
    program = tmp_path / "busctl"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program))
    delegation.prepare(tmp_path)
    asked = (tmp_path / "asked").read_text().split()
    assert asked[:3] == ["--user", "--quiet", "call"] and "StartTransientUnit" in asked
    assert asked[-9:] == ["2", "PIDs", "au", "1", str(os.getpid()), "Delegate", "b", "true", "0"]
    assert not (scope / cgroup.LEAF).exists()


def test_a_scope_that_was_asked_for_is_ours(tmp_path):
    """In Debian 12 the user's systemd sets no attribute on it: seen by tests/machines."""
    for name, ours in (("course-grader-7.scope", True), ("session-2.scope", False)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "cgroup.procs").touch()
        assert delegation._is_delegated(tmp_path / name) is ours


def test_groups_are_made_beside_the_leaf(tmp_path, monkeypatch):
    (tmp_path / "cgroup.controllers").write_text("")
    own = tmp_path / "a.scope" / cgroup.LEAF
    own.mkdir(parents=True)
    monkeypatch.setattr(cgroup.Path, "read_text", lambda self, **_: f"0::/a.scope/{cgroup.LEAF}\n")
    assert cgroup.parents(tmp_path)[0] == own.parent
    assert cgroup.create(SessionLimits(), tmp_path) is None  # no controller: no file to write to

"""Chromium, and Jupyter servers with settings of their own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.waiting import HANG, until

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 1000 * HANG  # for the slowest step, in the milliseconds of Playwright


@contextmanager
def browser(chromium: str) -> Iterator[Any]:
    """Start Chromium; what is yielded opens pages, whose waits only a hang can end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = started.new_context()
        context.set_default_timeout(PATIENCE)
        yield context
        started.close()


def read(log) -> str:
    log.seek(0)
    return log.read()


@contextmanager
def serve(command: list[str], folder: Path, config: Path) -> Iterator[str]:
    """Start a Jupyter server with settings of its own; yield the address that it prints."""
    (config / "jupyter_lab_config.py").write_text("c.LabApp.expose_app_in_browser = True\n")
    private = {f"JUPYTER_{name}_DIR": str(config) for name in ("CONFIG", "DATA", "RUNTIME")} | {
        "JUPYTERLAB_SETTINGS_DIR": str(config),
        "JUPYTERLAB_WORKSPACES_DIR": str(config),
    }
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    program = [Path(sys.executable).with_name(command[0]), *command[1:], "--port", str(port)]
    log = (config / "log").open("w+")
    server = subprocess.Popen(
        [*program, "--no-browser"],
        cwd=folder,
        env=os.environ | private,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        printed = re.compile(r"http://localhost:\S+")
        until(lambda: printed.search(read(log)) or server.poll() is not None)
        found = printed.search(read(log))
        assert found, read(log)
        yield found.group()
    finally:
        server.terminate()
        try:
            server.wait(HANG)
        except subprocess.TimeoutExpired:
            server.kill()

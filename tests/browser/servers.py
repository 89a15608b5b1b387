"""Jupyter servers with settings of their own, for the tests in a browser."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS = 60_000  # for the slowest step, in the milliseconds of Playwright; never slept away


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
        deadline = time.monotonic() + SECONDS / 1000
        while not (found := re.search(r"http://localhost:\S+", read(log))):
            assert server.poll() is None and time.monotonic() < deadline, read(log)
            time.sleep(0.1)
        yield found.group()
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()

"""A jail for student code: knows nothing of notebooks, grades or nbgrader.

with Sandbox(preload=["course_lib.engine.layers"]) as sandbox, sandbox.session() as session:
session.run_cell("def double(x): return 2 * x", timeout=10)
double = session.proxy("double")
double(np.ones(3))
"""

from .clock import PATIENCE, Deadline
from .errors import (
    MissingName,
    OutOfMemory,
    ProtocolViolation,
    SandboxError,
    SandboxUnavailable,
    Starved,
    StudentError,
    TimedOut,
    Unsendable,
    WorkerDied,
)
from .handle import Handle
from .limits import SessionLimits
from .protection import Protection, can_confine, for_our_own, protection
from .proxy import Proxy
from .remedy import give_groups
from .sandbox import BY_STRENGTH, Confinement, Sandbox
from .session import CellReply, Session

__all__ = [
    "BY_STRENGTH",
    "PATIENCE",
    "CellReply",
    "Confinement",
    "Deadline",
    "Handle",
    "MissingName",
    "OutOfMemory",
    "Protection",
    "ProtocolViolation",
    "Proxy",
    "Sandbox",
    "SandboxError",
    "SandboxUnavailable",
    "Session",
    "SessionLimits",
    "Starved",
    "StudentError",
    "TimedOut",
    "Unsendable",
    "WorkerDied",
    "can_confine",
    "for_our_own",
    "give_groups",
    "protection",
]

"""What can go wrong, as the trusted side sees it. Texts that come from a student are bounded."""

TEXT_LIMIT = 2000
LINE_LIMIT = 300
MAX_LINES = 20


class SandboxError(Exception):
    """Anything that went wrong with the sandbox or with the code inside it."""


class SandboxUnavailable(SandboxError):
    """The machine cannot confine a student's code; the text says what to do."""


class Unsendable(SandboxError, TypeError):
    """The trusted side tried to hand over a value that cannot cross."""


class MissingName(SandboxError, NameError):
    """The student's namespace does not hold the name that was asked for."""


class StudentError(SandboxError):
    """The student's code raised: ``type_name``, ``message``, ``line_number`` and ``line``."""

    def __init__(self, type_name: str, message: str, line_number: int, line: str) -> None:
        self.type_name = type_name
        self.message = message
        self.line_number = line_number
        self.line = line
        text = f"{type_name}: {message}" if message else type_name
        if line:
            text += f" (line {line_number}: {line})"
        super().__init__(text)


class WorkerDied(SandboxError):
    """The student's process is gone; every later call of its session raises this too."""


class TimedOut(WorkerDied):
    """The student's code ran longer than it may, and was killed."""


class Starved(TimedOut):
    """The time by the wall was over before the student's code had the processor time it may have.

    It waited for something, or the machine was busy with others.
    """


class OutOfMemory(WorkerDied):
    """The student's processes held more memory than they may, and were killed."""

    @classmethod
    def over(cls, limit: int) -> "OutOfMemory":
        """Return the error of a session that may hold ``limit`` bytes."""
        return cls(f"used more than {limit >> 20} MB of memory")


class ProtocolViolation(WorkerDied):
    """The student's process sent something that is not a reply, and was killed."""


def clip(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return ``text``, cut to ``limit`` characters."""
    return text if len(text) <= limit else text[: limit - 4] + " ..."

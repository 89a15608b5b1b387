"""Whose work a file is: the platform says it, and the file's own word is compared.

From outside comes the folder or the beginning of a file's name, which a learning platform makes. It
counts when it leads to exactly one student of the roster: by the id, by a login or an address that
the roster has, or by the name. The rest of a file's name and the signature in the file are the word
of whoever uploaded it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from pathlib import PurePosixPath

from autograder.building.plan import SubmissionError
from autograder.course import Student
from autograder.grading.archive import OTHERS
from course_lib.student.workspace import STUDENT_ID

#: How the platforms name the folder of an upload, or begin the name of a file. ``who`` is a name or
#: an id, ``time`` is when it was handed in. ``key`` is a number that stays the same for one person;
#: the name of a platform stands for it where a roster or a record can say whose number it is.
_FOLDERS = (
    r"(?P<who>.+?)_(?P<moodle>\d+)_assignsubmission_[a-z]+_?",  # Moodle
    r"(?P<key>\d+)-\d+ - (?P<who>.+?) - (?P<time>.+)",  # Brightspace
    # nbgrader's exchange
    r"(?P<who>[^+]+)(?P<exchange>\+)[^+]+\+(?P<time>\d{4}[-0-9 :.]+(?: UTC)?)(?:\+.*)?",
    r"(?P<gradescope>submission_\d+)",  # Gradescope
)
#: The first that fits counts: what comes after it was named by whoever uploaded the file.
_BEGINNINGS = (
    r"(?P<who>.+?)_(?P<moodle>\d+)_assignsubmission_[a-z]+_",  # Moodle
    # Blackboard, where the name of the assignment and a login may both hold the mark
    r".+?_(?P<who>.+?)(?P<blackboard>_attempt_)(?P<time>\d{4}(?:-\d\d){5})_",
    r"(?P<who>.+?)(?P<late>_LATE)?_(?P<canvas>\d+)_\d+_",  # Canvas
)
_COPY = r"(?: ?\(\d+\)| - Copy)*"
_ENDINGS = rf"(?i:\.(?:ipynb|txt|json|zip|{OTHERS}))*"
_AFTER_ASSIGNMENT = rf"(?:--(?P<id>[A-Za-z0-9][A-Za-z0-9._@-]*?) ?|-\d+)?{_COPY}{_ENDINGS}"
#: What Jupyter kept of a notebook by itself: it counts where there is nothing else.
_CHECKPOINT = re.compile(r"-checkpoint\.ipynb\Z")
_LEADING = re.compile(r"(?i)^(?:copy of\s+)+")
PLATFORMS = ("canvas", "moodle", "gradescope")
Fits = Callable[[str, str], re.Match[str] | None]
MOST_PIECES = 12
LONGEST = 255
DEEPEST = 20


class NobodyError(SubmissionError):
    """A file of which nobody of the roster can be said to be the owner."""


class Evidence(IntEnum):
    """What a student's id comes from; more is stronger."""

    FILE = 0
    FILE_NAME = 1
    NAME = 2
    ID = 3


@dataclass(frozen=True)
class Uploader:
    """Who brought a file, as the platform's names tell: "" for ``student`` when that is nobody.

    Two files with different keys came from two people, or may have. ``recorded`` is the time in the
    platform's own list, ``mates`` are others who handed the same in, says that list. ``exchange``
    tells that the name is one of nbgrader's exchange, where students make their folders themselves.
    """

    key: str = ""
    student: str = ""
    evidence: Evidence = Evidence.FILE
    time: str = ""
    late: bool = False
    recorded: str = ""
    mates: tuple[str, ...] = ()
    exchange: bool = False


@dataclass(frozen=True)
class Recorded:
    """What a platform's own list says of an upload: words for each who handed it in, the time."""

    people: tuple[tuple[str, ...], ...]
    time: str = ""


@dataclass(frozen=True)
class Owner:
    """Whose work a file is, and on what; ``problem`` says why it is refused all the same."""

    student: str
    assignment: str
    evidence: Evidence
    uploader: Uploader
    attempt: int = 0
    copy: int = 0
    problem: str = ""


class Names:
    """Finds the one student of a roster whom a platform's words mean."""

    def __init__(
        self,
        roster: Mapping[str, Student],
        assignments: Sequence[str],
        records: Mapping[str, Recorded] | None = None,
    ) -> None:
        self.roster, self.assignments, self._records = roster, assignments, records or {}
        self._numbers = {s.number: s.id for s in roster.values() if s.number}
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._logins: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        for student in roster.values():
            self._ids[student.id.casefold()].add(student.id)
            for login in student.also:
                self._logins[login.casefold()].add(student.id)
            for form in _forms(student.name):
                self._names[form].add(student.id)
        known = "|".join(map(re.escape, sorted(assignments, key=len, reverse=True))) or "(?!)"
        self._file = re.compile(rf"(?P<before>.*?)(?P<assignment>{known}){_AFTER_ASSIGNMENT}")

    def meant(self, words: Sequence[str]) -> tuple[str, Evidence]:
        """Return the one student that some words mean, and by what; "" when nobody or several."""
        by_id = {one for word in words if (one := self.canonical(word)) in self.roster}
        by_id |= {s for word in words for s in self._logins.get(word.strip().casefold(), ())}
        by_name = {s for word in words for s in self._names.get(_letters(word), ())}
        for found, evidence in ((by_id, Evidence.ID), (by_name, Evidence.NAME)):
            if len(found) == 1:
                return found.pop(), evidence
            if found:
                break
        return "", Evidence.FILE

    def canonical(self, word: str) -> str:
        """Return the id of the roster that a word means, also in other case or as a login."""
        word = word.strip()
        if word in self.roster:
            return word
        same = self._ids.get(word.casefold()) or self._logins.get(word.casefold()) or set()
        return next(iter(same)) if len(same) == 1 else word

    def near(self, word: str) -> str:
        """Return a question that names the id that was probably meant.

        Spreadsheets eat leading zeros, people leave out the domain of an address or write another
        one, and names are spelt in two ways.
        """
        bare, start = word.lstrip("0"), word.casefold().partition("@")[0]
        everybody = self.roster.values()
        same = [s.id for s in everybody if bare and s.id.lstrip("0") == bare]
        same += [
            s.id
            for s in everybody
            if start in (w.casefold().partition("@")[0] for w in (s.id, *s.also))
        ]
        same = same or get_close_matches(word, self.roster, 1)
        if not same:
            close = get_close_matches(_letters(word), self._names, 1, 0.65)
            same = sorted(self._names[close[0]]) if close else []
        return f"; did you mean {same[0]!r}?" if same else ""

    def file_name(self, name: str) -> tuple[str, str, str]:
        """Return what the platform put before a file's own name, its assignment, and its id.

        Of a name that no disk holds only the beginning is looked at: the patterns take a time that
        grows with its square, and an archive may hold thousands.
        """
        name = _LEADING.sub("", name[:LONGEST])
        if match := self._file.fullmatch(name):
            return match["before"], match["assignment"], match["id"] or ""
        started = [a for a in self.assignments if name.startswith(a)]
        before = next((m[0] for p in _BEGINNINGS if (m := re.match(p, name))), "")
        return before, started[0] if len(started) == 1 else "", ""

    def uploader(self, outer: str) -> Uploader:
        """Return who brought the file at a path that the platform made."""
        *folders, name = _parts(outer)
        before, assignment, _ = self.file_name(name)
        for folder in folders:
            # What lies deeper in somebody's folder was named by that person.
            if found := self._platform(_FOLDERS, folder) or self._plain(folder, folders):
                return found
        if name.lower().endswith(".zip") and not before and not assignment:
            before = name[:-4]
        if before and (found := self._platform(_BEGINNINGS, before, re.match)):
            return found
        return self._plain(before, [*folders, before]) or Uploader(_key([*folders, before]))

    def _platform(
        self, patterns: Sequence[str], part: str, fits: Fits = re.fullmatch
    ) -> Uploader | None:
        """Return whom a name means that a known platform made."""
        for pattern in patterns:
            if not (match := fits(pattern, part)):
                continue
            found = match.groupdict("")
            who = found.get("who", "")
            number = next((f"{p} {n}" for p in PLATFORMS if (n := found.get(p))), "")
            if record := self._records.get(found.get("gradescope", "")):
                return self._recorded(found["gradescope"], record)
            student, evidence = self._by_number(number, who)
            if found.get("blackboard"):
                student, evidence = self.meant(list(_endings(who)))
            key = _key([who, number.rpartition(" ")[2] or found.get("key", "")])
            late = bool(found.get("late"))
            exchange = bool(found.get("exchange"))
            time = found.get("time", "")
            return Uploader(key, student, evidence, time, late, exchange=exchange)
        return None

    def _by_number(self, number: str, who: str) -> tuple[str, Evidence]:
        """Return whom a platform's number means, unless the name beside it is another's."""
        numbered = self._numbers.get(number, "")
        student, evidence = self.meant([who])
        if not student:
            student, evidence = self.meant(re.findall(r"[^\s()]*[\d@][^\s()]*", who))
        if numbered and student in ("", numbered):
            return numbered, Evidence.ID
        return student, evidence

    def _recorded(self, key: str, record: Recorded) -> Uploader:
        """Return who handed something in by a platform's list, with the others of a group."""
        found = [self.meant(words) for words in record.people]
        known = [(student, evidence) for student, evidence in found if student]
        student, evidence = known[0] if known else ("", Evidence.FILE)
        mates = tuple(other for other, _ in known[1:])
        # Handed in again, it has another number.
        key = _key(["gradescope", student or key])
        return Uploader(key, student, evidence, recorded=record.time, mates=mates)

    def _plain(self, part: str, path: list[str]) -> Uploader | None:
        """Return whom some other name means, if anybody."""
        student, evidence = self.meant(list(_pieces(part)))
        return Uploader(_key(path), student, evidence) if student else None

    def owner(self, outer: str, inner: str, signed: Mapping[str, object]) -> Owner:
        """Find out whose work a file is, and on what.

        Raises NobodyError when nothing says it. Where the file's own word differs from what
        comes from outside, the owner is who handed it in and has a ``problem``.
        """
        uploader = self.uploader(outer)
        names = [self.file_name(_parts(path)[-1]) for path in (outer, inner) if path]
        told = self.canonical(str(signed.get("student") or ""))
        own = [self._without_attempt(name[2], told) for name in names if name[2]]
        assignments = [name[1] for name in names if name[1]]
        assignments += filter(None, [str(signed.get("assignment") or "")])
        words = [*filter(None, [uploader.student]), *(one[0] for one in own), *filter(None, [told])]
        if not words or not assignments or assignments[0] not in self.assignments:
            raise NobodyError(
                "neither the file nor its name says which notebook of which student it is"
                + (self._stranger(outer) if self.roster and not words else "")
            )
        student, assignment = words[0], assignments[0]
        if not STUDENT_ID.fullmatch(student):
            raise NobodyError(f"{student!r} cannot be a student's id")
        if self.roster and student not in self.roster:
            raise NobodyError(f"the id {student!r} is not in students.csv{self.near(student)}")
        evidence = uploader.evidence
        if not uploader.student and own and student in self.roster:
            evidence = Evidence.FILE_NAME
        return Owner(
            student,
            assignment,
            evidence,
            uploader,
            own[0][1] if own else -any(_CHECKPOINT.search(path) for path in (outer, inner)),
            _copy_number(_parts(outer)[-1]),
            _difference(words) or _difference(assignments),
        )

    def _stranger(self, outer: str) -> str:
        """Return that a file's folder is nobody's, and who was probably meant."""
        *_, folder, _ = ("", *_parts(outer))
        unknown = f"; {folder!r} is not in students.csv" if folder else ""
        return unknown + self.near(self._told(outer) or folder)

    def _told(self, outer: str) -> str:
        """Return the name or id that a platform's path seems to give."""
        for part, patterns in ((p, (*_FOLDERS, *_BEGINNINGS)) for p in _parts(outer)):
            for pattern in patterns:
                if (match := re.match(pattern, part)) and match.groupdict().get("who"):
                    return str(match["who"])
        return ""

    def _without_attempt(self, student: str, told: str) -> tuple[str, int]:
        """Return an id in a file's name and the number of the attempt.

        Platforms add -1, -2, ... to the name of a file that was handed in again.
        """
        whole = self.canonical(student)
        shorter, _, number = student.rpartition("-")
        shorter = self.canonical(shorter)
        if whole in self.roster or whole == told or not number.isdecimal():
            return whole, 0
        if shorter and (shorter in self.roster or shorter == told):
            return shorter, int(number[:6])
        return whole, 0


def _difference(words: Sequence[str]) -> str:
    """Return in what the first of some words, which counts, and another differ."""
    other = next((word for word in words if word != words[0]), None)
    return "" if other is None else f"says {other[:64]}, was handed in as {words[0]}"


def _parts(path: str) -> list[str]:
    """Return the names in a path, each as long as a disk holds one."""
    parts = PurePosixPath(path.replace("\\", "/")).parts or ("",)
    return [part[:LONGEST] for part in (*parts[:-1][:DEEPEST], parts[-1])]


def _key(parts: Sequence[str]) -> str:
    return "/".join(" ".join(part.casefold().split()) for part in parts if part)


def _pieces(part: str) -> Iterator[str]:
    """Yield the words of a folder's name, also those of several words: ids can hold the marks."""
    yield part
    for mark in ("_", "+", " - "):
        words = part.split(mark)[:MOST_PIECES]
        for first in range(len(words)):
            for last in range(first, len(words)):
                yield mark.join(words[first : last + 1])


def _endings(words: str) -> Iterator[str]:
    """Yield what may be a login behind the name of an assignment."""
    parts = words.split("_")[-MOST_PIECES:]
    for first in range(len(parts)):
        yield "_".join(parts[first:])


def _letters(text: str) -> str:
    """Return the letters and digits of a name, for platforms that leave out all else."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in text if c.isalnum())


def _forms(name: str) -> set[str]:
    """Return a name's letters with any of its words first: "Lee, Ana" is "Ana Lee"."""
    words = [w for w in map(_letters, name.replace(",", " ").split()) if w]
    return {"".join(words[i:] + words[:i]) for i in range(len(words))}


def _copy_number(name: str) -> int:
    numbers = re.findall(r" ?\((\d{1,6})\)", name)
    return int(numbers[-1]) if numbers else 0

"""What was handed in, file by file: out of a folder, or out of the zip of a learning platform.

Nothing is unpacked under the names in an archive, and one file is in memory at a time. What lies in
an archive within the given folder or zip was packed by whoever uploaded it: its names and times are
that person's word, not the platform's.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from autograder.building.plan import LARGEST
from course_lib.student.errors import CourseError

MOST_FILES = 20_000
MOST_BYTES = 2_000_000_000
#: Of everything that one uploader packed, unpacked.
MOST_OF_ONE = 200_000_000
HIGHEST_RATIO = 200
#: A file of a platform's own, such as timestamp.txt.
LARGEST_RECORD = 5_000_000
#: Browsers and mail programs put an ending of theirs after that of a notebook, or in its place.
_NOTEBOOK = re.compile(r"\.ipynb(\.txt|\.json)?\Z", re.IGNORECASE)
_PERHAPS = re.compile(r"(\.txt|\.json|\A[^.]+|\A.*--.*)\Z", re.IGNORECASE)
#: Archives that nothing here can open; they are named, so that nobody is just missing.
OTHERS = "rar|7z|tar|tgz|gz|bz2|xz|zst"
_OTHERS = re.compile(rf"\.({OTHERS})\Z", re.IGNORECASE)
_UNPACK = "unpack it into a folder of its student's name and collect that"
#: What macOS puts beside every file on a disk or in a zip of another system, as ._NAME.
_APPLE_DOUBLE = b"\x00\x05\x16\x07"


class Unreadable(Exception):
    """Why a file or an archive cannot be used."""


@dataclass(frozen=True)
class Found:
    """A file that was handed in.

    ``outer`` is its path as the platform gave it, or that of the archive it lies in; ``inner`` is
    its path within that archive. ``stamp`` is the time that the platform's zip tells, without a
    time zone. ``content`` reads the file again. Where another user of this machine put it,
    ``login`` is that user's, and ``changed`` when the file was last changed.
    """

    outer: str
    inner: str = ""
    prefix: str = ""
    stamp: datetime | None = None
    problem: str = ""
    content: Callable[[], bytes] = bytes
    login: str = ""
    changed: datetime | None = None

    @property
    def name(self) -> str:
        """Return the path to show."""
        return "/".join(filter(None, (self.prefix, self.outer, self.inner)))

    def failing(self, problem: str) -> Found:
        """Return the same file with the reason why it cannot be used."""
        return replace(self, problem=problem, content=bytes)


class Handed:
    """A folder or a zip of handed-in files."""

    def __init__(self, path: Path) -> None:
        """Open it; raises CourseError when it is neither."""
        self._root, self._zip = path, None
        if path.is_dir():
            return
        if not path.exists():
            raise CourseError(f"There is no {path}. Give a folder or a zip of handed-in files.")
        if path.suffix == ".ipynb":
            raise CourseError(
                f"{path} is one file: whose is it? Put it into a folder "
                "named by the student's id, and collect the folder around that."
            )
        if not (path.is_file() and zipfile.is_zipfile(path)):
            raise CourseError(
                f"{path} is neither a folder nor a zip. Give the archive as the learning platform "
                "made it, or a folder with what the students handed in. A zip that did not come "
                "whole is none: download it again."
            )
        try:
            self._zip = zipfile.ZipFile(path)
            _check_size(self._zip, MOST_BYTES)
        except Exception as error:
            raise CourseError(
                f"{path} cannot be read: {error}. Download it again, or unpack it with another "
                "program and collect the folder."
            ) from None

    def __enter__(self) -> Handed:
        return self

    def __exit__(self, *_: object) -> None:
        if self._zip is not None:
            self._zip.close()

    def record(self, name: str) -> str:
        """Return a text file that the platform itself put beside the files; "" if there is none."""
        try:
            if self._zip is not None:
                member = self._zip.getinfo(name)
                found = member.file_size <= LARGEST_RECORD
                return self._zip.read(member).decode() if found else ""
            path = self._root / name
            found = path.is_file() and not path.is_symlink()
            return path.read_text("utf-8") if found and _size(path) <= LARGEST_RECORD else ""
        except Exception:
            return ""

    def shallowest(self, name: str) -> str:
        """Return the path of the file of that name which lies highest; "" if there is none.

        What is as high as the platform's own folders was not uploaded by anybody.
        """
        if self._zip is not None:
            paths = [PurePosixPath(path) for path in self._zip.namelist()]
        else:
            paths = [PurePosixPath(p.relative_to(self._root)) for p in self._root.rglob(name)]
        found = [p for p in paths if p.name == name]
        return str(min(found, key=lambda p: (len(p.parts), str(p)), default=""))

    def files(self, uploader: Callable[[str], str]) -> Iterator[tuple[Found, bytes]]:
        """Yield every notebook with its content, also those in archives (but no deeper).

        ``uploader`` tells from an outer path whose it is; nobody's archives may unfold to more than
        a bound in all.
        """
        unfolded: dict[str, int] = {}
        for found in self._members() if self._zip is not None else self._paths():
            if found.problem or not found.outer.lower().endswith(".zip"):
                if (read := _read(found)) and _holds_notebook(*read):
                    yield read
                continue
            of_whom = uploader(found.outer) or found.outer
            for one, content in _packed(found, MOST_OF_ONE - unfolded.get(of_whom, 0)):
                unfolded[of_whom] = unfolded.get(of_whom, 0) + len(content)
                yield one, content

    def _paths(self) -> Iterator[Found]:
        for path in sorted(self._root.rglob("*")):
            name = path.relative_to(self._root).as_posix()
            if not _wanted(name) or (_perhaps(name) and not path.is_file()):
                continue
            found = Found(name, content=path.read_bytes)
            try:
                login, changed = _by_another_user(self._root, path)
                found = replace(found, login=login, changed=changed)
                if path.is_symlink() or not path.is_file():
                    found = found.failing("it is a link or not a file")
                elif _size(path) > LARGEST:
                    found = found.failing(_too_large())
            except OSError as error:
                found = found.failing(f"it cannot be read: {error.strerror}")
            yield found

    def _members(self) -> Iterator[Found]:
        assert self._zip is not None
        for member in self._zip.infolist():
            if not member.is_dir() and _wanted(name := _name(member)):
                found = Found(
                    name,
                    prefix=self._root.name,
                    stamp=_stamp(member),
                    content=_reader(self._zip, member),
                )
                yield found.failing(problem) if (problem := _problem(member)) else found


def _by_another_user(root: Path, path: Path) -> tuple[str, datetime | None]:
    """Return the login and the time of a file that another user of this machine put here.

    The time is the system's: nobody can set it, as one can set when a file was written.
    """
    first = os.lstat(root / path.relative_to(root).parts[0])
    if first.st_uid in (0, getattr(os, "getuid", int)()):
        return "", None
    import pwd  # not on Windows, where every owner is 0

    try:
        login = pwd.getpwuid(first.st_uid).pw_name
    except KeyError:
        login = f"user {first.st_uid}"
    return login, datetime.fromtimestamp(os.lstat(path).st_ctime, UTC)


def _packed(archive: Found, room: int) -> Iterator[tuple[Found, bytes]]:
    """Yield the notebooks that somebody packed into an archive of their own."""
    archive, packed = _read(archive)
    if archive.problem:
        yield archive, packed
        return
    if packed.startswith(_APPLE_DOUBLE):
        return
    try:
        opened = zipfile.ZipFile(io.BytesIO(packed))
        _check_size(opened, room)
    except Exception as error:
        yield archive.failing(f"the archive cannot be read: {error}"), b""
        return
    with opened:
        for member in opened.infolist():
            if member.is_dir() or not _wanted(name := _name(member)):
                continue
            found = Found(
                archive.outer,
                name,
                archive.prefix,
                archive.stamp,
                _problem(member),
                _again(archive, member),
                archive.login,
                archive.changed,
            )
            if name.lower().endswith(".zip"):
                found = found.failing("an archive in an archive in an archive")
            read = _read(found, _reader(opened, member))
            if _holds_notebook(*read):
                yield read


def _read(found: Found, content: Callable[[], bytes] | None = None) -> tuple[Found, bytes]:
    """Return a file with its content; whatever that raises is the file's own problem."""
    if not found.problem and _OTHERS.search(found.inner or found.outer):
        found = found.failing(f"it is an archive, but no zip: {_UNPACK}")
    if found.problem:
        return found, b""
    try:
        return found, (content or found.content)()
    except Exception as error:
        reason = str(error) or type(error).__name__
        return found.failing(f"it cannot be read: {reason}"), b""


def _reader(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], bytes]:
    # No more than the size that was checked: zipfile reads no further than the header says.
    return lambda: archive.read(member)


def _again(archive: Found, member: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        with zipfile.ZipFile(io.BytesIO(archive.content())) as opened:
            return opened.read(member)

    return read


def _check_size(archive: zipfile.ZipFile, room: int) -> None:
    members = archive.infolist()
    if len(members) > MOST_FILES or sum(member.file_size for member in members) > room:
        raise Unreadable(f"it holds more than {MOST_FILES} files or {room // 1_000_000} MB")


def _wanted(name: str) -> bool:
    path = PurePosixPath(name)
    if "__MACOSX" in path.parts or ".ipynb_checkpoints" in path.parts:
        return False
    packed = path.suffix.lower() == ".zip" or _OTHERS.search(name)
    return bool(packed) or ends_as_notebook(name) or _perhaps(name)


def _perhaps(name: str) -> bool:
    return _PERHAPS.search(PurePosixPath(name).name) is not None


def _holds_notebook(found: Found, content: bytes) -> bool:
    """Tell whether to take a file: of another ending it is one that holds a notebook."""
    if content.startswith(_APPLE_DOUBLE):
        return False
    name = found.inner or found.outer
    if name.lower().endswith(".zip") or ends_as_notebook(name) or _OTHERS.search(name):
        return True
    return (
        not found.problem
        and content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")
        and (b'"cells"' in content and b'"nbformat"' in content)
    )


def ends_as_notebook(name: str) -> bool:
    """Tell whether a name is a notebook's, perhaps with an ending that a browser added."""
    return _NOTEBOOK.search(name) is not None


def _name(member: zipfile.ZipInfo) -> str:
    """Return the path of a member as its maker meant it.

    Python takes what is not marked as UTF-8 for a code page of DOS, but Canvas and macOS write
    UTF-8 without the mark; and some programs of Windows separate folders in their own way.
    """
    name = member.filename
    if not member.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _problem(member: zipfile.ZipInfo) -> str:
    path = PurePosixPath(name := _name(member))
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link"
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
        return "its path leads out of the archive"
    if member.flag_bits & 1:
        return "it is locked by a password: ask for it without one"
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"it is packed in a way that only few programs know: {_UNPACK}"
    if member.file_size > LARGEST:
        return _too_large()
    if member.file_size > HIGHEST_RATIO * max(member.compress_size, 1000):
        return "it is packed too tightly to be a notebook"
    return ""


def _stamp(member: zipfile.ZipInfo) -> datetime | None:
    """Return the time of a member; archives without times have the first of 1980."""
    try:
        stamp = datetime(*member.date_time)
    except ValueError:
        return None
    return None if stamp == datetime(1980, 1, 1) else stamp


def _size(path: Path) -> int:
    return path.stat().st_size


def _too_large() -> str:
    return f"larger than {LARGEST // 1_000_000} MB"

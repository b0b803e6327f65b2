"""The place a ledger lies in: file system, free space, who may read and write, files beside it."""

import os
import re
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from servanda.app.doctor.diagnosis import NOTE, OK, PROBLEM, Diagnosis, in_bytes
from servanda.log.files import HALF_MADE

MOUNTS = Path("/proc/self/mountinfo")
# On these SQLite's locks do not hold between machines (sqlite.org/faq.html, question 5).
NETWORK = {"nfs", "nfs4", "cifs", "smbfs", "smb2", "smb3", "9p", "afs", "ncpfs", "ceph", "vboxsf", "davfs"}
NETWORK_FUSE = {"sshfs", "rclone", "davfs2", "glusterfs", "ceph-fuse", "s3fs", "smbnetfs", "curlftpfs"}
MEMORY = {"tmpfs", "ramfs"}
LITTLE_SPACE = 100_000_000


def examine_place(path: Path) -> Iterator[Diagnosis]:
    """Look at where a ledger lies."""
    folder = path.resolve().parent
    yield _file_system(folder)
    yield _free_space(folder, path.stat().st_size)
    yield _permissions(path.resolve(), folder)
    yield from _beside(path.resolve())


def _file_system(folder: Path) -> Diagnosis:
    kind = file_system_type(folder)
    about = "file system"
    if kind is None:
        return Diagnosis(
            about,
            NOTE,
            "not known on this system",
            "Make sure that the ledger lies on a disk of this machine.",
        )
    if kind in NETWORK or (kind.startswith("fuse.") and kind.removeprefix("fuse.") in NETWORK_FUSE):
        return Diagnosis(
            about,
            PROBLEM,
            f"{kind}, a network share: locks are not reliable there, so two who record at once can damage it",
            "Move the ledger to a disk of this machine; share it with `servanda publish`.",
        )
    if kind in MEMORY:
        said = f"{kind}: kept in memory, gone when the machine is switched off"
        return Diagnosis(
            about, NOTE, said, "Move the ledger to a disk, or take backups with `servanda backup`."
        )
    return Diagnosis(about, OK, kind)


def file_system_type(folder: Path, mounts: Path = MOUNTS) -> str | None:
    """The type of the file system of a folder; None where the system does not tell.

    Source: proc_pid_mountinfo(5); of two file systems mounted on one folder the later one counts.
    """
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    found: tuple[int, str] | None = None
    for line in lines:
        fields, _, rest = line.partition(" - ")
        point = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields.split(" ")[4]))
        depth = len(point.parts)
        if folder.is_relative_to(point) and (found is None or depth >= found[0]):
            found = (depth, rest.split(" ")[0])
    return found[1] if found else None


def _free_space(folder: Path, size: int) -> Diagnosis:
    free = shutil.disk_usage(folder).free
    said = f"{in_bytes(free)}; the ledger takes {in_bytes(size)}"
    if free < max(LITTLE_SPACE, size):
        return Diagnosis("free space", NOTE, said, "Make room: a full disk refuses new entries and backups.")
    return Diagnosis("free space", OK, said)


def _permissions(path: Path, folder: Path) -> Diagnosis:
    """Who may read and write, by the mode bits; access control lists are not looked at."""
    about = "permissions"
    if os.name == "nt":
        return Diagnosis(about, NOTE, "not looked at on Windows", "See who may write to file and folder.")
    modes = {place: place.stat().st_mode for place in (path, folder)}
    loose = [str(place) for place, mode in modes.items() if mode & stat.S_IWOTH]
    if loose:
        return Diagnosis(
            about,
            PROBLEM,
            f"everybody on this machine may write to {' and '.join(loose)}",
            f"chmod o-w {' '.join(loose)}",
        )
    readers = _who(modes[path], stat.S_IROTH, stat.S_IRGRP)
    writers = _who(modes[path] | modes[folder], stat.S_IWOTH, stat.S_IWGRP)
    said = f"read by {readers}, written by {writers}"
    effective = os.access in os.supports_effective_ids
    if all(os.access(place, os.W_OK, effective_ids=effective) for place in modes):
        return Diagnosis(about, OK, said)
    return Diagnosis(
        about,
        NOTE,
        f"{said}; you can ask, but not record",
        "To record you need the right to write to the file and to its folder.",
    )


def _who(mode: int, everybody: int, group: int) -> str:
    return "everybody" if mode & everybody else "its owner and group" if mode & group else "its owner"


def _beside(path: Path) -> Iterator[Diagnosis]:
    """Files that belong to the ledger, or were left by a command that was killed."""
    if append_cut_off(path):
        yield Diagnosis(
            "journal",
            NOTE,
            f"{path.name}-journal: an append was cut off; it was never acknowledged",
            "The next command takes it back, such as `servanda status`; keep that file until then.",
        )
    wal = path.with_name(f"{path.name}-wal")
    if wal.exists() and (size := wal.stat().st_size):
        yield Diagnosis(
            "journal",
            NOTE,
            f"{wal.name} may hold entries that are not yet in {path.name} ({in_bytes(size)})",
            "Never delete it, and copy with `servanda backup`, not the ledger's file alone.",
        )
    left = sorted(file.name for file in path.parent.glob(f".*{HALF_MADE}*"))
    if left:
        yield Diagnosis(
            "half-made",
            NOTE,
            f"{', '.join(left)}: being made just now, or left by a command that was killed",
            "Delete them when no other servanda is running.",
        )


def append_cut_off(path: Path) -> bool:
    """Whether a killed process left an append half done, which the next reader will take back."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=0)) as rows:
            rows.execute("PRAGMA user_version")
    except sqlite3.DatabaseError as error:
        return error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK
    return False

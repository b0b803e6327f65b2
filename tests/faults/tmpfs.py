"""A small file system of one's own, that ends with the process."""

import ctypes
import os
from pathlib import Path

SIZE = 4 << 20
NEW_MOUNTS, NEW_USER = 0x00020000, 0x10000000  # CLONE_NEWNS, CLONE_NEWUSER
PRIVATE = 1 << 18 | 1 << 14  # MS_PRIVATE, MS_REC


def mounted(folder: Path) -> tuple[Path | None, str]:
    """Mount a tmpfs that this process and its children see and nobody else; the folder, or why not.

    Root may do so; others may where the system lets them have a user namespace (user_namespaces(7)).
    """
    folder.mkdir()
    user, group = os.geteuid(), os.getegid()
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        _ask(libc.unshare, NEW_MOUNTS | (NEW_USER if user else 0))
        if user:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"0 {user} 1")
            Path("/proc/self/gid_map").write_text(f"0 {group} 1")
        _ask(libc.mount, b"none", b"/", None, PRIVATE, None)
        _ask(libc.mount, b"tmpfs", os.fsencode(folder), b"tmpfs", 0, f"size={SIZE}".encode())
    except (OSError, AttributeError) as error:
        return None, f"no small tmpfs here ({error}), size limits in its place"
    return folder, ""


def _ask(function: object, *arguments: object) -> None:
    if function(*arguments):  # type: ignore[operator]
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def fill(ballast: Path, free: int) -> None:
    """Leave so many bytes free on the file system of ``ballast``, as far as there are as many."""
    found = os.statvfs(ballast.parent)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, found.f_bavail * found.f_frsize - free))

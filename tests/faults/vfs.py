"""A watch on what SQLite does to files: a VFS between SQLite and the operating system, in Python.

SQLite asks its VFS (https://sqlite.org/vfs.html) to open, write, truncate, sync and delete. `watched`
puts one of ours before the default one, in the very SQLite that the `sqlite3` module uses, and shows
each such step to a hook, which lets it happen or answers with an error code in its place. Everything
else, locks and shared memory included, goes to the default VFS untouched.
"""

import ctypes
import os
import unittest
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from typing import NamedTuple, Protocol

CREATE = 0x00000004  # SQLITE_OPEN_CREATE
SYNCED_WITH_ITS_FOLDER = 0x00000800 | 0x00004000 | 0x00080000  # MAIN_JOURNAL, SUPER_JOURNAL, WAL
OK = 0


class Step(NamedTuple):
    """Something that SQLite does to a file.

    Attributes:
        kind: ``open``, ``write``, ``truncate``, ``sync`` or ``delete``.
        path: the file; empty for a temporary one, which has no name.
        at: where a write begins, or the size to truncate to.
        data: the bytes of a write.
        folder: whether the folder is synced in the same step: a deletion that asks for it, and the
            first sync of a journal that SQLite may have created (os_unix.c, UNIXFILE_DIRSYNC).
        new: whether an open creates the file.
    """

    kind: str
    path: str
    at: int = 0
    data: bytes = b""
    folder: bool = False
    new: bool = False


class Happen(Protocol):
    """Makes a step happen; gives SQLite's code, 0 for success."""

    def __call__(self, size: int | None = None) -> int:
        """Do it, or of a write so many bytes."""


Hook = Callable[[Step, Happen], int]
"""Gets a step and what makes it happen; gives the code that SQLite is to see, 0 for success."""


def _table(name: str, version: str, members: str, **others: type) -> type[ctypes.Structure]:
    fields = [(member, others.get(member, c_void_p)) for member in members.split()]
    return type(name, (ctypes.Structure,), {"_fields_": [(version, c_int), *fields]})


_Methods = _table(
    "sqlite3_io_methods",
    "iVersion",
    "xClose xRead xWrite xTruncate xSync xFileSize xLock xUnlock xCheckReservedLock xFileControl "
    "xSectorSize xDeviceCharacteristics xShmMap xShmLock xShmBarrier xShmUnmap xFetch xUnfetch",
)
_Vfs = _table(
    "sqlite3_vfs",
    "iVersion",
    "szOsFile mxPathname pNext zName pAppData xOpen xDelete xAccess xFullPathname xDlOpen xDlError xDlSym "
    "xDlClose xRandomness xSleep xCurrentTime xGetLastError xCurrentTimeInt64 xSetSystemCall "
    "xGetSystemCall xNextSystemCall",
    szOsFile=c_int,
    mxPathname=c_int,
    zName=c_char_p,
)

_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_CLOSE = CFUNCTYPE(c_int, c_void_p)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)

_kept: list[object] = []  # SQLite holds pointers into these for as long as the process lives


def _sqlite() -> ctypes.CDLL:
    """The SQLite that the `sqlite3` module uses.

    Raises:
        unittest.SkipTest: it is linked into Python so that it cannot be reached.
    """
    import _sqlite3  # noqa: PLC0415  only to be found

    try:
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        library.sqlite3_vfs_find.argtypes = [c_char_p]
        library.sqlite3_vfs_register.argtypes = [c_void_p, c_int]
        library.sqlite3_vfs_unregister.argtypes = [c_void_p]
    except (AttributeError, OSError) as error:
        msg = f"not done: the SQLite of this Python cannot be watched ({error})"
        raise unittest.SkipTest(msg) from None
    return library


@contextmanager
def watched(hook: Hook) -> Iterator[None]:
    """Show the hook every step of the connections that are opened meanwhile.

    Raises:
        unittest.SkipTest: the SQLite of this Python cannot be watched.
    """
    library = _sqlite()
    vfs = _watching(library.sqlite3_vfs_find(None).contents, hook)
    library.sqlite3_vfs_register(ctypes.byref(vfs), 1)
    try:
        yield
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(vfs))


def _watching(default: ctypes.Structure, hook: Hook) -> ctypes.Structure:
    """The default VFS with steps shown to the hook."""
    open_it, delete_it = _OPEN(default.xOpen), _DELETE(default.xDelete)
    files: dict[int, _File] = {}  # by the address of SQLite's file
    tables: dict[int, ctypes.Structure] = {}  # by the address of the default VFS's table

    def x_open(own: int, name: int, file: int, flags: int, flags_out: object) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else ""
        new = bool(flags & CREATE) and not os.path.exists(path)  # noqa: PTH110  "" is no path
        code = hook(Step("open", path, new=new), lambda _=None: open_it(own, name, file, flags, flags_out))
        slot = ctypes.cast(file, POINTER(c_void_p))
        if code != OK:
            slot[0] = None  # SQLite calls xClose unless there are no methods
        elif slot[0]:
            files[file] = _File(path, bool(flags & CREATE and flags & SYNCED_WITH_ITS_FOLDER))
            if slot[0] not in tables:
                tables[slot[0]] = _watching_file(_Methods.from_address(slot[0]), hook, files)
            slot[0] = ctypes.addressof(tables[slot[0]])
        return code

    def x_delete(own: int, name: bytes, folder: int) -> int:
        step = Step("delete", os.fsdecode(name), folder=bool(folder))
        return hook(step, lambda _=None: delete_it(own, name, folder))

    vfs = _Vfs.from_buffer_copy(default)
    vfs.pNext, vfs.zName = None, b"watched"
    return _with(vfs, xOpen=_OPEN(x_open), xDelete=_DELETE(x_delete))


class _File(NamedTuple):
    path: str
    folder: bool
    """Whether the next sync is one of the folder as well."""


def _watching_file(default: ctypes.Structure, hook: Hook, files: dict[int, _File]) -> ctypes.Structure:
    """The default methods of a file with steps shown to the hook."""
    close_it, write_it = _CLOSE(default.xClose), _WRITE(default.xWrite)
    truncate_it, sync_it = _TRUNCATE(default.xTruncate), _SYNC(default.xSync)

    def x_close(file: int) -> int:
        files.pop(file)
        return close_it(file)

    def x_write(file: int, data: int, size: int, at: int) -> int:
        step = Step("write", files[file].path, at, ctypes.string_at(data, size))
        return hook(step, lambda part=None: write_it(file, data, size if part is None else part, at))

    def x_truncate(file: int, size: int) -> int:
        return hook(Step("truncate", files[file].path, size), lambda _=None: truncate_it(file, size))

    def x_sync(file: int, flags: int) -> int:
        path, folder = files[file]
        code = hook(Step("sync", path, folder=folder), lambda _=None: sync_it(file, flags))
        if code == OK:
            files[file] = _File(path, folder=False)
        return code

    return _with(
        _Methods.from_buffer_copy(default),
        xClose=_CLOSE(x_close),
        xWrite=_WRITE(x_write),
        xTruncate=_TRUNCATE(x_truncate),
        xSync=_SYNC(x_sync),
    )


def _with(table: ctypes.Structure, **functions: object) -> ctypes.Structure:
    """A table of functions with some of them replaced."""
    for name, function in functions.items():
        setattr(table, name, ctypes.cast(function, c_void_p).value)
    _kept.extend([table, *functions.values()])
    return table

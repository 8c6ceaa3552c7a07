"""A PostgreSQL server for tests: the one that SAYSO_TEST_POSTGRES names, or a private one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/opt/postgresql*/bin", "/usr/pgsql-*/bin")
_ROOM = 2 * 1024**3
_SETTINGS = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
    *("max_connections=40", "autovacuum=off"),
)


def server_named() -> str:
    """The address of a server that will go on running, if there is one."""
    return os.environ.get("SAYSO_TEST_POSTGRES", "").rstrip("/")


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server, without a database's name; skips where there is none.

    With SAYSO_NEED_POSTGRES=1 the test fails instead.
    """
    named = server_named()
    missing = _missing() if not named else _without_psycopg()
    if missing:
        if os.environ.get("SAYSO_NEED_POSTGRES") == "1":
            pytest.fail(f"SAYSO_NEED_POSTGRES=1, but {missing}")
        pytest.skip(f"{missing}; see SAYSO_TEST_POSTGRES in tests/ledger/servers.py")
    if named:
        yield named
        return
    with _private() as address:
        yield address


def _without_psycopg() -> str | None:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed"
    return None


def _missing() -> str | None:
    """Why no private server can be started."""
    if without := _without_psycopg():
        return without
    if _programs() is None:
        return "PostgreSQL is not installed and SAYSO_TEST_POSTGRES names no server"
    if os.name != "posix":
        return "a private PostgreSQL server is started on POSIX systems only"
    if os.geteuid() == 0 and not _other_user():
        return "PostgreSQL does not run as root, and there is no runuser or su to be another"
    return None


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs, of the newest version."""
    found = [Path(initdb).parent] if (initdb := shutil.which("initdb")) else []
    for place in _PLACES:
        found += Path("/").glob(place.lstrip("/"))
    found = [one for one in found if (one / "initdb").exists() and (one / "pg_ctl").exists()]
    return max(found, key=_version, default=None)


def _version(folder: Path) -> int:
    return int("".join(filter(str.isdigit, folder.parent.name)) or 0)


def _other_user() -> Sequence[str]:
    """What to put before a command so that root runs it as PostgreSQL's own user."""
    if shutil.which("runuser"):
        return ("runuser", "-u", "postgres", "--")
    return ("su", "postgres", "-c") if shutil.which("su") else ()


def _run(*command: str) -> None:
    before = _other_user() if os.geteuid() == 0 else ()
    whole = (*before, " ".join(command)) if before[-1:] == ("-c",) else (*before, *command)
    done = subprocess.run(whole, capture_output=True, text=True, cwd="/", timeout=120)
    if done.returncode:
        pytest.fail(f"{command[0]}: {done.stderr or done.stdout}")


@contextmanager
def _private() -> Iterator[str]:
    """A server on the loopback address, in a folder that is deleted afterwards."""
    programs = _programs()
    assert programs
    folder = Path(tempfile.mkdtemp(prefix="sayso-postgres-", dir=_roomy()))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, log = str(folder / "data"), str(folder / "log")
    port = _free_port()
    options = " ".join(f"-c {one}" for one in (*_SETTINGS, f"port={port}"))
    options += f" -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    control = str(programs / "pg_ctl")
    try:
        _run(
            str(programs / "initdb"),
            *("-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres", "-N", "-D", data),
        )
        _run(control, "start", "-w", "-D", data, "-l", log, "-o", _quoted(options))
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}"
        finally:
            _run(control, "stop", "-D", data, "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _roomy() -> str:
    """Where the databases go: into memory, if there is enough of it."""
    memory = Path("/dev/shm")
    large = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
    return str(memory) if large and os.access(memory, os.W_OK) else "/tmp"


def _quoted(options: str) -> str:
    """The server's options as one word, for a shell too."""
    shell = os.geteuid() == 0 and _other_user()[-1:] == ("-c",)
    return f"'{options}'" if shell else options


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])

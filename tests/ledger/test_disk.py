"""Full disks, read-only folders and damaged files: told clearly, and nothing half-written."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from benches import adding, contents, invented
from fabricated import STORIES, Told, some
from hypothesis import given
from hypothesis import strategies as st
from processes import beside, needs_fork, without_rights
from stores import Store

from sayso.errors import LedgerDamaged, LedgerError, LedgerFull, LedgerReadOnly
from sayso.ledger import Ledger, Query


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes."""
    disk = tmp_path / "small"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m,mode=0755", "tmpfs", str(disk)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def filled(disk: Path, left: int) -> Path:
    """Fill a disk up to a few bytes, with a file that can be deleted."""
    ballast = disk / "ballast"
    status = os.statvfs(disk)
    with ballast.open("wb") as file:
        file.write(b"x" * max(0, status.f_bavail * status.f_frsize - left))
    return ballast


@pytest.mark.skipif(shutil.which("mount") is None, reason="there is no mount")
@pytest.mark.parametrize("left", [0, 4096, 16_384, 65_536, 131_072])
def test_a_full_disk_is_told_and_room_is_all_it_takes(
    sqlite: Store, small: Path, left: int
) -> None:
    told = [*STORIES, *invented(12)]
    with sqlite.fresh() as calm:
        list(adding(calm, told))
        expected = contents(calm)
    with Ledger.create(small / "ledger") as ledger:
        list(adding(ledger, told[:2]))
        ballast = filled(small, left)
        with pytest.raises(LedgerFull) as refused:
            list(adding(ledger, told))
        assert "\n" not in str(refused.value)
        assert str(small) in str(refused.value)
        documents = ledger.documents()
        ballast.unlink()
        assert [one for one in ledger.verify()[0] if "cut off" not in one] == []
        for listed in documents:
            assert ledger.report(listed.id) in [report for _, report in told]
        list(adding(ledger, told))
        assert ledger.verify()[0] == []
        assert contents(ledger) == expected
        assert list(ledger.place.incoming.iterdir()) == []


@pytest.mark.skipif(shutil.which("mount") is None, reason="there is no mount")
def test_a_disk_without_room_for_an_original_is_told(store: Store, small: Path) -> None:
    ledger = store.emptied(1)
    before = contents(ledger)
    ledger.place.incoming.rmdir()
    ledger.place.incoming.symlink_to(small)
    capture, report = STORIES[0]
    big: Told = (replace(capture, data=bytes(9_000_000)), report)
    with pytest.raises(LedgerFull, match="the disk is full"):
        list(adding_as(ledger, big))
    assert contents(ledger) == before
    assert list(small.iterdir()) == []
    ledger.place.incoming.unlink()
    ledger.place.incoming.mkdir()


def adding_as(ledger: Ledger, told: Told) -> Iterator[object]:
    """Add an original that says it was read as another's report."""
    import hashlib

    capture, report = told
    digest = hashlib.sha256(capture.data).hexdigest()
    document = replace(report.document, sha256=digest, id=digest[:16])
    return adding(ledger, [(capture, replace(report, document=document))])


@needs_fork
def test_a_read_only_ledger_can_be_read_but_not_written(sqlite: Store, open_to_all: Path) -> None:
    ledger = sqlite.fresh()
    list(adding(ledger, STORIES))
    ledger.close()
    folder = Path(shutil.move(ledger.place.folder, open_to_all / "ledger"))
    _read_only(folder)

    def use() -> tuple[object, ...]:
        with Ledger.open(folder) as mine:
            with pytest.raises(LedgerReadOnly) as refused:
                list(adding(mine, invented(1)))
            assert "\n" not in str(refused.value)
            for refuse in (
                lambda: mine.remove(STORIES[0][1].document.id, "a test"),
                lambda: mine.merge("Mara Quill", "Tomas Haldane"),
            ):
                with pytest.raises(LedgerReadOnly):
                    refuse()
            found, entry = mine.verify()
            return (
                [one.title for one in mine.documents()],
                len(mine.search(Query("leaked"))),
                mine.report(STORIES[0][1].document.id) == STORIES[0][1],
                len(mine.people()),
                len(list(mine.lines())),
                found,
                entry,
            )

    with Ledger.open(folder) as own:
        use_everything(own)
    titles, hits, same, people, lines, found, entry = without_rights(use)
    assert len(titles) == 5
    assert (hits, same, found, entry) == (3, True, [], None)
    assert people > 0
    assert lines > 5
    with Ledger.open(folder) as own:
        assert own.verify()[0] == []


def use_everything(ledger: Ledger) -> None:
    """Load whatever is loaded late, before rights are given up."""
    ledger.documents()
    ledger.search(Query("leaked"))
    ledger.people()
    list(ledger.lines())
    list(adding(ledger, STORIES))


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that anybody can look into, unlike those of tests."""
    made = Path(tempfile.mkdtemp(prefix="sayso-read-only-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    for one in made.rglob("*"):
        one.chmod(0o700)
    shutil.rmtree(made)


def _read_only(folder: Path) -> None:
    for one in [folder, *folder.rglob("*")]:
        one.chmod(0o555 if one.is_dir() else 0o444)


@needs_fork
def test_what_another_left_in_its_log_is_never_overlooked_without_rights(
    sqlite: Store, open_to_all: Path
) -> None:
    """A copy of a ledger in use has its newest documents in the write-ahead log alone."""
    ledger = sqlite.fresh()
    list(adding(ledger, STORIES[:1]))
    reader = sqlite3.connect(ledger.place.database)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM documents").fetchall()
    list(adding(ledger, STORIES[1:]))
    copied = sqlite.folder / "copied"
    shutil.copytree(ledger.place.folder, copied)
    reader.close()
    (copied / "ledger.db-shm").unlink(missing_ok=True)
    assert (copied / "ledger.db-wal").stat().st_size > 0
    folder = Path(shutil.move(copied, open_to_all / "ledger"))
    _read_only(folder)

    def look() -> int | None:
        try:
            with Ledger.open(folder) as mine:
                return len(mine.documents())
        except LedgerReadOnly:
            return None

    assert without_rights(look) in (None, len(STORIES))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LedgerReadOnly):
        Ledger.create(tmp_path / "file" / "ledger")


@pytest.fixture(scope="module")
def whole(sqlite: Store) -> Path:
    """A ledger in SQLite with some hundred pages, all of them in the database file."""
    ledger = sqlite.fresh()
    list(adding(ledger, [*STORIES, *invented(20)]))
    with ledger.database.reading() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    ledger.close()
    return ledger.place.folder


def everything(ledger: Ledger) -> None:
    ledger.documents()
    for asked in (Query("leaks"), Query(by="Quill"), Query(about="HWB", after="2012-01-01")):
        ledger.search(asked)
    ledger.people()
    ledger.proposals()
    list(ledger.lines())
    list(adding(ledger, invented(1, seed=9)))


@some
@given(chance=st.randoms(use_true_random=False), size=st.sampled_from((1, 64, 4096, 20_000)))
def test_a_damaged_database_is_never_a_traceback_and_verifying_tells(
    sqlite: Store, whole: Path, chance: random.Random, size: int
) -> None:
    folder = sqlite.copy(whole)
    with Ledger.open(folder) as ledger:
        expected = contents(ledger)
    file = folder / "ledger.db"
    data = bytearray(file.read_bytes())
    at = chance.randrange(4096, len(data) - size)
    data[at : at + size] = chance.randbytes(size)
    file.write_bytes(data)
    told: list[str] = []
    try:
        with Ledger.open(folder) as ledger:
            told += ledger.verify()[0]
    except LedgerError as error:
        told.append(str(error))
        assert isinstance(error, LedgerDamaged) or "ledger.db" in str(error)  # noqa: PT017
    if not told:
        with Ledger.open(folder) as ledger:
            found = contents(ledger)
        left = {name for name in found if found[name] != expected[name]}
        assert left <= UNGUARDED, left
    try:
        with Ledger.open(folder) as ledger:
            everything(ledger)
    except LedgerError as error:
        assert "\n" not in str(error)  # noqa: PT017
    shutil.rmtree(folder)


UNGUARDED = frozenset(
    (
        *("actors", "aliases", "blocks", "captures", "documents", "evidence", "index"),
        *("involved", "names", "proposals", "statements"),
    )
)
"""Where single bytes can change what nothing is reckoned from: a title, an act, a count."""


@pytest.mark.parametrize("what", [b"", b"not a database", b"SQLite format 3\0" + bytes(4096)])
def test_what_is_no_database_is_told(sqlite: Store, what: bytes) -> None:
    ledger = sqlite.fresh()
    list(adding(ledger, STORIES[:1]))
    ledger.close()
    ledger.place.database.write_bytes(what)
    for name in ("ledger.db-wal", "ledger.db-shm"):
        (ledger.place.folder / name).unlink(missing_ok=True)
    with pytest.raises(LedgerError) as refused, Ledger.open(ledger.place.folder) as opened:
        opened.documents()
    assert str(ledger.place.folder) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_database_cut_short_is_damaged(sqlite: Store, whole: Path) -> None:
    folder = sqlite.copy(whole)
    file = folder / "ledger.db"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    told = []
    try:
        with Ledger.open(folder) as ledger:
            told = ledger.verify()[0]
    except LedgerDamaged as error:
        told = [str(error)]
    assert any("ledger.db" in one or "database" in one for one in told)


def test_a_database_that_is_gone_is_told(sqlite: Store) -> None:
    ledger = sqlite.fresh()
    ledger.close()
    ledger.place.database.unlink()
    with pytest.raises(LedgerError, match=r"ledger\.db"):
        Ledger.open(ledger.place.folder)


@needs_fork
def test_a_writer_that_holds_the_database_too_long_is_told(
    sqlite: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sayso.errors import LedgerBusy
    from sayso.ledger import database

    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    ledger = sqlite.fresh()
    with ledger.database.writing(), pytest.raises(LedgerBusy, match="another process"):
        list(adding(Ledger.open(ledger.place.folder), STORIES[:1]))
    assert contents(ledger)["originals"] == []
    assert [one.status for one in adding(ledger, STORIES[:1])] == ["added"]


def test_a_child_that_fails_is_heard_of() -> None:
    def fail() -> None:
        raise LedgerFull("no room")

    with pytest.raises(LedgerFull, match="no room"):
        beside(fail)()

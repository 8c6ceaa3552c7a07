"""What a folder holds that could be a report, in an order that is always the same."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sayso.collecting.files import explain, refuse_special
from sayso.collecting.names import printable
from sayso.errors import EmptySource, ReadingError, UnreadableSource

LEDGER_SIGN = "sayso.toml"
"""The file that makes a folder a ledger."""

_NO_REPORTS = frozenset(
    """
    .css .scss .less .js .mjs .ts .map .wasm .py .pyc .sh .exe .dll .so .o .class .jar
    .jpg .jpeg .png .gif .webp .svg .ico .bmp .tif .tiff .avif .heic
    .mp3 .m4a .wav .ogg .oga .opus .flac .mp4 .m4v .mov .avi .mkv .webm
    .woff .woff2 .ttf .otf .eot
    .zip .gz .tgz .bz2 .xz .zst .7z .rar .tar .iso
    .json .jsonl .ndjson .csv .tsv .toml .yaml .yml .ini .lock .log
    .db .sqlite .sqlite3 .db-wal .db-shm .cdx .cdxj .tmp .part .bak
    """.split()
)
_ARCHIVES = (".warc", ".warc.gz", ".wacz", ".xml.gz")


def files_in(folder: Path) -> Iterator[Path | ReadingError]:
    """Yield the files of a folder and its subfolders, sorted by name within each folder.

    Hidden files and folders are left out, and so is what by its ending is no report, such
    as pictures and style sheets; web archives are in. Links to folders are not followed.
    What may not be read is yielded as a :class:`ReadingError`, and so is a folder in which
    nothing is left, a link that leads out of the folder and a folder that is a ledger.
    """
    found = False
    for item in _walk(folder, folder.resolve()):
        found = True
        yield item
    if not found:
        yield EmptySource(
            printable(str(folder)),
            "nothing in this folder could be a report",
            "name a folder with HTML, PDF or text files, or with web archives",
        )


def _walk(folder: Path, root: Path) -> Iterator[Path | ReadingError]:
    waiting: list[Path | ReadingError] = [folder]
    folders = {folder}
    while waiting:
        item = waiting.pop()
        if isinstance(item, Path) and item in folders:
            folders.discard(item)
            inside, subfolders = _inside(item, root)
            folders.update(subfolders)
            waiting.extend(reversed(inside))
        else:
            yield item


def _inside(folder: Path, root: Path) -> tuple[list[Path | ReadingError], list[Path]]:
    """Return what is in a folder, in order, and which of it are folders."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        return [explain(folder, error)], []
    if any(entry.name == LEDGER_SIGN for entry in entries):
        return [_ledger(folder)], []
    items: list[Path | ReadingError] = []
    subfolders: list[Path] = []
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            subfolders.append(path)
            items.append(path)
        elif not _left_out(entry.name) and (item := _checked(path, root)) is not None:
            items.append(item)
    return items, subfolders


def _left_out(name: str) -> bool:
    name = name.lower()
    return Path(name).suffix in _NO_REPORTS and not name.endswith(_ARCHIVES)


def _checked(path: Path, root: Path) -> Path | ReadingError | None:
    """Return the path if it is an ordinary file within ``root``, or what is wrong with it.

    ``None`` stands for a link to a folder within ``root``, which is met without it.
    """
    try:
        target = path.resolve(strict=True) if path.is_symlink() else path
        mode = target.stat().st_mode
        if target is not path and not target.is_relative_to(root):
            return UnreadableSource(
                printable(str(path)),
                "this link leads out of the folder",
                "name what it leads to, if you want that too",
            )
        if stat.S_ISDIR(mode):
            return None
        refuse_special(path, mode)
    except RuntimeError:
        return UnreadableSource(
            printable(str(path)), "this link leads to itself", "remove or mend the link"
        )
    except (OSError, ValueError) as error:
        return explain(path, error)
    except ReadingError as error:
        return error
    return path


def _ledger(folder: Path) -> ReadingError:
    return UnreadableSource(
        printable(str(folder)),
        "this folder is a ledger, not a folder of reports",
        "name its folder “evidence” to add its originals to another ledger",
    )

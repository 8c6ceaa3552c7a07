"""Kill a process that adds documents, again and again, and look at what is left.

    python benchmarks/faults.py                                      in SQLite
    python benchmarks/faults.py --database postgresql://user@host/   in PostgreSQL

A process adds invented documents to a ledger and is killed (SIGKILL): at a random moment,
or by itself at a random one of the calls that write. Every time the ledger is verified, and
the next process goes on with it, until all documents are in. Then the ledger must hold what
one holds that nobody disturbed. The reports are made by hand, so that all of the time goes
into the writing. Needs a system that can fork. Exits with 1 if a ledger was harmed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, select, text

from sayso import Act, Actor, ActorType, Attribution, Document, Kind, Naming, Part, Report
from sayso.capture import Capture
from sayso.ledger import Ledger, schema
from sayso.ledger.adding import Addition, Outcome

Told = tuple[Capture, Report]
"""An original, and the report that is said to have been read from it."""

_FIRST = "Mara Idris Joost Linnea Ottoline Pascal Renske Sunniva Tobias Wenna".split()
_LAST = "Quill Abernathy-Voss Ferreira Haldane Kestrel Marchetti Oduya Thornbury".split()
_BODIES = (
    *("Harlow Water Board", "Tolmere Port Authority", "Union of Ferry Crews"),
    *("Ministry of Tides", "Saltmarsh Trust"),
)
_THINGS = (
    *("the lock gates leak", "no ferry sailed on Monday", "the tide tables are wrong"),
    *("nobody asked the crews 🚢", "the letter was “never sent”", "the weir at Örnsund is safe"),
)
_CUES = (("said", Act.ASSERTS), ("denied that", Act.DENIES), ("warned that", Act.WARNS))
_TIMES = frozenset(("added", "at", "read", "undone_at"))
_APART = frozenset(("settings", "custody", "involved"))


def invented(count: int, seed: int = 1) -> list[Told]:
    """Short documents of invented people, each with three attributions."""
    chance = random.Random(seed)
    return [_invented(number, chance) for number in range(count)]


def _invented(number: int, chance: random.Random) -> Told:
    people = chance.sample([f"{one} {two}" for one in _FIRST for two in _LAST], 2)
    said = [(name, chance.choice(_CUES), chance.choice(_THINGS)) for name in people]
    said.append((people[0].split()[-1], chance.choice(_CUES), chance.choice(_THINGS)))
    body = chance.choice(_BODIES)
    told = "".join(f"{who} {cue} {what}. " for who, (cue, _), what in said)
    whole = f"Report {number} of {body}. {told}It rained."
    digest = hashlib.sha256(whole.encode()).hexdigest()
    source = f"reports/{number}.txt"
    document = Document(
        id=digest[:16],
        sha256=digest,
        text=whole,
        source=source,
        media_type="text/plain",
        publisher=body,
        published=f"20{10 + number % 15}-03-{1 + number % 28:02}",
        language="en",
    )
    return Capture(whole.encode(), source), _report(document, people, said)


def _report(
    document: Document, people: Sequence[str], said: Sequence[tuple[str, tuple[str, Act], str]]
) -> Report:
    attributions: list[Attribution] = []
    mentions: dict[int, list[list[int]]] = {0: [], 1: []}
    at = document.text.index(". ") + 2
    for place, (who, (cue, act), what) in enumerate(said):
        offsets = []
        for words in (who, cue, what):
            start = document.text.index(words, at)
            at = start + len(words)
            offsets.append([start, at])
        mentions[place % 2].append(offsets[0])
        source, cued, content = (document.part([one]) for one in offsets)
        actor = f"act-{place % 2 + 1}"
        attributions.append(
            Attribution(
                id=f"a{place + 1}",
                source=source,
                cue=cued,
                content=content,
                kind=Kind.INDIRECT,
                confidence=0.75,
                chain=("narrator", actor),
                actor=actor,
                act=act,
            )
        )
    actors = tuple(
        Actor(
            id=f"act-{place + 1}",
            name=name,
            type=ActorType.PERSON,
            aliases=(name.split()[-1],) if place == 0 else (),
            mentions=document.part(mentions[place]),
        )
        for place, name in enumerate(people)
    )
    end = len(document.text)
    return Report(
        document,
        tuple(attributions),
        actors,
        narration=Part((document.span(end - len("It rained."), end),)),
        names=tuple(Naming(one.id, "narrator", one.name, Part(one.mentions[:1])) for one in actors),
    )


class Prepared:
    """Stands in for extraction: gives reports that were made before."""

    def __init__(self, told: Iterable[Told]) -> None:
        self._reports = {report.document.sha256: report for _, report in told}

    def results(
        self, tasks: Iterable[tuple[Capture, bool]]
    ) -> Iterator[tuple[Capture, Report | None]]:
        """Each original with its report, where one is wanted."""
        for capture, wanted in tasks:
            sha256 = hashlib.sha256(capture.data).hexdigest()
            yield capture, self._reports[sha256] if wanted else None


def adding(ledger: Ledger, told: Sequence[Told]) -> Iterator[Outcome]:
    """Add documents whose reports are known."""
    prepared: Any = Prepared(told)
    addition = Addition(ledger.database, ledger.archive, prepared, weights="made", version="0")
    return addition.run([capture for capture, _ in told])


def contents(ledger: Ledger) -> dict[str, list[str]]:
    """All that a ledger holds but row numbers, times and the custody log, line by line.

    Rows are told by what they say, not by their numbers: two ledgers with the same contents
    answer every question alike. The lists of originals and of words in the index are in it.
    """
    with ledger.database.reading() as connection:
        found = {
            table.name: _rows(connection, table.name)
            for table in schema.metadata.sorted_tables
            if table.name not in _APART
        }
        found["involved"] = _involved(connection)
        found["index"] = _index(connection)
    found["originals"] = sorted(
        f"{one.parent.name}/{one.name} {hashlib.sha256(one.read_bytes()).hexdigest()}"
        for one in ledger.place.evidence.rglob("*")
        if one.is_file()
    )
    return found


def _rows(connection: Connection, name: str) -> list[str]:
    table = schema.metadata.tables[name]
    left_out = _TIMES | ({"id"} if name in ("captures", "statements", "actors") else set())
    columns = [one for one in table.columns if one.name not in left_out]
    return sorted(
        json.dumps(list(row), ensure_ascii=False) for row in connection.execute(select(*columns))
    )


def _involved(connection: Connection) -> list[str]:
    involved, actors, statements = schema.involved, schema.actors, schema.statements
    query = (
        select(statements.c.document, statements.c.place, involved.c.role, actors.c.label)
        .join(actors, actors.c.id == involved.c.actor)
        .join(statements, statements.c.id == involved.c.statement)
    )
    return sorted(json.dumps(list(row)) for row in connection.execute(query))


def _index(connection: Connection) -> list[str]:
    """The words and facets that statements are found by, with their places."""
    statements = schema.statements
    query = select(statements.c.id, statements.c.document, statements.c.place)
    places = {id: f"{document} {place}" for id, document, place in connection.execute(query)}
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, passages, instance)")
        )
        rows = connection.execute(text('SELECT doc, term, col, "offset" FROM temp.words'))
        found = sorted(f"{places[doc]} {term} {col} {at}" for doc, term, col, at in rows)
        connection.execute(text("DROP TABLE temp.words"))
        return found
    rows = connection.execute(text("SELECT statement, words::text FROM passages"))
    return sorted(f"{places[statement]} {words}" for statement, words in rows)


MOMENTS = ("call", "answer", "commit", "committed", "fsync", "fsynced", "rename", "renamed")
"""When a process can kill itself: before and after a call to the database, the end of a
transaction, forcing a file onto the disk, and moving it to its place."""


def die(ledger: Ledger, moment: str, number: int) -> None:
    """Kill this process when a moment has come for the ``number``-th time."""
    left = number

    def come(what: str) -> None:
        nonlocal left
        left -= what == moment
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(act: Callable[..., Any], before: str, after: str) -> Callable[..., Any]:
        def acted(*given: Any, **named: Any) -> Any:
            come(before)
            result = act(*given, **named)
            come(after)
            return result

        return acted

    def called(*_: Any) -> None:
        come("call")

    def answered(*_: Any) -> None:
        come("answer")

    event.listen(ledger.database.engine, "before_cursor_execute", called)
    event.listen(ledger.database.engine, "after_cursor_execute", answered)
    dialect: Any = ledger.database.engine.dialect
    dialect.do_commit = around(dialect.do_commit, "commit", "committed")
    os.fsync = around(os.fsync, "fsync", "fsynced")
    replace: Any = around(Path.replace, "rename", "renamed")
    Path.replace = replace  # type: ignore[method-assign]


def forked(work: Callable[[], object]) -> int:
    """Do something in a process of its own; gives its number."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


@dataclass
class Figures:
    """What the trials came to. ``kills`` counts the moments at which processes died."""

    kills: Counter[str] = field(default_factory=Counter)
    ledgers: int = 0
    strays: int = 0
    whole: list[int] = field(default_factory=list)
    harm: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Trial:
    """Many kills of processes that add the same documents.

    ``fresh`` makes a new ledger and gives its folder; ``each`` is how many kills a ledger
    suffers on the average.
    """

    fresh: Callable[[], Path]
    told: Sequence[Told]
    each: int = 12

    def run(self, kills: int, seed: int = 1, say: Callable[[str], None] = print) -> Figures:
        """Kill so many processes, and count what was harmed."""
        chance = random.Random(seed)
        figures = Figures()
        begun = time.monotonic()
        expected, seconds = self._undisturbed()
        while sum(figures.kills.values()) < kills and not figures.harm:
            folder = self.fresh()
            figures.ledgers += 1
            while sum(figures.kills.values()) < kills and not figures.harm:
                if self._once(folder, chance, seconds, figures):
                    break
            self._completed(folder, expected, figures)
            done = sum(figures.kills.values())
            say(f"{done} kills, {figures.ledgers} ledgers, {len(figures.harm)} harmed")
        figures.seconds = time.monotonic() - begun
        return figures

    def _undisturbed(self) -> tuple[dict[str, list[str]], float]:
        with Ledger.open(self.fresh()) as ledger:
            begun = time.monotonic()
            for _ in adding(ledger, self.told):
                pass
            seconds = time.monotonic() - begun
            return contents(ledger), seconds

    def _once(self, folder: Path, chance: random.Random, seconds: float, figures: Figures) -> bool:
        """Start a process, let it die; gives whether it came to its end before."""
        share = len(self.told) / self.each
        moment = chance.choice((*MOMENTS, *["time"] * len(MOMENTS)))
        often = share * (_CALLS if moment in ("call", "answer") else 1)
        number = chance.randint(1, max(1, round(2 * often)))
        child = forked(partial(self._work, folder, moment, number))
        if moment == "time":
            time.sleep(chance.uniform(0, 2 * seconds / self.each))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            figures.kills[moment] += 1
        elif os.WEXITSTATUS(status):
            figures.harm.append(f"{folder}: a process failed after another was killed")
        self._look(folder, figures)
        return not os.WIFSIGNALED(status)

    def _work(self, folder: Path, moment: str, number: int) -> None:
        with Ledger.open(folder) as ledger:
            if moment != "time":
                die(ledger, moment, number)
            for _ in adding(ledger, self.told):
                pass

    def _look(self, folder: Path, figures: Figures) -> None:
        """See that every document is in the ledger as a whole, or not at all."""
        reports = {report.document.id: report for _, report in self.told}
        with Ledger.open(folder) as ledger:
            faults, _ = ledger.verify()
            strays = [one for one in faults if "adding it was cut off" in one]
            figures.strays += len(strays)
            figures.harm += [one for one in faults if one not in strays]
            documents = [one.id for one in ledger.documents()]
            figures.whole.append(len(documents))
            added = [one.subject[:16] for one in ledger.custody() if one.action == "added"]
            if sorted(documents) != sorted(added):
                figures.harm.append(f"{folder}: documents and custody log differ")
            figures.harm += [
                f"{folder}: {id} is not what was added"
                for id in documents
                if ledger.report(id) != reports[id]
            ]

    def _completed(self, folder: Path, expected: dict[str, list[str]], figures: Figures) -> None:
        with Ledger.open(folder) as ledger:
            for _ in adding(ledger, self.told):
                pass
            faults, _ = ledger.verify()
            figures.harm += faults
            found = contents(ledger)
            figures.harm += [
                f"{folder}: {name} differs from that of an undisturbed ledger"
                for name in expected
                if found[name] != expected[name]
            ]
            if any(ledger.place.incoming.iterdir()):
                figures.harm.append(f"{folder}: something is left where originals arrive")


_CALLS = 40
"""About how many calls to the database a document takes."""


@contextmanager
def databases(address: str, folder: Path) -> Iterator[Callable[[], Path]]:
    """Makes ledgers in new databases of a PostgreSQL server, and deletes these at the end."""
    import psycopg

    server = address.rstrip("/")
    made: list[str] = []

    def command(words: str) -> None:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(words.encode())

    def fresh() -> Path:
        name = f"sayso_faults_{os.getpid()}_{len(made) + 1}"
        command(f"CREATE DATABASE {name} TEMPLATE template0")
        made.append(name)
        Ledger.create(folder / name, f"{server}/{name}").close()
        return folder / name

    try:
        yield fresh
    finally:
        for name in made:
            command(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def files(folder: Path) -> Iterator[Callable[[], Path]]:
    """Makes ledgers in SQLite."""
    number = 0

    def fresh() -> Path:
        nonlocal number
        number += 1
        place = folder / f"ledger-{number}"
        Ledger.create(place).close()
        return place

    yield fresh


def main() -> None:
    """Run the trials, print the figures, and exit with 1 if a ledger was harmed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", metavar="ADDRESS", help="a server, without a database")
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        store = databases(given.database, folder) if given.database else files(folder)
        with store as fresh:
            figures = Trial(fresh, invented(given.documents)).run(given.kills, given.seed)
    _print(figures, given.documents)
    sys.exit(1 if figures.harm else 0)


def _print(figures: Figures, documents: int) -> None:
    print(f"\n{'died at':<12} {'processes':>9}")
    for moment, count in sorted(figures.kills.items()):
        print(f"{moment:<12} {count:>9}")
    print(f"{'all':<12} {sum(figures.kills.values()):>9}\n")
    print(f"ledgers of {documents} documents: {figures.ledgers}, in {figures.seconds:.0f} s")
    print(f"originals without a record after a kill: {figures.strays}")
    print(f"documents lost, cut or doubled: {len(figures.harm)}")
    for line in figures.harm:
        print(f"  {line}")


if __name__ == "__main__":
    main()

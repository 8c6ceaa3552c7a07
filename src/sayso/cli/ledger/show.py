"""``sayso show``: one document, or one actor, with all that the ledger knows of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, RenderableType

from sayso.cli.formats import Format, writer_for
from sayso.cli.ledger.opening import opened, spare
from sayso.cli.ledger.options import ALL, LedgerOption
from sayso.cli.ledger.records import hit, plain
from sayso.cli.ledger.records import person as person_record
from sayso.cli.ledger.screen import show as draw
from sayso.cli.ledger.screen import tell
from sayso.cli.messages import printable
from sayso.cli.options import FormatOption, OutputOption
from sayso.cli.output import Output

if TYPE_CHECKING:
    from sayso.cli.ledger.person import Portrait
    from sayso.ledger import Ledger


def show(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A document's id or SHA-256, or the beginning of one; or an actor's id (who-…).",
            show_default=False,
        ),
    ],
    original: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Write the original's bytes to FILE, or - for standard output."
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(metavar="N", min=0, help="Of an actor's statements, so many; 0 for all."),
    ] = 10,
    format: FormatOption = Format.TERMINAL,
    output: OutputOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Show a document as it was read, or an actor with everything said by and about them."""
    with opened(ledger) as book:
        spare(book, output)
        if original is not None:
            _write_original(book, id, original)
        elif id.startswith("who-"):
            _show_actor(book, id, format, output, limit or ALL)
        else:
            _show_document(book, id, format, output)


def _show_document(ledger: Ledger, id: str, format: Format, output: Path | None) -> None:
    report, met, read = ledger.report(id), ledger.captures(id), ledger.read_by(id)
    with Output(output) as out:
        if format is Format.JSONL:
            from sayso.exporting.jsonl import record

            captures = {"captures": [plain(one) for one in met]}
            tell(out, record(report) | captures | plain(read))
        else:
            if format is Format.TERMINAL:
                from sayso.cli.ledger.origin import origin

                draw(out, lambda console, width: origin(report.document.id, met, read))
            writer = writer_for(format, out)
            out.write(writer.add(report))
            out.write(writer.close())
        out.keep()


def _show_actor(ledger: Ledger, id: str, format: Format, output: Path | None, limit: int) -> None:
    from sayso.cli.ledger.person import portrait

    if format is Format.HTML:
        raise typer.BadParameter("an actor has no page; choose terminal or jsonl")
    one = _portrait(ledger, id, limit)
    with Output(output) as out:
        if format is Format.JSONL:
            tell(out, _record(one))
        else:

            def lines(console: Console, width: int) -> Iterable[RenderableType]:
                return portrait(one, console, width)

            draw(out, lines)
        out.keep()


def _portrait(ledger: Ledger, id: str, limit: int) -> Portrait:
    from sayso.cli.ledger.person import Portrait
    from sayso.ledger import Query

    person = ledger.person(id)
    by = ledger.search(Query(by=person.id), limit=ALL)
    own = {(one.document, one.label) for one in by}
    about = ledger.search(Query(about=person.id), limit=ALL)
    return Portrait(
        person=person,
        documents=ledger.documents(bearing=person.id),
        by=by,
        about=[one for one in about if (one.document, one.label) not in own],
        limit=limit,
    )


def _record(one: Portrait) -> dict[str, object]:
    return person_record(one.person) | {
        "appears_in": [plain(document) for document in one.documents],
        "said_by": [hit(statement) for statement in one.by[: one.limit]],
        "said_about": [hit(statement) for statement in one.about[: one.limit]],
    }


def _write_original(ledger: Ledger, id: str, target: str) -> None:
    path = None if target == "-" else Path(target)
    spare(ledger, path)
    data = ledger.archive.read(ledger.report(id).document.sha256)
    with Output(path) as out:
        if out.is_terminal:
            out.write(_as_text(data))
        else:
            with out.binary() as stream:
                stream.write(data)
        out.keep()


def _as_text(data: bytes) -> str:
    """The bytes as text that cannot act on a terminal."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise typer.BadParameter("the original is no text for a screen; write it to a file")
    return printable(text)

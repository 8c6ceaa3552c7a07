"""``sayso claims`` and ``sayso claim``: what many tell, on how many origins, and who denies it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from sayso.cli.bar import Bar
from sayso.cli.ledger import reckoning as views
from sayso.cli.ledger.actors import Listing
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import Form, FormOption, LedgerOption, LimitOption, WhyOption, most
from sayso.cli.ledger.records import claim as claim_record
from sayso.cli.ledger.records import plain
from sayso.cli.ledger.screen import cut, say, show, tell
from sayso.cli.messages import complain
from sayso.cli.output import Output
from sayso.errors import UnknownRecord

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.claims import Claim
    from sayso.ledger.ruling import Ruled

claims = typer.Typer(
    cls=Listing,
    name="claims",
    help="What several reports tell or deny, and how many origins stand behind it.",
    rich_markup_mode="markdown",
    subcommand_metavar="COMMAND [ARGS]...",
)

IdArgument = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id.")]
PlaceArgument = Annotated[
    int, typer.Argument(metavar="N", min=1, help="A place, as  sayso claim  numbers it.")
]
OtherArgument = Annotated[int, typer.Argument(metavar="M", min=1, help="Another.")]


@claims.command("list")
def list_(
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="Only those that this document tells.")
    ] = None,
    denied: Annotated[
        bool, typer.Option("--denied", help="Only those that somebody denies.")
    ] = False,
    limit: LimitOption = None,
    format: FormOption = Form.TERMINAL,
    ledger: LedgerOption = None,
) -> None:
    """List claims, those of most documents first. `sayso claims` alone does the same.

    They are proposals: `sayso claim ID` shows each with its evidence. The exit status is 1 if
    there are none.
    """
    with opened(ledger) as book, Output(None) as out:
        longest = most(limit, format)
        with Bar(None, "Linking") as bar:
            found = book.claims(
                document=document, denied=denied, limit=longest + 1, progress=bar.reach
            )
        shown, more = found[:longest], len(found) > longest
        if format is Form.JSONL:
            for one in shown:
                tell(out, claim_record(one))
        elif shown:
            show(
                out,
                lambda console, width: cut(views.listed(shown, console, width), longest, more=more),
            )
        if not shown:
            complain("nothing is told in several places, and nothing is denied")
            raise typer.Exit(1)


def claim(id: IdArgument, format: FormOption = Form.TERMINAL, ledger: LedgerOption = None) -> None:
    """Show a claim: who tells it, the reckoning of its origins, who denies it, who was heard."""
    with opened(ledger) as book, Output(None) as out:
        found = _claim(book, id)
        if format is Form.JSONL:
            tell(out, claim_record(found))
        else:
            show(out, lambda console, width: views.whole(found, console, width))


@claims.command()
def apart(
    id: IdArgument,
    one: PlaceArgument,
    other: OtherArgument,
    why: WhyOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Decide that two places are of two origins, whatever the rules say."""
    _origin(ledger, id, one, other, same=False, why=why)


@claims.command()
def together(
    id: IdArgument,
    one: PlaceArgument,
    other: OtherArgument,
    why: WhyOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Decide that two places are of one origin."""
    _origin(ledger, id, one, other, same=True, why=why)


@claims.command()
def join(
    id: IdArgument,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another claim's id.")],
    why: WhyOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Decide that two claims are one."""
    from sayso.ledger.ruling import About

    with opened(ledger) as book:
        found, more = _claim(book, id), _claim(book, other)
        ruled = book.rule(About.CLAIM, _key(found, 1), _key(more, 1), same=True, why=why)
        _told(book, found, ruled)


@claims.command()
def part(
    id: IdArgument, one: PlaceArgument, why: WhyOption = None, ledger: LedgerOption = None
) -> None:
    """Decide that a place does not tell the claim."""
    from sayso.ledger.ruling import About

    with opened(ledger) as book:
        found = _claim(book, id)
        key = _key(found, one)
        others = [teller.key for teller in found.asserts if teller.key != key]
        if not others:
            raise typer.BadParameter("it is the claim's only place")
        ruled = [book.rule(About.CLAIM, other, key, same=False, why=why) for other in others]
        numbers = " ".join(str(each.number) for each in ruled)
        say(
            f"Place {one} is out of {found.id}.",
            f"Decisions {numbers}; see  sayso claims decisions",
        )


@claims.command("no-denial")
def no_denial(
    id: IdArgument,
    one: Annotated[int, typer.Argument(metavar="N", min=1, help="A denial: 2 for d2.")],
    why: WhyOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Decide that what is listed as a denial is none."""
    from sayso.ledger.ruling import About

    with opened(ledger) as book:
        found = _claim(book, id)
        if one > len(found.denies):
            raise UnknownRecord(f"{found.id} has {len(found.denies)} denials; there is no d{one}")
        key = found.denies[one - 1].teller.key
        ruled = [
            book.rule(About.DENIAL, teller.key, key, same=False, why=why)
            for teller in found.asserts
        ]
        say(f"d{one} is no denial of {found.id}.", f"Decision {ruled[-1].number}")


@claims.command()
def decisions(format: FormOption = Form.TERMINAL, ledger: LedgerOption = None) -> None:
    """List what people decided about claims, denials and origins, and what they took back."""
    with opened(ledger) as book, Output(None) as out:
        found = book.rulings()
        if format is Form.JSONL:
            for one in found:
                tell(out, plain(one))
        else:
            show(out, lambda console, width: (Text(_sentence(one)) for one in found))
        if not found and format is Form.TERMINAL:
            complain("nobody has decided anything about claims")


@claims.command()
def undo(
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", help="As  sayso claims decisions  has it.")
    ],
    ledger: LedgerOption = None,
) -> None:
    """Take a decision back; it stays written down."""
    with opened(ledger) as book:
        say(f"Taken back: {_sentence(book.unrule(number))}")


def _origin(
    ledger: Path | None, id: str, one: int, other: int, *, same: bool, why: str | None
) -> None:
    """Decide about the origin of two places of a claim, and tell the new count."""
    from sayso.ledger.ruling import About

    with opened(ledger) as book:
        found = _claim(book, id)
        keys = _key(found, one), _key(found, other)
        _told(book, found, book.rule(About.ORIGIN, *keys, same=same, why=why))


def _claim(book: Ledger, id: str) -> Claim:
    with Bar(None, "Linking") as bar:
        return book.claim(id, progress=bar.reach)


def _key(found: Claim, place: int) -> str:
    if place > len(found.asserts):
        raise UnknownRecord(f"{found.id} has {len(found.asserts)} places; there is no {place}")
    return found.asserts[place - 1].key


def _told(book: Ledger, before: Claim, ruled: Ruled) -> None:
    after = book.claim(before.asserts[0].key)
    say(
        f"{after.id}: {views.told_counts(after)}.",
        f"Decision {ruled.number}; take it back with  sayso claims undo {ruled.number}",
    )


_WORDS = {
    ("claim", True): "tell one claim",
    ("claim", False): "do not tell one claim",
    ("denial", True): "deny one another",
    ("denial", False): "do not deny one another",
    ("origin", True): "are of one origin",
    ("origin", False): "are of two origins",
}


def _sentence(one: Ruled) -> str:
    told = f"{one.number}. {one.one} and {one.other} {_WORDS[one.about.value, one.same]}"
    told += f" ({one.who}, {one.at}" + (f": {one.why}" if one.why else "") + ")"
    return told + (f", taken back by {one.undone_by}, {one.undone_at}" if one.undone_at else "")

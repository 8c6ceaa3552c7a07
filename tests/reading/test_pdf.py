from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import run

import pytest

from sayso.errors import EncryptedPDF, ReadingError, ScannedPDF, UnreadableSource
from sayso.reading.hyphens import Vocabulary, join_lines
from sayso.reading.layout import Page, Piece, paragraphs
from sayso.reading.pdf import PdfText, pdf_text

FIXTURES = Path(__file__).parent / "fixtures"


def data_of(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def read(name: str) -> PdfText:
    return pdf_text(data_of(name), source=name)


def tiny_pdf(content: str, *, info: str = "", pages: int = 1, rotate: int = 0) -> bytes:
    """Write a PDF by hand, the same content on every page."""
    kids = " ".join(f"{5 + number} 0 R" for number in range(pages))
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Rotate {rotate} "
        "/Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[page] * pages,
        f"<< {info} >>",
    ]
    out = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\n"
    return f"{out}startxref\n{start}\n%%EOF\n".encode("latin-1")


def show(text: str, x: float, y: float, size: float = 10) -> str:
    return f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n"


def piece(text: str, y: float, *, left: float = 50, size: float = 10) -> Piece:
    wide = 0.5 * size
    first_word = wide * len(text.split()[0])
    return Piece(text, left, left + wide * len(text), y, size, False, first_word)


class TestTwoColumns:
    def test_reads_the_exact_paragraphs_in_order(self) -> None:
        expected = (FIXTURES / "two_columns.txt").read_text("utf-8").strip().split("\n\n")

        assert read("two_columns.pdf").text.split("\n\n") == expected

    def test_drops_headers_and_page_numbers(self) -> None:
        text = read("two_columns.pdf").text

        assert "Northmoor Review" not in text
        assert "Page" not in text

    def test_reads_what_the_file_says_about_itself(self) -> None:
        found = read("two_columns.pdf")

        assert found.title == "The Bridge That Closed Twice"
        assert found.author == "Mirela Aske"
        assert found.published == "2024-03-14"


def test_a_printed_page_keeps_its_blocks_apart() -> None:
    found = read("printed.pdf")
    blocks = found.text.split("\n\n")

    assert found.title == "Harbour plan sinks in Saltmere"
    assert [block[:24] for block in blocks] == [
        "Harbour plan sinks in Sa",
        "The council of Saltmere ",
        "The wall was to protect ",
        "“A promise is a promise”",
        "The residents’ associati",
        "We were promised a wall.",
        "Ms. Teague’s predecessor",
        "The plan was first publi",
        "A second estimate, by th",
        "The council will discuss",
        "The association has not ",
    ]
    assert blocks[2] == (
        "The wall was to protect four hundred houses. An oceanographer at the university, "
        "Dr. Emeka Lindqvist, called the decision “understandable, and a mistake all the "
        "same,” and said that the flooding of two winters ago would be repeated within the "
        "decade."
    )


class TestErrors:
    @pytest.mark.parametrize(
        ("name", "kind", "message"),
        [
            (
                "encrypted.pdf",
                EncryptedPDF,
                "encrypted.pdf: the PDF asks for a password; save a copy without one and read that",
            ),
            (
                "scanned.pdf",
                ScannedPDF,
                "scanned.pdf: the PDF holds pictures of pages, not text; "
                "add a text layer with `ocrmypdf in.pdf out.pdf` and read out.pdf",
            ),
        ],
    )
    def test_the_line(self, name: str, kind: type[ReadingError], message: str) -> None:
        with pytest.raises(kind) as caught:
            read(name)

        assert str(caught.value) == message

    @pytest.mark.parametrize(
        "data",
        [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 8, data_of("printed.pdf")[:900]],
        ids=["empty", "header", "noise", "cut"],
    )
    def test_damaged_bytes(self, data: bytes) -> None:
        with pytest.raises(UnreadableSource) as caught:
            pdf_text(data, source="report.pdf")

        assert str(caught.value) == (
            "report.pdf: the PDF is damaged; open it in a PDF viewer and save it again"
        )

    def test_a_pdf_without_pages(self) -> None:
        with pytest.raises(UnreadableSource, match=r"^empty\.pdf: "):
            pdf_text(tiny_pdf("", pages=0), source="empty.pdf")

    def test_blank_pages_hold_no_text(self) -> None:
        with pytest.raises(ScannedPDF, match=r"the PDF holds no text; .*ocrmypdf"):
            pdf_text(tiny_pdf("", pages=2), source="blank.pdf")


class TestMetadata:
    @pytest.mark.parametrize(
        ("created", "published"),
        [
            ("D:20190228235959+01'00'", "2019-02-28"),
            ("D:20190228", "2019-02-28"),
            ("2019-02-28T10:00:00Z", "2019-02-28"),
            ("D:20190230", None),
            ("D:2019", None),
            ("D:99991231", None),
            ("last Tuesday", None),
            ("", None),
        ],
    )
    def test_published(self, created: str, published: str | None) -> None:
        data = tiny_pdf(show("A short text.", 50, 300), info=f"/CreationDate ({created})")

        assert pdf_text(data, source="x").published == published

    @pytest.mark.parametrize("title", ["", " ", "untitled", "Microsoft Word - memo.docx", "a.indd"])
    def test_a_title_that_a_program_filled_in_is_none(self, title: str) -> None:
        data = tiny_pdf(show("A short text.", 50, 300), info=f"/Title ({title})")

        assert pdf_text(data, source="x").title is None

    def test_a_short_text_is_text(self) -> None:
        found = pdf_text(tiny_pdf(show("No.", 50, 300)), source="x")

        assert found == PdfText("No.", None, None, None)


class TestPages:
    def test_a_turned_page_reads_as_an_upright_one(self) -> None:
        content = "BT /F 10 Tf 0 1 -1 0 100 50 Tm (First of two lines,) Tj ET\n"
        content += "BT /F 10 Tf 0 1 -1 0 112 50 Tm (and the second.) Tj ET\n"

        assert pdf_text(tiny_pdf(content, rotate=90), source="x").text == (
            "First of two lines, and the second."
        )

    def test_a_stamp_up_the_margin_is_dropped(self) -> None:
        content = show("The only line of the text.", 100, 300)
        content += "BT /F 10 Tf 0 1 -1 0 20 50 Tm (Preprint) Tj ET\n"

        assert pdf_text(tiny_pdf(content), source="x").text == "The only line of the text."

    def test_nothing_that_json_or_a_file_refuses(self) -> None:
        content = show("Before\\000\\001\\002after the control characters", 50, 300)

        text = pdf_text(tiny_pdf(content), source="x").text

        assert not any(ord(c) < 32 for c in text)
        assert "\0" not in text
        text.encode("utf-8")

    def test_threads_may_call_it(self) -> None:
        names = ["two_columns.pdf", "printed.pdf"] * 4
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(read, names))

        assert found == [read(name) for name in names]


class TestParagraphs:
    def test_a_paragraph_goes_on_over_a_page_break_and_a_note(self) -> None:
        first = [
            piece("The committee met twice in May and", 124),
            piece("on both days it refused to publish", 112),
            piece("* Minutes of the committee, part 2.", 96, size=7),
        ]
        second = [piece("the minutes of its own meetings.", 500)]
        pages = [Page(first, 0, 600), Page(second, 0, 600)]

        assert paragraphs(pages) == [
            "The committee met twice in May and on both days it refused to publish "
            "the minutes of its own meetings.",
            "* Minutes of the committee, part 2.",
        ]

    def test_a_repeated_line_in_the_middle_of_pages_stays(self) -> None:
        pages = [
            Page([piece("Question", 300), piece(f"Answer {word}.", 250)], 0, 600)
            for word in ("one", "two", "three")
        ]

        assert " ".join(paragraphs(pages)).count("Question") == 3

    def test_no_pieces_no_paragraphs(self) -> None:
        assert paragraphs([Page([], 0, 600)]) == []


class TestHyphens:
    @pytest.mark.parametrize(
        ("lines", "joined"),
        [
            (["the govern-", "ment fell"], "the government fell"),
            (["the govern\u00ad", "ment fell"], "the government fell"),
            (["a govern\u00adment", "fell"], "a government fell"),
            (["a self-", "inflicted wound"], "a self-inflicted wound"),
            (["a state-", "funded school"], "a state-funded school"),
            (["a state-of-the-", "art bridge"], "a state-of-the-art bridge"),
            (["some twenty-", "six million"], "some twenty-six million"),
            (["Anglo-", "Saxon attitudes"], "Anglo-Saxon attitudes"),
            (["THE GOVERN-", "MENT FELL"], "THE GOVERNMENT FELL"),
            (["in 2019-", "20 it fell"], "in 2019-20 it fell"),
            (["in pre-", "and post-war years"], "in pre- and post-war years"),
            (
                ["a co-operative; the co-", "operative fell"],
                "a co-operative; the co-operative fell",
            ),
            (["the cooperative; a co-", "operative fell"], "the cooperative; a cooperative fell"),
            (["they fell—", "all of them"], "they fell—all of them"),
            (["they fell -", "all of them"], "they fell - all of them"),
        ],
    )
    def test_line_ends(self, lines: list[str], joined: str) -> None:
        assert join_lines(lines, Vocabulary(lines)) == joined

    def test_two_words_of_the_document_keep_their_hyphen(self) -> None:
        vocabulary = Vocabulary(["the paper was", "a trail of"])

        assert join_lines(["a paper-", "trail"], vocabulary) == "a paper-trail"


def test_importing_it_does_not_load_pdfium() -> None:
    code = "import sys, sayso.reading.pdf; sys.exit('pypdfium2' in sys.modules)"

    assert run([sys.executable, "-c", code], check=False).returncode == 0

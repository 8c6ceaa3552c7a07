"""What only a browser can tell; skipped where there is none."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sayso import Report
from sayso.exporting import to_html

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")

MEASURE = """
<script>
addEventListener("load", () => {
  const inner = document.querySelector("iframe").contentDocument;
  const root = inner.documentElement;
  const text = inner.querySelector(".text").textContent;
  document.title = [root.clientWidth, root.scrollWidth, text.length].join(" ");
});
</script>
"""


def dom(page: Path, tmp_path: Path) -> str:
    assert BROWSER is not None
    done = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=3000", "--dump-dom",
         page.as_uri()],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.decode()


def test_a_phone_shows_the_whole_width_and_the_whole_text(
    letter: Report, annotate, tmp_path: Path
) -> None:
    long = annotate("x" * 300 + " word", title="y" * 200, source="z" * 200 + ".html").report()
    inner = re.sub("<meta http-equiv[^>]*>", "", to_html([letter, long]))
    page = tmp_path / "frame.html"
    frame = f'<iframe style="width:360px;height:800px;border:0" srcdoc="{html.escape(inner)}">'
    page.write_text(f"<!DOCTYPE html><title></title>{MEASURE}{frame}</iframe>", encoding="utf-8")
    title = re.search("<title>(.*?)</title>", dom(page, tmp_path))
    assert title
    client, scroll, length = map(int, title[1].split())
    assert scroll <= client <= 360
    assert length == len(letter.text)


@pytest.mark.parametrize("guarded", [True, False])
def test_no_script_runs_under_the_policy(letter: Report, tmp_path: Path, guarded: bool) -> None:
    written = to_html([letter])
    if not guarded:
        written = re.sub("<meta http-equiv[^>]*>", "", written)
    script = "<script>document.documentElement.id = 'ran'</script>"
    page = tmp_path / "page.html"
    page.write_text(written.replace("</body>", f"{script}</body>"), encoding="utf-8")
    ran = 'id="ran"' in dom(page, tmp_path).partition("<head>")[0]
    assert ran is not guarded

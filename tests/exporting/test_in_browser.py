"""What only a browser can tell; skipped where there is none."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

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


SEEN = """
<script>
addEventListener("load", () => {
  const style = (one) => getComputedStyle(one);
  const probe = document.body.appendChild(document.createElement("p"));
  probe.style.backgroundColor = "var(--hit)";
  const numbers = document.querySelectorAll(".entry").length;
  const lit = [];
  for (let n = 1; n <= numbers; n++) {
    const words = [...document.querySelectorAll(`.text .d1-${n}`)];
    if (words.every((one) => style(one).backgroundColor === style(probe).backgroundColor))
      lit.push(n);
  }
  const listed = [...document.querySelectorAll(".entry")].filter((one) => one.offsetHeight)
    .map((one) => Number(one.id.slice(4)));
  const framed = [...document.querySelectorAll(".m")]
    .filter((one) => style(one).getPropertyValue("--frame").trim() !== "transparent")
    .map((one) => one.textContent);
  const shown = [...document.querySelectorAll(".more")].filter((one) => one.offsetHeight)
    .map((one) => one.parentElement.id);
  const folded = !document.querySelector(".actors details").open;
  document.title = JSON.stringify({lit, listed, framed, shown, folded});
});
</script>
"""


def seen(report: Report, target: str, tmp_path: Path) -> dict[str, Any]:
    page = tmp_path / "page.html"
    page.write_text(
        re.sub("<meta http-equiv[^>]*>", "", to_html([report])).replace(
            "</body>", f"{SEEN}</body>"
        ),
        encoding="utf-8",
    )
    title = re.search("<title>(.*?)</title>", dom(page, tmp_path, target))
    assert title
    return json.loads(html.unescape(title[1]))


def dom(page: Path, tmp_path: Path, target: str = "") -> str:
    assert BROWSER is not None
    done = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=3000", "--dump-dom",
         page.as_uri() + (f"#{target}" if target else "")],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.decode()


def test_a_phone_shows_the_whole_width_and_the_whole_text(
    letter: Report, ferry: Report, annotate, tmp_path: Path
) -> None:
    long = annotate("x" * 300 + " word", title="y" * 200, source="z" * 200 + ".html")
    speaker = long.actor("v" * 200, aliases=("w" * 200,), mentions=["x" * 300], unnamed=True)
    long.says("x" * 300, "", "word", "indirect", actor=speaker, target=speaker)
    long.calls(speaker, speaker, "x" * 300)
    inner = re.sub("<meta http-equiv[^>]*>", "", to_html([letter, ferry, long.report()]))
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


def test_nobody_is_chosen_at_first(ferry: Report, tmp_path: Path) -> None:
    found = seen(ferry, "", tmp_path)
    everybody = list(range(1, len(ferry.attributions) + 1))
    assert found == {"lit": [], "listed": everybody, "framed": [], "shown": [], "folded": True}


@pytest.mark.parametrize("target", ["d1-w3", "d1-w3-s7"])
def test_a_chosen_actors_words_are_lit_listed_and_framed(
    ferry: Report, tmp_path: Path, target: str
) -> None:
    found = seen(ferry, target, tmp_path)
    assert found["lit"] == found["listed"] == [6, 7]
    assert "".join(found["framed"]) == "Oskar Venn, a director of the companyHeVenn"
    assert found["shown"] == (["d1-w3"] if target == "d1-w3" else [])


def test_a_folded_actor_unfolds_when_chosen(ferry: Report, tmp_path: Path) -> None:
    found = seen(ferry, "d1-w6", tmp_path)
    assert not found["folded"]
    assert found["framed"] == ["the Government of Castrey"]
    assert len(found["listed"]) == len(ferry.attributions)

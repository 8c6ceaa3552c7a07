"""Fail when the extractor measures worse than the floors pinned in ``floors.json``.

    python benchmarks/gate.py                                 check
    python benchmarks/gate.py --raise                         pin what is better now
    python benchmarks/gate.py --lower NAME --reason "..."     pin one that is worse, and say why

The floors are per cent, named by their place in what ``sayso evaluate --format json``
prints. The gold comes from the folder that SAYSO_CORPORA names; without it nothing is
checked. A floor goes down only with a reason, which stays in the file.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.3
"""How far a figure may lie below its floor: processors round sums differently."""


def main() -> None:
    """Check, raise or lower the floors, and exit with 1 if one does not hold."""
    given = _arguments()
    pinned = json.loads(given.floors.read_text(encoding="utf-8"))
    folder = os.environ.get("SAYSO_CORPORA")
    gold = Path(folder or "") / pinned["gold"]
    if not folder or not gold.exists():
        print(f"accuracy floors: skipped; SAYSO_CORPORA names no folder with {pinned['gold']}")
        return
    measured = _measure(gold, pinned, given.predictions)
    if given.lower:
        _lower(pinned, measured, given.lower, given.reason)
    elif given.raise_:
        pinned["floors"] = {
            name: max(floor, _pin(measured[name])) for name, floor in pinned["floors"].items()
        }
    if given.lower or given.raise_:
        text = json.dumps(pinned, indent=2, ensure_ascii=False)
        given.floors.write_text(text + "\n", encoding="utf-8")
    sys.exit(_check(pinned["floors"], measured))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    change = parser.add_mutually_exclusive_group()
    change.add_argument(
        "--raise", dest="raise_", action="store_true", help="raise each floor to what is measured"
    )
    change.add_argument("--lower", metavar="NAME", help="lower this floor to what is measured")
    parser.add_argument("--reason", help="why the floor has to go down")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors")
    parser.add_argument(
        "--predictions", type=Path, help="check these predictions; the model is not run"
    )
    given = parser.parse_args()
    if bool(given.lower) != bool((given.reason or "").strip()):
        parser.error("--lower NAME and --reason go together")
    return given


def _measure(gold: Path, pinned: Mapping[str, Any], predictions: Path | None) -> dict[str, float]:
    """Run ``sayso evaluate`` as a user would; return the pinned figures in per cent."""
    command = [sys.executable, "-m", "sayso", "evaluate", str(gold), *pinned["options"]]
    command += ["--bootstrap", "0", "--format", "json"]
    if predictions:
        command += ["--predictions", str(predictions)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(done.returncode)
    figures = json.loads(done.stdout)
    return {name: 100 * _figure(figures, name) for name in pinned["floors"]}


def _figure(figures: Any, name: str) -> float:
    try:
        for key in name.split("."):
            figures = figures[key]
        return float(figures)
    except (KeyError, TypeError):
        sys.exit(f"accuracy floors: sayso evaluate prints no figure called {name}")


def _lower(pinned: dict[str, Any], measured: dict[str, float], name: str, reason: str) -> None:
    if name not in pinned["floors"]:
        sys.exit(f"accuracy floors: no floor called {name}; there are {', '.join(measured)}")
    before, after = pinned["floors"][name], _pin(measured[name])
    if after >= before:
        sys.exit(f"accuracy floors: {name} is at {measured[name]:.2f}, not below {before}")
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    pinned["floors"][name] = after
    pinned["lowered"].append(
        {"name": name, "from": before, "to": after, "date": today, "reason": reason.strip()}
    )


def _pin(figure: float) -> float:
    """Round down to one decimal, so that a pinned floor always holds."""
    return math.floor(10 * figure) / 10


def _check(floors: Mapping[str, float], measured: Mapping[str, float]) -> int:
    fallen = 0
    for name, floor in floors.items():
        held = measured[name] >= floor - SLACK
        fallen += not held
        print(f"{name:28} {measured[name]:6.2f}   floor {floor:5.1f}   {'ok' if held else 'BELOW'}")
    print(
        f"accuracy floors: {fallen} of {len(floors)} do not hold"
        if fallen
        else "accuracy floors: all hold"
    )
    return 1 if fallen else 0


if __name__ == "__main__":
    main()

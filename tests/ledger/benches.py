"""``benchmarks/faults.py`` as a module: invented documents, and what a ledger holds."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_FILE = Path(__file__).parents[2] / "benchmarks" / "faults.py"

spec = importlib.util.spec_from_file_location("faults", _FILE)
assert spec
assert spec.loader
faults = importlib.util.module_from_spec(spec)
sys.modules["faults"] = faults
spec.loader.exec_module(faults)

adding = faults.adding
contents = faults.contents
Prepared = faults.Prepared
forked = faults.forked
invented = faults.invented

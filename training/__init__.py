"""How the shipped weights are made. Needs the [train] extra; not part of the wheel."""

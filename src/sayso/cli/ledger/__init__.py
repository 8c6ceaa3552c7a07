"""The commands that work on a ledger, one file each; the library does the work."""

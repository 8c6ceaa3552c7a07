"""Pairs of statements from two reports, labelled: does one deny what the other says."""

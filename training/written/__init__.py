"""Invented texts of many kinds, with their voices and mentions marked by hand."""

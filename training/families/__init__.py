"""Families: passages of different outlets that carry the same words, labelled by reading."""

"""The weights called ``large``, for ``sayso --weights large``: see ``MODEL_CARD.md``."""

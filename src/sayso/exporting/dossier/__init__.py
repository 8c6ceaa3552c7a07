"""A dossier as one self-contained page: claims with their pictures, families, actors, documents."""

from sayso.exporting.dossier.gathering import Dossier, gathered
from sayso.exporting.dossier.page import dossier_page

__all__ = ["Dossier", "dossier_page", "gathered"]

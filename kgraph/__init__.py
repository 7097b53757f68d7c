"""News articles in, an attributed knowledge graph of world politics out."""

__version__ = "0.1.0"

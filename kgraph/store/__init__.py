"""Claims and entities as RDF quads in a dataset on disk, and back."""

from kgraph.store.dataset import Dataset

__all__ = ["Dataset"]

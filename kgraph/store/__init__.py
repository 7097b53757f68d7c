"""Claims and entities as RDF quads in a dataset on disk, and back."""

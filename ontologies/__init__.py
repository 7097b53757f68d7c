"""The files of the ontology, as data of the package."""

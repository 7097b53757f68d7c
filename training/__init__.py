"""The recipe of the language model; not part of the installed package (see README.md)."""

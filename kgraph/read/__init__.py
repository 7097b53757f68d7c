"""First stage: files, folders and standard input become ``Article`` records.

What is read:

- ``.txt``: the file's own text, exactly (line ends as ``\\n``); offsets count in it.
- ``.md``: the same, with its markup; a YAML front matter is cut off and serves as metadata.
- ``.html .htm .xhtml``: the main text, found by trafilatura; offsets count in what was found.
- ``.json`` (an object, or a list of objects), ``.jsonl .ndjson`` (an object a line), ``.csv .tsv`` (a header and rows):
  fields ``text``, and where known ``id title publisher published url``; others are ignored.
- ``-``, and files without a suffix, by what they look like: HTML, JSON, JSON Lines, CSV, else plain text. Standard
  input is read to its end before its first article.
- further suffixes by readers that other packages declare as entry points of the group ``kgraph.readers``, named by
  the suffix: ``pdf = my_package.pdf:read_pdf``, a ``Reader``: ``(Source) -> Iterator[Record | InputError]``.

Control characters other than NUL stay in a text; exporters to formats that forbid them deal with them.
"""

from kgraph.read.batch import read
from kgraph.read.formats import suffixes
from kgraph.read.source import MAX_CODE_POINTS, Reader, Record, Source

__all__ = ["MAX_CODE_POINTS", "Reader", "Record", "Source", "read", "suffixes"]

"""Questions to a dataset in SPARQL: run one safely, or one of the stock questions, and write the answer in a format."""

from kgraph.query.answer import Result, run
from kgraph.query.formats import FORMATS, write
from kgraph.query.questions import StockQuestion, stock, stock_questions

__all__ = ["FORMATS", "Result", "StockQuestion", "run", "stock", "stock_questions", "write"]

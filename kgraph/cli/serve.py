"""``kgraph serve``: the store in a browser, and its SPARQL endpoint."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.options import store_option, traceback_option

_MEGABYTE = 2**20


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The port; 0 for any that is free."
)
@click.option(
    "--token", envvar="KGRAPH_TOKEN", show_envvar=True, metavar="TEXT",
    help="What whoever asks must show; by default nothing at 127.0.0.1, and a new one at any other address.",
)  # fmt: skip
@click.option("--edit", is_flag=True, help="Let people correct entities and claims from the pages (docs/curation.md).")
@click.option("--open", "browse", is_flag=True, help="Open the address in a browser.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=30, show_default=True, metavar="SECONDS",
    help="The time that a query may take.",
)  # fmt: skip
@click.option(
    "--max-rows", type=click.IntRange(min=1), default=1_000_000, show_default=True, metavar="N",
    help="The rows or triples that an answer may have.",
)  # fmt: skip
@click.option(
    "--max-memory", type=click.IntRange(min=64), default=2048, show_default=True, metavar="MB",
    help="The memory that a query may take.",
)  # fmt: skip
@click.option(
    "--max-body", type=click.IntRange(min=1), default=1024, show_default=True, metavar="KB",
    help="The length that a request may have.",
)  # fmt: skip
@store_option
@traceback_option
def command(
    host: str,
    port: int,
    token: str | None,
    edit: bool,
    browse: bool,
    timeout: float,
    max_rows: int,
    max_memory: int,
    max_body: int,
    store: Path,
) -> None:
    """Serve the store to a browser, and to programs as a SPARQL endpoint at /sparql.

    It only reads, unless --edit is given, and answers this machine only, unless another address is given with --host; then whoever asks must
    show a token. A build may change the store meanwhile: its end is noticed. Stop the server with Ctrl-C.
    """
    from kgraph.serve.server import serve, token_for
    from kgraph.serve.settings import Limits, Settings, is_loopback

    limits = Limits(seconds=timeout, rows=max_rows, memory=max_memory * _MEGABYTE, body=max_body * 1024)
    settings = Settings(store, token=token_for(host, token), local=is_loopback(host), edit=edit, limits=limits)

    def on_ready(address: str) -> None:
        click.echo(f"serving {store} at {address} (Ctrl-C stops it)")
        if browse:
            import webbrowser

            webbrowser.open(address)

    serve(settings, host=host, port=port, on_ready=on_ready)
    click.echo("stopped")

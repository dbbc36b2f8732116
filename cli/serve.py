"""`framing serve`."""

from pathlib import Path

import click

from cli.options import models_option, speed_option
from service.server import serve as run_server
from service.settings import Settings


@click.command()
@click.option("--host", default=None, help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), default=None, help="Port to listen on.  [default: 8000]")
@models_option
@speed_option
def serve(host: str | None, port: int | None, folder: Path, speed: str) -> None:
    """Serve the live bundle over HTTP. Other settings: environment variables FRAMING_*, see docs/settings.md.

    Example: framing serve --port 8080
    """
    given = {"host": host, "port": port, "models": folder, "speed": speed if speed != "default" else None}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    click.echo(f"framing serves {settings.models} on http://{settings.host}:{settings.port}", err=True)
    run_server(settings)

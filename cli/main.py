"""`framing`: the group of commands, and how their errors end."""

from typing import Any

import click

from cli.check import check
from cli.corpora import corpora
from cli.devices import devices
from cli.doctor import doctor
from cli.encoder import encoder
from cli.evaluate import evaluate
from cli.models import models
from cli.serve import serve
from cli.tag import tag
from cli.train import train
from framing.errors import FramingError


class _Group(click.Group):
    """Errors made on purpose end with their message and exit code 1, not with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FramingError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="framing")
def main() -> None:
    """Tag statements for framing devices, retrain from labelled CSV, serve it over HTTP.

    Exit codes: 0 done, 1 the data or the gate says no, 2 wrong use.
    """


for command in (serve, tag, check, train, evaluate, models, devices, encoder, corpora, doctor):
    main.add_command(command)

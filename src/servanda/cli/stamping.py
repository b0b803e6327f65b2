"""`timestamp`: requests to time stamp authorities, and checks of what they reply."""

import sys
from pathlib import Path

import click

from servanda.cli.options import LOCAL
from servanda.cli.proving import out_option, write
from servanda.errors import InvalidInputError


@click.group(
    "timestamp", epilog="Example: servanda timestamp request projections/checkpoint > checkpoint.tsq"
)
def timestamp_command() -> None:
    """Have the time of a checkpoint attested (RFC 3161).

    `request` makes what to send to an authority of your choice, by any HTTP client; `check` checks what
    it replied. Nothing here uses the network.
    """


@timestamp_command.command(
    "request", epilog="Example: servanda timestamp request projections/checkpoint > checkpoint.tsq"
)
@click.argument("checkpoint", type=LOCAL)
@out_option
def timestamp_request(checkpoint: Path, out: Path | None) -> None:
    """Make a request to stamp a checkpoint.

    It holds the SHA-256 of the checkpoint's text without its signatures, and nothing else of it. Send it
    by POST as application/timestamp-query; the answer, application/timestamp-reply, is what to keep
    beside the checkpoint. The request need not be kept.
    """
    from servanda.app.stamping import stamped_text
    from servanda.log.timestamps import request

    text = stamped_text(checkpoint)
    if out is None and sys.stdout.isatty():
        msg = "--out is missing; a request is no text that a terminal can show"
        raise InvalidInputError(msg, "Name a file, such as: --out checkpoint.tsq")
    write(out, request(text))


@timestamp_command.command(
    "check", epilog="Example: servanda timestamp check projections/checkpoint checkpoint.tsr --roots tsa.pem"
)
@click.argument("checkpoint", type=LOCAL)
@click.argument("reply", type=LOCAL)
@click.option(
    "--roots",
    required=True,
    type=LOCAL,
    metavar="PEM",
    help="The root certificates that you trust, as the authority publishes them.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def timestamp_check(checkpoint: Path, reply: Path, roots: Path, *, as_json: bool) -> None:
    """Check an authority's reply to a request.

    It says at which time the checkpoint existed at the latest. The authority's certificate has to
    lead to one of the roots and to have been valid at that time, not today. Whether it was revoked
    is not checked.
    """
    from servanda.app.stamping import check_files
    from servanda.cli.printing import print_json, say

    stamp = check_files(checkpoint, reply, roots)
    when = f"{stamp.time:%Y-%m-%d %H:%M:%S}"
    if as_json:
        print_json({**stamp._asdict(), "time": f"{stamp.time:%Y-%m-%dT%H:%M:%SZ}"})
    else:
        say(f"stamped {when} UTC by {stamp.authority} (policy {stamp.policy}, serial {stamp.serial})")

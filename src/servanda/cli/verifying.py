"""`verify`: the log recomputed, and how far that can be trusted."""

from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

import click

from servanda.cli.options import LOCAL, complete_file, ledger_option, to_address
from servanda.errors import FindingError, InvalidInputError
from servanda.log.address import Address

LEVELS = ("structure", "known checkpoint", "signature", "time stamp", "witnesses")
MEANING = {
    "": "Do not rely on it before the findings are explained.",
    "structure": (
        "The log agrees with itself. That finds damage, but not somebody who rewrote all of it: "
        "for that, give a checkpoint that was kept elsewhere (--checkpoint)."
    ),
    "known checkpoint": (
        "No entry up to the checkpoint was changed since it was made. "
        "That is worth as much as the place where the checkpoint was kept."
    ),
    "signature": "The holder of the key vouched for this log up to the checkpoint.",
    "time stamp": "The checkpoint existed at the time of the stamp, as the time stamp authority says.",
    "witnesses": "Witnesses have seen this checkpoint and saw no other log under its name.",
}
NOT_GIVEN = {
    "known checkpoint": "not checked: --checkpoint FILE",
    "signature": "not checked: --key PUBLIC-KEY",
    "time stamp": "not checked: --timestamp FILE --roots PEM",
    "witnesses": "not checked: --key with a witness's public key",
}


class _Checked:
    """What was found at each level; what was not given to check against stands in neither."""

    def __init__(self) -> None:
        self.reached: dict[str, str] = {}
        self.wrong: dict[str, list[str]] = {}

    def holds(self, level: str, told: str) -> None:
        """Something was checked and is right."""
        self.reached[level] = f"{self.reached[level]}, {told}" if level in self.reached else told

    def fails(self, level: str, *findings: str) -> None:
        """Something was checked and is wrong."""
        self.wrong.setdefault(level, []).extend(findings)

    def said(self, level: str) -> str:
        """A level in words."""
        return "WRONG" if level in self.wrong else self.reached.get(level) or NOT_GIVEN[level]

    @property
    def findings(self) -> list[str]:
        """All that is wrong."""
        return [finding for level in LEVELS for finding in self.wrong.get(level, [])]

    @property
    def highest(self) -> str:
        """The highest level reached; empty where anything is wrong."""
        return "" if self.wrong else [level for level in LEVELS if level in self.reached][-1]


class _Given(NamedTuple):
    """What the log is held against."""

    checkpoint: Path | None
    keys: tuple[str, ...]
    timestamp: Path | None
    roots: Path | None


@click.command("verify", epilog="Example: servanda verify --checkpoint projections/checkpoint")
@click.argument("path", required=False, callback=to_address, shell_complete=complete_file)
@click.option(
    "--checkpoint",
    type=LOCAL,
    metavar="FILE",
    help="A checkpoint kept elsewhere, which the log has to extend.",
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="KEY",
    help="A public key, or a file of them, that has to have signed the checkpoint; may be given again.",
)
@click.option(
    "--timestamp",
    type=LOCAL,
    metavar="FILE",
    help="An RFC 3161 reply for the checkpoint.",
)
@click.option(
    "--roots",
    type=LOCAL,
    metavar="FILE",
    help="Certificates (PEM) of time stamp authorities that you trust.",
)
@click.option(
    "--proof",
    type=LOCAL,
    metavar="FILE",
    help="Check this proof instead of a log; no ledger is needed.",
)
@click.option("--log-only", is_flag=True, help="Do not compare the read model with a rebuild.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@ledger_option
def verify_command(
    path: Address | None,
    checkpoint: Path | None,
    keys: tuple[str, ...],
    timestamp: Path | None,
    roots: Path | None,
    proof: Path | None,
    ledger: Address,
    *,
    log_only: bool,
    as_json: bool,
) -> None:
    """Recompute the log; say how far it can be trusted.

    PATH is a published log, a folder or a *.jsonl file; without it the ledger is verified. The levels
    are: structure (the log agrees with itself), known checkpoint, signature, time stamp, witnesses.
    Exit code 1 if anything is wrong.
    """
    given = _Given(checkpoint, keys, timestamp, roots)
    if (timestamp is None) != (roots is None):
        msg = "--timestamp and --roots are given together"
        raise InvalidInputError(msg, "Give the reply, and the certificates that you trust.")
    if proof:
        _verify_proof(proof, given, as_json=as_json)
        return
    if checkpoint is None and (keys or timestamp):
        msg = "--checkpoint is missing; keys and time stamps are about one"
        raise InvalidInputError(msg, "Give the file of the checkpoint.")
    from servanda.app.proving import read_note
    from servanda.log.notes import checkpoint_of

    note = read_note(checkpoint) if checkpoint else None
    known = checkpoint_of(note) if note else None
    verified = _recomputed(path or ledger, [known.size] if known else [], log_only=log_only)
    checked = _Checked()
    if verified.findings:
        checked.fails("structure", *verified.findings)
    else:
        compared = "" if _is_published(path) or log_only else "; the read model is what the log gives"
        checked.holds("structure", f"every entry, number, time and hash agrees{compared}")
    if known and note:
        _against(verified, known, checkpoint, checked)
        _vouched(note, given, checked)
    what = {
        "log": verified.origin,
        "entries": verified.size,
        "root": verified.checkpoint().text().split("\n")[2],
    }
    _report(what, checked, as_json=as_json)


def _against(verified: Any, known: Any, path: Path | None, checked: _Checked) -> None:
    if why := verified.extends(known):
        checked.fails("known checkpoint", f"{path}: {why}")
        return
    covers = "all" if known.size == verified.size else f"the first {known.size}"
    told = f"{path} covers {covers} of the {verified.size} entries"
    if known.origin != verified.origin:
        told += f"; it is of {known.origin}, of which this log is a copy"
    checked.holds("known checkpoint", told)


def _vouched(note: Any, given: _Given, checked: _Checked) -> None:
    """Check what keys and stamps say of a checkpoint."""
    from servanda.app.proving import read_public_keys
    from servanda.log.notes import COSIGNATURE

    for key in [key for one in given.keys for key in read_public_keys(one)]:
        level = "witnesses" if key.kind == COSIGNATURE else "signature"
        try:
            when = key.check(note)
        except FindingError as error:
            checked.fails(level, f"{error.message}. {error.remedy}")
        else:
            at = f" at {when:%Y-%m-%d %H:%M:%S} UTC" if when else ""
            checked.holds(level, f"by {key.name}{at}")
    if given.timestamp and given.roots:
        _stamped(note.text.encode(), given.timestamp, given.roots, checked)


def _stamped(text: bytes, reply: Path, roots: Path, checked: _Checked) -> None:
    from servanda.app.stamping import read_bytes
    from servanda.log.timestamps import check

    try:
        stamp = check(text, read_bytes(reply), read_bytes(roots))
    except FindingError as error:
        checked.fails("time stamp", f"{reply}: {error.message}. {error.remedy}")
    else:
        checked.holds("time stamp", f"{stamp.time:%Y-%m-%d %H:%M:%S} UTC by {stamp.authority}")


def _verify_proof(path: Path, given: _Given, *, as_json: bool) -> None:
    from servanda.app.proving import read_note
    from servanda.log.notes import checkpoint_of
    from servanda.log.proofs import LONGEST, Inclusion, read
    from servanda.log.regular_file import read_file

    content = read_file(path, LONGEST, "a file that `servanda prove` wrote")
    try:
        proof = read(content)
    except InvalidInputError as error:
        raise error.at(str(path)) from None
    stated = checkpoint_of(proof.note)
    checked = _Checked()
    try:
        proof.check()
    except FindingError as error:
        checked.fails("structure", f"{error.message}. {error.remedy}")
    else:
        leads = f"the entry leads to the root of {stated.size} entries"
        begins = f"the log of {stated.size} entries begins with the older one"
        checked.holds("structure", leads if isinstance(proof, Inclusion) else begins)
    if given.checkpoint and checkpoint_of(read_note(given.checkpoint)) == stated:
        checked.holds("known checkpoint", f"{given.checkpoint} is the checkpoint of the proof")
    elif given.checkpoint:
        checked.fails("known checkpoint", f"{given.checkpoint} is another checkpoint than that of the proof")
    _vouched(proof.note, given, checked)
    what: dict[str, Any] = {
        "log": stated.origin,
        "entries": stated.size,
        "root": stated.text().split("\n")[2],
    }
    if isinstance(proof, Inclusion):
        what |= {"entry": f"#{proof.position}", "line": proof.line.decode("utf-8", "replace")}
    else:
        older = checkpoint_of(proof.older)
        what |= {"older entries": older.size, "older root": older.text().split("\n")[2]}
    _report(what, checked, as_json=as_json)


def _recomputed(log: Address, sizes: list[int], *, log_only: bool) -> Any:
    from servanda.app.rebuilding import entry_count
    from servanda.app.verifying import verify_ledger, verify_lines
    from servanda.cli.printing import progress

    if _is_published(log):
        from servanda.app.published_lines import bytes_of

        with progress("Verifying", bytes_of(log)) as done:
            return verify_lines(log, sizes, done)
    with progress("Verifying", entry_count(log)) as done:
        return verify_ledger(log, sizes, done, log_only=log_only)


def _is_published(log: Address | None) -> TypeGuard[Path]:
    return isinstance(log, Path) and (log.is_dir() or log.suffix == ".jsonl")


def _report(what: dict[str, Any], checked: _Checked, *, as_json: bool) -> None:
    from servanda.app.verifying import SHOWN
    from servanda.cli.printing import print_json, say

    findings, highest = checked.findings, checked.highest
    if as_json:
        print_json({**what, "levels": checked.reached, "level": highest or None, "findings": findings})
    else:
        for name, value in what.items():
            say(f"{name:18}{value}")
        say("")
        for level in LEVELS:
            say(f"{level:18}{checked.said(level)}")
        for finding in findings[:SHOWN]:
            say(f"  {finding}")
        if len(findings) > SHOWN:
            say(f"  and {len(findings) - SHOWN} more")
        say("")
        say(f"Level reached: {highest or 'none'}. {MEANING[highest]}")
    if findings:
        count = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
        msg = f"what was checked does not hold: {count}"
        raise FindingError(
            msg, "Compare log, checkpoint and keys with copies that others have; restore a backup if need be."
        )

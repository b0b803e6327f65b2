"""`verify`: the log recomputed, and how far that can be trusted."""

from pathlib import Path
from typing import Any, NamedTuple

import click

from servanda.cli.options import ledger_option
from servanda.errors import FindingError, InvalidInputError

LEVELS = ("structure", "known checkpoint", "signature", "time stamp", "witnesses")
MEANING = {
    "": "Nothing can be said for it.",
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


class _Given(NamedTuple):
    """What the log is held against."""

    checkpoint: Path | None
    keys: tuple[str, ...]
    timestamp: Path | None
    roots: Path | None


@click.command("verify", epilog="Example: servanda verify --checkpoint projections/checkpoint")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--checkpoint",
    type=click.Path(path_type=Path),
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
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="An RFC 3161 reply for the checkpoint.",
)
@click.option(
    "--roots",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Certificates (PEM) of time stamp authorities that you trust.",
)
@click.option(
    "--proof",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Check this proof instead of a log; no ledger is needed.",
)
@click.option("--log-only", is_flag=True, help="Do not compare the read model with a rebuild.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@ledger_option
def verify_command(
    path: Path | None,
    checkpoint: Path | None,
    keys: tuple[str, ...],
    timestamp: Path | None,
    roots: Path | None,
    proof: Path | None,
    ledger: Path,
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
    reached: dict[str, str] = {}
    failed = list(verified.findings)
    if not failed:
        reached["structure"] = "every entry, number, time and hash agrees" + (
            "" if _is_published(path) or log_only else "; the read model is what the log gives"
        )
        if known and note:
            failed += _against(verified, known, checkpoint, reached)
            failed += [] if failed else _vouched(note, given, reached)
    what = {
        "log": verified.origin,
        "entries": verified.size,
        "root": verified.checkpoint().text().split("\n")[2],
    }
    _report(what, reached, failed, as_json=as_json)


def _against(verified: Any, known: Any, path: Path | None, reached: dict[str, str]) -> list[str]:
    if why := verified.extends(known):
        return [f"{path}: {why}"]
    covers = "all" if known.size == verified.size else f"the first {known.size}"
    told = f"{path} covers {covers} of the {verified.size} entries"
    if known.origin != verified.origin:
        told += f"; it is of {known.origin}, of which this log is a copy"
    reached["known checkpoint"] = told
    return []


def _vouched(note: Any, given: _Given, reached: dict[str, str]) -> list[str]:
    """What keys and stamps say of a checkpoint; what is wrong with them."""
    from servanda.app.proving import read_public_keys
    from servanda.log.notes import COSIGNATURE

    failed, signers, witnesses = [], [], []
    for key in [key for one in given.keys for key in read_public_keys(one)]:
        try:
            when = key.check(note)
        except FindingError as error:
            failed.append(f"{error.message}. {error.remedy}")
            continue
        if key.kind == COSIGNATURE and when is not None:
            witnesses.append(f"{key.name} at {when:%Y-%m-%d %H:%M:%S} UTC")
        else:
            signers.append(key.name)
    if signers:
        reached["signature"] = f"by {', '.join(signers)}"
    if given.timestamp and given.roots:
        failed += _stamped(note.text.encode(), given.timestamp, given.roots, reached)
    if witnesses:
        reached["witnesses"] = ", ".join(witnesses)
    return failed


def _stamped(text: bytes, reply: Path, roots: Path, reached: dict[str, str]) -> list[str]:
    from servanda.app.stamping import read_bytes
    from servanda.log.timestamps import check

    try:
        stamp = check(text, read_bytes(reply), read_bytes(roots))
    except FindingError as error:
        return [f"{reply}: {error.message}. {error.remedy}"]
    reached["time stamp"] = f"{stamp.time:%Y-%m-%d %H:%M:%S} UTC by {stamp.authority}"
    return []


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
    reached: dict[str, str] = {}
    failed: list[str] = []
    try:
        checkpoint = proof.check()
        is_entry = isinstance(proof, Inclusion)
        reached["structure"] = (
            f"the entry leads to the root of {checkpoint.size} entries"
            if is_entry
            else f"the log of {checkpoint.size} entries begins with the older one"
        )
        if given.checkpoint:
            if checkpoint_of(read_note(given.checkpoint)) == checkpoint:
                reached["known checkpoint"] = f"{given.checkpoint} is the checkpoint of the proof"
            else:
                failed.append(f"{given.checkpoint} is another checkpoint than that of the proof")
        failed += _vouched(proof.note, given, reached)
    except FindingError as error:
        failed.append(f"{error.message}. {error.remedy}")
    stated = checkpoint_of(proof.note)
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
    _report(what, reached, failed, as_json=as_json)


def _recomputed(path: Path, sizes: list[int], *, log_only: bool) -> Any:
    from servanda.app.rebuilding import entry_count
    from servanda.app.verifying import verify_ledger, verify_lines
    from servanda.cli.printing import progress

    if _is_published(path):
        from servanda.app.published_lines import bytes_of

        with progress("Verifying", bytes_of(path)) as done:
            return verify_lines(path, sizes, done)
    with progress("Verifying", entry_count(path)) as done:
        return verify_ledger(path, sizes, done, log_only=log_only)


def _is_published(path: Path | None) -> bool:
    return path is not None and (path.is_dir() or path.suffix == ".jsonl")


def _report(what: dict[str, Any], reached: dict[str, str], failed: list[str], *, as_json: bool) -> None:
    from servanda.app.verifying import SHOWN
    from servanda.cli.printing import print_json, say

    highest = "" if failed else [level for level in LEVELS if level in reached][-1]
    if as_json:
        print_json({**what, "levels": reached, "level": highest or None, "findings": failed})
    else:
        for name, value in what.items():
            say(f"{name:18}{value}")
        say("")
        for level in LEVELS:
            told = reached.get(level) or (
                "WRONG" if failed and level == "structure" else NOT_GIVEN.get(level, "")
            )
            say(f"{level:18}{told}")
        for finding in failed[:SHOWN]:
            say(f"  {finding}")
        if len(failed) > SHOWN:
            say(f"  and {len(failed) - SHOWN} more")
        say("")
        say(f"Level reached: {highest or 'none'}. {MEANING[highest]}")
    if failed:
        count = "1 finding" if len(failed) == 1 else f"{len(failed)} findings"
        msg = f"the log cannot be trusted as it is: {count}"
        raise FindingError(msg, "Compare it with a copy or a backup.")

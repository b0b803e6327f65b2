"""The end of a review: what was decided, and what becomes of the accepted drafts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from servanda.cli.draft_output import lines_of, print_drafts
from servanda.cli.printing import say
from servanda.cli.recording import write
from servanda.cli.review_page import Page
from servanda.cli.review_session import Check, Session, label, settled
from servanda.cli.review_terminal import QUIT, answer, broken_off, tell
from servanda.domain.decide import Draft
from servanda.errors import ServandaError
from servanda.log.address import Address
from servanda.log.files import creating

WHAT_NEXT = "y record them now · p print them · b back · q quit, write nothing"


def say_outcome(session: Session, page: Page) -> None:
    """Say what was accepted, edited and skipped."""
    edited = sum(item.choice == "accepted" and bool(item.changed) for item in session.items)
    accepted, skipped = session.numbers("accepted"), session.numbers("skipped")
    changed = f" ({edited} of them edited)" if edited else ""
    lines = ["", f"{len(accepted)} accepted{changed}, {len(skipped)} skipped:"]
    for number, item in enumerate(session.items, start=1):
        how = f"accepted, edited {', '.join(sorted(item.changed))}" if item.changed else "accepted"
        lines.append(f"  {number} {label(item.draft)}: {how if item.choice == 'accepted' else 'skipped'}")
    if not accepted:
        lines.append("No draft was accepted; nothing is written.")
    tell(lines, page)


def accepted(session: Session) -> list[Draft]:
    """The accepted drafts, each with its number for messages."""
    return [
        replace(item.draft, place=f"draft {number}")
        for number, item in enumerate(session.items, start=1)
        if item.choice == "accepted"
    ]


def write_drafts(drafts: Sequence[Draft], output: Path | None) -> None:
    """Write the drafts to stdout or to a new file, whole or not at all; ask for another if it cannot be.

    Raises:
        InvalidInputError: the reviewer named no other.
    """
    if output is None:
        print_drafts(drafts)
        return
    lines = lines_of(drafts)
    while True:
        try:
            with creating(output) as half_made:
                half_made.write_bytes(lines.encode())
        except OSError as error:
            say(f"{output} cannot be written: {error.strerror}", err=True)
            output = Path(answer("Another file"))
            continue
        say(f"Wrote {output}; `servanda append {output}` records them.", err=True)
        return


def ask_what_next(session: Session, check: Check, record: Callable[[], None]) -> Session | None:
    """Ask what becomes of the accepted drafts.

    Args:
        session: the review, with everything decided.
        check: whether drafts could be recorded.
        record: records those accepted.

    Returns:
        Where the review goes on; None if the drafts were recorded or printed.

    Raises:
        InvalidInputError: the reviewer quit.
    """
    while True:
        match answer(WHAT_NEXT).strip():
            case "y":
                try:
                    record()
                except ServandaError as error:
                    _say_error(error)
                else:
                    return None
                after, opened = settled(session, check)
                if opened:
                    return after
            case "p":
                print_drafts(accepted(session))
                return None
            case "b":
                return replace(session, at=len(session.items) - 1)
            case "q":
                raise broken_off(QUIT)


def _say_error(error: ServandaError) -> None:
    say(f"servanda: {error.message}", err=True)
    if error.remedy:
        say(f"  {error.remedy}", err=True)


def record_drafts(ledger: Address, drafts: Sequence[Draft], recorded_by: str | None) -> None:
    """Record the drafts as `append` would.

    Raises:
        ServandaError: one of them is refused, or the ledger cannot be written.
    """
    write(ledger, drafts, recorded_by, dry_run=False, as_json=False)

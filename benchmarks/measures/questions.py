"""What a list costs in a large ledger above a small one, and at a moment in the past above now."""

from functools import cache

from measures import children
from measures.children import in_turn, servanda
from measures.figures import Gate, Measure, skipped, times
from measures.ledgers import DAY, Bench, Invented

SIZE, KNOWN_AT = Gate(1.5), Gate(2)
SHOWN = "50"
COMMON, RARE = "networks", "hospitals"
QUESTIONS = (
    ("commitments", "--overdue"),
    ("dialogues",),
    ("show", "SLUG"),
    ("search", COMMON),
    ("search", RARE),
)
MIDDLING = """
    SELECT stream FROM entries WHERE stream IN (SELECT key FROM dialogues)
    GROUP BY stream HAVING min(position) < (SELECT max(position) / 4 FROM entries)
    ORDER BY abs(count(*) - 30), min(position) LIMIT 1
"""
"""Of the dialogues that begin in the first quarter of the log, the first with most nearly thirty entries."""


def measure(bench: Bench) -> list[Measure]:
    """Each question as a process: in the large ledger against the small one, then known-at against now."""
    found = []
    for question in QUESTIONS:
        name = f"`{_named(question)}`"
        if question[0] != "show" and not _has_limit(question[0]):
            found.append(skipped(name, "the command has no `--limit` yet"))
            continue
        found += _asked(bench, question, name)
    return found


def _asked(bench: Bench, question: tuple[str, ...], name: str) -> list[Measure]:
    small, large = (_command(ledger, question) for ledger in (bench.small, bench.large))
    past = [*large, "--known-at", f"#{bench.size // 2}"]
    in_small, in_large, in_past = in_turn(small, large, past, times=bench.runs)
    return [
        times(
            f"{name} in {bench.size:,} entries", in_large, in_small, SIZE,
            f"the same command in {bench.small.size:,}",
        ),
        times(f"{name} `--known-at` the middle of the log", in_past, in_large, KNOWN_AT, "without"),
    ]  # fmt: skip


def _command(ledger: Invented, question: tuple[str, ...]) -> list[str]:
    asked = [_middling(ledger) if word == "SLUG" else word for word in question]
    limit = [] if question[0] == "show" else ["--limit", SHOWN]
    return servanda(*asked, *limit, "--on", DAY, "--ledger", ledger.ledger)


@cache
def _middling(ledger: Invented) -> str:
    ((slug,),) = ledger.ask(MIDDLING)
    return str(slug)


@cache
def _has_limit(command: str) -> bool:
    return "--limit" in children.run(servanda(command, "--help")).out


def _named(question: tuple[str, ...]) -> str:
    return " ".join(question if question[0] == "show" else (*question, "--limit", SHOWN))

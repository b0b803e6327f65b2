"""What a process of the program costs, above one that does nothing but import click."""

import json

from measures import children
from measures.children import in_turn, python, servanda
from measures.figures import Gate, Measure, times
from measures.ledgers import DAY, Bench

READ, APPEND = Gate(1.3), Gate(3.5)
CLICK = '`python -c "import click"`, same interpreter, compiled bytecode'


def measure(bench: Bench) -> list[Measure]:
    """`--help`, a read, and an append."""
    ledger = bench.small.ledger
    ((dialogue, parties, sources),) = bench.small.ask(
        "SELECT key, parties, sources FROM dialogues ORDER BY known_from DESC LIMIT 1"
    )
    click = python("import click")
    reading = servanda("show", dialogue, "--on", DAY, "--ledger", ledger)
    help_, read, imported = in_turn(servanda("--help"), reading, click, times=bench.runs)

    into = bench.store.copy(bench.small.ledger)
    appended, beside = [], []
    for number in range(bench.runs):
        appending = servanda(
            "record", "commitment-made", dialogue, "--occurred", "2025-12-30", "--kind", "discuss",
            "--by", json.loads(parties)[0], "--text", f"Discuss networks, point {number}",
            "--cite", json.loads(sources)[0], "--ledger", into,
        )  # fmt: skip
        appended.append(children.run(appending).seconds)
        beside.append(children.run(click).seconds)
    return [
        times("`--help`", help_, imported, READ, CLICK),
        times("a read: `show` of a dialogue", read, imported, READ, CLICK),
        times("an append: `record`, validated, proven, projected", appended, beside, APPEND, CLICK),
    ]

"""The same record in a file and on a server: the same lines, the same tree, the same rows and answers."""

import random
from contextlib import ExitStack, closing, contextmanager
from datetime import date, timedelta
from itertools import cycle
from unittest.mock import patch

import pytest
from hypothesis import given

from given import TODAY, established, held, made, published
from servanda import audit, queries
from servanda.app.comparable import told
from servanda.app.loading import load
from servanda.app.publishing import publish
from servanda.app.reading import cut_to_public, open_rows
from servanda.app.rebuilding import differences, rebuild
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger
from servanda.errors import ServandaError
from servanda.log import opening
from servanda.log.rows import POSTGRES
from servanda.projections.tables import TABLES
from servanda.queries import AsOf, Filters, lists
from strategies import Clock, fewer, offers, pauses

DAYS = (date(2020, 7, 1), TODAY, date(2030, 1, 1))
WORDS = ("round", "海底", "底ケ", "ful", "memorandum sign", "jp-fr-ict", "京", "full width", "JP", "?")
FILTERS = (
    Filters(party=("JP",), text="round"),
    Filters(body=("mic",), topic="share"),
    Filters(topic="海底"),
)


def offered_to(ledger, clock, offered, paused):
    """What a ledger says to what it refuses; the ids of what it accepts are drawn alike each time."""
    refused = []
    for number, (batch, days) in enumerate(zip(offered, cycle(paused), strict=False)):
        clock.now += timedelta(days)
        with patch("servanda.log.envelope.secrets.randbits", random.Random(number).getrandbits):
            try:
                ledger.record([offer.draft(ledger.log) for offer in batch], "postgres")
            except ServandaError as error:
                refused.append(str(error))
    return refused


def stored(ledger):
    """Everything that a ledger holds, as far as all stores hold the same."""
    with closing(open_rows(ledger)) as rows:
        nodes = rows.execute("SELECT * FROM nodes ORDER BY place").fetchall()
        log = rows.execute("SELECT * FROM stored_events ORDER BY position").fetchall()
        return log, nodes, {name: list(found) for name, found in told(rows, POSTGRES).items()}


def answered(ledger):
    """What is answered of some days, by what was known and what was public."""
    for known_at, public_by in (
        (queries.NOW, None),
        (12, None),
        (queries.NOW, TODAY),
        (12, date(2022, 1, 1)),
    ):
        with closing(open_rows(ledger)) as rows:
            if public_by:
                cut_to_public(rows, known_at, public_by)
            for day in DAYS:
                as_of = AsOf(day, known_at, public_by)
                yield as_of, list(_answers(rows, as_of))


def _answers(rows, as_of):
    for cls in TABLES:
        yield from (queries.select(rows, cls, as_of, filters) for filters in (Filters(), *FILTERS))
    yield from ([*queries.search(rows, words, as_of)] for words in WORDS)
    yield queries.status(rows, as_of)
    yield [*queries.dialogue_overviews(rows, as_of)]
    yield [*queries.commitments(rows, as_of, Filters(dialogue="jp-fr-ict"))]
    yield [*queries.commitments(rows, as_of)]
    yield audit.check(rows, as_of, set(audit.CHECKS) - {"wording"})


@pytest.fixture(scope="session")
def two(tmp_path_factory, postgres):
    """The addresses of two new ledgers, one in a file and one on a server."""
    return lambda: (tmp_path_factory.mktemp("file") / "servanda.db", postgres.at(postgres.database()))


@fewer(13)
@given(offers(), pauses)
def test_both_stores_hold_and_answer_the_same(two, offered, paused):
    """What one refuses the other does, and nothing else; rows and answers are those of the log."""
    clocks, addresses = (Clock(), Clock()), two()
    with ExitStack() as opened, patch.object(lists, "MOST_AT_ONCE", 2):
        refused = [
            offered_to(
                opened.enter_context(closing(Ledger.create(address, "test", clock))), clock, offered, paused
            )
            for address, clock in zip(addresses, clocks, strict=True)
        ]
        in_file, on_server = map(stored, addresses)

        assert refused[0] == refused[1]
        assert in_file == on_server
        assert [] == differences(addresses[1])
        for one, other in zip(*map(answered, addresses), strict=True):
            assert one == other


@contextmanager
def grown(address, offered):
    """A ledger with something recorded in it."""
    clock = Clock()
    with closing(Ledger.create(address, "test", clock)) as ledger:
        offered_to(ledger, clock, offered, [1])
        yield ledger


@pytest.mark.parametrize("order", [1, -1], ids=["from a file to a server", "from a server to a file"])
@fewer(20)
@given(offers())
def test_what_one_publishes_the_other_loads(two, tmp_path_factory, order, offered):
    """Byte for byte: the same lines, the same root, the same rows, and the same files published again."""
    source, target = two()[::order]
    folders = [tmp_path_factory.mktemp("published") for _ in range(2)]
    with grown(source, offered), closing(open_rows(source)) as rows:
        publish(rows, folders[0])
    with closing(Ledger.create(target, "test", Clock())) as ledger:
        load(ledger, folders[0])
    with closing(open_rows(target)) as rows:
        publish(rows, folders[1])

    assert stored(source) == stored(target)
    assert verify_ledger(source) == verify_ledger(target)
    one, other = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert one == other


def test_a_rebuild_on_a_server_gives_the_rows_that_recording_gave(two):
    """Also in the place of rows that were changed by hand."""
    address = two()[1]
    with closing(Ledger.create(address, "test", Clock())) as ledger:
        ledger.record([published(), established(), held(22, topics=["AI"]), made()], "postgres")
    sound = stored(address)
    with closing(opening.connect(address, write=True)) as rows:
        rows.execute("UPDATE commitments SET known_to = 7")
        rows.execute("DELETE FROM meetings_words")
    assert ["words of meetings: differs from the log", "commitments: differs from the log"] == differences(
        address
    )

    rebuild(address)

    assert [] == differences(address)
    assert sound == stored(address)

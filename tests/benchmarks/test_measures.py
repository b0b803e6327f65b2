"""Each measuring function works: tiny ledgers, one run of everything, no time asserted."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import run
from measures import appends, bulk, children, processes, questions, writers
from measures.figures import Gate, Measure, rate, skipped, table, times
from measures.ledgers import Bench
from measures.stores import Scope, store

from servanda.app.comparable import contents
from servanda.log import ledger_file, opening
from servanda.log.address import address
from servanda.log.rows import SQLiteRows
from servanda.log.store import Stored

SIZE = 150
ENTRY = Stored(SIZE + 1, "a-source", 1, "source-published", b'{"data":{"occurred":{"edtf":"2024"}}}')


@contextmanager
def _bench(kind: str) -> Iterator[Bench]:
    # Not in pytest's own folder, which a server that runs as somebody else may not enter.
    with (
        TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder,
        closing(store(kind, Path(folder))) as kept,
    ):
        yield Bench(kept, Path(folder), SIZE, repeat=1, runs=1)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with _bench("sqlite") as bench:
        yield bench


@pytest.fixture(scope="module")
def postgres_bench(postgres) -> Iterator[Bench]:
    """On the server of the tests, which is not durable: nothing here is about time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERVANDA_TEST_POSTGRES", postgres.at("postgres").url)
        with _bench("postgres") as bench:
            yield bench


@pytest.fixture(params=["bench", "postgres_bench"])
def either(request) -> Bench:
    return request.getfixturevalue(request.param)


@pytest.fixture(autouse=True)
def little(monkeypatch):
    """What does not depend on the size is done little as well."""
    monkeypatch.setattr(appends, "ROUNDS", 2)
    monkeypatch.setattr(appends, "APPENDS", 3)
    monkeypatch.setattr(questions, "QUESTIONS", (("show", "SLUG"),))
    monkeypatch.setattr(writers, "COUNTS", (1, 2))
    monkeypatch.setattr(writers, "MOST", 8)


@pytest.mark.parametrize(
    ("module", "gates"),
    [
        (processes, ["≤ 1.3×", "≤ 1.3×", "≤ 3.5×"]),
        (questions, ["≤ 1.5×", "≤ 2×"]),
        (writers, ["≥ 0.8 of one writer's rate, 0 errors"] * 2),
    ],
)
def test_a_group_of_rows_is_measured(bench, module, gates):
    measures = module.measure(bench)
    assert gates == [str(measure.gate) for measure in measures]
    assert all(measure.value and measure.value > 0 for measure in measures)


def test_appends_are_measured(bench):
    assert all(measure.value and measure.value > 0 for measure in appends.measure(bench))


def test_what_goes_over_the_whole_log_is_measured(bench):
    measures = bulk.measure(bench)
    assert all(measure.value and measure.value > 0 for measure in measures)
    peaks = [measure.name for measure in measures if "peak memory" in measure.name]
    verbs = ("load", "rebuild", "verify --log-only", "verify", "publish")
    assert [f"peak memory of `{verb}`" for verb in verbs] == peaks


@pytest.mark.parametrize("scope", Scope)
def test_a_baseline_writes_the_same_rows_and_indexes(either, scope):
    """One that left something out would be too fast."""
    ledger = either.large.ledger
    replay = either.store.replay(ledger, scope)
    assert replay.insert() > 0
    if scope is not Scope.REBUILD:
        assert list(either.store.lines(ledger)) == list(either.store.lines(replay.into))
    if scope is Scope.LOAD:
        nodes = "SELECT * FROM nodes ORDER BY place"
        assert either.store.ask(ledger, nodes) == either.store.ask(replay.into, nodes)
    if scope is not Scope.LOG:
        expected, found = (_read_model(either, at) for at in (ledger, replay.into))
        assert expected["words of commitments"]
        assert expected == found


def _read_model(bench, ledger: str):
    if bench.store.name == "SQLite":
        rows = sqlite3.connect(ledger, factory=SQLiteRows)
    else:
        rows = opening.connect(address(ledger))
    with closing(rows):
        return contents(rows)


def test_raw_appends_and_the_stock_library_work(either):
    with closing(either.store.raw_log(either.large.ledger)) as raw:
        assert raw.insert(ENTRY) > 0
    with closing(appends.Stock(either.store.stock())) as stock:
        assert stock.save(ENTRY) > 0
        assert stock.save(ENTRY) > 0


def test_baselines_in_sqlite_are_as_durable_as_the_ledger(bench):
    with closing(appends.Stock(bench.store.stock())) as stock:
        stock.save(ENTRY)
        datastore = stock._application.recorder.datastore
        with datastore.get_connection(commit=False) as connection:
            theirs = _durability(connection._sqlite_conn)
    with closing(bench.store.raw_log(bench.large.ledger)) as raw:
        plain = _durability(raw._rows)
    with closing(ledger_file.connect(Path(bench.large.ledger), write=True)) as rows:
        assert _durability(rows) == theirs == plain
    assert theirs in {("wal", 2), ("delete", 3)}  # FULL, EXTRA


def _durability(rows: sqlite3.Connection) -> tuple[str, int]:
    (journal,), (synchronous,) = (
        rows.execute(f"PRAGMA {name}").fetchone() for name in ("journal_mode", "synchronous")
    )
    return journal, synchronous


def test_what_a_commit_waits_for_is_said(either):
    assert re.fullmatch(
        r"SQLite \S+, journal (wal, synchronous FULL|delete, synchronous EXTRA)"
        r"|PostgreSQL \S+.*, fsync (on|off), synchronous_commit (on|off)",
        either.store.durability(),
    )


def test_a_writer_counts_its_errors(bench, monkeypatch, capsys):
    """Those who cannot record do not make it look fast."""
    monkeypatch.setattr("sys.stdin", StringIO("begin\nbegin\n"))
    ledger = bench.store.new()
    writers.together(ledger, 1, 2)
    assert 1 == writers.write(ledger, 0, 2)  # its dialogue is established already
    assert "BrokenRuleError" in capsys.readouterr().err


def test_entries_that_are_missing_are_errors(bench, monkeypatch):
    monkeypatch.setattr(writers, "_line", lambda _: "0")  # every writer says that nothing failed
    monkeypatch.setattr(writers, "_tell", lambda writer: writer.kill())
    assert 6 == writers.together(bench.store.new(), 2, 3)[1]


def test_a_figure_is_held_to_its_gate():
    assert "held" == Measure("", 1.3, "", Gate(1.3), "").verdict
    assert "MISSED" == Measure("", 1.31, "", Gate(1.3), "").verdict
    assert "held" == Measure("", 0.4, "", Gate(0.4, at_least=True), "").verdict
    assert "MISSED" == Measure("", 0.39, "", Gate(0.4, at_least=True), "").verdict
    assert "-" == Measure("", 9, "", None, "").verdict
    assert "-" == skipped("", "no server").verdict


def test_figures_are_ratios_of_medians():
    slower = times("", [3, 2, 40], [1, 2, 1], Gate(2), "")
    assert (3.0, "MISSED") == (slower.value, slower.verdict)
    assert "fastest 2.00×" in slower.shown
    half = rate("", 10, [2, 2, 9], [1, 1, 1], Gate(0.4, at_least=True), "")
    assert (0.5, "held") == (half.value, half.verdict)
    assert "5 to 10 entries/s" in half.shown


def test_a_table_goes_between_its_marks_and_nowhere_else(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("a\n<!-- sqlite: begin -->\nold\n<!-- sqlite: end -->\nb\n")
    run.write(readme, "sqlite", table([skipped("x", "y")]))
    text = readme.read_text()
    assert text.startswith("a\n<!-- sqlite: begin -->\n| measure")
    assert text.endswith("|\n<!-- sqlite: end -->\nb\n")
    with pytest.raises(SystemExit, match="no marks"):
        run.write(readme, "postgres", "")


def test_a_child_that_fails_is_told():
    with pytest.raises(children.ChildError, match="ended with 3"):
        children.run(children.python("raise SystemExit(3)"))


def test_memory_is_the_childs_own():
    """Not that of the process that starts it, which here holds more."""
    held = bytearray(150_000_000)
    held[::4096] = b"x" * len(held[::4096])
    small, large = (children.run(children.python(code)).peak for code in ("pass", "x = b'x' * 80_000_000"))
    assert small < 60  # megabytes
    assert large > 80


def test_names_that_do_not_exist_are_refused(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["run.py", "nothing"])
    with pytest.raises(SystemExit):
        run.main()
    assert "there is no 'nothing'" in capsys.readouterr().err

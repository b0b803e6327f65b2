from collections import Counter

from hypothesis import given

from servanda.events.registry import EVENT_TYPES
from strategies import grown, offers


def test_generated_logs_are_varied():
    """The laws are tried on logs of some length that hold nearly every event type."""
    seen: Counter[str] = Counter()
    logs = 0

    @given(offers())
    def count(offered):
        nonlocal logs
        logs += 1
        with grown(offered) as ledger:
            seen.update(entry.type for entry in ledger.log.read())

    count()

    assert len(EVENT_TYPES.keys() - seen.keys()) <= 4
    assert seen.total() > 15 * logs

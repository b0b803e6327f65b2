"""Every fault in short, and the proof that each gate can fail. `make faults` runs them in full."""

import pytest

from faults.run import put_through, there

FAULTS = there()
MUTATIONS = [(name, mutation) for name, fault in FAULTS.items() for mutation in fault.mutations]


@pytest.mark.parametrize("name", FAULTS)
def test_the_gate_holds(name):
    """Whatever is done to the ledger, nothing acknowledged is lost and nothing is answered wrongly."""
    assert [] == put_through(FAULTS[name], FAULTS[name].short).failures


@pytest.mark.parametrize(("name", "mutation"), MUTATIONS)
def test_the_gate_can_fail(name, mutation, tmp_path):
    """With a safeguard taken out of the program, the same gate does not hold."""
    fault = FAULTS[name]

    assert fault.run(tmp_path, fault.short, mutation).failures, f"mutation {mutation} was not noticed"


@pytest.mark.parametrize("name", FAULTS)
def test_every_gate_has_a_mutation(name):
    """A check that cannot fail shows nothing."""
    assert FAULTS[name].mutations

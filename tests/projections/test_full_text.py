"""The full-text index of each store, with texts at the edge of what it takes."""

from contextlib import closing

import pytest

from given import TODAY, established, made
from servanda.app.rebuilding import differences
from servanda.app.recording import Ledger
from servanda.queries import AsOf, search
from strategies import Clock

LONG = 200 * "меморандум"
TEXTS = {
    "a word of more bytes than a lexeme has": (LONG[:1990] + " signed", LONG[:1990]),
    "one of them in Japanese": (900 * "海底", 100 * "海底"),
    "a word that stands there often": (300 * "share " + "results", "results"),
    "what others mean as signs": ("C++ & D:* | 'quoted' !not <-> \\ (a)", "C quoted not d a"),
}


@pytest.fixture(scope="module", params=["file", "server"])
def address(request, tmp_path_factory):
    """The address of a ledger that promises each of the texts."""
    if request.param == "file":
        address = tmp_path_factory.mktemp("ledger") / "servanda.db"
    else:
        postgres = request.getfixturevalue("postgres")
        address = postgres.at(postgres.database())
    with closing(Ledger.create(address, "test", Clock())) as ledger:
        drafts = [established(), *(made(text=text) for text, _ in TEXTS.values())]
        ledger.record(drafts, ledger.log.user or "a recorder")
    return address


@pytest.mark.parametrize("which", TEXTS)
def test_a_text_is_found_whatever_its_words(address, which):
    """Each is recorded, and found by what stands in it."""
    number = 1 + list(TEXTS).index(which)
    with closing(Ledger.open(address)) as ledger:
        found = [hit.record.key for hit in search(ledger.log.rows(), TEXTS[which][1], AsOf(TODAY))]
    assert f"jp-fr-ict/{number}" in found


def test_the_index_is_that_of_a_rebuild(address):
    """Also where a word was cut or a place not kept."""
    assert [] == differences(address)

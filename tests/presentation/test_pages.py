"""The published pages: pure functions from what was asked of the log to file contents."""

import json
from dataclasses import replace
from datetime import date

import pytest

from servanda.domain.inference import Inferred, Missing
from servanda.domain.records import Dialogue, Meeting, Source
from servanda.domain.standing import KnownRound
from servanda.events.window import Window
from servanda.presentation.facts import dialogue_facts
from servanda.presentation.pages import ALONE, WORLD, Cited, Origin, Published, pages, region
from servanda.presentation.visible import visible
from servanda.queries import DialogueView

SLUG = "jp-fr-ict"
DIALOGUE = Dialogue(
    entries=(2,),
    slug=SLUG,
    title="Talks | on <ICT>",
    titles={"en": "Talks | on <ICT>"},
    kind="consultations",
    parties=("JP", "FR"),
    leads=("MIC",),
    established=Window("../2023-11-09"),
    named=Window("../2023-11-09"),
)
MEETING = Meeting(
    entries=(3,), dialogue=SLUG, round="22", ordinal=22, state="held", when=Window("2023-11-09")
)
SOURCE = Source(
    entries=(1,),
    slug="mic-22",
    title="Results",
    titles={"en": "Results"},
    publisher="MIC",
    language="en",
    kind="press-release",
    url=None,
    sha256=None,
    published=Window("2023-11-14"),
    dialogues=(SLUG,),
)


def view(dialogue=DIALOGUE):
    names = [(dialogue.title, Window("../2023-11-09"))]
    inferred = Inferred((), None, (), None)
    return DialogueView(dialogue, date(2023, 11, 14), names, [MEETING], [], [], inferred)


def published(dialogue=DIALOGUE, note=None):
    origin = Origin(3, "meeting-held", (Cited("mic-22", "1. Summary", 10, 20),), note)
    return Published(
        "example", date(2025, 2, 3), 3, {SLUG: view(dialogue)}, {"mic-22": SOURCE}, {SLUG: [origin]}
    )


def test_files():
    """There is an index, the open commitments, and a page and a JSON file for each dialogue."""
    files = pages(published())
    assert {
        "README.md",
        "commitments.md",
        f"dialogues/{SLUG}.md",
        f"dialogues/{SLUG}.json",
    } == set(files)
    assert SLUG == json.loads(files[f"dialogues/{SLUG}.json"])["slug"]
    assert {"\n"} == {content[-1] for content in files.values()}


def test_what_is_inferred_stands_apart():
    """A page says under a heading of its own what is inferred; where nothing is, it has no such heading."""
    gap = Missing((23,), _round(22, "2023-11-09"), _round(24, "2025-01"))
    inferred = view()._replace(inferred=Inferred((gap,), None, (), None))
    lines = pages(published()._replace(views={SLUG: inferred}))[f"dialogues/{SLUG}.md"].splitlines()

    start = lines.index("## Inferred, not recorded")

    assert [
        "",
        "- The 23rd round is not in the log, but the 22nd round and the 24th round are: held in the time "
        "between, from 2023-11-09 to 2025-01-31 (#122, #124).",
        "- When the next round is to be expected cannot be inferred: no interval is known.",
        "",
        "## Sources",
    ] == lines[start + 1 : start + 6]
    concluded = view(replace(DIALOGUE, state="concluded", ended=Window("2024"), ended_in=9))
    page = pages(published()._replace(views={SLUG: concluded}))[f"dialogues/{SLUG}.md"]
    assert "Inferred" not in page


def _round(ordinal, when):
    return KnownRound(str(ordinal), ordinal, "held", Window(when), 100 + ordinal)


def test_a_page_rests_on_its_entries():
    """A page says for which day it is, and shows each entry with its passage."""
    page = pages(published(note="Read twice."))[f"dialogues/{SLUG}.md"]
    assert "entry #3, worked out for 2025-02-03" in page
    assert "| #3 | meeting-held | `mic-22`, 1. Summary, 10-20 | Read twice. |" in page
    assert "| 22nd | 2023-11-09 | held |" in page


@pytest.mark.parametrize("name", ["README.md", f"dialogues/{SLUG}.md"])
def test_a_title_is_no_markup(name):
    """What a title holds cannot break a table or become a tag."""
    page = pages(published(note="<b>\nend | x"))[name]
    assert "Talks \\| on \\<ICT\\>" in page
    assert not [line for line in page.splitlines() if "<ICT>" in line or "<b>" in line]


def test_an_address_is_no_markup():
    """Nor can the address of a source, which may hold any character but spaces."""
    source = replace(SOURCE, url="https://example.org/><img/src=x>")
    files = pages(published()._replace(sources={"mic-22": source}))
    assert "<img" not in files[f"dialogues/{SLUG}.md"]


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        (("JP", "FR"), "Europe"),
        (("JP", "FR", "DE"), "Europe"),
        (("JP", "FR", "KR"), WORLD),
        (("JP",), ALONE),
        (("ITU",), WORLD),
    ],
)
def test_region(parties, expected):
    """A dialogue belongs to the region that its parties beside the common one share."""
    assert expected == region(replace(DIALOGUE, parties=parties), "JP")


def test_facts_of_a_dialogue():
    """What a dialogue is, who takes part, until when somebody looked, and how it ended if it did."""
    ended = replace(DIALOGUE, state="succeeded", successor="jp-fr-digital", ended=Window("2024-12"))
    facts = dict(dialogue_facts(view(ended)))
    assert ("JP, FR", "by 2023-11-09", "2023-11-14") == (
        facts["parties"],
        facts["established"],
        facts["looked until"],
    )
    assert "succeeded by jp-fr-digital, 2024-12" == facts["state"]


def test_no_file_hides_anything():
    """A hidden character is shown on a page, and escaped in JSON, where it is read back."""
    title = "Talks\u202e\x1b[31m\u200b"
    files = pages(published(replace(DIALOGUE, title=title, titles={"en": title}), note="a\u2028\x9b"))

    assert all(content == visible(content) for content in files.values())
    assert "# Talks⟨U+202E⟩⟨U+001B⟩\\[31m⟨U+200B⟩" in files[f"dialogues/{SLUG}.md"]
    assert title in json.loads(files[f"dialogues/{SLUG}.json"]).values()

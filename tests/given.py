"""Given these entries, when this is recorded, then that: the rules of the domain as sentences.

    given(established(), made()).when(fulfilled(1, "2024-06")).then(commitment(1, state="fulfilled"))
    given(established(), held(22)).when(held(22)).refused("held already (#2")

No database: `Ledger` keeps its entries in a list. The constructors draft events of the dialogue
`jp-fr-ict` between Japan and France; they fill in every required field, so that a test names
only what it is about. An entry is addressed by its position, `"#2"`, as on the command line.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from servanda.domain.decide import Decided, Draft, decide
from servanda.domain.entry import Entry
from servanda.domain.records import Commitment, Dialogue, Meeting, Record
from servanda.domain.timeline import Timeline
from servanda.errors import ServandaError, nearest
from servanda.events.window import Window

DIALOGUE = "jp-fr-ict"
SOURCE = "mic-2023-11-14"
TODAY = date(2025, 6, 30)


def _drafts(type_: str, subject: str = DIALOGUE, /, **usual: Any) -> Callable[..., Draft]:
    """A constructor: its positional arguments are the usual fields in order; None leaves one out."""

    def construct(*values: Any, subject: str = subject, **named: Any) -> Draft:
        data = usual | dict(zip(usual, values, strict=False)) | named
        if isinstance(data.get("ref"), int):
            data["ref"] = f"{subject}/{data['ref']}"
        return Draft(type_, subject, {name: value for name, value in data.items() if value is not None})

    return construct


_NAMED = {"titles": {"en": "ICT Consultations"}}
_BETWEEN = {"kind": "consultations", "parties": ["JP", "FR"], "leads": ["MIC"]}
_MADE = {"text": "Share results of trials", "kind": "cooperate", "by": ["JP"]}
_GRADE = {"assessor": "OECD", "scale": "0-5", "score": "3"}

published = _drafts("source-published", SOURCE, occurred="2023-11-14", **_NAMED)
established = _drafts("dialogue-established", occurred="2010-04-01", **_NAMED, **_BETWEEN)
renamed = _drafts("dialogue-renamed", occurred="2020-04-01", titles={"en": "Digital Dialogue"})
membership = _drafts("membership-changed", occurred="2020-04-01")
paced = _drafts("cadence-agreed", occurred="2020-04-01")
gave_way = _drafts("dialogue-succeeded", occurred="2024-04-01", by="jp-fr-digital")
concluded = _drafts("dialogue-concluded", occurred="2024-04-01")
looked = _drafts("coverage-checked", through="2025-02-01", occurred="2025-02-03")
scheduled = _drafts("meeting-scheduled", round=22, occurred="2023-06-01", when="2023-11")
rescheduled = _drafts("meeting-rescheduled", round=22, occurred="2023-07-01", when="2024-02")
cancelled = _drafts("meeting-cancelled", round=22, occurred="2023-08-01")
held = _drafts("meeting-held", round=22, occurred="2023-11-09")
adopted = _drafts("outcome-adopted", title="Statement", occurred="2023-11-09", kind="joint-statement")
made = _drafts("commitment-made", occurred="2023-11-09", **_MADE)
reaffirmed = _drafts("commitment-reaffirmed", ref=1, occurred="2024-03-01")
amended = _drafts("commitment-amended", ref=1, occurred="2024-03-01", strength="soft")
moved = _drafts("commitment-rescheduled", ref=1, occurred="2024-03-01", due="2026")
progressed = _drafts("progress-reported", ref=1, occurred="2024-03-01", text="Trials begun")
fulfilled = _drafts("commitment-fulfilled", ref=1, occurred="2024-06-14")
withdrawn = _drafts("commitment-withdrawn", ref=1, occurred="2024-06-14")
superseded = _drafts("commitment-superseded", ref=1, occurred="2024-06-14", by_ref="jp-fr-ict/2")
reopened = _drafts("commitment-reopened", ref=1, occurred="2025-01-15")
disputed = _drafts("commitment-disputed", ref=1, occurred="2025-01-15", text="Nothing was shared")
assessed = _drafts("commitment-assessed", ref=1, occurred="2025-01-15", **_GRADE)
voided = _drafts("entry-voided", entry="#2", reason="recorded twice")


def corrected(entry: str, subject: str = DIALOGUE, /, **changes: Any) -> Draft:
    """The correction of an entry; a field changed to None is taken out of it."""
    return Draft("entry-corrected", subject, {"entry": entry, "reason": "misread", "changes": changes})


def _records(kind: type[Record], key: str) -> Callable[..., tuple[type[Record], str, dict[str, Any]]]:
    """A constructor of what some fields of a record are to be; a window as its EDTF text."""
    return lambda *about, **fields: (kind, key.format(*about), fields)


dialogue = _records(Dialogue, DIALOGUE)
meeting = _records(Meeting, f"{DIALOGUE} {{}}")
commitment = _records(Commitment, f"{DIALOGUE}/{{}}")


class Ledger(list[Entry]):
    """What the log holds (`servanda.domain.decide.Known`), in memory."""

    def stream(self, slug: str) -> list[Entry]:
        return [entry for entry in self if entry.stream == slug]

    def timeline(self, slug: str) -> Timeline:
        return Timeline(self.stream(slug))

    def stream_of(self, entry_id: str) -> str | None:
        return next((entry.stream for entry in self if entry.id == entry_id), None)

    def mentioned_in(self, slug: str) -> list[str]:
        named = {slug, *(entry.id for entry in self if entry.stream == slug)}
        return [entry.stream for entry in self if any(name in str(entry.event.data()) for name in named)]

    def suggest(self, slug: str) -> str:
        return nearest(slug, {entry.stream for entry in self})

    def record(self, *drafts: Draft, today: date = TODAY) -> list[Decided]:
        """Decide drafts as one batch and keep their events as entries."""
        decided = decide(self, [_resolved(draft) for draft in drafts], today)
        for position, item in enumerate(decided, start=len(self) + 1):
            self.append(Entry(position, entry_id(position), item.subject, item.event))
        return decided


def entry_id(position: int) -> str:
    """The id that `Ledger` gives to the entry at a position."""
    return f"00000000-0000-7000-8000-{position:012x}"


def _resolved(draft: Draft) -> Draft:
    named = {name: draft.data[name] for name in {"entry", "through"} & draft.data.keys()}
    ids = {name: entry_id(int(text[1:])) for name, text in named.items() if text.startswith("#")}
    return Draft(draft.type, draft.subject, draft.data | ids, draft.place)


class given:  # noqa: N801  it begins a sentence
    """A ledger in which each draft was recorded by itself, the first as #1; then, what comes of a batch."""

    def __init__(self, *drafts: Draft) -> None:
        self.ledger = Ledger()
        self.decided = [decided for draft in drafts for decided in self.ledger.record(draft)]
        self.error: ServandaError | None = None

    def when(self, *drafts: Draft, today: date = TODAY) -> "given":
        """Record drafts as one batch on the day ``today``."""
        try:
            self.decided, self.error = self.ledger.record(*drafts, today=today), None
        except ServandaError as error:
            self.error = error
        return self

    def then(self, *expected: tuple[type[Record], str, dict[str, Any]]) -> "given":
        """Assert that the batch was accepted and that the records now are as expected."""
        if self.error:
            raise self.error
        state = Timeline(self.ledger.stream(DIALOGUE)).state
        for kind, key, fields in expected:
            found = {name: getattr(state.get((kind, key)), name, None) for name in fields}
            actual = {name: str(it) if isinstance(it, Window) else it for name, it in found.items()}
            assert actual == fields, f"{key}: expected {fields}, found {actual}"
        return self

    def refused(self, *match: str, kind: type[ServandaError] = ServandaError) -> None:
        """Assert that the batch was refused with an error that says each of these texts."""
        assert isinstance(self.error, kind), f"{kind.__name__} expected, {self.error!r} raised"
        assert all(text in str(self.error) for text in match), f"{match} expected in: {self.error}"

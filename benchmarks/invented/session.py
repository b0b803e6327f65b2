"""A recording session: one document is taken, and what it tells of a dialogue is recorded."""
# ruff: noqa: PLR2004  chances

from typing import TYPE_CHECKING

from invented.lives import MOST, Data, Life, Told
from invented.vague import Written, day, happened
from invented.vocabulary import NOTES, TOPICS, agencies, common, even

if TYPE_CHECKING:
    from random import Random

SOURCES = ("press-release", "joint-statement", "news", "web-page", "report")


class Session:
    """A session while it is being recorded: the document it takes and how much it has told."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.random: Random = life.stage.random
        self.first = life.version
        self.source: str | None = None
        self.round: Written | None = None
        """When the round was held of which it tells, once it has told so."""
        self._since = life.floor

    def when(self) -> tuple[Written, int]:
        """A window for the next thing told, and its first day: after earlier sessions, in order.

        What is told of a round is told as of the day of the round.
        """
        life, random = self.life, self.random
        if self.round:
            return self.round, life.day
        since = max(self._since, life.day - 2 - int(90 * random.random()))
        happened_on = min(since + 1 + int((life.day - since) * random.random() / 2), life.day)
        written, first = happened(random, happened_on, self._since)
        self._since = first
        return written, first

    @property
    def room(self) -> int:
        """How many more entries it may tell."""
        return MOST - (self.life.version - self.first)

    def told(self, type_: str, data: Data, *, mendable: bool = True) -> str:
        """Record an entry with its citation; its id."""
        random = self.random
        if self.source is not None:
            data["citations"] = self.citations(self.source)
        if random.random() < 0.12:
            data["note"] = common(random, NOTES)
        entry = self.life.add(type_, data)
        if mendable:
            self.life.told.append(Told(entry, self.life.slug, type_, data))
        return entry

    def citations(self, source: str) -> list[Data]:
        """Where a source says so: mostly one passage, with its heading, its position, its hash."""
        random = self.random
        found: list[Data] = []
        start = int(random.random() * 4_000)
        for _ in range(2 if random.random() < 0.12 else 1):
            citation: Data = {"source": source}
            if random.random() < 0.6:
                citation["locator"] = f"{1 + int(random.random() * 8)}. {common(random, TOPICS).en}"
            if random.random() < 0.8:
                end = start + 20 + int(random.random() * 280)
                citation |= {"start": start, "end": end, "sha256": f"{random.getrandbits(256):064x}"}
                start = end + 1
            if citation not in found:
                found.append(citation)
        return found

    def publish(self) -> None:
        """Take a document: a new one, or now and then a survey that many dialogues cite."""
        life, random = self.life, self.random
        if life.stage.surveys and random.random() < 0.08:
            self.source = even(random, life.stage.surveys)
            return
        life.published = max(life.published + 1, life.day + int(random.random() * 9))
        party = even(random, life.parties)
        publisher = even(random, agencies(party))
        title = f"{even(random, ('Results of', 'Outcome of', 'Statement on', 'News of the'))} "
        title += f"{life.topic.en} {life.kind.en}, {life.project}"
        data: Data = {
            "occurred": happened(random, life.published, life.published - 20)[0],
            "titles": {"en": title},
            "publisher": publisher,
            "language": "en",
            "kind": common(random, SOURCES),
            "sha256": f"{random.getrandbits(256):064x}",
            "dialogues": [life.slug],
        }
        if party == "JP" or random.random() < 0.15:
            data |= {"titles": {"ja": f"{life.topic.ja}{life.kind.ja}の結果について"}, "language": "ja"}
        if random.random() < 0.06 and life.stage.dialogues[-1] != life.slug:
            data["dialogues"] = [life.slug, life.stage.dialogues[-1]]
        self.source = f"{party.lower()}-{day(life.published)}-{life.slug}"
        entry = life.stage.write(self.source, 1, "source-published", data)
        if random.random() < 0.5:
            life.told.append(Told(entry, self.source, "source-published", data))

"""How well the drafter does, measured against annotations made by hand (`docs/annotation.md`).

    python tests/drafting/score.py [--documents FOLDER] [--misses]

The documents in `tuned/` are those that the rules were tuned on, with the press releases of the real
record where a folder holds them; those in `held-back/` were not looked at, and their misses are not
listed unless `--held-back-misses` asks for it.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from servanda.documents.drafting import Drafted, Proposal, draft
from servanda.documents.origin import language_of, published_in
from servanda.events.window import Window

HERE = Path(__file__).parent
OVERLAP = 0.5


@dataclass
class Counts:
    """True and false finds and misses."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        whole = self.precision + self.recall
        return 2 * self.precision * self.recall / whole if whole else 0.0


@dataclass
class Share:
    """How many of some values are right; for those that are not, whether something wrong was said."""

    right: int = 0
    of: int = 0
    silently_wrong: int = 0

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else 1.0

    def add(self, expected: object, found: object) -> bool:
        self.of += 1
        self.right += expected == found
        self.silently_wrong += expected != found and found not in (None, [], "", ())
        return expected == found


@dataclass
class Score:
    """The figures of a set of documents, with the list of misses."""

    commitments: dict[str, Counts] = field(
        default_factory=lambda: {name: Counts() for name in ("firm", "all", "next-meeting")}
    )
    shares: dict[str, Share] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    documents: int = 0
    seconds: list[float] = field(default_factory=list)

    def share(self, name: str) -> Share:
        return self.shares.setdefault(name, Share())


def gold_files(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The documents of a folder with their annotations."""
    for path in sorted(folder.glob("*.json")):
        yield (
            path.with_suffix(".txt").read_bytes().decode(),
            json.loads(path.read_text("utf-8")) | {"name": path.stem},
        )


def real_files(documents: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The press releases of the real record, found by their hash in a folder that is not the project's."""
    by_hash = (
        {sha256(path.read_bytes()).hexdigest(): path for path in documents.iterdir()}
        if documents.is_dir()
        else {}
    )
    for path in sorted((HERE / "documents").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        if found := by_hash.get(gold["sha256"]):
            yield found.read_bytes().decode(), gold | {"name": path.stem}


def publication(text: str, gold: dict[str, Any]) -> date | None:
    """The publication day: given where the document does not state it, else read."""
    if gold["given_published"]:
        return date.fromisoformat(gold["published"])
    return published_in(text, (), language_of(text) or "en")


def drafted(text: str, gold: dict[str, Any]) -> Drafted:
    """What the drafter makes of a document; one whose day it does not find is asked for, as of a user."""
    day = publication(text, gold) or date.fromisoformat(gold["published"])
    return draft(text, day, language_of(text) or "en")


def score(files: Iterator[tuple[str, dict[str, Any]]]) -> Score:
    """Draft every document and compare."""
    total = Score()
    for text, gold in files:
        before = time.perf_counter()
        found = drafted(text, gold)
        total.seconds.append(time.perf_counter() - before)
        total.documents += 1
        _document(total, text, gold, found)
    return total


def _document(total: Score, text: str, gold: dict[str, Any], draft: Drafted) -> None:
    name = gold["name"]
    day = publication(text, gold)
    if not total.share("published").add(gold["published"], day and day.isoformat()):
        total.misses.append(f"{name}: PUBLISHED {gold['published']} read as {day}")
    _fields(total, name, gold, draft)
    expected = [(*_span(text, one), one) for one in gold["commitments"]]
    found = draft.of("commitment-made")
    matched = _matched(expected, found)
    for i, (start, end, one) in enumerate(expected):
        said = _shown(text, start, end)
        if i in matched:
            _pair(total, name, one, found[matched[i]], said, gold)
        elif not one.get("optional"):
            _count(total, one, "missed")
            total.misses.append(f"{name}: MISSED {one['kind']} {one['strength']}: {said}")
    for number, proposal in enumerate(found):
        if number not in matched.values():
            data, rule = proposal.data, proposal.evidence[0].how
            _count(total, data, "wrong")
            said = _shown(text, *proposal.passage)
            total.misses.append(f"{name}: FALSE {data['kind']} {data['strength']} ({rule}): {said}")


def _matched(expected: list[tuple[int, int, dict[str, Any]]], found: list[Proposal]) -> dict[int, int]:
    """Which of the proposals found each expected commitment is, by their positions; each at most once."""
    matched: dict[int, int] = {}
    for number, proposal in enumerate(found):
        places = [
            (one["kind"] == proposal.data["kind"], -i)
            for i, (start, end, one) in enumerate(expected)
            if i not in matched and _overlap(proposal.passage, (start, end)) >= OVERLAP
        ]
        if places:
            matched[-max(places)[1]] = number
    return matched


def _count(total: Score, one: dict[str, Any], what: str) -> None:
    groups = {"all": True, "firm": one["strength"] == "firm", "next-meeting": one["kind"] == "next-meeting"}
    for name in (name for name, counts in groups.items() if counts):
        counts = total.commitments[name]
        setattr(counts, what, getattr(counts, what) + 1)


def _pair(
    total: Score, name: str, one: dict[str, Any], proposal: Proposal, said: str, gold: dict[str, Any]
) -> None:
    data = proposal.data
    if not one.get("optional"):
        total.commitments["all"].right += 1
        _in_groups(total, name, one, data, said)
    if not total.share("kind").add(one["kind"], data["kind"]):
        total.misses.append(f"{name}: KIND {one['kind']} read as {data['kind']}: {said}")
    total.share("strength").add(one["strength"], data["strength"])
    parties = set(gold["dialogue"]["parties"])
    by = set(one["by"]) or parties
    if not total.share("by").add(by, set(data.get("by", [])) or parties):
        total.misses.append(f"{name}: BY {sorted(by)} read as {data.get('by')}: {said}")
    due, read = one.get("due"), (data.get("due") or {}).get("edtf")
    if not total.share("due").add(_bounds(due), _bounds(read)):
        total.misses.append(f"{name}: DUE {due} read as {read}: {said}")
    if due is not None:
        total.share("due where stated").add(_bounds(due), _bounds(read))


def _in_groups(total: Score, name: str, one: dict[str, Any], data: dict[str, Any], said: str) -> None:
    """Count a commitment found among the firm ones and the next meetings, if either side has it there."""
    for group, key in (("firm", "strength"), ("next-meeting", "kind")):
        hits = (one[key] == group, data[key] == group)
        if any(hits):
            what = "right" if all(hits) else "missed" if hits[0] else "wrong"
            counts = total.commitments[group]
            setattr(counts, what, getattr(counts, what) + 1)
            if not all(hits):
                total.misses.append(f"{name}: {key.upper()} {one[key]} read as {data[key]}: {said}")


def _fields(total: Score, name: str, gold: dict[str, Any], draft: Drafted) -> None:
    meeting = gold["meeting"] or {}
    found = next((p for p in draft.proposals if p.type in ("meeting-held", "meeting-scheduled")), None)
    data = found.data if found else {}
    held = "occurred" if meeting.get("type") == "meeting-held" else "when"
    read = {
        "language": (gold["language"], draft.language),
        "title": (_words(gold["title"] or ""), _words(found_title(draft))),
        "parties": (_sorted(gold["dialogue"]["parties"]), _sorted(draft.parties)),
        "dialogue name": (_words(gold["dialogue"]["name"]), _words(draft.name)),
        "meeting type": (meeting.get("type"), found.type if found else None),
        "meeting day": (_bounds(meeting.get("when")), _bounds((data.get(held) or {}).get("edtf"))),
        "ordinal": (meeting.get("round"), data.get("round") if isinstance(data.get("round"), int) else None),
        "format": (meeting.get("format"), data.get("format")),
        "place": (_words(meeting.get("place") or ""), _words(data.get("place") or "")),
        "country": (meeting.get("country"), data.get("country")),
        "level": (meeting.get("level"), data.get("level")),
        "hosts": (_sorted(meeting.get("hosts")), _sorted(data.get("hosts"))),
        "cadence": (bool(gold.get("cadence")), bool(draft.of("cadence-agreed"))),
        "outcomes": (len(gold.get("outcomes") or []), len(draft.of("outcome-adopted"))),
        "renamed": (bool(gold.get("renamed")), bool(draft.of("dialogue-renamed"))),
    }
    for key, (expected, value) in read.items():
        if not total.share(key).add(expected, value):
            total.misses.append(f"{name}: {key.upper()} {expected} read as {value}")


def found_title(draft: Drafted) -> str:
    """The title of the source as drafted."""
    return next(iter(draft.source.data["titles"].values()))


def _sorted(codes: Iterable[str] | None) -> list[str]:
    return sorted(set(codes or ()))


def _shown(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())[:150]


def _span(text: str, one: dict[str, Any]) -> tuple[int, int]:
    passage = one["passage"]
    if isinstance(passage, dict):
        return passage["start"], passage["end"]
    start = text.index(passage)
    return start, start + len(passage)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    both = max(min(a[1], b[1]) - max(a[0], b[0]), 0)
    return both / (max(a[1], b[1]) - min(a[0], b[0]))


def _bounds(edtf: str | None) -> object:
    return None if not edtf else (Window(edtf).earliest, Window(edtf).latest)


def _words(text: str) -> str:
    return " ".join(text.replace("–", "-").replace("’", "'").lower().split()).removeprefix("the ")


def table(scores: dict[str, Score]) -> str:
    """The figures as a Markdown table."""
    sets = list(scores.values())
    rows = [["measure", *(f"{name} ({one.documents})" for name, one in scores.items())]]
    for group in ("firm", "all", "next-meeting"):
        counts = [one.commitments[group] for one in sets]
        cells = [f"P {c.precision:.2f} R {c.recall:.2f} F1 {c.f1:.2f}" for c in counts]
        rows.append([f"commitments, {group}", *cells])
    names = dict.fromkeys(name for one in sets for name in one.shares)
    rows += [[name, *(_cell(name, one.share(name)) for one in sets)] for name in names]
    rows.append(["slowest document", *(f"{max(one.seconds, default=0) * 1000:.0f} ms" for one in sets)])
    head, *rest = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, "|---|" + "---|" * len(scores), *rest])


def _cell(name: str, share: Share) -> str:
    tells = name.startswith("due") or name == "meeting day"
    wrong = f", {share.silently_wrong} silently wrong" if tells else ""
    return f"{share.value:.2f} ({share.right}/{share.of}{wrong})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=HERE.parents[1].parent / "shared" / "sources")
    parser.add_argument("--misses", action="store_true", help="list the misses of the documents tuned on")
    parser.add_argument("--held-back-misses", action="store_true")
    given = parser.parse_args()
    scores = {
        "real": score(real_files(given.documents)),
        "tuned": score(gold_files(HERE / "tuned")),
        "held back": score(gold_files(HERE / "held-back")),
    }
    scores = {name: one for name, one in scores.items() if one.documents}
    sys.stdout.write(table(scores) + "\n")
    for name, one in scores.items():
        if given.held_back_misses if name == "held back" else given.misses:
            sys.stdout.write(_listed(name, one))


def _listed(name: str, score: Score) -> str:
    """The misses of a set of documents, with how many there are of each kind."""
    kinds = Counter(miss.split(": ")[1].split()[0] for miss in score.misses)
    return f"\n{name}: {dict(kinds)}\n" + "\n".join(score.misses) + "\n"


if __name__ == "__main__":
    main()

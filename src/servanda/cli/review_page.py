"""A draft under review as it is shown: its passage, its fields with the words they were read from, doubts."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from servanda.cli.review_fields import Field, fields_of, typed
from servanda.cli.review_session import Item, Refusal, Session
from servanda.documents.drafting import Evidence, Traced
from servanda.documents.undertakings.verdict import Verdict
from servanda.events.window import Window
from servanda.presentation.dates import plain
from servanda.presentation.table import pad, width, wrap
from servanda.presentation.visible import one_line, visible

Emphasis = Callable[[str], str]
INDENT = "  "
LONGEST_WORDS = 100
"""Characters of the words of the source that are shown beside a value."""
MOST_WORDS = 4
AROUND = 30
"""Characters on either side of words that stand outside the passage."""
LONG = 30
"""Columns; words of the source that take more, and are the value itself, are not shown twice."""
_DIGITS = 12


class Page:
    """Shows the items of one document.

    Args:
        text: the document as read.
        trace: its sentences, with what the rules said of them.
        columns: the width of the terminal.
        emphasis: makes a text stand out.
    """

    def __init__(self, text: str, trace: Sequence[Traced], columns: int, emphasis: Emphasis = str) -> None:
        self._text = text
        self._trace = {(one.start, one.end): one for one in trace}
        self._columns = max(columns, 20)
        self._emphasis = emphasis

    def lines(self, session: Session, refused: Refusal | None) -> Iterator[str]:
        """The present item of a review, and why it could not be recorded as it stands."""
        item = session.present
        yield ""
        yield self._emphasis(self._heading(session))
        yield from self._passage(item)
        yield ""
        yield from self._fields(item)
        remarks = [f"Doubt: {one}" for one in item.doubts]
        ledger = "Ledger, as it was proposed" if item.changed else "Ledger"
        remarks += [f"{ledger}: {one.about}: {one.why}" for one in item.implied]
        if refused:
            remarks.append(f"Would be refused: {refused.message}")
            remarks += [f"  {refused.remedy}"] if refused.remedy else []
        for remark in remarks:
            yield from self.said(remark)
        yield ""

    def said(self, line: str) -> list[str]:
        """A line of talk, wrapped; it keeps its indentation, and what is wrapped gets more."""
        words = line.lstrip(" ")
        indent = line[: len(line) - len(words)]
        first, *rest = wrap(one_line(words), self._columns - len(indent + INDENT))
        return [indent + first, *(indent + INDENT + part for part in rest)]

    def _heading(self, session: Session) -> str:
        decided = {"open": "", "accepted": ", accepted", "skipped": ", skipped"}[session.present.choice]
        said = f"{session.at + 1} of {len(session.items)} · {session.present.draft.type}{decided} "
        return said + "─" * (self._columns - width(said))

    # The passage

    def _passage(self, item: Item) -> Iterator[str]:
        if item.proposal.locator:
            yield from self.said(f"Under the heading: {item.proposal.locator}")
        start, end = self.span(item)
        spans = [(one.start, one.end) for one in item.proposal.evidence if one.field != "passage"]
        if item.proposal.passage != (start, end):
            spans.append(item.proposal.passage)
        for line in marked(self._text, (start, end), spans, self._columns - len(INDENT), self._emphasis):
            yield INDENT + line
        if verdict := self._verdict(item):
            yield from self.said(f"Taken by the rule “{verdict.rule}”: {verdict.why}.")

    def _verdict(self, item: Item) -> Verdict | None:
        """Why the sentence of a commitment was taken; one that promises a meeting may be taken twice."""
        traced = self._trace.get(item.proposal.passage)
        if traced is None or item.proposal.type != "commitment-made":
            return None
        besides = traced.besides
        return besides if besides and besides.kind == item.proposal.data["kind"] else traced.chosen

    def span(self, item: Item) -> tuple[int, int]:
        """The sentence in which the passage stands, or else the lines."""
        start, end = item.proposal.passage
        for begins, ends in self._trace:
            if begins <= start and end <= ends:
                return begins, ends
        after = self._text.find("\n", end)
        return self._text.rfind("\n", 0, start) + 1, len(self._text) if after < 0 else after

    # The fields

    def _fields(self, item: Item) -> Iterator[str]:
        fields = [field for field in fields_of(item.draft.type) if typed(field, item.draft)]
        broad = max(width(field.name) for field in fields)
        for field in fields:
            before = f"{field.number:>2} {pad(field.name, broad)}  "
            first, *rest = wrap(one_line(self._value(item, field)), max(self._columns - len(before), 20))
            yield before + first
            yield from (" " * len(before) + line for line in rest)

    def _value(self, item: Item, field: Field) -> str:
        value = self._shown(item, field)
        if field.key in item.changed:
            return f"{value}  ← changed"
        words = self._words(item, field.key)
        if width(words) > LONG and words.strip("“”") in value:
            words = "as written"
        return f"{value}  ← {words}" if words else value

    def _shown(self, item: Item, field: Field) -> str:
        """A value for people: as it would be typed, but for hashes, dates and what is said elsewhere."""
        value, words = item.draft.data.get(field.key), typed(field, item.draft)
        match field.option and field.option.field:
            case "sha256":
                return f"{words[:_DIGITS]}…"
            case "citations":
                return "; ".join(map(_cited, value or ()))
            case "note" if words == " ".join(item.doubts):
                return "what is doubtful, as below"
        if field.option and field.option.form == "window" and isinstance(value, dict):
            return _dated(value, quoted=field.key in item.changed)
        return words

    def _words(self, item: Item, key: str) -> str:
        found = [one for one in item.proposal.evidence if one.field == key and one.end > one.start]
        said = list(dict.fromkeys(self._quoted(one, self.span(item)) for one in found))
        more = f", and {len(said) - MOST_WORDS} more" if len(said) > MOST_WORDS else ""
        return ", ".join(said[:MOST_WORDS]) + more

    def _quoted(self, evidence: Evidence, span: tuple[int, int]) -> str:
        """The words a value was read from; those outside the passage with what stands around them."""
        words = _cut(" ".join(self._text[evidence.start : evidence.end].split()))
        if span[0] <= evidence.start and evidence.end <= span[1]:
            return f"“{words}”"
        before = self._text[max(evidence.start - AROUND, 0) : evidence.start].rpartition("\n")[2]
        after = self._text[evidence.end : evidence.end + AROUND].partition("\n")[0]
        if not before.strip() and not after.strip():
            return f"“{words}”"
        return f"“{words}” in “…{before}{words}{after}…”"


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}…"


def _cited(citation: dict[str, Any]) -> str:
    passage = f", {citation['start']}-{citation['end']}" if "start" in citation else ""
    return f"{citation['source']}{passage}"


def _dated(value: dict[str, str], *, quoted: bool) -> str:
    """A window in plain words, with its EDTF where that is not the same."""
    said = plain(Window.of(value))
    words = f", “{value['words']}”" if quoted and value.get("words") else ""
    return f"{said}{words}" if said == value["edtf"] else f"{said} ({value['edtf']}){words}"


def marked(
    text: str, span: tuple[int, int], spans: Sequence[tuple[int, int]], columns: int, emphasis: Emphasis
) -> list[str]:
    """A part of a text, wrapped, in which the given spans stand out; hidden characters are shown.

    Args:
        text: the whole text.
        span: where the part begins and ends.
        spans: what is to stand out, in the same count.
        columns: the width.
        emphasis: makes words stand out.
    """
    shown: list[tuple[str, bool]] = []
    for at in range(*span):
        stands_out = any(start <= at < end for start, end in spans)
        if text[at].isspace():
            if shown and shown[-1][0] != " ":
                shown.append((" ", stands_out))
        else:
            shown += [(character, stands_out) for character in visible(text[at])]
    whole = "".join(character for character, _ in shown)
    lines, at = [], 0
    for line in wrap(whole, columns):
        at = whole.index(line, at)  # a break takes the place of a space
        lines.append(_emphasised(shown[at : at + len(line)], emphasis))
        at += len(line)
    return lines


def _emphasised(characters: Sequence[tuple[str, bool]], emphasis: Emphasis) -> str:
    line, run, before = "", "", False
    for character, stands_out in characters:
        if stands_out != before:
            line, run = line + (emphasis(run) if before and run else run), ""
        run, before = run + character, stands_out
    return line + (emphasis(run) if before and run else run)

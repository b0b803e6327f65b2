"""What differs between two answers: learned between two states of the log, or happened between two days."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from servanda.audit.fields import Changed, changed
from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Record, Source
from servanda.log.rows import Rows
from servanda.queries import AsOf, Filters, commitments, entries, entry, one, select


class Difference(NamedTuple):
    """A record that is not the same in both answers.

    Attributes:
        before: the record in the first answer; None if it was not there.
        after: the record in the second one; None if it is there no more.
        fields: in which they differ; the standing of a commitment counts as one.
        entries: what made the difference: entries that are new, and corrections and voids.
    """

    before: Record | None
    after: Record | None
    fields: tuple[Changed, ...]
    entries: tuple[int, ...]

    @property
    def record(self) -> Record:
        """The record, as it is last."""
        found = self.after or self.before
        assert found is not None, "one of the two is there"  # noqa: S101
        return found


def difference(rows: Rows, before: AsOf, after: AsOf, scope: str | None = None) -> list[Difference]:
    """The records that differ, of everything, of one dialogue, or one commitment.

    Args:
        rows: the read model.
        before: the earlier point, in the log or in the world.
        after: the later one.
        scope: slug of a dialogue, or address of a commitment.
    """
    mended = _mended_between(rows, before.known_at, after.known_at)
    first, second = _all(rows, before, scope), _all(rows, after, scope)
    found = []
    for key in dict.fromkeys((*second, *first)):
        old, new = first.get(key), second.get(key)
        fields = changed(old and old.record, new and new.record)
        if old and new and old.standing != new.standing:
            fields = (Changed("standing", old.standing, new.standing), *fields)
        if fields:
            found.append(
                Difference(old and old.record, new and new.record, fields, _entries(old, new, mended))
            )
    return sorted(found, key=lambda one: _place(one.record))


class _Answer(NamedTuple):
    record: Record
    standing: str | None = None
    rests_on: tuple[int, ...] = ()


def _all(rows: Rows, as_of: AsOf, scope: str | None) -> dict[tuple[str, str], _Answer]:
    return {
        (type(answer.record).__name__, answer.record.key): answer for answer in _answers(rows, as_of, scope)
    }


def _answers(rows: Rows, as_of: AsOf, scope: str | None) -> Iterator[_Answer]:
    slug, _, number = (scope or "").partition("/")
    of_dialogue = Filters(dialogue=slug or None)
    for seen in commitments(rows, as_of, of_dialogue):
        if not number or seen.commitment.ref == scope:
            # How certain a standing is, and how near its due date, is no change of it.
            plain = replace(seen.standing, tentative=False, due_soon=False)
            yield _Answer(seen.commitment, str(plain), plain.entries)
    if number:
        return
    if slug:
        dialogue = one(rows, Dialogue, slug, as_of)
        yield from [_Answer(dialogue)] if dialogue else []
    else:
        yield from (_Answer(record) for cls in (Source, Dialogue) for record in select(rows, cls, as_of))
    for cls in (Meeting, Outcome):
        yield from (_Answer(record) for record in select(rows, cls, as_of, of_dialogue))


def _mended_between(rows: Rows, first: int, second: int) -> dict[int, list[int]]:
    """By entry the corrections and voids recorded after the first position, up to the second.

    A void of a correction or of a void is about the entry that this one was about.
    """
    found: dict[int, list[int]] = {}
    for line in entries(rows, after=first, known_at=second):
        about = line
        while about.mends:
            about = entry(rows, about.mends)
        if about is not line:
            found.setdefault(about.position, []).append(line.position)
    return found


def _entries(old: _Answer | None, new: _Answer | None, mended: dict[int, list[int]]) -> tuple[int, ...]:
    before = (*old.record.entries, *old.rests_on) if old else ()
    after = (*new.record.entries, *new.rests_on) if new else ()
    mends_ = [mend for position in {*before, *after} for mend in mended.get(position, ())]
    return tuple(sorted({*after} - {*before} | {*mends_}))


def _place(record: Record) -> tuple[bool, str, int, int, str]:
    """Sources first, then each dialogue: itself, its commitments, its meetings, its outcomes."""
    order = (Source, Dialogue, Commitment, Meeting, Outcome).index(type(record))
    slug = record.key if isinstance(record, (Source, Dialogue)) else getattr(record, "dialogue", "")
    number = getattr(record, "ordinal" if isinstance(record, Meeting) else "number", None)
    return (not isinstance(record, Source), slug, order, number or 0, record.key)

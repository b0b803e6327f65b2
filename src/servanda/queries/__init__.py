"""The questions: the only place where the day asked about and what was known meet the rows.

Standard library only: reading commands import neither pydantic nor eventsourcing.
"""

from servanda.queries.as_of import NOW, AsOf, known_at
from servanda.queries.entries import (
    EntryLine,
    entries,
    entry,
    mends,
    mentioned_in,
    named_position,
    position_of,
    require_stream,
    require_type,
)
from servanda.queries.evidence import evidence, evidence_of
from servanda.queries.filters import Filters
from servanda.queries.records import (
    Hit,
    dialogue,
    known_names,
    meeting,
    one,
    require_kind,
    search,
    select,
    unknown,
    versions,
)
from servanda.queries.standings import OVERDUE, PAST_DUE, STANDINGS, Seen, commitment, commitments
from servanda.queries.views import DialogueView, Overview, Status, dialogue_overviews, dialogue_view, status

__all__ = [
    "NOW",
    "OVERDUE",
    "PAST_DUE",
    "STANDINGS",
    "AsOf",
    "DialogueView",
    "EntryLine",
    "Filters",
    "Hit",
    "Overview",
    "Seen",
    "Status",
    "commitment",
    "commitments",
    "dialogue",
    "dialogue_overviews",
    "dialogue_view",
    "entries",
    "entry",
    "evidence",
    "evidence_of",
    "known_at",
    "known_names",
    "meeting",
    "mends",
    "mentioned_in",
    "named_position",
    "one",
    "position_of",
    "require_kind",
    "require_stream",
    "require_type",
    "search",
    "select",
    "status",
    "unknown",
    "versions",
]

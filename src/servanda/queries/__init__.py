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
)
from servanda.queries.evidence import evidence, evidence_of
from servanda.queries.filters import Filters
from servanda.queries.lists import select, walk
from servanda.queries.names import known_names, require_kind, require_stream, require_type, unknown, was_ever
from servanda.queries.records import dialogue, meeting, one, versions
from servanda.queries.search import Hit, newest, search
from servanda.queries.standings import (
    OVERDUE,
    PAST_DUE,
    STANDINGS,
    Seen,
    Sought,
    commitment,
    commitments,
    each_commitment,
)
from servanda.queries.views import (
    DialogueView,
    Group,
    Overview,
    Status,
    dialogue_overviews,
    dialogue_view,
    status,
)

__all__ = [
    "NOW",
    "OVERDUE",
    "PAST_DUE",
    "STANDINGS",
    "AsOf",
    "DialogueView",
    "EntryLine",
    "Filters",
    "Group",
    "Hit",
    "Overview",
    "Seen",
    "Sought",
    "Status",
    "commitment",
    "commitments",
    "dialogue",
    "dialogue_overviews",
    "dialogue_view",
    "each_commitment",
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
    "newest",
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
    "walk",
    "was_ever",
]

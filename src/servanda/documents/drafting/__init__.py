"""From a text to proposals: the source, the dialogue, its meeting, and what was undertaken there."""

from servanda.documents.drafting.drafted import Drafted, Evidence, NotUnderstood, Proposal, Traced
from servanda.documents.drafting.drafter import draft, draft_sections

__all__ = ["Drafted", "Evidence", "NotUnderstood", "Proposal", "Traced", "draft", "draft_sections"]

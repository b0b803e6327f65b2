"""The state of one stream while it is folded: its records by kind and key."""

from servanda.domain.records import Commitment, Dialogue, Meeting, Record, meeting_key
from servanda.errors import BrokenRuleError, UnknownNameError, nearest
from servanda.events.values import Round

Key = tuple[type[Record], str]


class State(dict[Key, Record]):
    """Records of a stream; the questions that the rules ask of them."""

    def put(self, *records: Record) -> None:
        """Take over what a step of the fold returned."""
        for record in records:
            self[type(record), record.key] = record

    @property
    def dialogue(self) -> Dialogue:
        """The dialogue of this stream.

        Raises:
            BrokenRuleError: nothing has established it, at this point in effective order.
        """
        for (kind, _), record in self.items():
            if kind is Dialogue and isinstance(record, Dialogue):
                return record
        msg = "the dialogue is not established at that date"
        raise BrokenRuleError(
            msg, "A dialogue begins with dialogue-established, which nothing may precede in effective order."
        )

    def meeting(self, round_: Round) -> Meeting | None:
        """The meeting of a round, if it is known."""
        found = self.get((Meeting, meeting_key(self.dialogue.slug, round_)))
        return found if isinstance(found, Meeting) else None

    def commitment(self, ref: str) -> Commitment:
        """A commitment that was made.

        Raises:
            UnknownNameError: it was not, at this point in effective order.
        """
        found = self.get((Commitment, ref))
        if isinstance(found, Commitment):
            return found
        made = [key for kind, key in self if kind is Commitment]
        msg = f"commitment {ref} has not been made at that date"
        raise UnknownNameError(
            msg, nearest(ref, made) or "A commitment is made before anything else befalls it."
        )

    def commitments(self) -> list[Commitment]:
        """All commitments made so far, in the order of their making."""
        return [record for record in self.values() if isinstance(record, Commitment)]

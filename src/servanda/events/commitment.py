"""Events in the life of a commitment."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from servanda.events.base import Event
from servanda.events.meeting import ROUND
from servanda.events.text import Line, one_line
from servanda.events.values import Actors, CommitmentRef, Drawn, EntryId, Round
from servanda.events.window import Window

CommitmentKind = Literal["next-meeting", "sign", "deliver", "discuss", "cooperate", "support", "other"]
Strength = Literal["firm", "soft"]
Undertaking = Annotated[str, AfterValidator(lambda text: one_line(text, 2_000))]

REF = "Address of the commitment, such as jp-fr-ict/2."


class CommitmentMade(Event):
    """A party, an agency or a body of the dialogue undertook to do something it can do.

    A shared opinion, a report of the past, one side's own domestic plan and a possibility are
    no commitments. `firm` is: will, agreed to, decided to, is scheduled. `soft` is: intends,
    plans, confirmed cooperation. A next-meeting commitment names in `for_round` the round it
    promises, if that is known.
    """

    type = "commitment-made"
    example = (
        "jp-fr-ict --round 22 --kind next-meeting --due 2024 --by JP --by FR --text 'Hold the 23rd round'"
    )

    ref: Annotated[CommitmentRef, Drawn("the next free number of the dialogue")] = Field(description=REF)
    text: Undertaking = Field(description="What was undertaken, in the recorder's own words.")
    kind: CommitmentKind = Field(description="Kind of undertaking.")
    strength: Strength = Field("firm", description="How binding the words are.")
    by: Actors = Field((), description="Party or body that undertook it.")
    to: Actors = Field((), description="Party or body it was promised to.")
    due: Window | None = Field(
        None, description="When it is to be done (EDTF); leave out when no date is stated."
    )
    topic: Line | None = Field(None, description="Topic, such as the heading it stands under.")
    round: Round | None = Field(None, description=f"Meeting at which it was made. {ROUND}")
    for_round: Round | None = Field(None, description="Round that a next-meeting commitment promises.")

    @model_validator(mode="after")
    def _for_round_is_a_meeting(self) -> "CommitmentMade":
        if self.for_round is not None and self.kind != "next-meeting":
            msg = f"for_round belongs to kind next-meeting, not to {self.kind}"
            raise ValueError(msg)
        return self


class AboutCommitment(Event):
    """What befalls a commitment after it was made."""

    ref: CommitmentRef = Field(description=REF)


class CommitmentReaffirmed(AboutCommitment):
    """A later round repeated the undertaking."""

    type = "commitment-reaffirmed"
    example = "jp-fr-ict --ref jp-fr-ict/2 --round 23 --occurred 2024-11-26"

    round: Round | None = Field(None, description=f"Meeting that repeated it. {ROUND}")
    text: Undertaking | None = Field(None, description="How it was put this time, if otherwise.")
    strength: Strength | None = Field(None, description="How binding the words are this time, if otherwise.")


class CommitmentAmended(AboutCommitment):
    """The parties changed what was undertaken.

    Where we erred, correct the entry instead.
    """

    type = "commitment-amended"
    example = "jp-fr-ict --ref jp-fr-ict/2 --occurred 2024-11-26 --text 'Share results once a year'"

    text: Undertaking | None = Field(None, description="New undertaking, in the recorder's own words.")
    strength: Strength | None = Field(None, description="How binding the new words are.")
    by: Actors = Field((), description="Party or body that now undertakes it.")
    to: Actors = Field((), description="Party or body it is now promised to.")
    reason: Line | None = Field(None, description="Why.")

    @model_validator(mode="after")
    def _something(self) -> "CommitmentAmended":
        if not (self.text or self.strength or self.by or self.to):
            msg = "give at least one of text, strength, by, to; a new date is commitment-rescheduled"
            raise ValueError(msg)
        return self


class CommitmentRescheduled(AboutCommitment):
    """The due date was moved."""

    type = "commitment-rescheduled"
    example = "jp-fr-ict --ref jp-fr-ict/1 --occurred 2024-11-26 --due 2025 --reason 'Diaries'"

    due: Window = Field(description="New due date (EDTF).")
    reason: Line | None = Field(None, description="Why.")
    agreed_by: Actors = Field((), description="Party or body that agreed to the new date.")


class ProgressReported(AboutCommitment):
    """A step was taken; the commitment stays open."""

    type = "progress-reported"
    example = "jp-fr-ict --ref jp-fr-ict/2 --occurred 2024-06 --text 'First exchange of reports held'"

    text: Undertaking = Field(description="What was done, in the recorder's own words.")


class CommitmentFulfilled(AboutCommitment):
    """What was undertaken was done. `occurred` is when.

    If `by` names only some of those who undertook it, it stays open for the others.
    """

    type = "commitment-fulfilled"
    example = "jp-fr-ict --ref jp-fr-ict/2 --occurred 2024-06-14 --by JP"

    by: Actors = Field((), description="Party or body that did it; leave out when all of them.")
    through: EntryId | None = Field(None, description="Entry that shows it, such as a held meeting (#14).")


class CommitmentWithdrawn(AboutCommitment):
    """The undertaking was taken back."""

    type = "commitment-withdrawn"
    example = "jp-fr-ict --ref jp-fr-ict/2 --occurred 2024-11-26 --reason 'Overtaken by the EU rules'"

    reason: Line | None = Field(None, description="Why.")


class CommitmentSuperseded(AboutCommitment):
    """Another commitment took its place."""

    type = "commitment-superseded"
    example = "jp-fr-ict --ref jp-fr-ict/2 --occurred 2024-11-26 --by-ref jp-fr-ict/3"

    by_ref: CommitmentRef = Field(description="Commitment that took its place.")


class CommitmentReopened(AboutCommitment):
    """A closed commitment is open again."""

    type = "commitment-reopened"
    example = "jp-fr-ict --ref jp-fr-ict/2 --occurred 2025-01-15 --reason 'The report was recalled'"

    reason: Line | None = Field(None, description="Why.")


class CommitmentDisputed(AboutCommitment):
    """Somebody disputes what the record says about a commitment."""

    type = "commitment-disputed"
    example = "jp-fr-ict --ref jp-fr-ict/2 --occurred 2025-01-15 --by FR --text 'No report was received'"

    by: Actors = Field((), description="Party or body that disputes it.")
    text: Undertaking = Field(description="What is disputed, in the recorder's own words.")


class CommitmentAssessed(AboutCommitment):
    """Somebody graded how far a commitment was kept."""

    type = "commitment-assessed"
    example = (
        "jp-fr-ict --ref jp-fr-ict/2 --occurred 2025-01-15 --assessor 'Digital Watch' --scale 0-5 --score 3"
    )

    assessor: Line = Field(description="Who graded it.")
    scale: Line = Field(description="Scale used, such as 0-5 or none/partial/full.")
    score: Line = Field(description="Grade on that scale.")
    text: Undertaking | None = Field(None, description="Grounds, in the recorder's own words.")

"""Which sentences are undertakings: by tables of cues, with the rule that took or refused each."""

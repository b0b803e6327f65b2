"""The log: canonical envelopes in an append-only store, and their exchange as lines."""

"""servanda: an event-sourced tracker of what governments promise each other."""

__version__ = "0.1.0"

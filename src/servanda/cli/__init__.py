"""The command line: a thin shell over `servanda.app` and `servanda.queries`."""

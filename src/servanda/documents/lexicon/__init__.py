"""How texts call parties, bodies and places, as data that a user can extend with files of the same form."""

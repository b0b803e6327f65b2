"""How the record came to be what it is: history, blame, differences, carried commitments, checks.

Standard library only: it is read from the rows and the stored lines.
"""

from servanda.audit.blame import Blamed, blame
from servanda.audit.carried import Carried, Line, carried
from servanda.audit.checks import CHECKS, check
from servanda.audit.diff import Difference, difference
from servanda.audit.drift import Drift, drifts
from servanda.audit.fields import Changed
from servanda.audit.finding import Finding
from servanda.audit.history import Change, history
from servanda.audit.subjects import Subject, not_there, subject
from servanda.audit.told import Mend, Told, told

__all__ = [
    "CHECKS",
    "Blamed",
    "Carried",
    "Change",
    "Changed",
    "Difference",
    "Drift",
    "Finding",
    "Line",
    "Mend",
    "Subject",
    "Told",
    "blame",
    "carried",
    "check",
    "difference",
    "drifts",
    "history",
    "not_there",
    "subject",
    "told",
]

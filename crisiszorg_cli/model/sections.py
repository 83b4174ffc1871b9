"""The kinds of items that the data files hold: each is declared here, once.

Which file has it, in which section, which class of the model it is, and its Dutch word. What
reads, checks, indexes or shows items takes its lists from here. The section's name is also
that of the field of ``Directory`` or ``Content`` with its items.

The class stands here by its name, so that a lookup does not load the model of the triage.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Section(NamedTuple):
    """One list in a data file."""

    name: str
    record: str
    file: str
    word: str

    @property
    def kind(self) -> str:
        """The word by which references name one of its items."""
        return self.record.lower()


DIRECTORY = (
    Section("sources", "Source", "sources.yaml", "bron"),
    Section("offices", "Office", "regions.yaml", "zorgkantoor"),
    Section("regions", "Region", "regions.yaml", "regio"),
    Section("municipalities", "Municipality", "municipalities.yaml", "gemeente"),
    Section("services", "Service", "regions.yaml", "dienst"),
)
"""What a lookup needs, in the order in which it is cited."""

TRIAGE = (
    Section("questions", "Question", "questions.yaml", "vraag"),
    Section("gates", "Gate", "criteria.yaml", "poort"),
    Section("exits", "Exit", "criteria.yaml", "uitweg"),
    Section("pathways", "Pathway", "criteria.yaml", "route"),
    Section("outcomes", "Outcome", "outcomes.yaml", "uitkomst"),
    Section("steps", "Step", "outcomes.yaml", "stap"),
    Section("ladder", "Rung", "outcomes.yaml", "trede"),
    Section("terms", "Term", "terms.yaml", "term"),
    Section("checklist", "ChecklistItem", "checklist.yaml", "onderdeel van de checklist"),
)
"""What the triage needs besides."""

ALL = (*DIRECTORY, *TRIAGE)

DIRECTORY_FILES = tuple(dict.fromkeys(section.file for section in DIRECTORY))
TRIAGE_FILES = tuple(dict.fromkeys(section.file for section in TRIAGE))
CONTENT_FILES = (*DIRECTORY_FILES, *TRIAGE_FILES)

_PARTS = {
    "advice": "advies",
    "criterion": "criterium",
    "fallback": "bij sluiting",
    "redirect": "doorverwijzing",
    "reservation": "voorbehoud",
    "together": "vragen bij elkaar",
}
"""What stands inside an item and has sources of its own."""

WORDS: Mapping[str, str] = {**{section.kind: section.word for section in ALL}, **_PARTS}
"""The Dutch word for each kind."""


def of_file(name: str) -> tuple[Section, ...]:
    """Return the sections of one file."""
    return tuple(section for section in ALL if section.file == name)

"""Runs in the terminal: the real interview, with rules that ask one question for ever.

The stored answer is printed before each time that the question is asked: ``@@ "yes" @@``.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime

from crisiszorg_cli.hours import AMSTERDAM
from crisiszorg_cli.interview import Interview
from crisiszorg_cli.loader import load_content
from crisiszorg_cli.model import Answers, Content, Question
from crisiszorg_cli.render import terminal
from crisiszorg_cli.triage import Triage


class Again(Triage):
    """Rules by which the question that comes next is always the same."""

    def __init__(self, content: Content, question: str) -> None:
        """Ask this question of the content."""
        super().__init__(content)
        self._question = content.questions[question]

    def next_question(self, answers: Answers) -> Question:
        """Show how the question was answered, and ask it again."""
        print("@@", json.dumps(answers.get(self._question.id)), "@@", flush=True)
        return self._question


def main(question: str) -> None:
    """Ask until Ctrl-C."""
    triage = Again(load_content(), question)
    moment = datetime(2026, 11, 22, 21, 30, tzinfo=AMSTERDAM)
    Interview(triage, terminal.console(sys.stdout), moment, {}, "").run()


if __name__ == "__main__":
    main(sys.argv[1])

"""``crisis triage`` with rules that ask one question for ever, for tests of its keys.

The stored answer is printed before each time that the question is asked: ``@@ "yes" @@``.
"""

from __future__ import annotations

import json
import sys
from unittest.mock import patch

from crisiszorg_cli.cli import app as cli
from crisiszorg_cli.model.content import Question
from crisiszorg_cli.triage.session import Session


def run(arguments: list[str]) -> int:
    """Ask the question with this id, with these options, until Ctrl-C."""
    question_id, *options = arguments

    def next_question(session: Session) -> Question:
        sys.stdout.write(f"@@ {json.dumps(session.answers.get(question_id))} @@\n")
        sys.stdout.flush()
        return session.state.walk.rules.content.questions[question_id]

    asked = property(lambda session: frozenset(session.asked))
    with patch.multiple(Session, next_question=next_question, way=asked):
        return cli.run(["triage", "--moment", "2026-11-22T21:30", "--geen-concept", *options])
